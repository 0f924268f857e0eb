package org.actionscape.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.actionscape.experiment.Table;
import org.actionscape.math.InvalidInputException;

/** Exact bias and Proposition 2's against the number of actions, on a linear and a log axis. */
public final class BiasLaw {
  private static final double LOWEST_BIAS = 1e-8;

  private BiasLaw() {}

  /**
   * Composes the figure from the files that its run left behind.
   *
   * @param folder holds {@code data.csv} and {@code settings.yaml}
   * @return the figure
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException if a file, a column or the caption is missing
   */
  public static Figure of(Path folder) throws IOException {
    FigureFiles files = new FigureFiles(folder);
    Table data = files.table("data.csv");
    List<Axis> axes =
        List.of(
            Axis.linear("bias").between(0, 1), Axis.logarithmic("bias").between(LOWEST_BIAS, 2));
    List<Panel> panels = new ArrayList<>();
    for (Axis bias : axes) {
      for (String lambda : data.distinct("lambda")) {
        panels.add(
            Panels.curves(
                "\u03bb = " + lambda,
                Axis.logarithmic("number of actions |A|"),
                bias,
                curves(data.where("lambda", lambda)),
                List.of()));
      }
    }
    List<Key> numbers = new ArrayList<>();
    List<String> optimal = data.distinct("optimal_actions");
    for (int i = 0; i < optimal.size(); i++) {
      numbers.add(Key.line("n = " + optimal.get(i), Style.ordinal(i), Curve.Stroke.SOLID));
    }
    return new Figure(
        "Bias of an entropy bonus against the number of actions",
        List.of(
            numbers,
            List.of(
                Key.line("exact", Style.INK, Curve.Stroke.SOLID),
                Key.line("Proposition 2", Style.INK, Curve.Stroke.DASHED))),
        panels,
        2,
        files.caption());
  }

  private static List<Curve> curves(Table rows) {
    List<Curve> curves = new ArrayList<>();
    List<String> optimal = rows.distinct("optimal_actions");
    for (int i = 0; i < optimal.size(); i++) {
      Table one = rows.where("optimal_actions", optimal.get(i));
      curves.add(
          new Curve(
              "bound " + optimal.get(i),
              Style.ordinal(i),
              Curve.Stroke.DASHED,
              one.intervals("actions", "proposition_2_bias")));
      curves.add(
          new Curve(
              "exact " + optimal.get(i), Style.ordinal(i), one.intervals("actions", "exact_bias")));
    }
    return curves;
  }
}

package org.actionscape.study.bias;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.actionscape.chart.Axis;
import org.actionscape.chart.Curve;
import org.actionscape.chart.Figure;
import org.actionscape.chart.LegendEntry;
import org.actionscape.chart.Panel;
import org.actionscape.chart.Panels;
import org.actionscape.chart.ResultFiles;
import org.actionscape.chart.Style;
import org.actionscape.check.InvalidInputException;
import org.actionscape.store.Table;

/**
 * Exact bias and Proposition 2's against the number of actions or the horizon, on a linear and a
 * log axis.
 */
final class BiasLawChart {
  private static final double LOWEST_BIAS = 1e-8;

  private BiasLawChart() {}

  /**
   * Composes the figure against the number of actions from the files that its run left behind.
   *
   * @param folder holds {@code data.csv} and {@code settings.yaml}
   * @return the figure
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException if a file, a column or the caption is missing
   */
  static Figure againstActions(Path folder) throws IOException {
    return of(
        folder,
        "Bias of an entropy bonus against the number of actions",
        Axis.logarithmic("number of actions |A|"),
        "actions",
        "optimal_actions");
  }

  /**
   * Composes the figure against the horizon from the files that its run left behind.
   *
   * @param folder holds {@code data.csv} and {@code settings.yaml}
   * @return the figure
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException if a file, a column or the caption is missing
   */
  static Figure againstHorizon(Path folder) throws IOException {
    return of(
        folder,
        "Bias of an entropy bonus against the horizon",
        Axis.whole("horizon H (tokens)"),
        "horizon",
        "optimal_tokens");
  }

  private static Figure of(Path folder, String title, Axis x, String xColumn, String numberColumn)
      throws IOException {
    ResultFiles files = new ResultFiles(folder);
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
                x,
                bias,
                curves(data.where("lambda", lambda), xColumn, numberColumn),
                List.of()));
      }
    }
    List<LegendEntry> numbers = new ArrayList<>();
    List<String> optimal = data.distinct(numberColumn);
    for (int i = 0; i < optimal.size(); i++) {
      numbers.add(
          LegendEntry.line(
              "n = " + optimal.get(i), Style.ordinal(i, optimal.size()), Curve.Stroke.SOLID));
    }
    return new Figure(
        title,
        List.of(
            numbers,
            List.of(
                LegendEntry.line("exact", Style.INK, Curve.Stroke.SOLID),
                LegendEntry.line("Proposition 2", Style.INK, Curve.Stroke.DASHED))),
        panels,
        2,
        files.caption());
  }

  private static List<Curve> curves(Table rows, String x, String number) {
    List<Curve> curves = new ArrayList<>();
    List<String> optimal = rows.distinct(number);
    for (int i = 0; i < optimal.size(); i++) {
      Table one = rows.where(number, optimal.get(i));
      curves.add(
          new Curve(
              "bound " + optimal.get(i),
              Style.ordinal(i, optimal.size()),
              Curve.Stroke.DASHED,
              one.intervals(x, "proposition_2_bias")));
      curves.add(
          new Curve(
              "exact " + optimal.get(i),
              Style.ordinal(i, optimal.size()),
              one.intervals(x, "exact_bias")));
    }
    return curves;
  }
}

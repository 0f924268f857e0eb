package org.actionscape.study.selftraining;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.actionscape.chart.Axis;
import org.actionscape.chart.Curve;
import org.actionscape.chart.Figure;
import org.actionscape.chart.LegendEntry;
import org.actionscape.chart.Palette;
import org.actionscape.chart.Panel;
import org.actionscape.chart.Panels;
import org.actionscape.chart.ResultFiles;
import org.actionscape.chart.Style;
import org.actionscape.check.InvalidInputException;
import org.actionscape.store.Range;
import org.actionscape.store.Ranges;
import org.actionscape.store.Table;

/** Accuracy, entropy and confident errors of self-training beside training on the truth. */
final class SelfTrainingChart {
  private SelfTrainingChart() {}

  /**
   * Composes the figure from the files that its run left behind.
   *
   * @param folder holds {@code data.csv} and {@code settings.yaml}
   * @return the figure
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException if a file, a column or the caption is missing
   */
  static Figure of(Path folder) throws IOException {
    ResultFiles files = new ResultFiles(folder);
    Table data = files.table("data.csv");
    Ranges ranges = Ranges.ofActions(files.number("environment.actions"));
    List<Panel> panels = new ArrayList<>();
    for (String column : List.of("accuracy", "entropy", "confidently_wrong")) {
      for (String kind : data.distinct("kind")) {
        panels.add(panel(data.where("kind", kind), kind, column, ranges.of(column)));
      }
    }
    return new Figure(
        "Self-training and training on the truth, with and without an entropy bonus",
        List.of(
            List.of(
                LegendEntry.line("self-training", Style.INK, Curve.Stroke.SOLID),
                LegendEntry.line("self-training + bonus", Palette.BLUE, Curve.Stroke.SOLID),
                LegendEntry.interval()),
            List.of(
                LegendEntry.line("truth", Style.GREY, Curve.Stroke.SOLID),
                LegendEntry.line("truth + bonus", Palette.ORANGE, Curve.Stroke.DOTTED))),
        panels,
        2,
        files.caption());
  }

  private static Panel panel(Table rows, String kind, String column, Range range) {
    Axis y =
        switch (column) {
          case "accuracy" -> Axis.linear("mass on the right action").between(0, 1);
          case "entropy" -> Axis.logarithmic("entropy (nats)");
          default -> Axis.linear("share of contexts").between(0, 1);
        };
    List<Curve> curves = new ArrayList<>();
    List<String> signals = rows.distinct("signal");
    for (int i = signals.size() - 1; i >= 0; i--) {
      // Self-training comes first in the table, the truth second.
      boolean truth = i == 1;
      Table ofSignal = rows.where("signal", signals.get(i));
      List<String> lambdas = ofSignal.distinct("lambda");
      for (int j = 0; j < lambdas.size(); j++) {
        boolean bonus = j == 1;
        Color colour =
            truth ? bonus ? Palette.ORANGE : Style.GREY : bonus ? Palette.BLUE : Style.INK;
        Curve.Stroke stroke = truth && bonus ? Curve.Stroke.DOTTED : Curve.Stroke.SOLID;
        Table one = ofSignal.where("lambda", lambdas.get(j));
        curves.add(
            new Curve(
                signals.get(i) + j,
                colour,
                stroke,
                column.equals("entropy")
                    ? one.geometricIntervals("step", column, range)
                    : one.intervals("step", column, range)));
      }
    }
    String title =
        column.replace("confidently_wrong", "confident errors")
            + (kind.equals("label") ? ", by labels" : ", by rewards");
    return Panels.curves(title, Axis.logarithmic("step"), y, curves, List.of());
  }
}

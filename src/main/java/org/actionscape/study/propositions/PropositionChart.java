package org.actionscape.study.propositions;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.actionscape.chart.Axis;
import org.actionscape.chart.Curve;
import org.actionscape.chart.Figure;
import org.actionscape.chart.LegendEntry;
import org.actionscape.chart.Panel;
import org.actionscape.chart.Panels;
import org.actionscape.chart.Regularizer;
import org.actionscape.chart.ResultFiles;
import org.actionscape.chart.Style;
import org.actionscape.check.InvalidInputException;
import org.actionscape.store.Interval;
import org.actionscape.store.Range;
import org.actionscape.store.Ranges;
import org.actionscape.store.Table;

/** Both sides of the propositions along training runs, on logarithmic axes. */
final class PropositionChart {
  private static final double LARGEST_GAP = 1;

  /** What is missing to the best reward; a bound above it says nothing. */
  private static final Range GAP = new Range(0, LARGEST_GAP);

  private PropositionChart() {}

  /**
   * Composes the figure of Proposition 1 from the files that its run left behind.
   *
   * @param folder holds {@code data.csv} and {@code settings.yaml}
   * @return the figure
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException if a file, a column or the caption is missing
   */
  static Figure first(Path folder) throws IOException {
    ResultFiles files = new ResultFiles(folder);
    Table data = files.table("data.csv");
    List<Panel> panels = new ArrayList<>();
    for (String left : List.of("gradient_norm_1", "sub_optimality")) {
      boolean gradient = left.equals("gradient_norm_1");
      for (String setup : data.distinct("setup")) {
        Ranges ranges = Ranges.ofActions(files.number(actions(setup)));
        List<Curve> curves = new ArrayList<>();
        for (Regularizer method : List.of(Regularizer.NONE, Regularizer.ENTROPY)) {
          Table rows = data.where("setup", setup).where("method", method.id());
          curves.add(
              curve(
                  rows,
                  gradient ? "two_entropy" : "eps_over_c",
                  method.colour,
                  Curve.Stroke.DASHED,
                  gradient ? ranges.of("two_entropy") : GAP));
          curves.add(curve(rows, left, method.colour, Curve.Stroke.SOLID, ranges.of(left)));
        }
        Axis y =
            gradient
                ? Axis.logarithmic("gradient norm").between(1e-5, 50)
                : missing(List.of(curves.get(1), curves.get(3)));
        panels.add(
            Panels.curves(title(setup), Axis.logarithmic("gradient step"), y, curves, List.of()));
      }
    }
    return new Figure(
        "Proposition 1 along training runs",
        List.of(
            List.of(LegendEntry.colour(Regularizer.NONE), LegendEntry.colour(Regularizer.ENTROPY)),
            List.of(
                LegendEntry.line("measured", Style.INK, Curve.Stroke.SOLID),
                LegendEntry.line("bound", Style.INK, Curve.Stroke.DASHED),
                LegendEntry.interval())),
        panels,
        2,
        files.caption());
  }

  /**
   * Composes the figure of Proposition 2 from the files that its run left behind.
   *
   * @param folder holds {@code data.csv} and {@code settings.yaml}
   * @return the figure
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException if a file, a column or the caption is missing
   */
  static Figure second(Path folder) throws IOException {
    ResultFiles files = new ResultFiles(folder);
    Table data = files.table("data.csv");
    List<Panel> panels = new ArrayList<>();
    for (Regularizer method : List.of(Regularizer.ENTROPY, Regularizer.CLAMPED)) {
      for (String setup : data.distinct("setup")) {
        Table rows = data.where("setup", setup).where("method", method.id());
        List<Curve> curves =
            List.of(
                curve(rows, "bound", Style.GREY, Curve.Stroke.SOLID, GAP),
                curve(rows, "gain_term", method.colour, Curve.Stroke.DOTTED, GAP),
                curve(rows, "bias_term", method.colour, Curve.Stroke.DASHED, GAP),
                curve(rows, "sub_optimality", method.colour, Curve.Stroke.SOLID, GAP));
        panels.add(
            Panels.curves(
                title(setup),
                Axis.logarithmic("gradient step"),
                missing(List.of(curves.get(3))),
                curves,
                List.of()));
      }
    }
    return new Figure(
        "Proposition 2 along training runs",
        List.of(
            List.of(
                LegendEntry.colour(Regularizer.ENTROPY), LegendEntry.colour(Regularizer.CLAMPED)),
            List.of(
                LegendEntry.line("bound", Style.GREY, Curve.Stroke.SOLID),
                LegendEntry.line("missing", Style.INK, Curve.Stroke.SOLID),
                LegendEntry.line("what the bonus buys", Style.INK, Curve.Stroke.DOTTED),
                LegendEntry.line("bias", Style.INK, Curve.Stroke.DASHED),
                LegendEntry.interval())),
        panels,
        2,
        files.caption());
  }

  private static Curve curve(
      Table rows, String column, Color colour, Curve.Stroke stroke, Range range) {
    Map<Double, Interval> points = rows.geometricIntervals("step", column, range);
    return new Curve(column + colour, colour, stroke, points);
  }

  /** An axis on which all that is missing can be seen; bounds may leave it. */
  private static Axis missing(List<Curve> curves) {
    double least =
        curves.stream()
            .flatMap(curve -> curve.points().values().stream())
            .mapToDouble(point -> Double.isNaN(point.low()) ? point.mean() : point.low())
            .min()
            .orElse(LARGEST_GAP);
    double decadeBelow = StrictMath.pow(10, Math.floor(StrictMath.log10(least)));
    return Axis.logarithmic("missing to optimum").between(decadeBelow, 2 * LARGEST_GAP);
  }

  /** Where the settings say how many actions a set-up has. */
  private static String actions(String setup) {
    return "curves." + setup + ".list[0].environment.actions";
  }

  private static String title(String setup) {
    return setup.equals("textbook") ? "Textbook bandit" : "Decoys (Figure 1)";
  }
}

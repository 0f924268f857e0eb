package org.actionscape.study.grpo;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.actionscape.chart.Axis;
import org.actionscape.chart.Curve;
import org.actionscape.chart.Curve.Stroke;
import org.actionscape.chart.Figure;
import org.actionscape.chart.LegendEntry;
import org.actionscape.chart.Panel;
import org.actionscape.chart.Panels;
import org.actionscape.chart.ReferenceLine;
import org.actionscape.chart.Regularizer;
import org.actionscape.chart.ResultFiles;
import org.actionscape.chart.Style;
import org.actionscape.check.InvalidInputException;
import org.actionscape.store.Interval;
import org.actionscape.store.Range;
import org.actionscape.store.Ranges;
import org.actionscape.store.Table;

/**
 * Columns of a long table against step, a panel each; one curve with its band for each method and
 * coefficient. Several coefficients of a method share a hue, each darker or each lighter than the
 * one before it in the file. Where adaptive ones start at them, constant ones are dotted, and have
 * no bands.
 */
final class TraceChart {
  /** The hue of clamped entropy, for starts of its coefficient that grow from curve to curve. */
  private static final Color[] STARTS = {new Color(0x5C2A00), Style.VERMILION, new Color(0xF2A65A)};

  /** The method whose coefficient adapts. */
  private static final String ADAPTIVE = "aent";

  /** Where the settings have its rule. */
  private static final String RULE = "curves." + ADAPTIVE + ".list[0].objective[0].coefficient.";

  private final List<Line> lines = new ArrayList<>();
  private final double lastStep;
  private final double horizon;
  private final Ranges ranges;
  private final String caption;

  /** One method at one coefficient. */
  private record Line(String label, Color colour, Stroke stroke, Table rows) {}

  private TraceChart(Path folder) throws IOException {
    ResultFiles files = new ResultFiles(folder);
    Table data = files.table("data.csv");
    caption = files.caption();
    horizon = files.number("environment.horizon");
    // The end token is one more.
    Ranges ofTask = Ranges.ofTokens(files.number("environment.tokens") + 1, horizon);
    ranges =
        data.where("method", ADAPTIVE).rows() == 0
            ? ofTask
            : ofTask.withCoefficient(
                new Range(files.number(RULE + "least"), files.number(RULE + "most")));
    lastStep = DoubleStream.of(data.numbers("step")).max().orElseThrow();
    boolean paired = data.where("method", ADAPTIVE).distinct("lambda").size() > 1;
    for (String method : data.distinct("method")) {
      Table rows = data.where("method", method);
      List<String> lambdas = rows.distinct("lambda");
      for (int i = 0; i < lambdas.size(); i++) {
        String lambda = lambdas.get(i);
        boolean many = lambdas.size() > 1;
        Table one = rows.where("lambda", lambda);
        if (method.equals(ADAPTIVE)) {
          lines.add(
              new Line(
                  many ? "AEnt from " + lambda : "AEnt",
                  many ? Style.ordinal(STARTS, i, lambdas.size()) : Style.VERMILION,
                  Stroke.SOLID,
                  one));
        } else if (paired) {
          lines.add(
              new Line(
                  "constant " + lambda,
                  Style.ordinal(STARTS, i, lambdas.size()),
                  Stroke.DOTTED,
                  one));
        } else {
          String name = many ? "" : Regularizer.of(method).label + (lambda.isEmpty() ? "" : ", ");
          lines.add(
              new Line(
                  name + (lambda.isEmpty() ? "" : "\u03bb = " + lambda),
                  many ? Style.ordinal(i, lambdas.size()) : Regularizer.of(method).colour,
                  Stroke.SOLID,
                  one));
        }
      }
    }
  }

  /**
   * Composes the figure of constant coefficients from the files that its run left behind.
   *
   * @param folder holds {@code data.csv} and {@code settings.yaml}
   * @return the figure
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException if a file, a column or the caption is missing
   */
  static Figure constant(Path folder) throws IOException {
    TraceChart traces = new TraceChart(folder);
    return traces.figure(
        "Entropy and reward under constant entropy coefficients",
        List.of(
            traces.panel("Entropy", "entropy_per_step", Axis.linear("nats a step"), List.of()),
            traces.reward(),
            traces.panel(
                "Gradient, geometric mean",
                "gradient_norm",
                Axis.logarithmic("norm, reward per logit"),
                List.of()),
            traces.length()));
  }

  /**
   * Composes the figure of reward, entropy and length from the files that its run left behind.
   *
   * @param folder holds {@code data.csv} and {@code settings.yaml}
   * @return the figure
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException if a file, a column or the caption is missing
   */
  static Figure score(Path folder) throws IOException {
    TraceChart traces = new TraceChart(folder);
    return traces.figure(
        "Reward, entropy and response length under entropy control",
        List.of(
            traces.reward(),
            traces.panel("Entropy", "entropy_per_step", Axis.linear("nats a step"), List.of()),
            traces.length(),
            traces.coefficient()));
  }

  /**
   * Composes the figure of adaptive coefficients from the files that its run left behind.
   *
   * @param folder holds {@code data.csv} and {@code settings.yaml}
   * @return the figure
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException if a file, a column, the caption or the entropy band is missing
   */
  static Figure adaptive(Path folder) throws IOException {
    TraceChart traces = new TraceChart(folder);
    ResultFiles files = new ResultFiles(folder);
    List<ReferenceLine> band =
        List.of(
            new ReferenceLine(files.number(RULE + "low_entropy"), Style.INK),
            new ReferenceLine(files.number(RULE + "high_entropy"), Style.INK));
    return traces.figure(
        "Adaptive and constant coefficients of clamped entropy",
        List.of(
            traces.reward(),
            traces.panel(
                "Clamped entropy; dashed: AEnt's band",
                "bonus_per_step",
                Axis.linear("nats a step"),
                band),
            traces.panel("Entropy", "entropy_per_step", Axis.linear("nats a step"), List.of()),
            traces.coefficient()));
  }

  private Panel reward() {
    return panel(
        "Average reward", "average_reward", Axis.linear("average reward").between(0, 1), List.of());
  }

  private Panel length() {
    return panel(
        "Response length", "length", Axis.linear("tokens").between(1, horizon + 0.1), List.of());
  }

  private Panel coefficient() {
    return panel("Coefficient", "coefficient", Axis.linear("\u03bb, reward per nat"), List.of());
  }

  private Panel panel(String title, String column, Axis y, List<ReferenceLine> references) {
    boolean logarithmic = y.scale() == Axis.Scale.LOGARITHMIC;
    List<Curve> curves = new ArrayList<>();
    for (Line line : lines) {
      if (!line.rows.text(0, column).isEmpty()) {
        Range range = ranges.of(column);
        Map<Double, Interval> points =
            logarithmic
                ? line.rows.geometricIntervals("step", column, range)
                : line.rows.intervals("step", column, range);
        if (line.stroke == Stroke.DOTTED) {
          // A band would hide those of others.
          points.replaceAll(
              (step, interval) -> new Interval(interval.mean(), Double.NaN, Double.NaN));
        }
        curves.add(new Curve(line.label, line.colour, line.stroke, points));
      }
    }
    return Panels.curves(
        title, Axis.whole("step").between(0, lastStep), ranged(y, curves), curves, references);
  }

  /** From 0, which nothing is below, to a little above all that is drawn. */
  private static Axis ranged(Axis y, List<Curve> curves) {
    if (y.scale() == Axis.Scale.LOGARITHMIC || !Double.isNaN(y.low())) {
      return y;
    }
    double most =
        curves.stream()
            .flatMap(curve -> curve.points().values().stream())
            .mapToDouble(interval -> Math.max(interval.mean(), high(interval)))
            .max()
            .orElse(1);
    return y.between(0, 1.05 * most);
  }

  private static double high(Interval interval) {
    return Double.isNaN(interval.high()) ? interval.mean() : interval.high();
  }

  private Figure figure(String title, List<Panel> panels) {
    List<List<LegendEntry>> legend = new ArrayList<>();
    for (Stroke stroke : List.of(Stroke.DOTTED, Stroke.SOLID)) {
      legend.add(
          lines.stream()
              .filter(line -> line.stroke == stroke)
              .map(line -> LegendEntry.line(line.label, line.colour, stroke))
              .toList());
    }
    legend.removeIf(List::isEmpty);
    legend.add(List.of(LegendEntry.interval()));
    return new Figure(title, legend, panels, 2, caption);
  }
}

package org.actionscape.chart;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.actionscape.check.InvalidInputException;
import org.actionscape.store.Interval;
import org.actionscape.store.Range;
import org.actionscape.store.Table;

/**
 * One experiment: average reward and entropy against step, beside what theory says of both, and
 * coefficients and episode length where they move.
 */
public final class RunFigure {
  /** Room above the highest value, as a share of the range. */
  private static final double ROOM = 0.05;

  /** Curves that rise or fall by less than this share of their height look level above 0. */
  private static final double SEEN = 0.01;

  /** Relative differences below this are steps of the digits that tables have. */
  private static final double STORED = 1e-7;

  private static final String MISSING = "sub_optimality";
  private static final Color MEASURED = Regularizer.ENTROPY.colour;

  private final Table data;
  private final Table summary;
  private final String caption;

  private RunFigure(Path folder) throws IOException {
    ResultFiles files = new ResultFiles(folder);
    data = files.table("data.csv");
    summary = files.table("summary.csv");
    caption = files.caption();
  }

  /**
   * Composes the figure from the files that a run left behind.
   *
   * @param folder holds {@code data.csv}, {@code summary.csv} and {@code settings.yaml}
   * @return the figure
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException if a file, a column or the caption is missing
   */
  public static Figure of(Path folder) throws IOException {
    return new RunFigure(folder).compose();
  }

  private Figure compose() {
    boolean soft = summary.distinct("metric").contains("soft_optimum_reward");
    List<LegendEntry> measured =
        List.of(
            LegendEntry.line("trained policy", MEASURED, Curve.Stroke.SOLID),
            LegendEntry.interval());
    List<LegendEntry> theory = new ArrayList<>();
    if (soft) {
      theory.add(LegendEntry.line("regularised optimum, exact", Style.INK, Curve.Stroke.DASHED));
    }
    theory.add(LegendEntry.line("best reward", Style.GREY, Curve.Stroke.DOTTED));

    List<Curve> reward = reward(soft);
    String rewardLabel = "average reward";
    if (close(reward) && hasSubOptimality()) {
      reward = lessBest(soft);
      rewardLabel = "average reward \u2212 best reward";
    }
    List<Curve> entropy = new ArrayList<>();
    entropy.add(
        new Curve(
            "entropy",
            MEASURED,
            measured("entropy", Range.upTo(end("largest_entropy", Double.POSITIVE_INFINITY)))));
    if (soft) {
      entropy.add(level("soft_optimum_entropy", Style.INK, Curve.Stroke.DASHED));
    }
    Axis steps = Axis.whole("step").between(0, lastStep());
    List<Panel> panels = new ArrayList<>();
    panels.add(
        Panels.curves("Average reward", steps, range(rewardLabel, reward), reward, List.of()));
    panels.add(
        Panels.curves("Entropy", steps, range("entropy (nats)", entropy), entropy, List.of()));
    for (String column : data.columns()) {
      if (column.startsWith("coefficient_")) {
        String term = column.split("_")[1];
        addIfItMoves(panels, "Coefficient " + term, "coefficient \u03bb", column, box(term));
      }
    }
    double longest = end("longest_episode", Double.POSITIVE_INFINITY);
    addIfItMoves(
        panels,
        "Length",
        "episode length (steps)",
        "length",
        new Range(Math.min(1, longest), longest));
    return new Figure(
        "Average reward and entropy during training",
        List.of(measured, theory),
        panels,
        2,
        caption);
  }

  private List<Curve> reward(boolean soft) {
    List<Curve> curves = new ArrayList<>();
    curves.add(level("best_reward", Style.GREY, Curve.Stroke.DOTTED));
    curves.add(new Curve("reward", MEASURED, measured("average_reward", rewards())));
    if (soft) {
      curves.add(level("soft_optimum_reward", Style.INK, Curve.Stroke.DASHED));
    }
    return curves;
  }

  /** The same less the best reward, from what is missing to it, which has digits of its own. */
  private List<Curve> lessBest(boolean soft) {
    List<Curve> curves = new ArrayList<>();
    curves.add(level("best", 0, Style.GREY, Curve.Stroke.DOTTED));
    Map<Double, Interval> points =
        measured(MISSING, Range.upTo(rewards().most() - rewards().least()));
    points.replaceAll((step, missing) -> negative(missing));
    curves.add(new Curve("reward", MEASURED, points));
    if (soft) {
      double bias = summaryOf("soft_optimum_" + MISSING);
      curves.add(level("optimum", -bias, Style.INK, Curve.Stroke.DASHED));
    }
    return curves;
  }

  /** A column over the seeds, with intervals within what is possible. */
  private Map<Double, Interval> measured(String column, Range range) {
    return data.intervals("step", column, range);
  }

  private Range rewards() {
    double best = end("best_reward", Double.POSITIVE_INFINITY);
    return new Range(Math.min(end("worst_reward", Double.NEGATIVE_INFINITY), best), best);
  }

  /** An end of a range if all seeds have it: if not, the mean of all seeds may lie beyond it. */
  private double end(String metric, double unknown) {
    Table row = summary.where("metric", metric);
    return Double.isNaN(row.number(0, "low")) ? row.number(0, "mean") : unknown;
  }

  /** What a rule keeps its coefficient in. */
  private Range box(String term) {
    String most = "most_coefficient_" + term;
    return summary.distinct("metric").contains(most)
        ? new Range(end("least_coefficient_" + term, 0), end(most, Double.POSITIVE_INFINITY))
        : Range.NON_NEGATIVE;
  }

  private static Interval negative(Interval interval) {
    // Not -0, which is another number to a picture's bytes.
    return new Interval(0 - interval.mean(), 0 - interval.high(), 0 - interval.low());
  }

  /** Whether what is missing is known throughout and is not always nothing. */
  private boolean hasSubOptimality() {
    if (!data.columns().contains(MISSING)) {
      return false;
    }
    double[] missing = data.numbers(MISSING);
    return DoubleStream.of(missing).noneMatch(Double::isNaN)
        && DoubleStream.of(missing).anyMatch(value -> value > 0);
  }

  private static double[] values(List<Curve> curves) {
    return curves.stream()
        .flatMap(curve -> curve.points().values().stream())
        .flatMapToDouble(point -> DoubleStream.of(point.mean(), point.low(), point.high()))
        .filter(value -> !Double.isNaN(value))
        .toArray();
  }

  /** Whether curves look level and alike on an axis from 0. */
  private static boolean close(List<Curve> curves) {
    double[] values = values(curves);
    double least = DoubleStream.of(values).min().orElseThrow();
    double most = DoubleStream.of(values).max().orElseThrow();
    return most - least < SEEN * Math.max(Math.abs(least), Math.abs(most));
  }

  private void addIfItMoves(
      List<Panel> panels, String title, String label, String column, Range range) {
    if (data.distinct(column).size() > 1) {
      List<Curve> curves = List.of(new Curve(column, MEASURED, measured(column, range)));
      Axis steps = Axis.whole("step").between(0, lastStep());
      panels.add(Panels.curves(title, steps, range(label, curves), curves, List.of()));
    }
  }

  /** A value of the summary, from the first step to the last. */
  private Curve level(String metric, Color colour, Curve.Stroke stroke) {
    return level(metric, summaryOf(metric), colour, stroke);
  }

  private double summaryOf(String metric) {
    return summary.where("metric", metric).number(0, "mean");
  }

  private Curve level(String name, double value, Color colour, Curve.Stroke stroke) {
    Interval level = new Interval(value, Double.NaN, Double.NaN);
    Map<Double, Interval> points = new LinkedHashMap<>();
    points.put(0.0, level);
    points.put(lastStep(), level);
    return new Curve(name, colour, stroke, points);
  }

  private double lastStep() {
    return DoubleStream.of(data.numbers("step")).max().orElseThrow();
  }

  /**
   * From 0, or below where values are, to a little above all of them; but where they differ by less
   * than could be seen that way, from a little below the lowest.
   */
  private static Axis range(String label, List<Curve> curves) {
    double[] values = values(curves);
    double least = DoubleStream.of(values).min().orElseThrow();
    double most = DoubleStream.of(values).max().orElseThrow();
    double size = Math.max(Math.abs(least), Math.abs(most));
    boolean equal = most - least <= STORED * size;
    boolean close = !equal && close(curves);
    double low = close ? least : Math.min(0, least);
    double high = equal ? Math.max(0, most) : most;
    double length = high - low;
    // Less where doubles end: an axis is drawn from its ends and its length.
    double room = length > 0 ? Math.min(ROOM * length, (Double.MAX_VALUE - length) / 2) : 1;
    return Axis.linear(label)
        .between(
            low == 0 ? 0 : Math.max(low - room, -Double.MAX_VALUE),
            Math.min(high + room, Double.MAX_VALUE));
  }
}

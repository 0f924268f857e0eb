package org.actionscape.chart;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.actionscape.experiment.Interval;
import org.actionscape.experiment.Table;
import org.actionscape.math.InvalidInputException;

/**
 * One experiment: average reward and entropy against step, beside what theory says of both, and
 * coefficients and episode length where they move.
 */
public final class RunFigure {
  /** Room above the highest value, as a share of the range. */
  private static final double ROOM = 0.05;

  /** Curves that rise or fall by less than this share of their height look level above 0. */
  private static final double SEEN = 0.01;

  /** Relative differences below this are those of equal numbers. */
  private static final double ROUNDING = 1e-12;

  private static final Color MEASURED = Method.ENTROPY.colour;

  private final Table data;
  private final Table summary;
  private final String caption;

  private RunFigure(Path folder) throws IOException {
    FigureFiles files = new FigureFiles(folder);
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
    List<Key> measured =
        List.of(
            Key.line("trained policy", MEASURED, Curve.Stroke.SOLID),
            Key.interval("95 % interval over seeds"));
    List<Key> theory = new ArrayList<>();
    if (soft) {
      theory.add(Key.line("regularised optimum, exact", Style.INK, Curve.Stroke.DASHED));
    }
    theory.add(Key.line("best reward", Style.GREY, Curve.Stroke.DOTTED));

    List<Curve> reward = new ArrayList<>();
    reward.add(level("best_reward", Style.GREY, Curve.Stroke.DOTTED));
    List<Curve> entropy = new ArrayList<>();
    reward.add(new Curve("reward", MEASURED, data.intervals("step", "average_reward")));
    entropy.add(new Curve("entropy", MEASURED, data.intervals("step", "entropy")));
    if (soft) {
      reward.add(level("soft_optimum_reward", Style.INK, Curve.Stroke.DASHED));
      entropy.add(level("soft_optimum_entropy", Style.INK, Curve.Stroke.DASHED));
    }
    Axis steps = Axis.whole("step").between(0, lastStep());
    List<Panel> panels = new ArrayList<>();
    panels.add(
        Panels.curves("Average reward", steps, range("average reward", reward), reward, List.of()));
    panels.add(
        Panels.curves("Entropy", steps, range("entropy (nats)", entropy), entropy, List.of()));
    for (String column : data.columns()) {
      if (column.startsWith("coefficient_")) {
        addIfItMoves(panels, "Coefficient " + column.split("_")[1], "coefficient \u03bb", column);
      }
    }
    addIfItMoves(panels, "Length", "episode length (steps)", "length");
    return new Figure(
        "Average reward and entropy during training",
        List.of(measured, theory),
        panels,
        2,
        caption);
  }

  private void addIfItMoves(List<Panel> panels, String title, String label, String column) {
    if (data.distinct(column).size() > 1) {
      List<Curve> curves = List.of(new Curve(column, MEASURED, data.intervals("step", column)));
      Axis steps = Axis.whole("step").between(0, lastStep());
      panels.add(Panels.curves(title, steps, range(label, curves), curves, List.of()));
    }
  }

  /** A value of the summary, from the first step to the last. */
  private Curve level(String metric, Color colour, Curve.Stroke stroke) {
    double value = summary.where("metric", metric).number(0, "mean");
    Interval level = new Interval(value, Double.NaN, Double.NaN);
    Map<Double, Interval> points = new LinkedHashMap<>();
    points.put(0.0, level);
    points.put(lastStep(), level);
    return new Curve(metric, colour, stroke, points);
  }

  private double lastStep() {
    return DoubleStream.of(data.numbers("step")).max().orElseThrow();
  }

  /**
   * From 0, or below where values are, to a little above all of them; but where they differ by less
   * than could be seen that way, from a little below the lowest.
   */
  private static Axis range(String label, List<Curve> curves) {
    double[] values =
        curves.stream()
            .flatMap(curve -> curve.points().values().stream())
            .flatMapToDouble(point -> DoubleStream.of(point.mean(), point.low(), point.high()))
            .filter(value -> !Double.isNaN(value))
            .toArray();
    double least = DoubleStream.of(values).min().orElseThrow();
    double most = DoubleStream.of(values).max().orElseThrow();
    double size = Math.max(Math.abs(least), Math.abs(most));
    boolean equal = most - least <= ROUNDING * size;
    boolean close = !equal && most - least < SEEN * size;
    double low = close ? least : Math.min(0, least);
    double high = equal ? Math.max(0, most) : most;
    double room = high > low ? ROOM * (high - low) : 1;
    return Axis.linear(label).between(low == 0 ? 0 : low - room, high + room);
  }
}

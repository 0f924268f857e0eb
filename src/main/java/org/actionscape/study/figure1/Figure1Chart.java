package org.actionscape.study.figure1;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.actionscape.chart.Axis;
import org.actionscape.chart.Bars;
import org.actionscape.chart.Bars.Bar;
import org.actionscape.chart.Curve;
import org.actionscape.chart.Figure;
import org.actionscape.chart.LegendEntry;
import org.actionscape.chart.Panel;
import org.actionscape.chart.Panels;
import org.actionscape.chart.ReferenceLine;
import org.actionscape.chart.Regularizer;
import org.actionscape.chart.ResultFiles;
import org.actionscape.check.InvalidInputException;
import org.actionscape.store.Interval;
import org.actionscape.store.Range;
import org.actionscape.store.Table;

/**
 * Figure 1: average reward during learning with 10<sup>5</sup> actions of which 15, 10 or 1 are
 * optimal, and the gain of the two entropy bonuses over no regularisation. The published plateaus
 * are those of Shen 2025.
 */
final class Figure1Chart {
  private final Table data;
  private final Table summary;
  private final List<String> shown;
  private final String caption;

  private Figure1Chart(Path folder) throws IOException {
    ResultFiles files = new ResultFiles(folder);
    data = files.table("data.csv");
    summary = files.table("summary.csv");
    shown = files.numbers("details.optimal_actions_shown").stream().map(Table::format).toList();
    caption = files.caption();
  }

  /**
   * Composes the figure from the files that its run left behind.
   *
   * @param folder holds {@code data.csv}, {@code summary.csv} and {@code settings.yaml}, of which
   *     only the caption is used
   * @return the figure
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException if a file, a column, a row or the caption is missing
   */
  static Figure of(Path folder) throws IOException {
    return new Figure1Chart(folder).compose();
  }

  private Figure compose() {
    List<List<Curve>> curves = shown.stream().map(this::curves).toList();
    Axis steps = Axis.whole("gradient step").between(0, lastStep(curves));
    Axis reward = Axis.linear("average reward").between(0, top(curves));
    List<Panel> panels = new ArrayList<>();
    for (int i = 0; i < curves.size(); i++) {
      String optimal = shown.get(i);
      panels.add(
          Panels.curves(
              optimal + (optimal.equals("1") ? " optimal action" : " optimal actions"),
              steps,
              reward,
              curves.get(i),
              plateaus(optimal)));
    }
    panels.add(
        Panels.bars(
            "Gain over no regularisation",
            "optimal actions",
            Axis.linear("gain in average reward"),
            List.of(gains(Regularizer.ENTROPY), gains(Regularizer.CLAMPED))));
    return new Figure(
        "Average reward as optimal actions become sparse",
        List.of(
            Arrays.stream(Regularizer.values()).map(LegendEntry::colour).toList(),
            List.of(LegendEntry.interval(), LegendEntry.published("published (Shen 2025)"))),
        panels,
        2,
        caption);
  }

  private List<Curve> curves(String optimal) {
    return Arrays.stream(Regularizer.values())
        .map(
            method ->
                new Curve(
                    method.label,
                    method.colour,
                    rows(data, "data.csv", optimal, method)
                        .intervals("step", "average_reward", Range.SHARE)))
        .toList();
  }

  private List<ReferenceLine> plateaus(String optimal) {
    return Arrays.stream(Regularizer.values())
        .map(
            method ->
                new ReferenceLine(
                    rows(summary, "summary.csv", optimal, method)
                        .number(0, "published_final_reward"),
                    method.colour))
        .toList();
  }

  private Bars gains(Regularizer method) {
    Map<String, Bar> bars = new LinkedHashMap<>();
    for (String optimal : summary.distinct("optimal_actions")) {
      Table row = rows(summary, "summary.csv", optimal, method);
      bars.put(
          optimal,
          new Bar(
              new Interval(
                  row.number(0, "gain"), row.number(0, "gain_low"), row.number(0, "gain_high")),
              row.number(0, "published_gain")));
    }
    return new Bars(method.label, method.colour, bars);
  }

  private static double lastStep(List<List<Curve>> panels) {
    return panels.stream()
        .flatMap(List::stream)
        .flatMap(curve -> curve.points().keySet().stream())
        .mapToDouble(Double::doubleValue)
        .max()
        .orElseThrow();
  }

  /** The next tenth that leaves a little room above everything drawn. */
  private double top(List<List<Curve>> panels) {
    double highest =
        Stream.concat(
                panels.stream()
                    .flatMap(List::stream)
                    .flatMap(curve -> curve.points().values().stream())
                    .flatMap(interval -> Stream.of(interval.mean(), interval.high())),
                shown.stream()
                    .flatMap(optimal -> plateaus(optimal).stream())
                    .map(ReferenceLine::value))
            .filter(value -> !Double.isNaN(value))
            .mapToDouble(Double::doubleValue)
            .max()
            .orElseThrow();
    return Math.ceil(10 * highest + 0.2) / 10;
  }

  private static Table rows(Table table, String file, String optimal, Regularizer method) {
    Table rows = table.where("optimal_actions", optimal).where("method", method.id());
    if (rows.rows() == 0) {
      throw new InvalidInputException(
          file
              + ": must have rows with optimal_actions = "
              + optimal
              + " and method = "
              + method.id());
    }
    return rows;
  }
}

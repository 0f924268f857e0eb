package org.actionscape.study.clamp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
import org.actionscape.check.InvalidInputException;
import org.actionscape.store.Interval;
import org.actionscape.store.Range;
import org.actionscape.store.Ranges;
import org.actionscape.store.Table;

/** Final reward and entropy against the number of actions that the clamp keeps. */
final class ClampShareChart {
  private ClampShareChart() {}

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
    for (String optimal : data.distinct("optimal_actions")) {
      Table rows = data.where("optimal_actions", optimal);
      String title = "n = " + optimal;
      Axis reward = Axis.linear("average reward").between(0, 1);
      panels.add(panel(title, rows, "final_reward", ranges, reward));
      panels.add(panel(title, rows, "final_entropy", ranges, Axis.linear("entropy (nats)")));
    }
    return new Figure(
        "What the clamp share does",
        List.of(
            Arrays.stream(Regularizer.values()).map(LegendEntry::colour).toList(),
            List.of(LegendEntry.interval())),
        panels,
        2,
        files.caption());
  }

  private static Panel panel(String title, Table rows, String column, Ranges ranges, Axis y) {
    Range range = ranges.of(column);
    Map<Double, Interval> clamped =
        rows.where("method", Regularizer.CLAMPED.id()).intervals("kept", column, range);
    List<Curve> curves = new ArrayList<>();
    for (Regularizer method : List.of(Regularizer.NONE, Regularizer.ENTROPY)) {
      Interval level = range.cut(Interval.of(rows.where("method", method.id()).numbers(column)));
      Map<Double, Interval> flat = new LinkedHashMap<>();
      clamped.keySet().forEach(kept -> flat.put(kept, level));
      curves.add(new Curve(method.label, method.colour, flat));
    }
    curves.add(new Curve(Regularizer.CLAMPED.label, Regularizer.CLAMPED.colour, clamped));
    return Panels.curves(title, Axis.logarithmic("kept actions"), y, curves, List.of());
  }
}

package org.actionscape.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.actionscape.experiment.Interval;
import org.actionscape.experiment.Range;
import org.actionscape.experiment.Ranges;
import org.actionscape.experiment.Table;
import org.actionscape.math.InvalidInputException;

/** Final reward and entropy against the number of actions that the clamp keeps. */
public final class ClampShare {
  private ClampShare() {}

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
    Ranges ranges = Ranges.ofActions(files.number("actions"));
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
        List.of(Arrays.stream(Method.values()).map(Key::colour).toList(), List.of(Key.interval())),
        panels,
        2,
        files.caption());
  }

  private static Panel panel(String title, Table rows, String column, Ranges ranges, Axis y) {
    Range range = ranges.of(column);
    Map<Double, Interval> clamped =
        rows.where("method", Method.CLAMPED.id()).intervals("kept", column, range);
    List<Curve> curves = new ArrayList<>();
    for (Method method : List.of(Method.NONE, Method.ENTROPY)) {
      Interval level = range.cut(Interval.of(rows.where("method", method.id()).numbers(column)));
      Map<Double, Interval> flat = new LinkedHashMap<>();
      clamped.keySet().forEach(kept -> flat.put(kept, level));
      curves.add(new Curve(method.label, method.colour, flat));
    }
    curves.add(new Curve(Method.CLAMPED.label, Method.CLAMPED.colour, clamped));
    return Panels.curves(title, Axis.logarithmic("kept actions"), y, curves, List.of());
  }
}

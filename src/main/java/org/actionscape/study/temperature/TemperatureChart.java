package org.actionscape.study.temperature;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
import org.actionscape.store.Interval;
import org.actionscape.store.Table;

/** Reward against entropy of hot decoding and of training with an entropy bonus; values by step. */
final class TemperatureChart {
  private TemperatureChart() {}

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
    String shown = Table.format(files.number("details.horizon_shown"));
    List<Panel> panels = new ArrayList<>();
    panels.add(frontiers("one decision (H = 1)", data.where("horizon", "1")));
    panels.add(frontiers("H = " + shown + " decisions", data.where("horizon", shown)));
    panels.add(gains(data));
    panels.add(values(shown, data.where("horizon", shown)));
    List<LegendEntry> horizons = new ArrayList<>();
    List<String> all = data.distinct("horizon");
    for (int i = 0; i < all.size(); i++) {
      horizons.add(
          LegendEntry.line("H = " + all.get(i), Style.ordinal(i, all.size()), Curve.Stroke.SOLID));
    }
    return new Figure(
        "Temperature against training-time entropy",
        List.of(
            List.of(
                LegendEntry.line("trained, bonus as reward", Palette.BLUE, Curve.Stroke.SOLID),
                LegendEntry.line("bonus as loss term", Palette.ORANGE, Curve.Stroke.SOLID),
                LegendEntry.line("decoded hot", Style.INK, Curve.Stroke.DOTTED)),
            horizons,
            List.of(
                LegendEntry.line(
                    "lower right: soft value; the others are returns",
                    Palette.GREEN,
                    Curve.Stroke.SOLID))),
        panels,
        2,
        files.caption());
  }

  private static Panel frontiers(String title, Table rows) {
    List<Curve> curves =
        List.of(
            new Curve("loss term", Palette.ORANGE, frontier(rows, "loss-term")),
            new Curve("trained", Palette.BLUE, frontier(rows, "trained")),
            new Curve("decoded", Style.INK, Curve.Stroke.DOTTED, frontier(rows, "decoded")));
    return Panels.curves(
        title,
        Axis.linear("entropy of a response (nats)"),
        Axis.linear("average reward").between(0, 1),
        curves,
        List.of());
  }

  private static Map<Double, Interval> frontier(Table rows, String method) {
    return sorted(rows.where("method", method).intervals("entropy", "reward"));
  }

  private static Map<Double, Interval> sorted(Map<Double, Interval> points) {
    return new LinkedHashMap<>(new TreeMap<>(points));
  }

  private static Panel gains(Table data) {
    List<Curve> curves = new ArrayList<>();
    List<String> horizons = data.distinct("horizon");
    for (int i = 0; i < horizons.size(); i++) {
      double horizon = Double.parseDouble(horizons.get(i));
      Map<Double, Interval> points = new LinkedHashMap<>();
      sorted(
              data.where("horizon", horizons.get(i))
                  .where("method", "trained")
                  .intervals("entropy", "gain"))
          .forEach((entropy, gain) -> points.put(entropy / horizon, gain));
      curves.add(new Curve("H = " + horizons.get(i), Style.ordinal(i, horizons.size()), points));
    }
    return Panels.curves(
        "what training gains over decoding",
        Axis.linear("entropy per token (nats)"),
        Axis.linear("lead in reward"),
        curves,
        List.of());
  }

  private static Panel values(String shown, Table rows) {
    return Panels.curves(
        "values on the right track, H = " + shown,
        Axis.whole("step h (tokens)").between(0.5, Double.parseDouble(shown) + 0.5),
        Axis.linear("value from step h on"),
        List.of(
            new Curve("soft", Palette.GREEN, value(rows, "soft-value")),
            new Curve("return", Palette.BLUE, value(rows, "return-trained")),
            new Curve("decoded", Style.INK, Curve.Stroke.DOTTED, value(rows, "return-decoded"))),
        List.of());
  }

  private static Map<Double, Interval> value(Table rows, String method) {
    return rows.where("method", method).intervals("step", "value");
  }
}

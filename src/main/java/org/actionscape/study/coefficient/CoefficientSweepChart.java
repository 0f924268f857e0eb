package org.actionscape.study.coefficient;

import java.awt.Color;
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
import org.actionscape.chart.Palette;
import org.actionscape.chart.Panel;
import org.actionscape.chart.Panels;
import org.actionscape.chart.ResultFiles;
import org.actionscape.chart.Style;
import org.actionscape.check.InvalidInputException;
import org.actionscape.store.Interval;
import org.actionscape.store.Range;
import org.actionscape.store.Table;

/** Final reward against the entropy coefficient by rule and length, and what validation picks. */
final class CoefficientSweepChart {
  /** What is drawn of each rule. */
  private enum Rule {
    CONSTANT("constant", "constant", Palette.BLUE),
    LINEAR("linear", "linear decay", Palette.ORANGE),
    EXPONENTIAL("exponential", "exponential decay", Palette.GREEN),
    HALVING("halving", "halving", Palette.PURPLE);

    final String id;
    final String label;
    final Color colour;

    Rule(String id, String label, Color colour) {
      this.id = id;
      this.label = label;
      this.colour = colour;
    }
  }

  private CoefficientSweepChart() {}

  /**
   * Composes the figure from the files that its run left behind.
   *
   * @param folder holds {@code data.csv}, {@code summary.csv} and {@code settings.yaml}
   * @return the figure
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException if a file, a column or the caption is missing
   */
  static Figure of(Path folder) throws IOException {
    ResultFiles files = new ResultFiles(folder);
    Table data = files.table("data.csv").where("split", "test");
    Table picked = files.table("summary.csv").where("picked", "yes");
    List<Panel> panels = new ArrayList<>();
    for (String steps : data.distinct("steps")) {
      Table rows = data.where("steps", steps);
      panels.add(
          Panels.curves(
              "T = " + steps + " steps",
              Axis.decades("entropy coefficient \u03bb"),
              reward(),
              curves(rows),
              List.of()));
    }
    panels.add(
        Panels.curves(
            "\u03bb picked by validation",
            Axis.decades("steps T"),
            reward(),
            picked(data, picked),
            List.of()));
    List<LegendEntry> rules =
        Arrays.stream(Rule.values())
            .map(rule -> LegendEntry.line(rule.label, rule.colour, Curve.Stroke.SOLID))
            .toList();
    return new Figure(
        "Final reward against the entropy coefficient, constant or decaying",
        List.of(
            rules,
            List.of(
                LegendEntry.line("no bonus", Style.INK, Curve.Stroke.DOTTED),
                LegendEntry.interval())),
        panels,
        2,
        files.caption());
  }

  private static Axis reward() {
    return Axis.linear("average reward").between(0, 1);
  }

  private static List<Curve> curves(Table rows) {
    List<Curve> curves = new ArrayList<>();
    Interval none =
        Range.SHARE.cut(Interval.of(rows.where("method", "none").numbers("final_reward")));
    Map<Double, Interval> level = new LinkedHashMap<>();
    for (Rule rule : Rule.values()) {
      Map<Double, Interval> points =
          rows.where("method", rule.id).intervals("lambda", "final_reward", Range.SHARE);
      points.keySet().forEach(lambda -> level.put(lambda, none));
      curves.add(new Curve(rule.label, rule.colour, points));
    }
    curves.add(0, new Curve("no bonus", Style.INK, Curve.Stroke.DOTTED, level));
    return curves.stream().map(CoefficientSweepChart::onDecades).toList();
  }

  private static Curve onDecades(Curve curve) {
    Map<Double, Interval> points = new LinkedHashMap<>();
    curve.points().forEach((x, y) -> points.put(StrictMath.log10(x), y));
    return new Curve(curve.name(), curve.colour(), curve.stroke(), points);
  }

  private static List<Curve> picked(Table data, Table picked) {
    List<Curve> curves = new ArrayList<>();
    curves.add(
        new Curve(
            "no bonus",
            Style.INK,
            Curve.Stroke.DOTTED,
            data.where("method", "none").intervals("steps", "final_reward", Range.SHARE)));
    for (Rule rule : Rule.values()) {
      Table choices = picked.where("method", rule.id);
      Map<Double, Interval> points = new LinkedHashMap<>();
      for (int i = 0; i < choices.rows(); i++) {
        Table cell =
            data.where("method", rule.id)
                .where("steps", choices.text(i, "steps"))
                .where("lambda", choices.text(i, "lambda"));
        points.put(
            choices.number(i, "steps"), Range.SHARE.cut(Interval.of(cell.numbers("final_reward"))));
      }
      curves.add(new Curve(rule.label, rule.colour, points));
    }
    return curves.stream().map(CoefficientSweepChart::onDecades).toList();
  }
}

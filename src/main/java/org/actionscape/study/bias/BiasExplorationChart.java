package org.actionscape.study.bias;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
import org.actionscape.chart.Style;
import org.actionscape.check.InvalidInputException;
import org.actionscape.store.Interval;
import org.actionscape.store.Range;
import org.actionscape.store.Table;

/**
 * Sub-optimality against the entropy coefficient, one panel a number of optimal actions: measured
 * at two budgets of steps, with the exact bias of the regularised optimum and the bias of
 * Proposition 2.
 */
final class BiasExplorationChart {
  private final Table data;
  private final Table summary;
  private final String caption;

  private BiasExplorationChart(Path folder) throws IOException {
    ResultFiles files = new ResultFiles(folder);
    data = files.table("data.csv");
    summary = files.table("summary.csv");
    caption = files.caption();
  }

  /**
   * Composes the figure from the files that its run left behind.
   *
   * @param folder holds {@code data.csv}, {@code summary.csv} and {@code settings.yaml}
   * @return the figure
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException if a file, a column or the caption is missing
   */
  static Figure of(Path folder) throws IOException {
    return new BiasExplorationChart(folder).compose();
  }

  private Figure compose() {
    List<Panel> panels = new ArrayList<>();
    for (String optimal : data.distinct("optimal_actions")) {
      panels.add(
          Panels.curves(
              "n = " + optimal,
              Axis.logarithmic("entropy coefficient \u03bb"),
              Axis.linear("missing to the optimum").between(0, 1),
              curves(optimal),
              List.of()));
    }
    return new Figure(
        "What is missing to the optimum against the entropy coefficient",
        List.of(
            Arrays.stream(Regularizer.values()).map(LegendEntry::colour).toList(),
            budgets(),
            List.of(
                LegendEntry.line("exact bias", Style.INK, Curve.Stroke.DASHED),
                LegendEntry.line("Proposition 2's bias", Style.GREY, Curve.Stroke.SOLID))),
        panels,
        2,
        caption);
  }

  private List<LegendEntry> budgets() {
    List<LegendEntry> keys = new ArrayList<>();
    for (String steps : steps(data)) {
      keys.add(LegendEntry.line("after " + steps + " steps", Style.INK, stroke(steps)));
    }
    keys.add(LegendEntry.interval());
    return keys;
  }

  /** The budgets of steps, ascending. */
  private static List<String> steps(Table measured) {
    return measured.distinct("step").stream()
        .sorted(Comparator.comparingDouble(Double::parseDouble))
        .toList();
  }

  private Curve.Stroke stroke(String steps) {
    List<String> all = steps(data);
    return steps.equals(all.get(all.size() - 1)) ? Curve.Stroke.SOLID : Curve.Stroke.DOTTED;
  }

  private List<Curve> curves(String optimal) {
    Table measured = data.where("optimal_actions", optimal);
    Table theory = summary.where("optimal_actions", optimal);
    List<String> budgets = steps(measured);
    String longest = budgets.get(budgets.size() - 1);
    List<Curve> curves = new ArrayList<>();
    curves.add(
        new Curve(
            "Proposition 2",
            Style.GREY,
            line(theory.where("method", "entropy").where("step", longest), "proposition_2_bias")));
    for (Regularizer method : List.of(Regularizer.ENTROPY, Regularizer.CLAMPED)) {
      curves.add(
          new Curve(
              method.label + ", exact bias",
              method.colour,
              Curve.Stroke.DASHED,
              line(theory.where("method", method.id()).where("step", longest), "exact_bias")));
    }
    for (String budget : budgets) {
      Curve.Stroke stroke = stroke(budget);
      Table atBudget = measured.where("step", budget);
      curves.add(
          new Curve(
              Regularizer.NONE.label + budget, Regularizer.NONE.colour, stroke, flat(atBudget)));
      for (Regularizer method : List.of(Regularizer.ENTROPY, Regularizer.CLAMPED)) {
        curves.add(
            new Curve(
                method.label + budget,
                method.colour,
                stroke,
                atBudget
                    .where("method", method.id())
                    .intervals("lambda", "sub_optimality", Range.SHARE)));
      }
    }
    return curves;
  }

  /** The level without a bonus, from the lowest to the highest coefficient. */
  private static Map<Double, Interval> flat(Table atBudget) {
    double[] lambdas = atBudget.where("method", Regularizer.ENTROPY.id()).numbers("lambda");
    Interval level =
        Range.SHARE.cut(
            Interval.of(atBudget.where("method", Regularizer.NONE.id()).numbers("sub_optimality")));
    Map<Double, Interval> points = new LinkedHashMap<>();
    points.put(Arrays.stream(lambdas).min().orElseThrow(), level);
    points.put(Arrays.stream(lambdas).max().orElseThrow(), level);
    return points;
  }

  private static Map<Double, Interval> line(Table rows, String column) {
    return rows.intervals("lambda", column);
  }
}

package org.actionscape.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.actionscape.objective.CoefficientRule;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Objective.Bonus;
import org.actionscape.solver.Step;
import org.actionscape.store.Interval;
import org.actionscape.store.Table;

/** What the tables of an experiment hold: their columns and metrics, and how a run fills them. */
public final class RunTables {
  /** Metrics that are the last entries of columns. */
  public static final Map<String, String> TRACED = traced();

  /** How many metrics there are in every run. */
  public static final int ALWAYS = 9;

  public static final String FINAL_COEFFICIENT = "final_coefficient_";

  private final Objective objective;
  private final boolean hasSoftOptimum;

  /**
   * The tables of an objective.
   *
   * @param hasSoftOptimum whether theory knows its optimum
   */
  RunTables(Objective objective, boolean hasSoftOptimum) {
    this.objective = objective;
    this.hasSoftOptimum = hasSoftOptimum;
  }

  private static Map<String, String> traced() {
    Map<String, String> traced = new LinkedHashMap<>();
    traced.put("final_reward", "average_reward");
    traced.put("final_entropy", "entropy");
    traced.put("final_objective", "objective");
    traced.put("final_gradient_norm", "gradient_norm");
    traced.put("final_sub_optimality", "sub_optimality");
    return Collections.unmodifiableMap(traced);
  }

  /** The long table: one row per seed and recorded step. */
  Table data(long firstSeed, List<RunTrace> traces) {
    Table data = Table.withColumns(columns().toArray(String[]::new));
    for (int i = 0; i < traces.size(); i++) {
      for (RunTrace.Entry entry : traces.get(i).entries()) {
        data.add(row(firstSeed + i, entry));
      }
    }
    return data;
  }

  /** The columns of the long table. */
  public List<String> columns() {
    List<String> columns =
        new ArrayList<>(
            List.of(
                "seed",
                "step",
                "average_reward",
                "entropy",
                "objective",
                "gradient_norm",
                "length"));
    for (int i = 0; i < objective.bonuses().size(); i++) {
      columns.addAll(
          List.of("coefficient_" + i, "per_step_" + i, "observed_" + i, "kept_share_" + i));
    }
    columns.add("sub_optimality");
    return columns;
  }

  private static Object[] row(long seed, RunTrace.Entry entry) {
    Step step = entry.step();
    List<Object> row =
        new ArrayList<>(
            List.of(
                seed,
                step.step(),
                step.value(),
                step.entropy(),
                step.value() + step.bonus(),
                step.gradientNorm(),
                step.length()));
    for (Step.Bonus bonus : step.bonuses()) {
      row.addAll(
          List.of(bonus.coefficient(), bonus.perStep(), bonus.observed(), bonus.keptShare()));
    }
    row.add(entry.subOptimality());
    return row.toArray();
  }

  /** One row per metric, over the seeds. */
  Table summary(List<RunTrace> traces) {
    Table table = Table.withColumns("metric", "mean", "low", "high");
    List<Map<String, Double>> seeds = traces.stream().map(this::metrics).toList();
    for (String metric : seeds.get(0).keySet()) {
      Interval interval = MetricInterval.of(metric, seeds);
      table.add(metric, interval.mean(), interval.low(), interval.high());
    }
    return table;
  }

  /** The metrics of the summary; the first {@value #ALWAYS} have a number in every run. */
  public List<String> metrics() {
    List<String> metrics = new ArrayList<>(TRACED.keySet());
    metrics.addAll(
        List.of(
            MetricInterval.BEST,
            MetricInterval.WORST,
            MetricInterval.LARGEST_ENTROPY,
            MetricInterval.LONGEST));
    for (int i = 0; i < objective.bonuses().size(); i++) {
      if (RunNotes.moves(objective.bonuses().get(i).rule())) {
        metrics.addAll(List.of(FINAL_COEFFICIENT + i, RunNotes.AT_LIMIT + i));
        metrics.addAll(box(i).keySet());
      }
    }
    if (hasSoftOptimum) {
      metrics.addAll(
          List.of("soft_optimum_reward", "soft_optimum_entropy", "soft_optimum_sub_optimality"));
    }
    return metrics;
  }

  /** A seed's summary by the metrics' names. */
  private Map<String, Double> metrics(RunTrace trace) {
    Step last = trace.last();
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("final_reward", last.value());
    metrics.put("final_entropy", last.entropy());
    metrics.put("final_objective", last.value() + last.bonus());
    metrics.put("final_gradient_norm", last.gradientNorm());
    metrics.put("final_sub_optimality", trace.end().subOptimality());
    metrics.put(MetricInterval.BEST, trace.bestReward());
    metrics.put(MetricInterval.WORST, trace.extremes().worstReturn());
    metrics.put(MetricInterval.LARGEST_ENTROPY, trace.extremes().largestEntropy());
    metrics.put(MetricInterval.LONGEST, trace.extremes().longestEpisode());
    List<Bonus> bonuses = objective.bonuses();
    for (int i = 0; i < bonuses.size(); i++) {
      if (RunNotes.moves(bonuses.get(i).rule())) {
        metrics.put(FINAL_COEFFICIENT + i, last.bonuses().get(i).coefficient());
        metrics.put(RunNotes.AT_LIMIT + i, RunNotes.atLimit(objective, i, last) ? 1.0 : 0.0);
        metrics.putAll(box(i));
      }
    }
    trace
        .softOptimum()
        .ifPresent(
            optimum -> {
              metrics.put("soft_optimum_reward", optimum.reward());
              metrics.put("soft_optimum_entropy", optimum.entropy());
              metrics.put("soft_optimum_sub_optimality", optimum.subOptimality());
            });
    return metrics;
  }

  /** What all rules that move keep their coefficients in. */
  public Map<String, Double> boxes() {
    Map<String, Double> boxes = new LinkedHashMap<>();
    for (int i = 0; i < objective.bonuses().size(); i++) {
      if (RunNotes.moves(objective.bonuses().get(i).rule())) {
        boxes.putAll(box(i));
      }
    }
    return boxes;
  }

  /** What the rule of a term keeps its coefficient in, if it keeps it in something. */
  private Map<String, Double> box(int term) {
    CoefficientRule rule = objective.bonuses().get(term).rule();
    Map<String, Double> box = new LinkedHashMap<>();
    if (rule.upperBound() <= Double.MAX_VALUE) {
      box.put(MetricInterval.LEAST_COEFFICIENT + term, rule.lowerBound());
      box.put(MetricInterval.MOST_COEFFICIENT + term, rule.upperBound());
    }
    return box;
  }
}

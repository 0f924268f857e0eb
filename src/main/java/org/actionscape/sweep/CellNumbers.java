package org.actionscape.sweep;

import java.util.Map;
import org.actionscape.experiment.Experiment;
import org.actionscape.experiment.MetricInterval;
import org.actionscape.experiment.RunNotes;
import org.actionscape.experiment.RunTables;
import org.actionscape.store.Table;

/**
 * Whether the numbers of a cell agree with each other and with its settings, as those of a run do:
 * what a policy gives away is the distance to the best return, nothing leaves the range that the
 * environment has, and the objective is the sum of its parts. Numbers are compared up to the digits
 * of a {@link Table}.
 *
 * @param experiment the experiment of the cell
 * @param metrics its final metrics
 * @param trace its trace, with the columns of the experiment
 */
record CellNumbers(Experiment experiment, Map<String, Double> metrics, Table trace) {
  /** Far more than a {@link Table} and the sums before it round, of the largest number in a sum. */
  private static final double ROUNDING = 1e-8;

  boolean agree() {
    double best = metrics.get(MetricInterval.BEST);
    double worst = metrics.get(MetricInterval.WORST);
    double mostEntropy = metrics.get(MetricInterval.LARGEST_ENTROPY);
    double longest = metrics.get(MetricInterval.LONGEST);
    for (int row = 0; row < trace.rows(); row++) {
      double reward = trace.number(row, "average_reward");
      double length = trace.number(row, "length");
      boolean agrees =
          isIn(worst, reward, best)
              && isSum(best, reward, trace.number(row, "sub_optimality"))
              && isIn(0, trace.number(row, "entropy"), mostEntropy)
              && isIn(0, length, longest)
              && trace.number(row, "sub_optimality") >= 0
              && trace.number(row, "gradient_norm") >= 0
              && termsAgree(row, reward, length);
      if (!agrees) {
        return false;
      }
    }
    return coefficientsAgree() && softOptimumAgrees(worst, best, mostEntropy);
  }

  /** A state is worth its term times the coefficient in every step. */
  private boolean termsAgree(int row, double reward, double length) {
    double sum = reward;
    double largest = Math.abs(reward);
    for (int i = 0; trace.columns().contains("per_step_" + i); i++) {
      double bonus =
          trace.number(row, "coefficient_" + i) * trace.number(row, "per_step_" + i) * length;
      sum += bonus;
      largest = Math.max(largest, Math.abs(bonus));
      if (!isIn(0, trace.number(row, "kept_share_" + i), 1)) {
        return false;
      }
    }
    return Math.abs(trace.number(row, "objective") - sum) <= ROUNDING * largest;
  }

  private boolean coefficientsAgree() {
    for (Map.Entry<String, Double> bound : experiment.tables().boxes().entrySet()) {
      if (!Table.format(bound.getValue()).equals(format(bound.getKey()))) {
        return false;
      }
    }
    for (String metric : metrics.keySet()) {
      String term = metric.substring(metric.lastIndexOf('_') + 1);
      if (metric.startsWith(RunTables.FINAL_COEFFICIENT)
          && !trace.text(trace.rows() - 1, "coefficient_" + term).equals(format(metric))) {
        return false;
      }
      if (metric.startsWith(RunNotes.AT_LIMIT)
          && metrics.get(metric) != 0
          && metrics.get(metric) != 1) {
        return false;
      }
    }
    return true;
  }

  private boolean softOptimumAgrees(double worst, double best, double mostEntropy) {
    if (!metrics.containsKey("soft_optimum_reward")) {
      return true;
    }
    double reward = metrics.get("soft_optimum_reward");
    return isIn(worst, reward, best)
        && isSum(best, reward, metrics.getOrDefault("soft_optimum_sub_optimality", Double.NaN))
        && isIn(0, metrics.getOrDefault("soft_optimum_entropy", Double.NaN), mostEntropy);
  }

  private String format(String metric) {
    return Table.format(metrics.getOrDefault(metric, Double.NaN));
  }

  private static boolean isSum(double sum, double one, double other) {
    double largest = Math.max(Math.abs(sum), Math.max(Math.abs(one), Math.abs(other)));
    // Halves, which do not overflow.
    return Math.abs(sum / 2 - one / 2 - other / 2) <= ROUNDING / 2 * largest;
  }

  private static boolean isIn(double least, double number, double most) {
    double room = ROUNDING * Math.max(Math.abs(least), Math.abs(most));
    return least - room <= number && number <= most + room;
  }
}

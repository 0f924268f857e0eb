package org.actionscape.experiment;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.actionscape.store.Interval;
import org.actionscape.store.Range;
import org.actionscape.store.Ranges;

/**
 * Intervals over the seeds of a run or of a point of a sweep, within what is possible there: how
 * far rewards, entropies and coefficients can go is among the metrics themselves.
 */
public final class MetricInterval {
  public static final String BEST = "best_reward";
  public static final String WORST = "worst_reward";
  public static final String LARGEST_ENTROPY = "largest_entropy";
  public static final String LONGEST = "longest_episode";
  static final String LEAST_COEFFICIENT = "least_coefficient_";
  static final String MOST_COEFFICIENT = "most_coefficient_";

  /** What depends on the environment alone. */
  private static final Set<String> EXTREMES = Set.of(BEST, WORST, LARGEST_ENTROPY, LONGEST);

  private MetricInterval() {}

  /**
   * Mean and 95 % interval of a metric. The interval is Student's, cut where it leaves the possible
   * range; there is none where all seeds are equal.
   *
   * @param metric the metric's name
   * @param seeds the metrics of each seed by name
   */
  public static Interval of(String metric, List<Map<String, Double>> seeds) {
    Range range = EXTREMES.contains(metric) ? Range.ANY : ranges(metric, seeds).of(metric);
    return range.overSeeds(numbers(metric, seeds));
  }

  private static Ranges ranges(String metric, List<Map<String, Double>> seeds) {
    String term = metric.substring(metric.lastIndexOf('_') + 1);
    double mostCoefficient = shared(MOST_COEFFICIENT + term, seeds);
    return new Ranges(
        range(shared(WORST, seeds), shared(BEST, seeds)),
        range(0, shared(LARGEST_ENTROPY, seeds)),
        Range.NON_NEGATIVE,
        Double.isNaN(mostCoefficient)
            ? Range.NON_NEGATIVE
            : range(shared(LEAST_COEFFICIENT + term, seeds), mostCoefficient));
  }

  /** A range of which an end may not be known. */
  private static Range range(double least, double most) {
    double highest = Double.isNaN(most) ? Double.POSITIVE_INFINITY : most;
    // Where all policies are alike, rounding may have turned the ends around.
    double lowest = Double.isNaN(least) ? Double.NEGATIVE_INFINITY : Math.min(least, highest);
    return new Range(lowest, highest);
  }

  /**
   * An end of a range that all seeds have; NaN if there is none or theirs differ: the mean that an
   * interval is about may lie beyond the mean of the ends of these seeds.
   */
  private static double shared(String metric, List<Map<String, Double>> seeds) {
    Interval ends = Range.ANY.overSeeds(numbers(metric, seeds));
    return Double.isNaN(ends.low()) ? ends.mean() : Double.NaN;
  }

  private static double[] numbers(String metric, List<Map<String, Double>> seeds) {
    return seeds.stream().mapToDouble(seed -> seed.getOrDefault(metric, Double.NaN)).toArray();
  }
}

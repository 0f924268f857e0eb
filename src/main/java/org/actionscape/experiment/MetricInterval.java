package org.actionscape.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Intervals over the seeds of a run or of a point of a sweep, within what is possible. */
final class MetricInterval {
  private static final String BEST = "best_reward";

  /** What is never negative, by the ends of metrics' names. */
  private static final List<String> NON_NEGATIVE =
      List.of("entropy", "gradient_norm", "sub_optimality");

  private MetricInterval() {}

  /**
   * Mean and 95 % interval of a metric. The interval is Student's, cut where it leaves the possible
   * range; there is none where all seeds are equal, as nothing was drawn that it could be about.
   *
   * @param metric the metric's name
   * @param seeds the metrics of each seed by name
   */
  static Interval of(String metric, List<Map<String, Double>> seeds) {
    double[] sample = numbers(metric, seeds);
    if (sample.length > 0 && Arrays.stream(sample).allMatch(value -> value == sample[0])) {
      return new Interval(sample[0], Double.NaN, Double.NaN);
    }
    Interval interval = Interval.of(sample);
    if (metric.endsWith("_reward") && !metric.equals(BEST)) {
      double best = Interval.of(numbers(BEST, seeds)).mean();
      return Double.isNaN(best) ? interval : interval.within(Double.NEGATIVE_INFINITY, best);
    }
    return NON_NEGATIVE.stream().anyMatch(metric::endsWith)
        ? interval.within(0, Double.POSITIVE_INFINITY)
        : interval;
  }

  private static double[] numbers(String metric, List<Map<String, Double>> seeds) {
    return seeds.stream().mapToDouble(seed -> seed.getOrDefault(metric, Double.NaN)).toArray();
  }
}

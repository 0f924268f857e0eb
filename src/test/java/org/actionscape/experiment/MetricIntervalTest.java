package org.actionscape.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.actionscape.store.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricIntervalTest {
  private static List<Map<String, Double>> seeds(String metric, double... values) {
    List<Map<String, Double>> seeds = new ArrayList<>();
    for (double value : values) {
      seeds.add(Map.of(metric, value, "best_reward", 1.0));
    }
    return seeds;
  }

  private static Interval interval(String metric, double... values) {
    return MetricInterval.of(metric, seeds(metric, values));
  }

  @Test
  void aRewardIsNotAboveTheBest() {
    assertTrue(Interval.of(0.7, 0.99, 1).high() > 1);
    assertEquals(1, interval("final_reward", 0.7, 0.99, 1).high());
    assertEquals(Interval.of(0.7, 0.99, 1).low(), interval("final_reward", 0.7, 0.99, 1).low());
  }

  /** Two worlds, each at its best: the mean of all worlds may lie above the mean of these two. */
  @Test
  void aBestThatDiffersBetweenSeedsBoundsNoMean() {
    List<Map<String, Double>> seeds =
        List.of(
            Map.of("final_reward", 1.0, "best_reward", 1.0),
            Map.of("final_reward", 2.0, "best_reward", 2.0));
    assertEquals(Interval.of(1, 2), MetricInterval.of("final_reward", seeds));
  }

  @Test
  void anEntropyANormAndWhatIsMissingAreNotNegative() {
    for (String metric : List.of("final_entropy", "final_gradient_norm", "final_sub_optimality")) {
      assertEquals(0, interval(metric, 0, 0, 1).low());
    }
    assertTrue(interval("final_objective", 0, 0, 1).low() < 0);
  }

  /** Every end that the problem bounds, with seeds whose own interval leaves it there. */
  @ParameterizedTest
  @CsvSource({
    "final_reward, 0.2, 1",
    "soft_optimum_reward, 0.2, 1",
    "final_entropy, 0, 3",
    "final_sub_optimality, 0, 0.8",
    "final_coefficient_0, 0.25, 2",
    "at_limit_0, 0, 1",
    "final_gradient_norm, 0, Infinity",
    "final_coefficient_1, 0, Infinity",
    "final_objective, -Infinity, Infinity"
  })
  void anIntervalIsCutAtTheRangeThatTheMetricCanHave(String metric, double least, double most) {
    double low = Double.isInfinite(least) ? 0 : least;
    double high = Double.isInfinite(most) ? low + 1 : most;
    List<Map<String, Double>> seeds = new ArrayList<>();
    for (double value : new double[] {low, high}) {
      seeds.add(
          Map.of(
              metric,
              value,
              "best_reward",
              1.0,
              "worst_reward",
              0.2,
              "largest_entropy",
              3.0,
              "least_coefficient_0",
              0.25,
              "most_coefficient_0",
              2.0));
    }
    Interval student = Interval.of(low, high);
    assertTrue(student.low() < low && student.high() > high);
    assertEquals(student.within(least, most), MetricInterval.of(metric, seeds));
  }

  @Test
  void seedsThatAreAlikeHaveNoInterval() {
    Interval interval = interval("final_reward", 0.1, 0.1, 0.1);
    // Not the sum of three divided by three.
    assertEquals(0.1, interval.mean());
    assertTrue(Double.isNaN(interval.low()) && Double.isNaN(interval.high()));
    assertFalse(interval.isWide());
    // Rounding is no draw either.
    assertTrue(Double.isNaN(interval("longest_episode", 10, Math.nextUp(10.0), 10).low()));
  }

  @Test
  void otherSeedsHaveStudents() {
    assertEquals(Interval.of(0.2, 0.3, 0.5), interval("final_reward", 0.2, 0.3, 0.5));
  }
}

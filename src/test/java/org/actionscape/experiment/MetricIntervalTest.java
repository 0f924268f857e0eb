package org.actionscape.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

  @Test
  void anEntropyANormAndWhatIsMissingAreNotNegative() {
    for (String metric : List.of("final_entropy", "final_gradient_norm", "final_sub_optimality")) {
      assertEquals(0, interval(metric, 0, 0, 1).low());
    }
    assertTrue(interval("final_objective", 0, 0, 1).low() < 0);
  }

  @Test
  void seedsThatAreAlikeHaveNoInterval() {
    Interval interval = interval("final_reward", 0.1, 0.1, 0.1);
    // Not the sum of three divided by three.
    assertEquals(0.1, interval.mean());
    assertTrue(Double.isNaN(interval.low()) && Double.isNaN(interval.high()));
    assertFalse(interval.isWide());
  }

  @Test
  void otherSeedsHaveStudents() {
    assertEquals(Interval.of(0.2, 0.3, 0.5), interval("final_reward", 0.2, 0.3, 0.5));
  }
}

package org.actionscape.experiment;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What counts as a reproduction of the paper's Figure 1, checked on the committed {@code
 * plots/figure-1/summary.csv}, which {@code actionscape figure figure-1} makes again byte for byte.
 */
class PublishedFigureTest {
  private Table summary;

  @BeforeEach
  void read() throws IOException {
    summary = Table.read(Path.of("plots", "figure-1", "summary.csv"));
  }

  private double cell(int optimal, String method, String column) {
    return summary
        .where("optimal_actions", Integer.toString(optimal))
        .where("method", method)
        .number(0, column);
  }

  @Test
  void withoutABonusLearningGetsStuckNearOneFifth() {
    for (int n : new int[] {15, 10, 5, 1}) {
      double reward = cell(n, "none", "final_reward");
      assertTrue(reward >= 0.15 && reward <= 0.30, n + ": " + reward);
    }
  }

  @Test
  void theEntropyBonusHelpsAtFifteenAndTenAndNoLongerAtFiveAndOne() {
    assertTrue(cell(15, "entropy", "gain") >= 0.05);
    assertTrue(cell(10, "entropy", "gain") >= 0.05);
    assertTrue(Math.abs(cell(5, "entropy", "gain") - 0.005) <= 0.055);
    assertTrue(cell(1, "entropy", "gain") <= 0);
  }

  @Test
  void theClampedBonusStaysAheadAtEverySparsity() {
    int[] optimal = {15, 10, 5, 1};
    double[] least = {0.40, 0.32, 0.18, 0.04};
    for (int i = 0; i < optimal.length; i++) {
      double gain = cell(optimal[i], "clamped", "gain");
      assertTrue(gain >= least[i], optimal[i] + ": " + gain);
      assertTrue(gain > cell(optimal[i], "entropy", "gain"));
    }
  }

  @Test
  void theEightGainsAreCloseToThePublishedOnes() {
    double distance = 0;
    for (int n : new int[] {15, 10, 5, 1}) {
      for (String method : new String[] {"entropy", "clamped"}) {
        distance += Math.abs(cell(n, method, "gain") - cell(n, method, "published_gain")) / 8;
      }
    }
    assertTrue(distance <= 0.05, "mean absolute distance " + distance);
  }
}

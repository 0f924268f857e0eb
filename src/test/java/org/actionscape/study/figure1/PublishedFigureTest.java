package org.actionscape.study.figure1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.actionscape.store.Table;
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
  void theEntropyBonusHelpsAtFifteenAndTenHardlyAtFiveAndNotAtOne() {
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

  /** The README's and the caption's word, on the committed figure of all coefficients. */
  @Test
  void eachAtItsOwnBestCoefficientTheTwoBonusesAreLevel() throws IOException {
    Table sweep =
        Table.read(Path.of("plots", "bias-exploration", "summary.csv")).where("step", "4000");
    String[] stated = {"0.75 and 0.72", "0.66 and 0.65", "0.56 and 0.55", "0.43 and 0.42"};
    int[] optimal = {15, 10, 5, 1};
    String readme = Files.readString(Path.of("README.md"));
    for (int i = 0; i < optimal.length; i++) {
      Table n = sweep.where("optimal_actions", Integer.toString(optimal[i]));
      Table entropy = n.where("method", "entropy");
      Table clamped = n.where("method", "clamped");
      int e = best(entropy);
      int c = best(clamped);
      double difference = entropy.number(e, "sub_optimality") - clamped.number(c, "sub_optimality");
      // Half of one interval, the narrowest of the eight being 0.023 to either side.
      assertTrue(
          Math.abs(difference)
              <= (entropy.number(e, "sub_optimality_high")
                      - entropy.number(e, "sub_optimality_low"))
                  / 2,
          optimal[i] + ": " + difference);
      assertEquals(
          stated[i],
          String.format(
              Locale.ROOT,
              "%.2f and %.2f",
              1 - entropy.number(e, "sub_optimality"),
              1 - clamped.number(c, "sub_optimality")));
      assertTrue(readme.contains(stated[i]), stated[i]);
    }
  }

  private static int best(Table table) {
    int best = 0;
    for (int row = 1; row < table.rows(); row++) {
      if (table.number(row, "sub_optimality") < table.number(best, "sub_optimality")) {
        best = row;
      }
    }
    return best;
  }
}

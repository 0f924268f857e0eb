package org.actionscape.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptThresholdTest {
  private static final int OFFSET = 2;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 13, 207, 4098, 100_003})
  void isTheLogitThatANaiveSortFinds(int size) {
    SplittableRandom random = new SplittableRandom(size);
    KeptThreshold selection = new KeptThreshold(size);
    for (double scale : new double[] {0, 1e-300, 1, 300}) {
      for (boolean ties : new boolean[] {false, true}) {
        double[] logits = new double[size + 2 * OFFSET];
        double[] members = new double[logits.length];
        for (int i = 0; i < logits.length; i++) {
          double x = random.nextDouble(-3, 3);
          logits[i] = scale * (ties ? Math.rint(2 * x) : x);
          members[i] = 1 + random.nextInt(5);
        }
        for (double[] multiplicities : new double[][] {null, members}) {
          int[] order = descending(logits, size);
          double actions = 0;
          for (int i : order) {
            actions += multiplicities == null ? 1 : multiplicities[i];
          }
          for (double share : new double[] {0, 0.3, 0.5, 0.99, 0.999}) {
            double keep = KeptThreshold.keep(share, actions);
            assertEquals(
                naive(logits, multiplicities, order, keep),
                selection.threshold(logits, multiplicities, OFFSET, OFFSET + size, keep));
          }
        }
      }
    }
  }

  /**
   * In exact arithmetic; many of these products round up to a whole number that they do not reach.
   */
  @Test
  void aClampRemovesTheExactProductRoundedDownButNeverAll() {
    for (double share : new double[] {0, 0.1, 0.3, 0.5, 0.6, 0.7, 0.9, 0.99, Math.nextDown(1.0)}) {
      for (double actions : new double[] {1, 2, 3, 10, 11, 100, 1000, 100_000, 0x1p53}) {
        BigDecimal removed =
            new BigDecimal(share).multiply(new BigDecimal(actions)).setScale(0, RoundingMode.DOWN);
        double expected = Math.max(1, new BigDecimal(actions).subtract(removed).doubleValue());
        assertEquals(expected, KeptThreshold.keep(share, actions), share + " of " + actions);
      }
    }
    assertEquals(8, KeptThreshold.keep(0.3, 10), "0.3 is a little below three tenths");
  }

  private static int[] descending(double[] logits, int size) {
    return IntStream.range(OFFSET, OFFSET + size)
        .boxed()
        .sorted((a, b) -> Double.compare(logits[b], logits[a]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double naive(double[] logits, double[] members, int[] order, double keep) {
    double kept = 0;
    for (int i : order) {
      kept += members == null ? 1 : members[i];
      if (kept >= keep) {
        return logits[i];
      }
    }
    throw new AssertionError("fewer than " + keep + " actions");
  }
}

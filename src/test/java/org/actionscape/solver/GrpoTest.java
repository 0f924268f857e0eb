package org.actionscape.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a group's totals make of its advantages, in batches by hand: an episode is one step. */
class GrpoTest {
  private static double[] advantages(boolean normalized, double... totals) {
    Batch batch = new Batch(totals.length);
    for (double total : totals) {
      batch.startEpisode(1);
      batch.addStep(0, 0, total, 0);
    }
    Sampling sampling = new Sampling(0, totals.length, Sampling.BonusGradient.EXACT);
    new Grpo(sampling, normalized, ClippedUpdates.NONE).judge(batch, 0, totals.length);
    return Arrays.copyOf(batch.advantages, totals.length);
  }

  @Test
  void theGapToTheMeanInUnitsOfTheDeviation() {
    // Mean 1/4, deviation sqrt(3)/4.
    double one = 3 / Math.sqrt(3);
    double other = -1 / Math.sqrt(3);
    double[] expected = {other, one, other, other};
    assertArrayEquals(expected, advantages(true, 0, 1, 0, 0), 1e-15);
    assertArrayEquals(new double[] {-0.25, 0.75, -0.25, -0.25}, advantages(false, 0, 1, 0, 0));
  }

  /** Advantages know no offset, of any size and in groups of any size. */
  @ParameterizedTest
  @ValueSource(ints = {2, 64, 65536})
  void anOffsetThatSwallowsTheGapsChangesNothing(int samples) {
    double gap = 0x1p-40;
    double[] totals = new double[samples];
    double[] shifted = new double[samples];
    for (int e = 0; e < samples; e++) {
      totals[e] = e % 3 == 0 ? gap : 0;
      shifted[e] = 1 + totals[e];
    }
    assertArrayEquals(advantages(true, totals), advantages(true, shifted));
    assertArrayEquals(advantages(false, totals), advantages(false, shifted));
  }

  @Test
  void aDifferenceThatOneRoundingMakesIsNoneAndALargerOneIs() {
    double next = Math.nextUp(0.1);
    assertArrayEquals(new double[2], advantages(true, 0.1, next));
    assertArrayEquals(new double[] {-1, 1}, advantages(true, 0.1, Math.nextUp(next)), 1e-15);
  }

  @Test
  void totalsThatDifferByMoreThanTheLargestNumberHaveAdvantages() {
    double huge = 1.7e308;
    assertArrayEquals(new double[] {-1, 1}, advantages(true, -huge, huge), 1e-15);
    assertArrayEquals(new double[] {-huge, huge}, advantages(false, -huge, huge), 1e-15 * huge);
    assertArrayEquals(new double[] {-1, 1}, advantages(true, 0, 4 * Double.MIN_VALUE), 1e-15);
  }

  /** Such advantages end a run with a sentence; 0 would let it stand still in silence. */
  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void totalsThatAreNoNumbersHaveAdvantagesThatAreNone(double total) {
    for (boolean normalized : new boolean[] {true, false}) {
      double[] advantages = advantages(normalized, 0, total, 1);
      assertTrue(Arrays.stream(advantages).anyMatch(a -> !Double.isFinite(a)), "" + total);
    }
    assertEquals(0, advantages(true, 1, 1)[0]);
  }
}

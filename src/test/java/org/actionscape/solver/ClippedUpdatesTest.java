package org.actionscape.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.actionscape.check.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ClippedUpdatesTest {
  /** The gradient of {@code min(rho A, clip(rho, 3/4, 3/2) A)} is 0 where the second is smaller. */
  @Test
  void aRatioCountsUntilItHasLeftTheRangeInTheDirectionOfTheAdvantage() {
    ClippedUpdates updates = new ClippedUpdates(0.25, 0.5, 1, 1);
    for (double ratio : new double[] {0.5, 0.75, 1, 1.5, 2}) {
      for (double advantage : new double[] {-2, 2}) {
        double limited = Math.max(0.75, Math.min(1.5, ratio)) * advantage;
        assertEquals(limited < ratio * advantage, updates.clips(ratio, advantage));
      }
    }
  }

  @Test
  void aBatchUsedOnceIsNeverClipped() {
    assertFalse(ClippedUpdates.NONE.clips(Double.MAX_VALUE, 1));
    assertFalse(ClippedUpdates.NONE.clips(0, -1));
  }

  @Test
  void settingsOutOfRangeAreRefusedByName() {
    assertRefused(
        () -> new ClippedUpdates(1.1, 0, 1, 1), "clip range below 1 (clip_low) = 1.1: must be");
    assertRefused(
        () -> new ClippedUpdates(0, Double.NaN, 1, 1), "clip range above 1 (clip_high) = NaN");
    assertRefused(
        () -> new ClippedUpdates(0, 0, 0, 1), "epochs = 0: must be a whole number between 1 and");
    assertRefused(
        () -> new ClippedUpdates(0, 0, 1, 0), "minibatches = 0: must be a whole number between 1");
    assertRefused(() -> new ClippedUpdates(0, 0, 10_001, 1), "epochs = 10001");
    assertEquals(10_000, new ClippedUpdates(1, 0, 1, 10_000).minibatches());
  }

  private static void assertRefused(Executable making, String message) {
    String actual = assertThrows(InvalidInputException.class, making).getMessage();
    assertTrue(actual.startsWith(message), actual);
  }
}

package org.actionscape.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class CriticalCoefficientTest {
  @Test
  void oneStepIsTheBandit() {
    assertEquals(
        CriticalCoefficient.of(1e5, 15),
        CriticalCoefficient.of(BigInteger.valueOf(100_000), BigInteger.valueOf(15)),
        1e-15);
  }

  @Test
  void thereIsNoneWhereHalfOfTheActionsAreOptimal() {
    assertTrue(CriticalCoefficient.entropy(10, 5, 1).isEmpty());
    assertFalse(CriticalCoefficient.entropy(11, 5, 1).isEmpty());
    // log(10^12 / 1 - 1) eight times over, the largest of the window.
    assertEquals(
        1 / (8 * 12 * Math.log(10)),
        CriticalCoefficient.entropy(1_000_000_000_000L, 1, 8).getAsDouble(),
        1e-9);
    assertTrue(CriticalCoefficient.clamped(1000, 5, 0.995).isEmpty());
    assertEquals(CriticalCoefficient.entropy(1000, 5, 1), CriticalCoefficient.clamped(1000, 5, 0));
  }
}

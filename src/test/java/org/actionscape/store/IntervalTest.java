package org.actionscape.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalTest {
  @Test
  void itIsStudentsInterval() {
    Interval interval = Interval.of(1, 2, 3, 4);
    // t(0.975, 3) = 3.182446305284263 from tables; s = sqrt(5/3).
    double half = 3.182446305284263 * Math.sqrt(5.0 / 3 / 4);
    assertEquals(2.5, interval.mean());
    // The quantile is found by root search to 1e-9.
    assertEquals(2.5 - half, interval.low(), 1e-8);
    assertEquals(2.5 + half, interval.high(), 1e-8);
  }

  @Test
  void oneSeedGivesNoInterval() {
    Interval interval = Interval.of(0.3);
    assertEquals(0.3, interval.mean());
    assertTrue(Double.isNaN(interval.low()) && Double.isNaN(interval.high()));
  }

  /** The same sample in other units has the same interval in these units. */
  @ParameterizedTest
  @ValueSource(doubles = {0x1p-1000, 0x1p-520, 0x1p520, 0x1p1000})
  void unitsOfAnySizeGiveTheSameInterval(double unit) {
    Interval plain = Interval.of(1, 2, 4, 3);
    Interval scaled = Interval.of(unit, 2 * unit, 4 * unit, 3 * unit);
    assertEquals(plain.mean(), scaled.mean() / unit);
    // The deviations are rounded once more.
    assertEquals(plain.low(), scaled.low() / unit, 1e-15);
    assertEquals(plain.high(), scaled.high() / unit, 1e-15);
    assertTrue(scaled.isWide());
  }

  @Test
  void equalNumbersHaveNoWidthAtAnySize() {
    assertEquals(new Interval(1e-200, 1e-200, 1e-200), Interval.of(1e-200, 1e-200));
    assertFalse(Interval.of(1e-200, 1e-200).isWide());
    // Not the mean that adding and dividing gives.
    double[] alike = new double[10];
    Arrays.fill(alike, 0.1);
    assertEquals(new Interval(0.1, 0.1, 0.1), Interval.of(alike));
  }
}

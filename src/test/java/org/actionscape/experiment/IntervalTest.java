package org.actionscape.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

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
}

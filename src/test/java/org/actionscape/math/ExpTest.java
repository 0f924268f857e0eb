package org.actionscape.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExpTest {
  private static final double LOWEST = -745.2;
  private static final double HIGHEST = 709.8;

  @Test
  void isWithinElevenTenthsOfAnUlpOfStrictMath() {
    int points = 4_000_000;
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < points; i++) {
      assertClose(LOWEST + (HIGHEST - LOWEST) * (i + random.nextDouble()) / points);
    }
    for (int i = 0; i < points / 4; i++) {
      // Where exp is near 1, near the halfway points of the reduction, and where it is subnormal.
      assertClose(Math.scalb(random.nextDouble() - 0.5, -random.nextInt(60)));
      double half = (random.nextInt(2100) - 1074.5) * 0.6931471805599453;
      assertClose(Math.max(LOWEST, half + 1e-13 * random.nextDouble(-1, 1)));
      assertClose(-708 - 37.2 * random.nextDouble());
    }
  }

  @Test
  void isExactWhereItCanBe() {
    assertEquals(1.0, exp(0.0));
    assertEquals(1.0, exp(-0.0));
    assertEquals(0.0, exp(Double.NEGATIVE_INFINITY));
    assertEquals(0.0, exp(-1e300));
    assertEquals(0.0, exp(-746));
    assertEquals(Double.MIN_VALUE, exp(-744.5));
  }

  private static double exp(double x) {
    return Exp.scale(Exp.mantissa(x), x);
  }

  private static void assertClose(double x) {
    double strict = StrictMath.exp(x);
    double actual = exp(x);
    // Both are doubles, so their distance is a whole number of ulps except across a power of two.
    double limit = 1.1 * Math.ulp(strict);
    boolean close =
        strict == actual
            || (Double.isInfinite(strict) && actual >= Double.MAX_VALUE)
            || Math.abs(strict - actual) <= limit;
    assertTrue(close, () -> "exp(" + new BigDecimal(x) + ") = " + actual + ", not " + strict);
  }
}

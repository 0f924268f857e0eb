package org.actionscape.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The software fma against {@link Math#fma}, which is exact. */
class FmaTest {
  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    1,
    -1,
    Math.nextUp(1.0),
    Math.nextDown(1.0),
    0x1p52,
    0x1p53 + 2,
    Exp.SHIFTER,
    0x1p-30,
    -0x1p-54,
    0x1p-55,
    0x1p-500,
    0x1p511,
    -0x1.fffffffffffffp900,
    Double.MIN_NORMAL,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };

  @Test
  void specialValues() {
    for (double a : SPECIAL) {
      for (double b : SPECIAL) {
        for (double c : SPECIAL) {
          assertSame(a, b, c);
        }
      }
    }
  }

  /**
   * Where product and summand add up to nearly halfway between two doubles, and the product's error
   * decides: 2^53 + 2 + 3 lies halfway between 2^53 + 4 and 2^53 + 6.
   */
  @Test
  void theErrorOfTheProductDecidesNearTies() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 1000; i++) {
      double a = random.nextDouble(1, 2);
      for (double near : new double[] {3 / a, Math.nextUp(3 / a), Math.nextDown(3 / a)}) {
        for (double c : new double[] {0x1p53, 0x1p53 + 2, 0x1p53 + 4, -0x1p53 - 2}) {
          assertSame(a, near, c);
          assertSame(-a, near, c);
        }
      }
    }
  }

  @Test
  void millionsOfValues() {
    assumeTrue(Fma.IN_HARDWARE, "Math.fma is too slow here to compare with");
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 3_000_000; i++) {
      double a = random.nextDouble(-1, 1);
      double b = random.nextDouble(-1, 1);
      assertSame(a, b, random.nextDouble(-1, 1));
      // Nearly all digits of the product cancel, or nearly none count.
      assertSame(a, b, -a * b);
      assertSame(a, b, Math.nextUp(-a * b) * (1 + random.nextInt(3)));
      assertSame(a, b, Math.scalb(random.nextDouble(-1, 1), random.nextInt(220) - 110));
      // Few bits, so that exact results lie halfway between doubles.
      double halfway = Math.rint(a * 0x1p20) * 0x1p-73;
      assertSame(halfway, Math.rint(b * 4), Math.rint(0x1p20 * random.nextDouble(-1, 1)));
      assertSame(
          Double.longBitsToDouble(random.nextLong()),
          Double.longBitsToDouble(random.nextLong()),
          Double.longBitsToDouble(random.nextLong()));
    }
  }

  private static void assertSame(double a, double b, double c) {
    double expected = Math.fma(a, b, c);
    double actual = Fma.software(a, b, c);
    if (Double.compare(expected, actual) != 0) {
      assertEquals(expected, actual, () -> a + " * " + b + " + " + c);
    }
  }
}

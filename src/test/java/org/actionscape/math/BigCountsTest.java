package org.actionscape.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BigCountsTest {
  /** Within a double's range and far beyond it, on both sides of where bits are shifted out. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 300, 301, 302, 1000, 100_000})
  void theLogarithmOfAPowerOfTenIsThatManyLogarithmsOfTen(int exponent) {
    double expected = exponent * StrictMath.log(10);
    // Two roundings here, one or two there.
    assertEquals(expected, BigCounts.log(BigInteger.TEN.pow(exponent)), 4 * Math.ulp(expected));
  }

  @ParameterizedTest
  @ValueSource(ints = {999, 1000, 1001, 1023, 1024, 5000})
  void soIsThatOfAPowerOfTwo(int bits) {
    double expected = bits * StrictMath.log(2);
    assertEquals(expected, BigCounts.log(BigInteger.ONE.shiftLeft(bits)), 4 * Math.ulp(expected));
  }
}

package org.actionscape.math;

import java.math.BigInteger;

/** Exact counts that no double holds, such as the 10^300 token sequences of a short answer. */
public final class BigCounts {
  private static final int KEPT_BITS = 1000;

  private BigCounts() {}

  /**
   * The natural logarithm of a count.
   *
   * @param count the count, at least 1
   * @return log count, to within 2 ulp
   */
  public static double log(BigInteger count) {
    int shift = Math.max(0, count.bitLength() - KEPT_BITS);
    return StrictMath.log(count.shiftRight(shift).doubleValue()) + shift * StrictMath.log(2);
  }
}

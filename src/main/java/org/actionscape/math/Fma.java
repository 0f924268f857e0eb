package org.actionscape.math;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * The fused multiply-add {@code a b + c}, rounded once. {@link Math#fma} gives the same bits
 * everywhere, but takes many microseconds on a processor without the instruction, because it then
 * computes with {@code BigDecimal}. There, error-free transformations take its place: the product
 * and the sums split into rounded results and exact errors, the errors added with rounding to odd,
 * so that the last addition rounds as the exact sum would (Boldo and Melquiond, IEEE Transactions
 * on Computers 57, 2008). Cost: about 20 additions and multiplications.
 */
final class Fma {
  /**
   * Whether the processor has the instruction and HotSpot uses it. Constant, so that the compiler
   * drops the branch.
   */
  static final boolean IN_HARDWARE = usesFma();

  /** Dekker's constant: splits 53 bits into 26 and 26. */
  private static final double SPLITTER = 0x1p27 + 1;

  /** Below this, splitting and products are exact as far as overflow goes. */
  private static final double LARGE = 0x1p480;

  /** A product above this has an error term that is a double. */
  private static final double SMALL = 0x1p-960;

  /** What is smaller than another number by this factor cannot change it by being added. */
  private static final double NEGLIGIBLE = 0x1p-55;

  private Fma() {}

  /** {@code a b + c}, rounded once. */
  static double fma(double a, double b, double c) {
    return IN_HARDWARE ? Math.fma(a, b, c) : software(a, b, c);
  }

  /** The same without the instruction. */
  static double software(double a, double b, double c) {
    double product = a * b;
    double size = Math.abs(product);
    if (a == 0 || b == 0) {
      return product + c;
    }
    if (c == 0) {
      return product;
    }
    if (size < Math.abs(c) * NEGLIGIBLE && Math.abs(c) >= Double.MIN_NORMAL) {
      return c;
    }
    boolean safe =
        size > SMALL && Math.abs(a) < LARGE && Math.abs(b) < LARGE && Math.abs(c) < LARGE * LARGE;
    if (!safe) {
      return Math.fma(a, b, c);
    }
    double highA = high(a);
    double lowA = a - highA;
    double highB = high(b);
    double lowB = b - highB;
    double productError = lowA * lowB - (((product - highA * highB) - lowA * highB) - highA * lowB);
    double inner = c + productError;
    double innerError = sumError(c, productError, inner);
    double outer = product + inner;
    double outerError = sumError(product, inner, outer);
    return outer + addToOdd(innerError, outerError);
  }

  private static double high(double a) {
    double t = SPLITTER * a;
    return t - (t - a);
  }

  /** The exact {@code a + b - sum}, where sum is the rounded {@code a + b} (Knuth). */
  private static double sumError(double a, double b, double sum) {
    double t = sum - a;
    return (a - (sum - t)) + (b - t);
  }

  /** The sum; where it is not a double, of its two neighbours the one with an odd last bit. */
  private static double addToOdd(double a, double b) {
    double sum = a + b;
    double error = sumError(a, b, sum);
    long bits = Double.doubleToRawLongBits(sum);
    if (error == 0 || (bits & 1) == 1) {
      return sum;
    }
    return Double.longBitsToDouble((error > 0) == (sum > 0) ? bits + 1 : bits - 1);
  }

  private static boolean usesFma() {
    try {
      return Boolean.parseBoolean(
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
              .getVMOption("UseFMA")
              .getValue());
    } catch (IllegalArgumentException | NullPointerException unknown) {
      return false;
    }
  }
}

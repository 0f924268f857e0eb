package org.actionscape.math;

/**
 * The exponential function of the kernels: {@code exp(x) = 2^n exp(r)} with {@code n = rint(x / log
 * 2)} and {@code |r| <= log(2) / 2}. Only IEEE operations with one defined result are used (add,
 * multiply, fused multiply-add, shifts), never {@code Math.exp}, whose last bit is the machine's
 * choice; so every kernel gives the same bits on every machine.
 *
 * <p>Error: at most 1.1 ulp of {@link StrictMath#exp(double)} on [-745.2, 709.8], subnormal results
 * included; exact at 0; 0 below -746 and at minus infinity. The polynomial interpolates {@code
 * (exp(r) - 1 - r) / r^2} at ten Chebyshev nodes (relative error of exp 0.07 ulp, computed with 60
 * digits).
 */
final class Exp {
  /** Below this, exp rounds to 0; clamping here keeps the scaling in range. */
  static final double LOWEST = -746;

  static final double LOG2_E = 0x1.71547652b82fep+0;
  static final double LN2_HIGH = 0x1.62e42fefa39efp-1;
  static final double LN2_LOW = 0x1.abc9e3b39803fp-56;

  /** Adding this to a small number leaves its nearest integer in the low bits. */
  static final double SHIFTER = 0x1.8p52;

  static final long SHIFTER_BITS = 0x4338000000000000L;

  static final double C2 = 0x1.0000000000001p-1;
  static final double C3 = 0x1.5555555555556p-3;
  static final double C4 = 0x1.5555555553d4fp-5;
  static final double C5 = 0x1.11111111109adp-7;
  static final double C6 = 0x1.6c16c17893833p-10;
  static final double C7 = 0x1.a01a01a7c8d47p-13;
  static final double C8 = 0x1.a019b8ef67c6cp-16;
  static final double C9 = 0x1.71de0d9c145d0p-19;
  static final double C10 = 0x1.2891a8c1d838dp-22;
  static final double C11 = 0x1.af38d53857513p-26;

  private Exp() {}

  /** exp(r) of the reduced argument of x: the part of the work that is not the scaling. */
  static double mantissa(double x) {
    double n = Fma.fma(x, LOG2_E, SHIFTER) - SHIFTER;
    double r = Fma.fma(-n, LN2_LOW, Fma.fma(-n, LN2_HIGH, x));
    double p = Fma.fma(C11, r, C10);
    p = Fma.fma(p, r, C9);
    p = Fma.fma(p, r, C8);
    p = Fma.fma(p, r, C7);
    p = Fma.fma(p, r, C6);
    p = Fma.fma(p, r, C5);
    p = Fma.fma(p, r, C4);
    p = Fma.fma(p, r, C3);
    p = Fma.fma(p, r, C2);
    p = Fma.fma(p, r, 1);
    return Fma.fma(p, r, 1);
  }

  /**
   * {@code mantissa * 2^n} with the n of x, by two factors because 2^n alone may be subnormal: the
   * second multiplication then rounds once, as it should.
   */
  static double scale(double mantissa, double x) {
    if (x < LOWEST) {
      return 0;
    }
    long n = Double.doubleToRawLongBits(Fma.fma(x, LOG2_E, SHIFTER)) - SHIFTER_BITS;
    if (Math.abs(n) <= -Double.MIN_EXPONENT) {
      return mantissa * Double.longBitsToDouble((n + Double.MAX_EXPONENT) << 52);
    }
    long half = (n + 2048) >>> 1;
    double first = Double.longBitsToDouble((half - 1) << 52);
    double second = Double.longBitsToDouble((n - half + 2047) << 52);
    return mantissa * first * second;
  }
}

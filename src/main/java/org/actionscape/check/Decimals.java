package org.actionscape.check;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Numbers as text that is the same on every machine. Written out through {@link BigDecimal},
 * because {@link Double#toString(double)} gives other digits before JDK 19 than since.
 */
public final class Decimals {
  /**
   * Measured numbers have this many significant digits: enough to see an effect of 1e-8, short
   * enough to keep a figure's data small.
   */
  public static final int DIGITS = 9;

  private static final MathContext ROUNDING = new MathContext(DIGITS);

  private Decimals() {}

  /**
   * A measured number: {@value #DIGITS} significant digits, halves rounded up, without trailing
   * zeros.
   *
   * @param value the number, finite
   * @return its text
   */
  public static String rounded(double value) {
    return text(new BigDecimal(value).round(ROUNDING));
  }

  /**
   * A number with all digits that it has, without trailing zeros.
   *
   * @param number the number
   * @return its text, with an exponent where it is very large or small
   */
  public static String text(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    int exponent = stripped.precision() - stripped.scale() - 1;
    return exponent >= -6 && exponent < DIGITS ? stripped.toPlainString() : stripped.toString();
  }
}

package org.actionscape.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How the numbers of a linear axis are written: {@code value = offset + label * 10^exponent}. What
 * labels leave out stands in the axis' title, so that they stay short and tell neighbours apart
 * whatever the size of the numbers.
 *
 * @param offset what is taken from every number; 0 unless all are nearly the same
 * @param exponent the power of ten that is the labels' unit, a multiple of 3; 0 for plain numbers
 */
record Notation(BigDecimal offset, int exponent) {
  /** Numbers whose differences begin in a later digit are written without what they share. */
  private static final double NEARLY_EQUAL = 1e-3;

  private static final double SMALLEST_PLAIN = 1e-3;
  private static final double LARGEST_PLAIN = 1e5;
  private static final int GROUP = 3;
  private static final int LONGEST_OFFSET = 9;
  private static final String DIGITS =
      "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";

  /** As numbers are usually written. */
  static final Notation PLAIN = new Notation(BigDecimal.ZERO, 0);

  /**
   * The notation of a range.
   *
   * @param whole whether labels must be whole numbers at every whole number that a tick is at
   */
  static Notation of(double low, double high, boolean whole) {
    BigDecimal offset = offset(low, high);
    double shift = offset.doubleValue();
    double largest = Math.max(Math.abs(low - shift), Math.abs(high - shift));
    if (largest == 0 || largest >= SMALLEST_PLAIN && largest < LARGEST_PLAIN) {
      return new Notation(offset, 0);
    }
    // Ticks are at least a tenth of the largest number apart.
    int digit = exponent(largest) - (whole ? 1 : 0);
    return new Notation(offset, GROUP * Math.floorDiv(digit, GROUP));
  }

  private static BigDecimal offset(double low, double high) {
    double width = high - low;
    if (!(low > 0 || high < 0) || width > NEARLY_EQUAL * Math.max(Math.abs(low), Math.abs(high))) {
      return BigDecimal.ZERO;
    }
    int unit = exponent(width) + 1;
    return new BigDecimal(low / 2 + high / 2)
        .scaleByPowerOfTen(-unit)
        .setScale(0, RoundingMode.HALF_EVEN)
        .scaleByPowerOfTen(unit);
  }

  /** The place of a number's first digit: 0 for 1 to 9.99. */
  static int exponent(double number) {
    BigDecimal exact = new BigDecimal(number);
    return exact.precision() - exact.scale() - 1;
  }

  /** What is written at a number. */
  String label(BigDecimal number) {
    return plain(number.subtract(offset).scaleByPowerOfTen(-exponent));
  }

  /** The axis' title with what the labels leave out: {@code entropy − 11 (10⁻⁶ nats)}. */
  String title(String title) {
    int bracket = title.endsWith(")") ? title.lastIndexOf(" (") : -1;
    String quantity = bracket < 0 ? title : title.substring(0, bracket);
    String unit = bracket < 0 ? "" : title.substring(bracket + 2, title.length() - 1);
    StringBuilder text = new StringBuilder(quantity);
    if (offset.signum() != 0) {
      text.append(offset.signum() > 0 ? " \u2212 " : " + ").append(brief(offset.abs()));
    }
    if (exponent != 0) {
      text.append(unit.isEmpty() ? " (\u00d7" : " (").append(power(exponent));
      text.append(unit.isEmpty() ? ")" : " " + unit + ")");
    } else if (!unit.isEmpty()) {
      text.append(" (").append(unit).append(")");
    }
    return text.toString();
  }

  private static String brief(BigDecimal number) {
    String plain = plain(number);
    if (plain.length() <= LONGEST_OFFSET) {
      return plain;
    }
    BigDecimal stripped = number.stripTrailingZeros();
    int exponent = stripped.precision() - stripped.scale() - 1;
    return scientific(stripped.movePointLeft(exponent), exponent);
  }

  /** A number with its power of ten, {@code 2·10⁻⁷}; the power alone for 1. */
  static String scientific(BigDecimal mantissa, int exponent) {
    String power = power(exponent);
    return mantissa.compareTo(BigDecimal.ONE) == 0 ? power : plain(mantissa) + "\u00b7" + power;
  }

  /** A number in full, with a minus that can be seen. */
  static String plain(BigDecimal number) {
    String text = number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    return text.replace('-', '\u2212');
  }

  /** A power of ten: {@code 10⁻⁷}. */
  private static String power(int exponent) {
    StringBuilder text = new StringBuilder("10").append(exponent < 0 ? "\u207b" : "");
    for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
      text.append(DIGITS.charAt(digit - '0'));
    }
    return text.toString();
  }
}

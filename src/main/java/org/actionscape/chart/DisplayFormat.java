package org.actionscape.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Numbers of tables as people read them. Works on the text of the cells, in decimal, so that the
 * result is the same on every JDK.
 */
public final class DisplayFormat {
  private static final int DIGITS = 4;
  private static final int MOST_GIVEN = 6;
  private static final int DIGITS_OF_AN_INTERVAL = 2;
  private static final int LONGEST_WHOLE_NUMBER = 9;
  private static final int MOST_DECIMALS = 6;
  private static final String ABSENT = "–";

  private DisplayFormat() {}

  /** The number in a cell; null if it is empty or a text. */
  public static BigDecimal parse(String cell) {
    try {
      return new BigDecimal(cell);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /**
   * A cell: texts, whole numbers and what was given with few digits as they are, like a share of
   * 0.99998; other numbers with four digits.
   */
  public static String of(String cell) {
    BigDecimal value = parse(cell);
    if (value == null) {
      return cell.isEmpty() ? ABSENT : cell;
    }
    boolean whole = value.scale() <= 0 && value.precision() - value.scale() <= LONGEST_WHOLE_NUMBER;
    return whole ? minus(value.toPlainString()) : brief(value);
  }

  /**
   * A mean with its interval, {@code 0.42 [0.40, 0.44]}: as many decimals as show half the width of
   * the interval with two digits; each number by itself where they are orders of magnitude apart.
   */
  public static String interval(String mean, String low, String high) {
    BigDecimal m = parse(mean);
    BigDecimal l = parse(low);
    BigDecimal h = parse(high);
    if (m == null || l == null || h == null) {
      return of(mean);
    }
    if (l.compareTo(h) == 0) {
      return of(mean);
    }
    BigDecimal half = h.subtract(l).divide(BigDecimal.valueOf(2));
    int decimals = half.signum() <= 0 ? -1 : DIGITS_OF_AN_INTERVAL - 1 - exponent(half);
    BigDecimal largest = l.abs().max(h.abs());
    BigDecimal smallest = l.abs().min(h.abs());
    boolean vanishes = l.signum() == h.signum() && exponent(smallest) < -decimals;
    if (decimals < 0 || decimals > MOST_DECIMALS || exponent(largest) > DIGITS || vanishes) {
      return of(mean) + " [" + of(low) + ", " + of(high) + "]";
    }
    return rounded(m, decimals) + " [" + rounded(l, decimals) + ", " + rounded(h, decimals) + "]";
  }

  private static String rounded(BigDecimal value, int decimals) {
    BigDecimal rounded = value.setScale(decimals, RoundingMode.HALF_EVEN);
    return minus(rounded.toPlainString());
  }

  private static String brief(BigDecimal value) {
    int digits = value.precision() <= MOST_GIVEN ? MOST_GIVEN : DIGITS;
    BigDecimal rounded = value.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    int exponent = exponent(rounded);
    if (exponent >= -DIGITS && exponent <= DIGITS + 1) {
      return minus(rounded.stripTrailingZeros().toPlainString());
    }
    String mantissa = rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return minus(mantissa + String.format(Locale.ROOT, "e%d", exponent));
  }

  /** A hyphen is hard to see before a number. */
  private static String minus(String number) {
    return number.replace('-', '\u2212');
  }

  private static int exponent(BigDecimal value) {
    return value.precision() - value.scale() - 1;
  }
}

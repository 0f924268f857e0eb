package org.actionscape.chart;

import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;

/** Numbers from 0.01 to 100 as they are, all others as the power of ten that ticks fall on. */
final class PowersOfTen extends NumberFormat {
  private static final String DIGITS =
      "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";
  private static final int PLAIN = 2;

  private final NumberFormat plain;
  private final boolean logarithms;

  /** Formats numbers or, if {@code logarithms} are given, the numbers that they are of. */
  PowersOfTen(NumberFormat plain, boolean logarithms) {
    this.plain = plain;
    this.logarithms = logarithms;
  }

  @Override
  public StringBuffer format(double number, StringBuffer out, FieldPosition position) {
    long exponent = Math.round(logarithms ? number : Math.log10(number));
    if (Math.abs(exponent) <= PLAIN) {
      return plain.format(logarithms ? Math.pow(10, number) : number, out, position);
    }
    out.append("10").append(exponent < 0 ? "\u207b" : "");
    for (char digit : Long.toString(Math.abs(exponent)).toCharArray()) {
      out.append(DIGITS.charAt(digit - '0'));
    }
    return out;
  }

  @Override
  public StringBuffer format(long number, StringBuffer out, FieldPosition position) {
    return format((double) number, out, position);
  }

  @Override
  public Number parse(String source, ParsePosition position) {
    throw new UnsupportedOperationException("ticks are only written");
  }
}

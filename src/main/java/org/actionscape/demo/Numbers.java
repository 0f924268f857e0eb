package org.actionscape.demo;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers for readers, the same in every country. */
final class Numbers {
  private static final DecimalFormatSymbols SYMBOLS = DecimalFormatSymbols.getInstance(Locale.ROOT);
  private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final double LARGEST_PLAIN = 1e6;
  private static final double SMALLEST_PLAIN = 1e-4;

  private Numbers() {}

  static String whole(double value) {
    return value > LARGEST_PLAIN
        ? power(new DecimalFormat("0.#E0", SYMBOLS).format(value))
        : new DecimalFormat("#,##0", SYMBOLS).format(value);
  }

  /** {@code 2.5E7} as people write it. */
  private static String power(String scientific) {
    String[] parts = scientific.split("E");
    StringBuilder text = new StringBuilder(parts[0].equals("1") ? "10" : parts[0] + " × 10");
    parts[1].chars().forEach(digit -> text.append(RAISED.charAt(digit - '0')));
    return text.toString();
  }

  static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** Three digits, for what is measured. */
  static String measured(double value) {
    if (value != 0 && Math.abs(value) < SMALLEST_PLAIN) {
      return String.format(Locale.ROOT, "%.1e", value);
    }
    return new BigDecimal(value).round(new MathContext(3)).toPlainString();
  }

  static String nats(double value) {
    return number(value) + " nats";
  }

  /** Odds whose decimal logarithm is given. */
  static String odds(double decades) {
    return measured(Math.pow(10, decades)).replaceAll("(?<=\\d{3})(\\.\\d+)?E\\+?", "E") + " : 1";
  }
}

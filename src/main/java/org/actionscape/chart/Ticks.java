package org.actionscape.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where the ticks of an axis stand and what is written there. Computed in decimal, so that a label
 * is the number that its tick is at.
 */
final class Ticks {
  private static final int MOST = 11;
  private static final int[] MANTISSAS = {1, 2, 5};
  private static final double[] STRIDES = {1, 2, 3, 4, 5, 10, 20, 50, 100, 200};
  private static final int FEW = 3;

  /** Larger powers of ten, and their inverses, are written as powers. */
  private static final int PLAIN_POWER = 2;

  /** The same of numbers between powers of ten, which are longer as products. */
  private static final int PLAIN_NUMBER = 4;

  /** How far beyond its end a range still holds a tick, relative to the distance of ticks. */
  private static final double ROUNDING = 1e-9;

  private Ticks() {}

  /** A tick. */
  record Tick(double value, String label) {}

  /**
   * Ticks at multiples of 1, 2 or 5 times a power of ten, as many as fit.
   *
   * @param whole whether they must be at whole numbers
   * @param fit whether ticks have room for their labels; asked from many to few
   */
  static List<Tick> linear(
      double low, double high, Notation notation, boolean whole, Predicate<List<Tick>> fit) {
    List<Tick> found = List.of();
    double width = high - low;
    int first = Notation.exponent(width) - 2;
    for (int i = 0; i < 4 * MANTISSAS.length; i++) {
      int mantissa = MANTISSAS[i % MANTISSAS.length];
      int exponent = first + i / MANTISSAS.length;
      BigDecimal unit = BigDecimal.valueOf(mantissa).scaleByPowerOfTen(exponent);
      if (width > MOST * unit.doubleValue() || whole && exponent < 0) {
        continue;
      }
      List<Tick> ticks = multiples(low, high, unit, notation);
      if (ticks.size() < 2 && found.size() > ticks.size()) {
        break;
      }
      found = ticks;
      if (fit.test(ticks)) {
        break;
      }
    }
    return found;
  }

  private static List<Tick> multiples(double low, double high, BigDecimal unit, Notation notation) {
    List<Tick> ticks = new ArrayList<>();
    double size = unit.doubleValue();
    long from = (long) Math.ceil(low / size - ROUNDING);
    long to = (long) Math.floor(high / size + ROUNDING);
    for (long i = from; i <= to; i++) {
      BigDecimal number = unit.multiply(BigDecimal.valueOf(i));
      ticks.add(new Tick(number.doubleValue(), notation.label(number)));
    }
    return ticks;
  }

  /**
   * Whether a logarithmic range is so narrow that its ticks are those of a linear one: it holds
   * fewer than two of the numbers 1, 2, 5, 10, 20 ...
   *
   * @param low decimal logarithm of its lower end
   * @param high of its upper end
   */
  static boolean narrow(double low, double high) {
    return fine(low, high).size() < 2;
  }

  /**
   * Ticks at powers of ten or, where the range holds but one or two of them, at 1, 2, 5, 10 ...
   *
   * @param low decimal logarithm of the range's lower end
   * @param high of its upper end
   * @param fit as for {@link #linear}
   * @return ticks whose values are decimal logarithms
   */
  static List<Tick> logarithmic(double low, double high, Predicate<List<Tick>> fit) {
    List<Tick> found = List.of();
    for (double stride : STRIDES) {
      List<Tick> ticks = new ArrayList<>();
      long to = (long) Math.floor(high / stride + ROUNDING);
      for (long i = (long) Math.ceil(low / stride - ROUNDING); i <= to; i++) {
        int exponent = (int) (i * stride);
        ticks.add(new Tick(exponent, label(1, exponent, PLAIN_POWER)));
      }
      if (ticks.size() < 2) {
        break;
      }
      found = ticks;
      if (ticks.size() <= MOST && fit.test(ticks)) {
        break;
      }
    }
    if (found.size() < FEW) {
      List<Tick> fine = fine(low, high);
      return found.isEmpty() || fit.test(fine) ? fine : found;
    }
    return found;
  }

  private static List<Tick> fine(double low, double high) {
    List<Tick> ticks = new ArrayList<>();
    for (int exponent = (int) Math.floor(low); exponent <= high; exponent++) {
      for (int mantissa : MANTISSAS) {
        double place = exponent + StrictMath.log10(mantissa);
        if (place >= low - ROUNDING && place <= high + ROUNDING) {
          ticks.add(new Tick(place, label(mantissa, exponent, PLAIN_NUMBER)));
        }
      }
    }
    return ticks;
  }

  private static String label(int mantissa, int exponent, int mostPlain) {
    BigDecimal number = BigDecimal.valueOf(mantissa);
    return Math.abs(exponent) <= mostPlain
        ? Notation.plain(number.scaleByPowerOfTen(exponent))
        : Notation.scientific(number, exponent);
  }
}

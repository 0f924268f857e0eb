package org.actionscape.math;

/**
 * A sum in twice the digits of a double: a number is kept as a double and a rest, what rounding to
 * that double leaves of it (Dekker, Numer. Math. 18, 1971). Products and sums of doubles are taken
 * exactly, so the sum is off by some 1e-32 of its summands. One addition is about ten operations;
 * nothing is allocated.
 */
public final class TwofoldSum {
  private double sum;
  private double rest;

  /** Makes a sum that is 0. */
  public TwofoldSum() {}

  /**
   * Begins another sum.
   *
   * @param value its first summand
   * @param valueRest the rest of the summand
   */
  public void start(double value, double valueRest) {
    sum = value;
    rest = valueRest;
  }

  /**
   * Adds a number.
   *
   * @param value the number
   * @param valueRest its rest
   */
  public void add(double value, double valueRest) {
    double next = sum + value;
    rest += error(sum, value, next) + valueRest;
    sum = next;
  }

  /**
   * Adds a multiple of a number.
   *
   * @param factor the multiple
   * @param value the number
   * @param valueRest its rest
   */
  public void addProduct(double factor, double value, double valueRest) {
    double product = factor * value;
    add(product, Fma.fma(factor, value, -product) + factor * valueRest);
  }

  /**
   * Adds a multiple of the difference of two numbers.
   *
   * @param factor the multiple
   * @param a a number
   * @param aRest its rest
   * @param b the number that is subtracted
   * @param bRest its rest
   */
  public void addDifference(double factor, double a, double aRest, double b, double bRest) {
    double difference = a - b;
    addProduct(factor, difference, error(a, -b, difference) + (aRest - bRest));
  }

  /** Divides by a double. */
  void divide(double divisor) {
    double quotient = sum / divisor;
    double remainder = Fma.fma(-quotient, divisor, sum) + rest;
    sum = quotient;
    rest = remainder / divisor;
  }

  /**
   * The sum.
   *
   * @return rounded to a double
   */
  public double value() {
    return sum + rest;
  }

  /**
   * What is left of the sum.
   *
   * @return the sum less {@link #value}
   */
  public double rest() {
    return rest - ((sum + rest) - sum);
  }

  /** The exact {@code a + b - sum}, where sum is the rounded {@code a + b} (Knuth). */
  private static double error(double a, double b, double sum) {
    double t = sum - a;
    return (a - (sum - t)) + (b - t);
  }
}

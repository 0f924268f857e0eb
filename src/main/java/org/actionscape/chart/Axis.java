package org.actionscape.chart;

import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;

/**
 * A value axis. Where numbers are very small, very large or nearly equal, the axis' title says the
 * power of ten, and the number, that their labels leave out.
 *
 * @param label what is measured, with its unit in brackets: {@code entropy (nats)}
 * @param scale how values map to places
 * @param low where the axis begins; NaN where the range follows the data
 * @param high where it ends; NaN where the range follows the data
 */
public record Axis(String label, Scale scale, double low, double high) {
  /** How values map to places. */
  public enum Scale {
    /** In proportion. */
    LINEAR,
    /** In proportion, with ticks at whole numbers only. */
    WHOLE,
    /** By their logarithm, with ticks at powers of ten or, in a narrow range, between them. */
    LOGARITHMIC,
    /** In proportion, the value being a decimal logarithm: a tick at x says 10^x. */
    DECADES
  }

  /**
   * A linear axis whose range follows the data.
   *
   * @param label what is measured, with its unit
   * @return the axis
   */
  public static Axis linear(String label) {
    return new Axis(label, Scale.LINEAR, Double.NaN, Double.NaN);
  }

  /**
   * A linear axis of numbers that are whole, like steps, whose range follows the data.
   *
   * @param label what is counted
   * @return the axis
   */
  public static Axis whole(String label) {
    return new Axis(label, Scale.WHOLE, Double.NaN, Double.NaN);
  }

  /**
   * A logarithmic axis whose range follows the data, which must be above 0.
   *
   * @param label what is measured, with its unit
   * @return the axis
   */
  public static Axis logarithmic(String label) {
    return new Axis(label, Scale.LOGARITHMIC, Double.NaN, Double.NaN);
  }

  /**
   * The decimal logarithm of a value on a linear axis, with ticks that show the value.
   *
   * @param label what is measured, with its unit
   * @return the axis
   */
  public static Axis decades(String label) {
    return new Axis(label, Scale.DECADES, Double.NaN, Double.NaN);
  }

  /**
   * The same axis with a fixed range. What lies outside is not drawn.
   *
   * @param low where it begins; above 0 on a logarithmic axis
   * @param high where it ends, above {@code low}
   * @return the axis
   * @throws InvalidInputException if that is not a range, or not one of a logarithmic axis
   */
  public Axis between(double low, double high) {
    boolean logarithmic = scale == Scale.LOGARITHMIC;
    if (low > (logarithmic ? 0 : Double.NEGATIVE_INFINITY)
        && high > low
        && high <= Double.MAX_VALUE) {
      return new Axis(label, scale, low, high);
    }
    throw new InvalidInputException(
        "axis \""
            + label
            + "\" between "
            + low
            + " and "
            + high
            + ": must be two finite numbers, the lower one first"
            + (logarithmic ? " and above 0" : ""));
  }

  /** Requires a number that has a place on the axis. */
  void requireDrawable(String name, double value) {
    if (scale == Scale.LOGARITHMIC) {
      Checks.positive(name, value);
    } else {
      Checks.finite(name, value);
    }
  }
}

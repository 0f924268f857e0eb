package org.actionscape.store;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A mean over independent seeds with its 95 % confidence interval, {@code mean -+ t(0.975, n-1) s /
 * sqrt(n)} with {@code s} the sample standard deviation (Student's t). One seed gives no interval:
 * low and high are then NaN; no seed gives no mean either.
 *
 * @param mean the sample mean
 * @param low the lower end of the interval
 * @param high the upper end of the interval
 */
public record Interval(double mean, double low, double high) {
  private static final double CONFIDENCE = 0.95;

  /** Above it, squares lose no digit of the variance to underflow. */
  private static final double LEAST_VARIANCE = 0x1p-968;

  /**
   * The interval of a sample.
   *
   * @param sample one value a seed; not modified
   * @return the mean and its interval
   */
  public static Interval of(double... sample) {
    double mean = StatUtils.mean(sample);
    if (sample.length < 2) {
      return new Interval(mean, Double.NaN, Double.NaN);
    }
    if (Arrays.stream(sample).allMatch(value -> value == sample[0])) {
      // Not the width that rounding of the mean would give.
      return new Interval(sample[0], sample[0], sample[0]);
    }
    double t =
        new TDistribution(null, sample.length - 1)
            .inverseCumulativeProbability((1 + CONFIDENCE) / 2);
    double variance = StatUtils.variance(sample, mean);
    if (!(variance >= LEAST_VARIANCE && variance <= Double.MAX_VALUE)) {
      return scaled(sample);
    }
    double half = t * Math.sqrt(variance / sample.length);
    return new Interval(mean, mean - half, mean + half);
  }

  /**
   * The interval of a sample whose squares overflow or underflow, if it is one of finite numbers.
   */
  private static Interval scaled(double[] sample) {
    double mean = StatUtils.mean(sample);
    double largest = 0;
    for (double x : sample) {
      largest = Math.max(largest, Math.abs(x - mean));
    }
    if (!(largest > 0 && largest <= Double.MAX_VALUE)) {
      return new Interval(mean, mean - largest, mean + largest);
    }
    // A power of two, which rounds nothing.
    double unit = Math.scalb(1.0, Math.getExponent(largest));
    Interval relative = of(Arrays.stream(sample).map(x -> (x - mean) / unit).toArray());
    return new Interval(mean, mean + unit * relative.low, mean + unit * relative.high);
  }

  /**
   * The geometric mean of a sample with the interval of its logarithms: {@code exp(mean log x -+ t
   * s / sqrt(n))}.
   *
   * @param sample one positive value a seed, at least one; not modified
   * @return the geometric mean and its interval
   */
  public static Interval geometric(double... sample) {
    Interval logs = of(Arrays.stream(sample).map(StrictMath::log).toArray());
    return new Interval(
        StrictMath.exp(logs.mean), StrictMath.exp(logs.low), StrictMath.exp(logs.high));
  }

  /**
   * The part of the interval that lies in a range.
   *
   * @param least the smallest possible value
   * @param most the largest possible value, not below {@code least}
   * @return the interval with each of its numbers in that range
   */
  public Interval within(double least, double most) {
    return new Interval(
        Math.max(least, Math.min(mean, most)),
        Math.max(least, Math.min(low, most)),
        Math.max(least, Math.min(high, most)));
  }

  /**
   * Whether there is an interval and not just a mean.
   *
   * @return false for one seed, and where all seeds are equal
   */
  public boolean isWide() {
    return high > low;
  }
}

package org.actionscape.math;

/**
 * The smallest and the largest of some logits, as a kernel found them. The largest is what weights
 * are relative to; the smallest tells whether all weights are normal numbers, which are cheaper.
 */
public final class LogitRange {
  private double least;
  private double largest;

  /** Makes extremes without content, to be filled by a kernel. */
  public LogitRange() {}

  void set(double newLeast, double newLargest) {
    least = newLeast;
    largest = newLargest;
  }

  /** Takes further numbers in. */
  void include(double otherLeast, double otherLargest) {
    least = Math.min(least, otherLeast);
    largest = Math.max(largest, otherLargest);
  }

  /**
   * The smallest logit.
   *
   * @return {@code min theta}
   */
  public double least() {
    return least;
  }

  /**
   * The largest logit.
   *
   * @return {@code max theta}
   */
  public double largest() {
    return largest;
  }
}

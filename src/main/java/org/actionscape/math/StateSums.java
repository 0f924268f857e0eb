package org.actionscape.math;

import java.util.Arrays;

/**
 * What one pass over the actions of a state leaves behind, as sums that lose no digits when the
 * policy collapses. With logits theta, c = max theta, multiplicities m, weights w = exp(theta - c):
 *
 * <pre>
 *   ties   k = sum of m over the actions with theta = c
 *   rest   R = sum of m w over all others
 *   spread S = sum of m w (c - theta)
 *   log Z  = c + log k + log1p(R / k)
 *   H      = log Z - c + S / (k + R)                    (entropy, nats)
 * </pre>
 *
 * <p>Every term of H is non-negative, so nothing cancels: an entropy of 1e-16 keeps its leading
 * digits. The same sums over the kept actions alone give the clamped entropy. Written by a kernel;
 * one instance a state, reused.
 */
public final class StateSums {
  static final int LANES = 8;

  /** The rest R lane by lane. */
  final double[] rest = new double[LANES];

  /** The sum of {@code m w (theta - c)}, minus the spread, lane by lane. */
  final double[] gap = new double[LANES];

  double ties;
  private double max;
  private double total;
  private double spread;
  private double logTotal;

  /** Makes sums without content, to be filled by a kernel. */
  public StateSums() {}

  /** Forgets everything; the sums are about logits with this maximum. */
  void start(double newMax) {
    max = newMax;
    ties = 0;
    Arrays.fill(rest, 0);
    Arrays.fill(gap, 0);
  }

  /** Adds one entry to a lane. */
  void add(int lane, double logit, double mass) {
    double below = logit - max;
    if (below < 0) {
      rest[lane] += mass;
    } else {
      ties += mass;
    }
    gap[lane] = Math.fma(mass, below, gap[lane]);
  }

  /** Adds up the lanes; the logarithm is strict so that all machines agree. */
  void finish() {
    double allRest = sum(rest);
    spread = -sum(gap);
    total = ties + allRest;
    logTotal = StrictMath.log(ties) + StrictMath.log1p(allRest / ties);
  }

  /** The sum of eight lanes, in the order that all kernels share. */
  static double sum(double[] lanes) {
    return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6]))
        + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
  }

  /**
   * The largest logit.
   *
   * @return c
   */
  public double max() {
    return max;
  }

  /**
   * The normaliser relative to the largest logit.
   *
   * @return {@code Z exp(-c) = k + R}, at least 1
   */
  public double total() {
    return total;
  }

  /**
   * The logarithm of the normaliser, {@code log sum_k m_k exp(theta_k)}.
   *
   * @return log Z, nats
   */
  public double logNormalizer() {
    return max + logTotal;
  }

  /**
   * The logarithm of the normaliser relative to the largest logit: minus the log-probability of the
   * most likely action.
   *
   * @return log Z - c, nats, at least 0
   */
  public double logTotal() {
    return logTotal;
  }

  /**
   * The mean of {@code theta - c} under the policy; {@code log pi_a + H = (theta_a - c) - meanGap}.
   *
   * @return {@code -S / (k + R)}, nats, at most 0
   */
  public double meanGap() {
    return -spread / total;
  }

  /**
   * The entropy of the policy in this state.
   *
   * @return {@code H = - sum_k m_k pi_k log pi_k}, nats, at least 0
   */
  public double entropy() {
    return logTotal + spread / total;
  }
}

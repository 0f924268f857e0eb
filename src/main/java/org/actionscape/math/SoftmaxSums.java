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
public final class SoftmaxSums {
  static final int LANES = 8;

  /** The rest R lane by lane. */
  final double[] rest = new double[LANES];

  /** The spread S lane by lane. */
  final double[] spread = new double[LANES];

  /** The sum of {@code m w (q - centre)} lane by lane; 0 where no values q were given. */
  final double[] centred = new double[LANES];

  /** The sum of {@code m w (log pi - log ref)} lane by lane. */
  final double[] ratio = new double[LANES];

  double ties;

  /** The number of actions that were summed over, where the kernel was asked to count them. */
  double actions;

  private double max;
  private double total;
  private double allSpread;
  private double allCentred;
  private double logTotal;

  /** Makes sums without content, to be filled by a kernel. */
  public SoftmaxSums() {}

  /** Forgets everything; the sums are about logits with this maximum. */
  void start(double newMax) {
    max = newMax;
    ties = 0;
    actions = 0;
    Arrays.fill(rest, 0);
    Arrays.fill(spread, 0);
    Arrays.fill(centred, 0);
  }

  /** Adds one entry to a lane. */
  void add(int lane, double logit, double mass) {
    double gap = max - logit;
    if (gap > 0) {
      rest[lane] += mass;
    } else {
      ties += mass;
    }
    spread[lane] = Fma.fma(mass, gap, spread[lane]);
  }

  /** Adds one entry's centred value to a lane. */
  void addCentred(int lane, double mass, double value) {
    centred[lane] = Fma.fma(mass, value, centred[lane]);
  }

  /** Adds up the lanes; the logarithm is strict so that all machines agree. */
  void finish() {
    double allRest = sum(rest);
    allSpread = sum(spread);
    finishCentred();
    total = ties + allRest;
    logTotal = StrictMath.log(ties) + StrictMath.log1p(allRest / ties);
  }

  /** Adds up the lanes of the centred values. */
  void finishCentred() {
    allCentred = sum(centred);
  }

  /** Adds up the lanes of the ratios, divided by the normaliser. */
  double divergence() {
    return sum(ratio) / total;
  }

  /** The sum of eight lanes, in the order that all kernels share. */
  private static double sum(double[] lanes) {
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
   * Whether c, which the kernel was told, is indeed the largest logit: then the weights of the
   * entries that are not below it add up to a number of actions.
   *
   * @param allActions the number of actions of the state
   * @return whether the sums can be used
   */
  public boolean consistent(double allActions) {
    return ties >= 1 && ties <= allActions && ties == Math.rint(ties);
  }

  /**
   * The weighted sum of the values that were given to the kernel.
   *
   * @return {@code sum_k m_k w_k (q_k - centre)}
   */
  public double centred() {
    return allCentred;
  }

  /**
   * The number of actions that a clamp keeps.
   *
   * @return the actions that were summed over by {@link PolicyKernel#sumKept}, members counted
   */
  public double actions() {
    return actions;
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
    return -allSpread / total;
  }

  /**
   * The entropy of the policy in this state.
   *
   * @return {@code H = - sum_k m_k pi_k log pi_k}, nats, at least 0
   */
  public double entropy() {
    return logTotal + allSpread / total;
  }
}

package org.actionscape.math;

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
  double max;
  double ties;
  double rest;
  double spread;
  private double logTotal;

  /** Makes sums without content, to be filled by a kernel. */
  public StateSums() {}

  /** Takes the sums over; the logarithm is strict so that all machines agree. */
  void set(double newMax, double newTies, double newRest, double newSpread) {
    max = newMax;
    ties = newTies;
    rest = newRest;
    spread = newSpread;
    logTotal = StrictMath.log(ties) + StrictMath.log1p(rest / ties);
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
    return ties + rest;
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
    return -spread / total();
  }

  /**
   * The entropy of the policy in this state.
   *
   * @return {@code H = - sum_k m_k pi_k log pi_k}, nats, at least 0
   */
  public double entropy() {
    return logTotal + spread / total();
  }
}

package org.actionscape.solver;

import org.actionscape.check.Checks;

/**
 * How many updates are made from one batch, and how the probability ratio is clipped: the surrogate
 * of PPO (Schulman et al. 2017, arXiv:1707.06347, equation 7). With {@code rho = pi(a|s) /
 * pi_old(a|s)} a sampled action counts with
 *
 * <pre>
 *   min( rho A, clip(rho, 1 - clipLow, 1 + clipHigh) A )
 * </pre>
 *
 * <p>whose gradient is {@code rho A dlog pi}, or 0 where the ratio has left the range in the
 * direction of the advantage. In each epoch the batch's episodes are dealt out anew to the
 * minibatches; each minibatch is one update.
 *
 * @param clipLow how far below 1 the ratio counts, in [0, 1]
 * @param clipHigh how far above 1, at least 0; infinite for no limit
 * @param epochs passes over a batch, at least 1
 * @param minibatches updates per pass, at least 1
 */
public record ClippedUpdates(double clipLow, double clipHigh, int epochs, int minibatches) {
  /** One update per batch, at the policy that drew it: all ratios are 1. */
  static final ClippedUpdates NONE = new ClippedUpdates(1, Double.POSITIVE_INFINITY, 1, 1);

  private static final int MOST = 10_000;

  public ClippedUpdates {
    Checks.between("clip range below 1 (clip_low)", clipLow, 0, 1);
    if (clipHigh != Double.POSITIVE_INFINITY) {
      Checks.nonNegative("clip range above 1 (clip_high)", clipHigh);
    }
    Checks.between("epochs", epochs, 1, MOST);
    Checks.between("minibatches", minibatches, 1, MOST);
  }

  /** Whether a ratio no longer counts. */
  boolean clips(double ratio, double advantage) {
    return advantage > 0 ? ratio > 1 + clipHigh : ratio < 1 - clipLow;
  }
}

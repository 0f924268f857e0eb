package org.actionscape.math;

/**
 * The gradient of an objective with respect to the logits of one state. For every objective of this
 * project it has one form, per member of an action class,
 *
 * <pre>
 *   g_a = w_a ( reward ((q_a - centre) - mean)
 *             - entropy ((theta_a - c) - entropyMean)
 *             - [theta_a &gt;= threshold] clamped ((theta_a - c) - clampedMean)
 *             - divergence ((((theta_a - c) - logTotal) - log ref_a) - KL) )
 * </pre>
 *
 * <p>with w = exp(theta - c); terms add their coefficients here and a kernel evaluates the sum in
 * one pass. Mutable and reused; {@link #clear} sets all coefficients to 0.
 */
public final class StateGradient {
  double reward;
  double centre;
  double mean;
  double entropy;
  double entropyMean;
  double clamped;
  double clampedMean;
  double threshold;
  double divergence;
  double logTotal;
  double divergenceMean;
  double[] logReference;

  /** Makes a gradient that is 0. */
  public StateGradient() {}

  /** Sets all coefficients to 0. */
  public void clear() {
    reward = 0;
    entropy = 0;
    clamped = 0;
    threshold = Double.POSITIVE_INFINITY;
    divergence = 0;
  }

  /** Whether reward and entropy are all there is. */
  boolean isPlain() {
    return clamped == 0 && divergence == 0;
  }

  /**
   * Adds {@code factor d/dtheta sum_k m_k pi_k q_k}. Called at most once after {@link #clear}.
   *
   * @param factor the weight of the term
   * @param all the sums over all actions
   * @param newCentre a reward near that of the most likely action, subtracted from q before V is
   * @param newMean the mean of {@code q - centre} under the policy
   */
  public void addReward(double factor, StateSums all, double newCentre, double newMean) {
    reward += factor / all.total();
    centre = newCentre;
    mean = newMean;
  }

  /**
   * Adds {@code factor dH/dtheta}.
   *
   * @param factor the weight of the term
   * @param all the sums over all actions
   */
  public void addEntropy(double factor, StateSums all) {
    entropy += factor / all.total();
    entropyMean = all.meanGap();
  }

  /**
   * Adds {@code factor dHc/dtheta} with the kept set held fixed. Called at most once after {@link
   * #clear}.
   *
   * @param factor the weight of the term
   * @param kept the sums over the kept actions
   * @param newThreshold the smallest kept logit
   */
  public void addClampedEntropy(double factor, StateSums kept, double newThreshold) {
    clamped += factor / kept.total();
    clampedMean = kept.meanGap();
    threshold = newThreshold;
  }

  /**
   * Adds {@code -factor dKL(pi || ref)/dtheta}, per member {@code -factor pi_a ((log pi_a - log
   * ref_a) - KL)}. Called at most once after {@link #clear}.
   *
   * @param factor the weight of the penalty
   * @param all the sums over all actions
   * @param newLogReference the log-probability of each entry's members under the reference, on the
   *     same entries as the logits; kept until the next call, not modified
   * @param kl the divergence, {@link PolicyKernel#divergence}
   */
  public void addDivergence(double factor, StateSums all, double[] newLogReference, double kl) {
    divergence += factor / all.total();
    logTotal = all.logTotal();
    divergenceMean = kl;
    logReference = newLogReference;
  }
}

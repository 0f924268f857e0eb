package org.actionscape.math;

import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;

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
 * one pass ({@link PolicyKernel#clear} begins a sum). Each of the four lines holds one set of sums,
 * so a second caller with sums of its own is refused: its numbers would replace those of the first.
 * Mutable and reused.
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

  /** Which lines have been added to since they were cleared. */
  private boolean hasReward;

  private boolean hasEntropy;
  private boolean hasClamped;
  private boolean hasDivergence;

  /** Makes a gradient that is 0. */
  public StateGradient() {}

  /** Sets all coefficients to 0. Not for terms: it takes away what others have added. */
  void clear() {
    reward = 0;
    entropy = 0;
    clamped = 0;
    threshold = Double.POSITIVE_INFINITY;
    divergence = 0;
    hasReward = false;
    hasEntropy = false;
    hasClamped = false;
    hasDivergence = false;
  }

  /** Refuses a reference with fewer entries than the kernel is about to read. */
  void requireReference(int entries) {
    if (divergence != 0 && logReference.length < entries) {
      throw new InvalidInputException(
          "objective: the reference of a divergence must have a log-probability for each entry, at"
              + " least "
              + entries
              + ", has "
              + logReference.length);
    }
  }

  /** Whether reward and entropy are all there is. */
  boolean isPlain() {
    return clamped == 0 && divergence == 0;
  }

  /**
   * Adds {@code factor d/dtheta sum_k m_k pi_k q_k}. Called at most once a sum.
   *
   * @param factor the weight of the term
   * @param all the sums over all actions
   * @param newCentre a reward near that of the most likely action, subtracted from q before V is
   * @param newMean the mean of {@code q - centre} under the policy
   * @throws InvalidInputException if it was called before: the evaluation itself adds the return
   */
  public void addReward(double factor, SoftmaxSums all, double newCentre, double newMean) {
    requireFirst(hasReward, "the return");
    hasReward = true;
    reward += factor / all.total();
    centre = newCentre;
    mean = newMean;
  }

  /**
   * Adds {@code factor dH/dtheta}. May be called again with the same sums: the factors then add up.
   *
   * @param factor the weight of the term
   * @param all the sums over all actions
   * @throws InvalidInputException if it was called before with other sums
   */
  public void addEntropy(double factor, SoftmaxSums all) {
    requireFirst(hasEntropy && entropyMean != all.meanGap(), "the entropy of other sums");
    hasEntropy = true;
    entropy += factor / all.total();
    entropyMean = all.meanGap();
  }

  /**
   * Adds {@code factor dHc/dtheta} with the kept set held fixed. Called at most once a sum.
   *
   * @param factor the weight of the term
   * @param kept the sums over the kept actions
   * @param newThreshold the smallest kept logit
   * @throws InvalidInputException if it was called before
   */
  public void addClampedEntropy(double factor, SoftmaxSums kept, double newThreshold) {
    requireFirst(hasClamped, "a clamped entropy");
    hasClamped = true;
    clamped += factor / kept.total();
    clampedMean = kept.meanGap();
    threshold = newThreshold;
  }

  /**
   * Adds {@code -factor dKL(pi || ref)/dtheta}, per member {@code -factor pi_a ((log pi_a - log
   * ref_a) - KL)}. Called at most once a sum.
   *
   * @param factor the weight of the penalty
   * @param all the sums over all actions
   * @param newLogReference the log-probability of each entry's members under the reference, on the
   *     same entries as the logits; kept until the next call, not modified
   * @param kl the divergence, {@link PolicyKernel#divergence}
   * @throws InvalidInputException if it was called before, or there is no reference
   */
  public void addDivergence(double factor, SoftmaxSums all, double[] newLogReference, double kl) {
    Checks.made("the reference of a divergence", newLogReference);
    requireFirst(hasDivergence, "a divergence from a reference");
    hasDivergence = true;
    divergence += factor / all.total();
    logTotal = all.logTotal();
    divergenceMean = kl;
    logReference = newLogReference;
  }

  private static void requireFirst(boolean taken, String what) {
    if (taken) {
      throw new InvalidInputException(
          "objective: at most one term may add "
              + what
              + " to the gradient of a state, but two do; the numbers of one would replace those of"
              + " the other");
    }
  }
}

package org.actionscape.math;

/**
 * The loops over the actions of one state, on the entries {@code from .. to-1} of arrays. Each
 * entry is an action class; {@code multiplicities} holds the number of its members, or is null when
 * every entry is one action. Logits are finite; multiplicities are whole numbers of at least 1.
 *
 * <p>Sums run in eight lanes, entry {@code from + i} in lane {@code i mod 8}, and the lanes are
 * added as {@code ((0+4)+(2+6)) + ((1+5)+(3+7))}. That order is part of the contract: every
 * implementation returns the same bits. No method allocates. Cost O(to - from) each.
 */
public interface PolicyKernel {
  /**
   * The name of this implementation.
   *
   * @return a short name, for {@code --version}
   */
  String name();

  /**
   * The smallest and the largest logit.
   *
   * @param logits the logits, not modified
   * @param from the first entry
   * @param to one past the last entry, above {@code from}
   * @param extremes what was found, written
   */
  void extremes(double[] logits, int from, int to, LogitRange extremes);

  /**
   * Computes {@code w = exp(theta - max)} and the sums over all actions, in one pass. If {@code
   * max} is not the largest logit, the sums are not {@linkplain SoftmaxSums#consistent consistent}
   * and nothing that was written means anything.
   *
   * @param logits the logits, not modified
   * @param multiplicities members of each class, not modified; null for one each
   * @param from the first entry
   * @param to one past the last entry
   * @param extremes the smallest and the largest logit of the range, not modified
   * @param q a value for each class, not modified
   * @param centre subtracted from each value before it is weighted
   * @param weights the weights w, written
   * @param sums the sums over all actions, written
   */
  void exponentiate(
      double[] logits,
      double[] multiplicities,
      int from,
      int to,
      LogitRange extremes,
      double[] q,
      double centre,
      double[] weights,
      SoftmaxSums sums);

  /**
   * The sums over the kept actions, those with {@code theta >= threshold}, and their number.
   *
   * @param logits the logits, not modified
   * @param multiplicities members of each class, not modified; null for one each
   * @param from the first entry
   * @param to one past the last entry
   * @param threshold the smallest kept logit, at most {@code max theta}
   * @param weights the weights w, not modified
   * @param all the sums over all actions, not modified
   * @param kept the sums over the kept actions, written
   * @return the number of actions with {@code theta > threshold}, members counted
   */
  double sumKept(
      double[] logits,
      double[] multiplicities,
      int from,
      int to,
      double threshold,
      double[] weights,
      SoftmaxSums all,
      SoftmaxSums kept);

  /**
   * Sums {@code m w (q - centre)} anew, with another centre than {@link #exponentiate} had.
   *
   * @param q a value for each class, not modified
   * @param multiplicities members of each class, not modified; null for one each
   * @param from the first entry
   * @param to one past the last entry
   * @param centre subtracted from each value before it is weighted
   * @param weights the weights w, not modified
   * @param sums the sums over all actions; {@link SoftmaxSums#centred} is replaced
   */
  void recentre(
      double[] q,
      double[] multiplicities,
      int from,
      int to,
      double centre,
      double[] weights,
      SoftmaxSums sums);

  /**
   * The divergence from a reference policy, {@code KL(pi || ref) = sum_k m_k pi_k (log pi_k - log
   * ref_k)}.
   *
   * @param logits the logits, not modified
   * @param multiplicities members of each class, not modified; null for one each
   * @param from the first entry
   * @param to one past the last entry
   * @param weights the weights w, not modified
   * @param sums the sums over all actions, of which nothing that can be read is modified
   * @param logReference the log-probability of one member of each class, not modified
   * @return the divergence, nats
   */
  double divergence(
      double[] logits,
      double[] multiplicities,
      int from,
      int to,
      double[] weights,
      SoftmaxSums sums,
      double[] logReference);

  /**
   * Begins a gradient's sum: all its coefficients are 0. For whoever owns the gradient; a term only
   * adds to it.
   *
   * @param gradient the gradient, modified
   */
  static void clear(StateGradient gradient) {
    gradient.clear();
  }

  /**
   * Adds a multiple of the gradient to an array: {@code target += scale * g} with g as in {@link
   * StateGradient}. The target may be the logits themselves, which makes this a step of gradient
   * ascent.
   *
   * @param logits the logits, not modified unless they are the target
   * @param q a value for each class, not modified
   * @param from the first entry
   * @param to one past the last entry
   * @param max the largest logit of the range
   * @param weights the weights w, not modified
   * @param gradient the coefficients, not modified
   * @param scale the multiple
   * @param target where to add, modified
   * @param extremes the smallest and the largest entry of the target afterwards, written; after a
   *     step of gradient ascent, those of the next logits
   */
  void addGradient(
      double[] logits,
      double[] q,
      int from,
      int to,
      double max,
      double[] weights,
      StateGradient gradient,
      double scale,
      double[] target,
      LogitRange extremes);
}

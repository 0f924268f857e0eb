package org.actionscape.theory;

import org.actionscape.math.Checks;

/**
 * The optimum of the bandit that is held to a reference policy, {@code max over pi of V - beta
 * KL(pi || pi_ref)}, in closed form: {@code pi_a} is proportional to {@code pi_ref(a) exp(r_a /
 * beta)}, the target of RLHF and DPO (Ziegler et al. 2019, arXiv:1909.08593; Rafailov et al. 2023,
 * arXiv:2305.18290).
 *
 * @param value the regularised optimum, {@code beta log sum_k m_k pi_ref(k) exp(r_k / beta)}
 * @param policy the policy that attains it
 */
public record KlOptimum(double value, GibbsPolicy policy) {
  /**
   * The optimum of one state. Cost O(classes).
   *
   * @param rewards the reward of a member of each class; not modified
   * @param multiplicities the members of each class, same length; not modified
   * @param reference the logits of the reference policy, same length, normalised or not; not
   *     modified
   * @param beta the coefficient, above 0
   * @return its value and its policy
   */
  public static KlOptimum of(
      double[] rewards, double[] multiplicities, double[] reference, double beta) {
    GibbsPolicy.requireClasses(rewards, multiplicities);
    GibbsPolicy.requireLength("reference logits", reference, rewards.length);
    Checks.positive("coefficient (beta)", beta);
    double best = GibbsPolicy.max(rewards);
    double[] x = new double[rewards.length];
    for (int k = 0; k < x.length; k++) {
      Checks.finite("reference logits[" + k + "]", reference[k]);
      x[k] = reference[k] + (rewards[k] - best) / beta;
    }
    GibbsPolicy start = GibbsPolicy.of(reference, multiplicities, rewards);
    GibbsPolicy policy = GibbsPolicy.of(x, multiplicities, rewards);
    return new KlOptimum(best + beta * (policy.logNormalizer() - start.logNormalizer()), policy);
  }

  /**
   * The expected reward of the policy.
   *
   * @return {@code sum_k m_k pi_k r_k}
   */
  public double reward() {
    return policy.reward();
  }
}

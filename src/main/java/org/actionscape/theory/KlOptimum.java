package org.actionscape.theory;

import org.actionscape.check.Checks;

/**
 * The optimum of the bandit that is held to a reference policy and may be paid for entropy besides,
 * {@code max over pi of V - beta KL(pi || pi_ref) + lambda H}, in closed form. The objective is
 * {@code sum_a pi_a (r_a + beta log pi_ref(a) - (beta + lambda) log pi_a)}, a soft optimum for the
 * rewards {@code r + beta log pi_ref} at the coefficient {@code beta + lambda}, hence
 *
 * <pre>
 *   pi_a  proportional to  pi_ref(a)^(beta / (beta + lambda)) exp( r_a / (beta + lambda) )
 * </pre>
 *
 * <p>At {@code lambda = 0} that is {@code pi_ref exp(r / beta)}, the target of RLHF and DPO
 * (Ziegler et al. 2019, arXiv:1909.08593; Rafailov et al. 2023, arXiv:2305.18290); at {@code beta =
 * 0} the {@link SoftOptimum}. Together, the entropy flattens the reference to a power below 1 and
 * the reward counts less than with either alone. The combination is derived here.
 *
 * @param value the regularised optimum, {@code (beta + lambda) log sum_k m_k pi_ref(k)^(beta /
 *     (beta + lambda)) exp(r_k / (beta + lambda))}
 * @param policy the policy that attains it
 */
public record KlOptimum(double value, GibbsPolicy policy) {
  /**
   * The optimum of one state without an entropy bonus. Cost O(classes).
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
    Checks.positive("coefficient (beta)", beta);
    return withEntropy(rewards, multiplicities, reference, beta, 0);
  }

  /**
   * The optimum of one state with both terms. Cost O(classes).
   *
   * @param rewards the reward of a member of each class; not modified
   * @param multiplicities the members of each class, same length; not modified
   * @param reference the logits of the reference policy, same length, normalised or not; not
   *     modified
   * @param beta the coefficient of the divergence, at least 0
   * @param lambda the coefficient of the entropy, at least 0; one of the two is above 0
   * @return its value and its policy
   */
  public static KlOptimum withEntropy(
      double[] rewards, double[] multiplicities, double[] reference, double beta, double lambda) {
    GibbsPolicy.requireClasses(rewards, multiplicities);
    GibbsPolicy.requireLength("reference logits", reference, rewards.length);
    Checks.nonNegative("coefficient of the divergence (beta)", beta);
    Checks.nonNegative("entropy coefficient (lambda)", lambda);
    double both = Checks.positive("beta + lambda", beta + lambda);
    double power = beta / both;
    double best = GibbsPolicy.max(rewards);
    double[] x = new double[rewards.length];
    for (int k = 0; k < x.length; k++) {
      Checks.finite("reference logits[" + k + "]", reference[k]);
      x[k] = power * reference[k] + (rewards[k] - best) / both;
    }
    GibbsPolicy start = GibbsPolicy.of(reference, multiplicities, rewards);
    GibbsPolicy policy = GibbsPolicy.of(x, multiplicities, rewards);
    double anchored = beta * (policy.logNormalizer() - start.logNormalizer());
    return new KlOptimum(best + anchored + lambda * policy.logNormalizer(), policy);
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

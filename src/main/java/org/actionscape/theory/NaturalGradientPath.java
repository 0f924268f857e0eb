package org.actionscape.theory;

import org.actionscape.check.Checks;

/**
 * Natural policy gradient on a bandit in closed form. Its update {@code theta += eta (r - lambda
 * log pi - const)} is linear in log pi, so that after t steps
 *
 * <pre>
 *   log pi_t = (1 - eta lambda)^t log pi_0 + (1 - (1 - eta lambda)^t) r / lambda + const
 *            = log pi_0 + eta t r + const                            at lambda = 0
 * </pre>
 *
 * <p>(Agarwal et al. 2021, arXiv:1908.00261; Cen et al. 2021, arXiv:2007.06558, at gamma = 0): from
 * the start policy at t = 0 to the soft optimum as t grows, if {@code eta lambda < 2}.
 */
public final class NaturalGradientPath {
  private NaturalGradientPath() {}

  /**
   * The policy of one state after some steps. Cost O(classes), whatever t.
   *
   * @param start the logits of the start policy; not modified
   * @param rewards the reward of a member of each class, same length; not modified
   * @param multiplicities the members of each class, same length; not modified
   * @param stepSize eta, above 0
   * @param lambda the entropy coefficient, at least 0
   * @param steps the number of steps t, at least 0
   * @return the policy pi_t
   */
  public static GibbsPolicy at(
      double[] start,
      double[] rewards,
      double[] multiplicities,
      double stepSize,
      double lambda,
      long steps) {
    GibbsPolicy.requireClasses(rewards, multiplicities);
    GibbsPolicy.requireLength("start logits", start, rewards.length);
    Checks.positive("step size (eta)", stepSize);
    Checks.nonNegative("entropy coefficient (lambda)", lambda);
    Checks.between("number of steps", steps, 0, Long.MAX_VALUE);
    double rate = stepSize * lambda;
    double remaining = StrictMath.pow(1 - rate, steps);
    double gained = rate < 1 ? -StrictMath.expm1(steps * StrictMath.log1p(-rate)) : 1 - remaining;
    double weight = lambda == 0 ? stepSize * steps : gained / lambda;
    double best = GibbsPolicy.max(rewards);
    double[] x = new double[start.length];
    for (int k = 0; k < x.length; k++) {
      Checks.finite("start logits[" + k + "]", start[k]);
      x[k] = remaining * start[k] + weight * (rewards[k] - best);
    }
    return GibbsPolicy.of(x, multiplicities, rewards);
  }
}

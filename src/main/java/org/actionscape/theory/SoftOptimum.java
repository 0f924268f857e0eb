package org.actionscape.theory;

import org.actionscape.math.Checks;

/**
 * The optimum of the entropy-regularised bandit, {@code max over pi of V + lambda H}, in closed
 * form: {@code pi_a} is proportional to {@code exp(r_a / lambda)} (Nachum et al. 2017; Mei et al.
 * 2020).
 *
 * @param value the regularised optimum, {@code lambda log sum_k m_k exp(r_k / lambda)}
 * @param reward the expected reward of the policy that attains it
 */
public record SoftOptimum(double value, double reward) {
  /**
   * The soft optimum of one state. At {@code lambda = 0} it is the best reward, its limit.
   *
   * @param rewards the reward of a member of each class; not modified
   * @param multiplicities the members of each class, same length; not modified
   * @param lambda the entropy coefficient, at least 0
   * @return its value and its reward
   */
  public static SoftOptimum of(double[] rewards, double[] multiplicities, double lambda) {
    Checks.nonNegative("entropy coefficient (lambda)", lambda);
    double best = Double.NEGATIVE_INFINITY;
    for (double reward : rewards) {
      best = Math.max(best, reward);
    }
    if (lambda == 0) {
      return new SoftOptimum(best, best);
    }
    // Sums relative to the best reward, with the best actions apart from the rest, keep all digits.
    double optimal = 0;
    double rest = 0;
    double weighted = 0;
    for (int k = 0; k < rewards.length; k++) {
      double weight = multiplicities[k] * StrictMath.exp((rewards[k] - best) / lambda);
      if (rewards[k] == best) {
        optimal += weight;
      } else {
        rest += weight;
      }
      weighted += weight * rewards[k];
    }
    double log = StrictMath.log(optimal) + StrictMath.log1p(rest / optimal);
    return new SoftOptimum(best + lambda * log, weighted / (optimal + rest));
  }

  /**
   * The coefficient at which the soft optimum of a bandit with n optimal actions (reward 1) among
   * |A| (others 0) earns one half: a larger bonus makes the regularised optimum itself a bad
   * policy.
   *
   * @param actions the number of actions |A| (or of kept actions, under a clamp that keeps the
   *     optimal ones), above {@code 2 optimal}
   * @param optimal the number of optimal actions n, at least 1
   * @return {@code lambda_c = 1 / log(|A| / n - 1)}
   */
  public static double criticalCoefficient(double actions, double optimal) {
    return 1 / StrictMath.log(actions / optimal - 1);
  }
}

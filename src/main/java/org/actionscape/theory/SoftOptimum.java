package org.actionscape.theory;

import java.util.Arrays;
import java.util.Comparator;
import org.actionscape.check.Checks;

/**
 * The optimum of the entropy-regularised bandit, {@code max over pi of V + lambda H}, in closed
 * form: {@code pi_a} is proportional to {@code exp(r_a / lambda)} (Nachum et al. 2017; Mei et al.
 * 2020). Ten right actions among 10^12:
 *
 * <pre>{@code
 * double[] rewards = {1, 0};
 * double[] members = {10, 1e12 - 10};
 * double reward = SoftOptimum.of(rewards, members, 0.03).reward(); // 0.999666
 * }</pre>
 *
 * @param value the regularised optimum, {@code lambda log sum_k m_k exp(r_k / lambda)}
 * @param policy the policy that attains it
 */
public record SoftOptimum(double value, GibbsPolicy policy) {
  /** Above log 2^53, the largest entropy: a lambda in this unit times an entropy is finite. */
  private static final double UNIT = 64;

  /**
   * The soft optimum of one state. At {@code lambda = 0} it is its limit: the best reward, by the
   * policy that is uniform on the best actions. Cost O(classes).
   *
   * @param rewards the reward of a member of each class; not modified
   * @param multiplicities the members of each class, same length; not modified
   * @param lambda the entropy coefficient, at least 0
   * @return its value and its policy
   */
  public static SoftOptimum of(double[] rewards, double[] multiplicities, double lambda) {
    GibbsPolicy.requireClasses(rewards, multiplicities);
    return among(rewards, multiplicities, lambda);
  }

  /**
   * The optimum of the bandit with a clamped entropy bonus, {@code max over pi of V + lambda Hc},
   * over all policies and all sets of {@code kept} actions: {@code pi_a} is proportional to {@code
   * exp(r_a / lambda)} on the {@code kept} best actions and 0 elsewhere. It is a supremum: a
   * softmax policy comes as close as one likes but leaves no action out. Of a class that the
   * boundary cuts, some members are kept. A run that starts with ties across the boundary keeps
   * them all and ends at the optimum for that larger number.
   *
   * @param rewards the reward of a member of each class; not modified
   * @param multiplicities the members of each class, same length; not modified
   * @param lambda the entropy coefficient, at least 0
   * @param kept the number m of actions that the clamp keeps, a whole number, at least 1
   * @return its value and its policy; the log-probability of a class is that of its kept members,
   *     minus infinity if there are none
   */
  public static SoftOptimum clamped(
      double[] rewards, double[] multiplicities, double lambda, double kept) {
    GibbsPolicy.requireClasses(rewards, multiplicities);
    Checks.between("number of kept actions", kept, 1, Arrays.stream(multiplicities).sum());
    Integer[] order = new Integer[rewards.length];
    Arrays.setAll(order, k -> k);
    Arrays.sort(order, Comparator.comparing(k -> -rewards[k]));
    double[] members = new double[rewards.length];
    double left = kept;
    for (int k : order) {
      members[k] = Math.min(left, multiplicities[k]);
      left -= members[k];
    }
    return among(rewards, members, lambda);
  }

  /** The soft optimum among these members, of which a class may have none. */
  private static SoftOptimum among(double[] rewards, double[] members, double coefficient) {
    double lambda = Checks.nonNegative("entropy coefficient (lambda)", coefficient);
    double best = GibbsPolicy.max(rewards);
    double[] x = new double[rewards.length];
    for (int k = 0; k < x.length; k++) {
      // Relative to the best, which is 0 at any lambda. Halves differ by less than the doubles do.
      double difference = rewards[k] - best;
      double relative =
          difference >= -Double.MAX_VALUE
              ? difference / lambda
              : (rewards[k] / 2 - best / 2) / lambda * 2;
      relative = rewards[k] == best ? 0 : relative;
      x[k] = members[k] > 0 ? relative : Double.NEGATIVE_INFINITY;
    }
    GibbsPolicy policy = GibbsPolicy.of(x, members, rewards);
    double value = best + lambda * policy.logNormalizer();
    if (!(value <= Double.MAX_VALUE)) {
      // The product may overflow where the sum does not.
      value = UNIT * (best / UNIT + lambda / UNIT * policy.logNormalizer());
    }
    return new SoftOptimum(value, policy);
  }

  /**
   * The expected reward of the policy.
   *
   * @return {@code sum_k m_k pi_k r_k}
   */
  public double reward() {
    return policy.reward();
  }

  /**
   * The exact bias of the bonus, what the regularised optimum loses against the best reward.
   *
   * @return {@code V* - V(soft optimum)}, all digits of it however small
   */
  public double bias() {
    return policy.bias();
  }
}

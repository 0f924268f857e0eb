package org.actionscape.theory;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.math.InvalidInputException;

/**
 * How steep the entropy-regularised return is at its optimum, and with it the largest step size
 * with which plain ascent can settle there.
 *
 * <p>In a bandit {@code J = V + lambda H} falls short of its optimum pi* by {@code lambda sum_s
 * d(s) KL(pi || pi*)} (Nachum et al. 2017; Mei et al. 2020), so its second derivative there along x
 * is {@code - lambda sum_s d(s) Var_pi*(x)}. An ascent with step size eta turns an error along x
 * into {@code 1 - eta curvature} times it: beyond {@code 2 / curvature} errors grow, and the run
 * moves away from the optimum or circles it. Derived here.
 *
 * <p>The curvature returned is the largest along two kinds of directions, per {@code |x|^2}:
 * raising all actions of one reward level together (M actions of N with the probability P in all),
 * which is exact where there are two levels; and, where a level starts with different logits,
 * raising one part of it against the other:
 *
 * <pre>
 *   lambda d(s) P (1 - P) / (M (1 - M / N)),      lambda d(s) P / M
 * </pre>
 *
 * <p>Both are directions in which an ascent from the start policy moves, so no step size is blamed
 * that would do no harm. The true maximum may be larger.
 */
public final class Curvature {
  private Curvature() {}

  /** What a state's actions of one reward have in common. */
  private static final class Level {
    double actions;
    double mass;
    final Set<Double> logits = new HashSet<>();
  }

  /**
   * The curvature at the soft optimum. Cost O(entries), memory O(entries of the widest state).
   *
   * @param bandit an environment in which every action ends the episode
   * @param lambda the entropy coefficient, at least 0
   * @return a lower bound of the largest curvature, at least 0; ascent with a step size above 2
   *     divided by it does not settle at the optimum
   * @throws InvalidInputException if the environment is no bandit
   */
  public static double atSoftOptimum(Environment bandit, double lambda) {
    if (!bandit.transitions().isNone()) {
      throw new InvalidInputException(
          "curvature at the soft optimum: must be asked of a bandit, not of several steps");
    }
    ActionClasses classes = bandit.classes();
    double[] rewards = bandit.rewards().data;
    double[] logits = bandit.startLogits().data;
    double largest = 0;
    for (int s = 0; s < classes.states(); s++) {
      int from = classes.begin(s);
      double[] own = Arrays.copyOfRange(rewards, from, classes.end(s));
      double[] members = new double[own.length];
      Arrays.setAll(members, k -> classes.multiplicity(from + k));
      double[] logPolicy = SoftOptimum.of(own, members, lambda).policy().logProbabilities();
      Map<Double, Level> levels = new HashMap<>();
      for (int k = 0; k < own.length; k++) {
        Level level = levels.computeIfAbsent(own[k], reward -> new Level());
        level.actions += members[k];
        level.mass += members[k] * StrictMath.exp(logPolicy[k]);
        level.logits.add(logits[from + k]);
      }
      double all = classes.actions(s);
      for (Level level : levels.values()) {
        double together =
            level.actions == all
                ? 0
                : level.mass * (1 - level.mass) / (level.actions * (1 - level.actions / all));
        double apart = level.logits.size() > 1 ? level.mass / level.actions : 0;
        double weight = lambda * bandit.startProbability(s);
        largest = Math.max(largest, weight * Math.max(together, apart));
      }
    }
    return largest;
  }
}

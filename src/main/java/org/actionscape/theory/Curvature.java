package org.actionscape.theory;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;

/**
 * How steep a regularised return is at its optimum, and with it the largest step size with which
 * plain ascent can settle there.
 *
 * <p>With an entropy bonus and a divergence from a reference, {@code J = V + lambda H - beta KL(pi
 * || pi_ref)} falls short of its optimum pi* by {@code c sum_s d_pi(s) KL(pi(.|s) || pi*(.|s))}
 * with {@code c = lambda + beta} (Nachum et al. 2017; Mei et al. 2020), so its second derivative
 * there along x is {@code - c sum_s d*(s) Var_pi*(x(s,.))}: over several steps too, each state by
 * itself. An ascent with step size eta turns an error along x into {@code 1 - eta curvature} times
 * it: beyond {@code 2 / curvature} errors grow, and the run moves away from the optimum or circles
 * it. Derived here.
 *
 * <p>The curvature is the largest along all directions in which an ascent from the start policy
 * moves, per {@code |x|^2}: actions of the same reward, start logit and optimal probability move
 * together. M such actions with probability p each, P = M p in all, leave of a state's variance the
 * matrix {@code diag(p_g) - v v'} with {@code v_g = P_g / sqrt(M_g)}. Its largest eigenvalue mu is
 * the largest p where two groups have it, and otherwise lies between the two largest p, where
 *
 * <pre>
 *   sum_g P_g / (p_g - mu) = 0
 * </pre>
 *
 * <p>(Golub 1973). So no step size is blamed that would do no harm.
 */
public final class Curvature {
  private Curvature() {}

  /** Actions of a state that move together. */
  private record Key(double reward, double startLogit, double logProbability) {}

  /**
   * The curvature at the optimum of {@code V + lambda H}. Cost O(entries), some 60 times at worst;
   * memory O(entries).
   *
   * @param environment an environment whose states belong to one step each, like a bandit
   * @param lambda the entropy coefficient, at least 0
   * @return the largest curvature, at least 0; ascent with a step size above 2 divided by it does
   *     not settle at the optimum
   * @throws InvalidInputException if a state may come back
   */
  public static double atSoftOptimum(Environment environment, double lambda) {
    if (!(environment.horizon() instanceof Horizon.Acyclic)) {
      throw new InvalidInputException(
          "curvature at the soft optimum: must be asked where every state belongs to one step, not"
              + " where states come back");
    }
    if (Checks.nonNegative("entropy coefficient (lambda)", lambda) == 0) {
      // The optimum of the return is out of reach, and flat in the limit.
      return 0;
    }
    ActionClasses classes = environment.classes();
    Policy policy = SoftValueIteration.of(environment, lambda).policy();
    Evaluation visited = new Evaluation(environment, Objective.expectedReturn());
    visited.evaluate(policy);
    double[] logits = policy.logits().data;
    double largest = 0;
    for (int s = 0; s < classes.states(); s++) {
      double[] own = Arrays.copyOfRange(logits, classes.begin(s), classes.end(s));
      GibbsPolicy optimum = GibbsPolicy.of(own, members(classes, s), rewards(environment, s));
      largest = larger(largest, lambda * visited.visits(s), environment, s, optimum);
    }
    return largest;
  }

  /**
   * The curvature at the optimum of {@code V + lambda H - beta KL(pi || pi_start)}. Cost and memory
   * as above.
   *
   * @param bandit an environment in which every action ends the episode
   * @param lambda the entropy coefficient, at least 0
   * @param beta the coefficient of the divergence from the start policy, at least 0; one of the two
   *     is above 0
   * @return the largest curvature, at least 0
   * @throws InvalidInputException if the environment is no bandit
   */
  public static double atKlOptimum(Environment bandit, double lambda, double beta) {
    if (!bandit.transitions().isNone()) {
      throw new InvalidInputException(
          "curvature at the optimum with a divergence: must be asked of a bandit, not of several"
              + " steps");
    }
    ActionClasses classes = bandit.classes();
    double largest = 0;
    for (int s = 0; s < classes.states(); s++) {
      double[] start =
          Arrays.copyOfRange(bandit.startLogits().data, classes.begin(s), classes.end(s));
      GibbsPolicy optimum =
          KlOptimum.withEntropy(rewards(bandit, s), members(classes, s), start, beta, lambda)
              .policy();
      double weight = (lambda + beta) * bandit.startProbability(s);
      largest = larger(largest, weight, bandit, s, optimum);
    }
    return largest;
  }

  private static double[] rewards(Environment environment, int state) {
    ActionClasses classes = environment.classes();
    return Arrays.copyOfRange(environment.rewards().data, classes.begin(state), classes.end(state));
  }

  private static double[] members(ActionClasses classes, int state) {
    double[] members = new double[classes.end(state) - classes.begin(state)];
    Arrays.setAll(members, k -> classes.multiplicity(classes.begin(state) + k));
    return members;
  }

  /** The larger one of a curvature and that of a state, which is weight times an eigenvalue. */
  private static double larger(
      double largest, double weight, Environment environment, int state, GibbsPolicy optimum) {
    ActionClasses classes = environment.classes();
    Map<Key, Double> masses = new HashMap<>();
    for (int k = classes.begin(state); k < classes.end(state); k++) {
      double log = optimum.logProbabilities()[k - classes.begin(state)];
      masses.merge(
          new Key(environment.rewards().data[k], environment.startLogits().data[k], log),
          classes.multiplicity(k) * StrictMath.exp(log),
          Double::sum);
    }
    double[] each = new double[masses.size()];
    double[] together = new double[masses.size()];
    int groups = 0;
    for (Map.Entry<Key, Double> group : masses.entrySet()) {
      each[groups] = StrictMath.exp(group.getKey().logProbability());
      together[groups++] = group.getValue();
    }
    double most = Arrays.stream(each).max().orElseThrow();
    // No eigenvalue is above the largest probability.
    return weight * most > largest
        ? Math.max(largest, weight * eigenvalue(each, together, most))
        : largest;
  }

  /**
   * The largest eigenvalue, from below.
   *
   * @param each the probability p of a member of each group
   * @param together the probability P of each group
   * @param most the largest p
   */
  private static double eigenvalue(double[] each, double[] together, double most) {
    int top = -1;
    double second = -1;
    for (int g = 0; g < each.length; g++) {
      if (each[g] == most && top < 0) {
        top = g;
      } else {
        second = Math.max(second, each[g]);
      }
    }
    if (second < 0 || second == most) {
      // One group alone can only be raised as a whole, which changes nothing.
      return Math.max(0, second);
    }
    double between = most - second;
    // From the nearer one of the two, in the order of doubles, so that a small distance to it has
    // all its digits.
    boolean fromSecond = balance(each, together, second, between / 2) > 0;
    double origin = fromSecond ? second : most;
    int sign = fromSecond ? 1 : -1;
    long near = 0;
    long far = Double.doubleToLongBits(between / 2);
    while (far - near > 1) {
      long middle = near + (far - near) / 2;
      boolean above = balance(each, together, origin, sign * Double.longBitsToDouble(middle)) > 0;
      if (above == fromSecond) {
        far = middle;
      } else {
        near = middle;
      }
    }
    return origin + sign * Double.longBitsToDouble(fromSecond ? near : far);
  }

  /** {@code sum_g P_g / (p_g - mu)} at {@code mu = origin + distance}, where it increases. */
  private static double balance(double[] each, double[] together, double origin, double distance) {
    double sum = 0;
    for (int g = 0; g < each.length; g++) {
      sum += together[g] / ((each[g] - origin) - distance);
    }
    return sum;
  }
}

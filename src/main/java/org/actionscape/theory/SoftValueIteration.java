package org.actionscape.theory;

import java.util.Arrays;
import java.util.Locale;
import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.actionscape.objective.Policy;

/**
 * The optimum of {@code V + lambda H} over all policies, by soft value iteration (Nachum et al.
 * 2017): with discount gamma (1 if episodes end) and classes of m members,
 *
 * <pre>
 *   Q_lambda(s,a) = r(s,a) + gamma sum_s' P(s'|s,a) V_lambda(s')
 *   V_lambda(s)   = lambda log sum_k m_k exp( Q_lambda(s,k) / lambda ),   the maximum at lambda = 0
 *   pi_lambda     = exp( (Q_lambda - V_lambda) / lambda )
 * </pre>
 *
 * <p>It is found as {@code V_lambda = V* + lambda U}, where V*, Q* are the values without a bonus
 * and {@code U = H - (V* - V) / lambda} solves
 *
 * <pre>
 *   U(s) = log sum_k m_k exp( - (V*(s) - Q*(s,k)) / lambda + gamma sum_s' P(s'|s,k) U(s') )
 * </pre>
 *
 * <p>in which small coefficients keep their digits: at {@code lambda -> 0} only optimal actions are
 * left, and U is the largest entropy of an optimal policy's trajectories, {@code log |A*_H|} where
 * next states are certain and episodes end. What rounding may have made of a tie counts as a tie;
 * where nothing was summed, nothing was rounded.
 *
 * <p>One sweep back where every state belongs to one step; H sweeps with a recurrent horizon, where
 * the optimum is a policy that depends on the step; with discounting policy iteration, whose cost
 * does not depend on gamma: some ten times S^3 / 3 multiplications, at most some 3,700 states. An
 * oracle: it shares no arithmetic with the solvers. Cost of a sweep: O(entries + next states), with
 * one exponential per entry.
 */
public final class SoftValueIteration {
  /** Entries and next states of all sweeps together; some 2e7 take a second. */
  private static final double MOST_OPERATIONS = 1e9;

  private final Environment environment;
  private final ActionClasses classes;
  private final Transitions transitions;
  private final double[] rewards;
  private final double lambda;
  private final double[] gaps;
  private final double[] logProbabilities;
  private Values values;
  private double scale;

  /** The largest gap; infinite where values differ by more than the largest number. */
  private double widest;

  private double errorBound;

  private SoftValueIteration(Environment environment, double[] rewards, double lambda) {
    this.environment = environment;
    this.rewards = rewards;
    this.lambda = Checks.nonNegative("entropy coefficient (lambda)", lambda);
    classes = environment.classes();
    transitions = environment.transitions();
    gaps = new double[classes.size()];
    logProbabilities = new double[classes.size()];
    values = new Values(classes.states());
  }

  /** By state, from there on: V*, the size of what it is a sum of, U, V* - V and H. */
  private record Values(
      double[] best, double[] sizes, double[] logs, double[] losses, double[] entropies) {
    Values(int states) {
      this(
          new double[states],
          new double[states],
          new double[states],
          new double[states],
          new double[states]);
    }
  }

  /**
   * Solves an environment.
   *
   * @param environment the environment
   * @param lambda the entropy coefficient, at least 0
   * @return its soft optimum
   * @throws InvalidInputException if values are too large for finite numbers, or it takes too long
   */
  public static SoftValueIteration of(Environment environment, double lambda) {
    return of(environment, environment.rewards().data, lambda);
  }

  /** Solves an environment with other rewards. */
  static SoftValueIteration of(Environment environment, double[] rewards, double lambda) {
    SoftValueIteration solution = new SoftValueIteration(environment, rewards, lambda);
    Horizon horizon = environment.horizon();
    if (horizon instanceof Horizon.Steps steps) {
      solution.sweepSteps(steps.count());
    } else if (horizon instanceof Horizon.Discounted && !environment.transitions().isNone()) {
      solution.iteratePolicies();
    } else {
      solution.sweepBack();
    }
    solution.requireFinite();
    return solution;
  }

  private void sweepBack() {
    for (int s = classes.states() - 1; s >= 0; s--) {
      solve(s, values, values);
    }
  }

  /**
   * Refuses a horizon over which backward induction takes minutes.
   *
   * @param what what is computed, with its article
   */
  static void requireShort(Environment environment, int horizon, String what) {
    int size = environment.classes().size() + environment.transitions().size();
    double operations = (double) horizon * size;
    if (operations > MOST_OPERATIONS) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "horizon = %d: must be at most %.0f for %s, because each step takes %d entries and next"
                  + " states; use a discount factor",
              horizon,
              Math.floor(MOST_OPERATIONS / operations * horizon),
              what,
              size));
    }
  }

  private void sweepSteps(int horizon) {
    requireShort(environment, horizon, "an optimum");
    Values ahead = values;
    values = new Values(classes.states());
    for (int t = 0; t < horizon; t++) {
      for (int s = 0; s < classes.states(); s++) {
        solve(s, ahead, values);
      }
      Values spare = ahead;
      ahead = values;
      values = spare;
    }
    values = ahead;
  }

  /** Solves a state from what is ahead of its actions. */
  private void solve(int s, Values ahead, Values target) {
    int from = classes.begin(s);
    int size = classes.end(s) - from;
    double[] q = new double[size];
    double[] sizes = new double[size];
    double[] summed = new double[size];
    double[] x = new double[size];
    double[] members = new double[size];
    for (int i = 0; i < size; i++) {
      q[i] = rewards[from + i] + ahead(from + i, ahead.best);
      double later = ahead(from + i, ahead.sizes);
      sizes[i] = Math.abs(rewards[from + i]) + later;
      // A reward with nothing after it is the number itself, however close to another.
      summed[i] = later == 0 ? 0 : sizes[i];
      members[i] = classes.multiplicity(from + i);
    }
    double[] lost = GibbsPolicy.gaps(q, summed);
    System.arraycopy(lost, 0, gaps, from, size);
    widest = Math.max(widest, GibbsPolicy.max(lost));
    for (int i = 0; i < size; i++) {
      x[i] = penalty(from + i) + ahead(from + i, ahead.logs);
      lost[i] = -lost[i];
    }
    GibbsPolicy policy = GibbsPolicy.of(x, members, lost);
    System.arraycopy(policy.logProbabilities(), 0, logProbabilities, from, size);
    target.best[s] = GibbsPolicy.max(q);
    target.sizes[s] = GibbsPolicy.max(sizes);
    target.logs[s] = policy.logNormalizer();
    double laterLoss = 0;
    double laterEntropy = 0;
    for (int i = 0; i < size; i++) {
      double mass = policy.mass(i, members[i]);
      laterLoss += mass * ahead(from + i, ahead.losses);
      laterEntropy += mass * ahead(from + i, ahead.entropies);
    }
    target.losses[s] = lambda == 0 ? 0 : policy.bias() + laterLoss;
    target.entropies[s] = policy.entropy() + laterEntropy;
    scale = Math.max(scale, target.sizes[s]);
  }

  private double ahead(int entry, double[] ofStates) {
    return transitions.isNone() ? 0 : transitions.mean(transitions.outcome(entry), ofStates);
  }

  /** {@code - (V* - Q*) / lambda} of an action. */
  private double penalty(int entry) {
    return gaps[entry] == 0 ? 0 : -gaps[entry] / lambda;
  }

  private void iteratePolicies() {
    PolicyIteration best = new PolicyIteration(environment, rewards, false);
    System.arraycopy(best.gaps(), 0, gaps, 0, gaps.length);
    widest = GibbsPolicy.max(gaps);
    double[] penalties = new double[gaps.length];
    Arrays.setAll(penalties, this::penalty);
    PolicyIteration soft = new PolicyIteration(environment, penalties, true);
    if (lambda > 0) {
      soft.requireDigits();
    }
    double[] losses = new double[classes.states()];
    double[] entropies = new double[classes.states()];
    for (int s = 0; s < losses.length; s++) {
      GibbsPolicy policy = soft.policy(s);
      int from = classes.begin(s);
      System.arraycopy(policy.logProbabilities(), 0, logProbabilities, from, classes.end(s) - from);
      entropies[s] = policy.entropy();
      for (int k = from; k < classes.end(s) && lambda > 0; k++) {
        losses[s] += gaps[k] == 0 ? 0 : policy.mass(k - from, classes.multiplicity(k)) * gaps[k];
      }
    }
    values =
        new Values(
            best.values(),
            new double[losses.length],
            soft.values(),
            soft.collect(losses),
            soft.collect(entropies));
    scale = best.scale();
    errorBound = best.errorBound() + lambda * soft.errorBound();
  }

  private void requireFinite() {
    // Without a bonus it does not matter by how much an action is worse.
    double largest = lambda == 0 ? scale : Math.max(scale, widest);
    for (int s = 0; s < classes.states(); s++) {
      largest = Math.max(largest, Math.abs(value(s)) + values.losses[s] + values.entropies[s]);
    }
    if (!(largest <= Double.MAX_VALUE)) {
      throw new InvalidInputException(
          "rewards and entropy coefficient: must be small enough for optimal values that are finite"
              + " numbers");
    }
  }

  /**
   * The regularised optimum.
   *
   * @return {@code V_lambda}, the mean over the start states
   */
  public double value() {
    return optimalValue() + lambda * meanOfStarts(values.logs);
  }

  /**
   * The regularised optimum from a state on.
   *
   * @param state the state
   * @return {@code V_lambda(s)}; with a recurrent horizon, from the first step on
   */
  public double value(int state) {
    return values.best[state] + lambda * values.logs[state];
  }

  /**
   * The best return.
   *
   * @return {@code V*}, the mean over the start states
   */
  public double optimalValue() {
    return meanOfStarts(values.best);
  }

  /**
   * What the bonus costs: the return that the regularised optimum gives away.
   *
   * @return {@code V* - V(pi_lambda)}, at least 0, without cancellation
   */
  public double bias() {
    return meanOfStarts(values.losses);
  }

  /**
   * What the bonus buys: the entropy of the regularised optimum's trajectories.
   *
   * @return {@code H(pi_lambda)}, nats, without a difference over lambda; at {@code lambda = 0} its
   *     limit, the largest entropy of an optimal policy
   */
  public double entropy() {
    return meanOfStarts(values.entropies);
  }

  /**
   * How far {@link #value(int)} can be from the exact ones.
   *
   * @return a bound from the last change of policy iteration, with its rounding; 0 unless the
   *     environment discounts, where only sums are rounded
   */
  public double errorBound() {
    return errorBound;
  }

  /**
   * The soft-optimal policy.
   *
   * @return a policy with the logits {@code (Q_lambda - V_lambda) / lambda}, which are
   *     log-probabilities
   * @throws InvalidInputException if lambda is 0 or the policy depends on the step
   */
  public Policy policy() {
    Checks.positive("entropy coefficient (lambda) of a soft-optimal policy", lambda);
    if (environment.horizon() instanceof Horizon.Steps) {
      throw new InvalidInputException(
          "horizon: must be acyclic or discounted, the soft optimum of a recurrent one depends on"
              + " the step");
    }
    return Policy.of(environment, logProbabilities);
  }

  /** By entry: {@code V*(s) - Q*(s,a)}, exactly 0 for the best actions. */
  double[] gaps() {
    return gaps;
  }

  /** {@code V*(s)}. */
  double optimalValue(int state) {
    return values.best[state];
  }

  /** {@code log |A*_H(s)|} at {@code lambda = 0}. */
  double logOptimal(int state) {
    return values.logs[state];
  }

  /** {@code log |A*_H|} at {@code lambda = 0}: U, the mean over the start states. */
  double logOptimal() {
    return meanOfStarts(values.logs);
  }

  /** The largest number that differences of action values are made of. */
  double scale() {
    return scale;
  }

  private double meanOfStarts(double[] ofStates) {
    double mean = 0;
    for (int s = 0; s < ofStates.length; s++) {
      mean += environment.startProbability(s) * ofStates[s];
    }
    return mean;
  }
}

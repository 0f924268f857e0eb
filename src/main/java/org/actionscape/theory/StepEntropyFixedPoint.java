package org.actionscape.theory;

import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.actionscape.objective.Policy;

/**
 * Where training comes to rest if entropy is a term of the loss, as in A3C and PPO, and not a
 * reward: the direction {@code d(s) pi(a|s) (Q(s,a) - V(s) - lambda (log pi(a|s) + H(s)))} with the
 * Q of the return alone vanishes at
 *
 * <pre>
 *   pi(a|s) = exp( Q^pi(s,a) / lambda ) / sum_b exp( Q^pi(s,b) / lambda )
 *   V^pi(s) = sum_a pi(a|s) Q^pi(s,a),   Q^pi(s,a) = r(s,a) + sum_s' P(s'|s,a) V^pi(s')
 * </pre>
 *
 * <p>where every state belongs to one step, the only such policy: one sweep back, because a state's
 * Q is that of later states alone. It is a fixed point and not an optimum: the direction is the
 * gradient of no function, as visits are held fixed. With one step, it is the {@link SoftOptimum};
 * with more, {@link SoftValueIteration} has the optimum for entropy as a reward, whose V_lambda
 * counts the entropy to come where this counts the return alone. Derived here. Cost: O(entries +
 * next states), with one exponential per entry.
 */
public final class StepEntropyFixedPoint {
  private final Environment environment;
  private final ActionClasses classes;
  private final double lambda;
  private final double[] values;
  private final double[] entropies;
  private final double[] logProbabilities;

  private StepEntropyFixedPoint(Environment environment, double lambda) {
    this.environment = environment;
    this.lambda = lambda;
    classes = environment.classes();
    values = new double[classes.states()];
    entropies = new double[classes.states()];
    logProbabilities = new double[classes.size()];
  }

  /**
   * Solves an environment.
   *
   * @param environment a bandit or another environment with an acyclic horizon
   * @param lambda the entropy coefficient, above 0
   * @return its fixed point
   * @throws InvalidInputException if states can come back, where there may be several
   */
  public static StepEntropyFixedPoint of(Environment environment, double lambda) {
    Checks.positive("entropy coefficient (lambda)", lambda);
    if (!(environment.horizon() instanceof Horizon.Acyclic)) {
      throw new InvalidInputException(
          "horizon: must be acyclic, a fixed point of the loss term is found by one sweep back");
    }
    StepEntropyFixedPoint point = new StepEntropyFixedPoint(environment, lambda);
    for (int s = point.classes.states() - 1; s >= 0; s--) {
      point.solve(s);
    }
    return point;
  }

  private void solve(int s) {
    Transitions transitions = environment.transitions();
    int from = classes.begin(s);
    int size = classes.end(s) - from;
    double[] q = new double[size];
    double[] members = new double[size];
    double[] x = new double[size];
    for (int i = 0; i < size; i++) {
      int k = from + i;
      double ahead = transitions.isNone() ? 0 : transitions.mean(transitions.outcome(k), values);
      q[i] = environment.rewards().data[k] + ahead;
      members[i] = classes.multiplicity(k);
    }
    double best = GibbsPolicy.max(q);
    for (int i = 0; i < size; i++) {
      x[i] = (q[i] - best) / lambda;
    }
    GibbsPolicy policy = GibbsPolicy.of(x, members, q);
    System.arraycopy(policy.logProbabilities(), 0, logProbabilities, from, size);
    values[s] = policy.reward();
    double later = 0;
    if (!transitions.isNone()) {
      for (int i = 0; i < size; i++) {
        double mass = members[i] * StrictMath.exp(policy.logProbabilities()[i]);
        later += mass * transitions.mean(transitions.outcome(from + i), entropies);
      }
    }
    entropies[s] = policy.entropy() + later;
  }

  /**
   * The expected return.
   *
   * @return V, the mean over the start states
   */
  public double value() {
    return meanOfStarts(values);
  }

  /**
   * The expected return from a state on.
   *
   * @param state the state
   * @return V(s)
   */
  public double value(int state) {
    return values[state];
  }

  /**
   * The entropy of trajectories.
   *
   * @return {@code sum_s d(s) H(s)}, nats
   */
  public double entropy() {
    return meanOfStarts(entropies);
  }

  /**
   * The policy.
   *
   * @return a policy whose logits are its log-probabilities
   */
  public Policy policy() {
    return Policy.of(environment, logProbabilities);
  }

  private double meanOfStarts(double[] ofStates) {
    double mean = 0;
    for (int s = 0; s < ofStates.length; s++) {
      mean += environment.startProbability(s) * ofStates[s];
    }
    return mean;
  }
}

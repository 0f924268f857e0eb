package org.actionscape.theory;

import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.actionscape.math.Checks;
import org.actionscape.math.InvalidInputException;
import org.ejml.data.DMatrixRMaj;

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
 * <p>One sweep back where every state belongs to one step; H sweeps with a recurrent horizon, where
 * the optimum is a policy that depends on the step; with discounting, sweeps until the contraction
 * bound {@code gamma / (1 - gamma) max |change|} is at most {@value #TOLERANCE} times the largest
 * value (or the change is rounding). An oracle: it shares no arithmetic with the solvers. Cost of a
 * sweep: O(entries + next states), with an exponential an entry.
 */
public final class SoftValueIteration {
  /** Where the iteration of a discounted process stops, relative to the largest value. */
  public static final double TOLERANCE = 1e-13;

  private final Environment environment;
  private final ActionClasses classes;
  private final Transitions transitions;
  private final double[] rewards;
  private final double lambda;
  private final double gamma;
  private double[] soft;
  private double[] best;
  private double[] loss;
  private double errorBound;

  private SoftValueIteration(Environment environment, double lambda) {
    this.environment = environment;
    this.lambda = Checks.nonNegative("entropy coefficient (lambda)", lambda);
    classes = environment.classes();
    transitions = environment.transitions();
    rewards = environment.rewards().data;
    gamma = environment.horizon() instanceof Horizon.Discounted d ? d.gamma() : 1;
    soft = new double[classes.states()];
    best = new double[classes.states()];
    loss = new double[classes.states()];
  }

  /**
   * Solves an environment.
   *
   * @param environment the environment
   * @param lambda the entropy coefficient, at least 0
   * @return its soft optimum
   */
  public static SoftValueIteration of(Environment environment, double lambda) {
    SoftValueIteration solution = new SoftValueIteration(environment, lambda);
    Horizon horizon = environment.horizon();
    if (horizon instanceof Horizon.Steps steps) {
      solution.sweepSteps(steps.count());
    } else if (horizon instanceof Horizon.Discounted) {
      solution.iterate();
    } else {
      solution.sweepBack();
    }
    return solution;
  }

  private void sweepBack() {
    for (int s = classes.states() - 1; s >= 0; s--) {
      double v = softValue(s, lambda, soft);
      double top = softValue(s, 0, best);
      loss[s] = loss(s, v, soft, best, loss);
      soft[s] = v;
      best[s] = top;
    }
  }

  private void sweepSteps(int horizon) {
    for (int t = 0; t < horizon; t++) {
      double[] newSoft = new double[soft.length];
      double[] newBest = new double[soft.length];
      double[] newLoss = new double[soft.length];
      for (int s = 0; s < soft.length; s++) {
        newSoft[s] = softValue(s, lambda, soft);
        newBest[s] = softValue(s, 0, best);
        newLoss[s] = loss(s, newSoft[s], soft, best, loss);
      }
      soft = newSoft;
      best = newBest;
      loss = newLoss;
    }
  }

  private void iterate() {
    errorBound = Math.max(converge(soft, lambda, false), converge(best, 0, false));
    converge(loss, lambda, true);
  }

  /** Sweeps in place, which contracts at least as fast as sweeps that keep the old values. */
  private double converge(double[] values, double coefficient, boolean losses) {
    double last = Double.POSITIVE_INFINITY;
    while (true) {
      double change = 0;
      double largest = 0;
      for (int s = 0; s < values.length; s++) {
        double value =
            losses ? loss(s, soft[s], soft, best, loss) : softValue(s, coefficient, values);
        change = Math.max(change, Math.abs(value - values[s]));
        largest = Math.max(largest, Math.abs(value));
        values[s] = value;
      }
      double bound = change * gamma / (1 - gamma);
      boolean rounding = change >= last && change <= 4 * Math.ulp(largest);
      if (bound <= TOLERANCE * largest || rounding) {
        return bound;
      }
      last = change;
    }
  }

  /** Q of an entry with these values ahead. */
  private double actionValue(int entry, double[] ahead) {
    return rewards[entry]
        + (transitions.isNone() ? 0 : gamma * transitions.mean(transitions.outcome(entry), ahead));
  }

  private double softValue(int s, double coefficient, double[] ahead) {
    double top = Double.NEGATIVE_INFINITY;
    for (int k = classes.begin(s); k < classes.end(s); k++) {
      top = Math.max(top, actionValue(k, ahead));
    }
    if (coefficient == 0) {
      return top;
    }
    // The best actions apart from the rest, so that a small rest keeps its digits.
    double ties = 0;
    double rest = 0;
    for (int k = classes.begin(s); k < classes.end(s); k++) {
      double gap = actionValue(k, ahead) - top;
      if (gap == 0) {
        ties += classes.multiplicity(k);
      } else {
        rest += classes.multiplicity(k) * StrictMath.exp(gap / coefficient);
      }
    }
    return top + coefficient * (StrictMath.log(ties) + StrictMath.log1p(rest / ties));
  }

  /**
   * What the soft-optimal policy loses from a state on, from the losses ahead: {@code sum_a pi (V*
   * - Q*) + gamma sum_a pi sum_s' P loss}, of non-negative summands.
   */
  private double loss(
      int s, double softValue, double[] softAhead, double[] bestAhead, double[] lossAhead) {
    if (lambda == 0) {
      return 0;
    }
    double bestValue = softValue(s, 0, bestAhead);
    double sum = 0;
    double total = 0;
    for (int k = classes.begin(s); k < classes.end(s); k++) {
      double gap = bestValue - actionValue(k, bestAhead);
      double weight =
          classes.multiplicity(k)
              * StrictMath.exp((actionValue(k, softAhead) - softValue) / lambda);
      double later =
          transitions.isNone() ? 0 : gamma * transitions.mean(transitions.outcome(k), lossAhead);
      sum += weight * (gap + later);
      total += weight;
    }
    return sum / total;
  }

  /**
   * The regularised optimum.
   *
   * @return {@code V_lambda}, the mean over the start states
   */
  public double value() {
    return meanOfStarts(soft);
  }

  /**
   * The regularised optimum from a state on.
   *
   * @param state the state
   * @return {@code V_lambda(s)}; with a recurrent horizon, from the first step on
   */
  public double value(int state) {
    return soft[state];
  }

  /**
   * The best return.
   *
   * @return {@code V*}, the mean over the start states
   */
  public double optimalValue() {
    return meanOfStarts(best);
  }

  /**
   * What the bonus costs: the return that the regularised optimum gives away.
   *
   * @return {@code V* - V(pi_lambda)}, at least 0, without cancellation
   */
  public double bias() {
    return meanOfStarts(loss);
  }

  /**
   * How far the values can be from the exact ones, rounding aside.
   *
   * @return 0 unless the environment discounts
   */
  public double errorBound() {
    return errorBound;
  }

  /**
   * Writes logits of the soft-optimal policy.
   *
   * @param target size x 1, written with {@code (Q_lambda - V_lambda) / lambda}, which are
   *     log-probabilities
   * @throws InvalidInputException if lambda is 0 or the policy depends on the step
   */
  public void logits(DMatrixRMaj target) {
    Checks.positive("entropy coefficient (lambda) of a soft-optimal policy", lambda);
    if (environment.horizon() instanceof Horizon.Steps) {
      throw new InvalidInputException(
          "horizon: must be acyclic or discounted, the soft optimum of a recurrent one depends on"
              + " the step");
    }
    for (int s = 0; s < classes.states(); s++) {
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        target.data[k] = (actionValue(k, soft) - soft[s]) / lambda;
      }
    }
  }

  private double meanOfStarts(double[] values) {
    double mean = 0;
    for (int s = 0; s < values.length; s++) {
      mean += environment.startProbability(s) * values[s];
    }
    return mean;
  }
}

package org.actionscape.theory;

import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.actionscape.objective.Evaluation;

/**
 * What policies give away, {@code V* - V}, as the performance difference read from the optimum
 * (Kakade and Langford 2002),
 *
 * <pre>
 *   V* - V = sum_s d(s) sum_a pi(a|s) (V*(s) - Q*(s,a)),
 * </pre>
 *
 * <p>whose summands are not negative: a converged policy's 1e-17 keeps its digits, and so does a
 * difference of 1e-12 between rewards of 1e5, where V itself has no digit left for it. In a bandit
 * {@code V* - Q*} is a difference of rewards; else it is exact to about 1e-14 of the values. With a
 * recurrent horizon V* and Q* depend on the step, and the sum is over steps too.
 *
 * <p>Cost of a question: O(entries), with a recurrent horizon H O(H x (entries + next states)).
 * Knows no solver. Immutable.
 */
public final class SubOptimality {
  /** With a recurrent horizon: entries and next states of all steps, about half a second. */
  private static final double MOST_OPERATIONS = 1e7;

  /** Makes room for 2^53 actions and as many visits. */
  private static final double SMALL = 0x1p-110;

  private final Environment environment;
  private final ActionClasses classes;
  private final Transitions transitions;
  private final double[] rewards;
  private final SoftValueIteration optimum;

  private SubOptimality(Environment environment, SoftValueIteration optimum) {
    this.environment = environment;
    this.optimum = optimum;
    classes = environment.classes();
    transitions = environment.transitions();
    rewards = environment.rewards().data;
  }

  /**
   * What policies give away in an environment.
   *
   * @param environment the environment
   * @param optimum the same environment's, at any coefficient
   * @return answers about policies
   */
  public static SubOptimality of(Environment environment, SoftValueIteration optimum) {
    return new SubOptimality(environment, optimum);
  }

  /**
   * What a policy gives away.
   *
   * @param evaluation the policy, evaluated in the same environment
   * @return V* - V, at least 0; NaN with a recurrent horizon of more than 1e7 entries and next
   *     states in all its steps
   */
  public double of(Evaluation evaluation) {
    if (!transitions.isNone() && environment.horizon() instanceof Horizon.Steps steps) {
      double operations = (double) steps.count() * (classes.size() + transitions.size());
      return operations > MOST_OPERATIONS ? Double.NaN : recurrent(evaluation, steps.count());
    }
    double sum = sum(evaluation, 1);
    // Weights are not yet divided by their total: a sum may overflow that is a number in the end.
    return sum <= Double.MAX_VALUE ? sum : sum(evaluation, SMALL) / SMALL;
  }

  private double sum(Evaluation evaluation, double unit) {
    double sum = 0;
    for (int s = 0; s < classes.states(); s++) {
      double best = transitions.isNone() ? bestReward(s) : Double.NaN;
      double lost = 0;
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        double gap = transitions.isNone() ? best - rewards[k] : optimum.gaps()[k];
        lost += classes.multiplicity(k) * evaluation.weights()[k] * (unit * gap);
      }
      sum += evaluation.visits(s) * (lost / evaluation.sums(s).total());
    }
    return sum;
  }

  private double bestReward(int s) {
    double best = Double.NEGATIVE_INFINITY;
    for (int k = classes.begin(s); k < classes.end(s); k++) {
      best = Math.max(best, rewards[k]);
    }
    return best;
  }

  /** From the last step back: values of the optimum, and what is given away from there on. */
  private double recurrent(Evaluation evaluation, int horizon) {
    int states = classes.states();
    double[] values = new double[states];
    double[] losses = new double[states];
    double[] q = new double[classes.size()];
    for (int t = 0; t < horizon; t++) {
      double[] best = new double[states];
      double[] lost = new double[states];
      for (int s = 0; s < states; s++) {
        best[s] = Double.NEGATIVE_INFINITY;
        for (int k = classes.begin(s); k < classes.end(s); k++) {
          q[k] = rewards[k] + transitions.mean(transitions.outcome(k), values);
          best[s] = Math.max(best[s], q[k]);
        }
        for (int k = classes.begin(s); k < classes.end(s); k++) {
          double later = transitions.mean(transitions.outcome(k), losses);
          double weight = classes.multiplicity(k) * evaluation.weights()[k];
          lost[s] += weight * (best[s] - q[k] + later);
        }
        lost[s] /= evaluation.sums(s).total();
      }
      values = best;
      losses = lost;
    }
    double mean = 0;
    for (int s = 0; s < states; s++) {
      mean += environment.startProbability(s) * losses[s];
    }
    return mean;
  }
}

package org.actionscape.theory;

import java.util.Arrays;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.actionscape.objective.Evaluation;

/**
 * What the propositions need to know of an environment whose value of a state does not depend on
 * the step (acyclic or discounted): best values, which actions are best, how much entropy the best
 * actions leave, and how far returns can differ. With discount gamma (1 if episodes end),
 *
 * <pre>
 *   V*(s) = max_a Q*(s,a),   Q*(s,a) = r(s,a) + gamma sum_s' P(s'|s,a) V*(s')
 *   L(s)  = log sum_{a: Q* = V*} m_a exp( gamma sum_s' P(s'|s,a) L(s') )
 * </pre>
 *
 * <p>L(s) is the largest entropy of an optimal policy's trajectories; where next states are certain
 * and episodes end it is the logarithm of the number of optimal sequences, log |A*_H(s)|.
 */
final class OptimalValues {
  private final Environment environment;
  private final ActionClasses classes;
  private final Transitions transitions;
  private final boolean discounted;
  private final double gamma;
  private final SoftValueIteration best;
  private final double range;

  private OptimalValues(Environment environment) {
    this.environment = environment;
    classes = environment.classes();
    transitions = environment.transitions();
    discounted = environment.horizon() instanceof Horizon.Discounted;
    gamma = environment.horizon() instanceof Horizon.Discounted d ? d.gamma() : 1;
    best = SoftValueIteration.of(environment, 0);
    double[] costs = environment.rewards().data.clone();
    Arrays.setAll(costs, k -> -costs[k]);
    SoftValueIteration worst = SoftValueIteration.of(environment, costs, 0);
    double widest = 0;
    for (int s = 0; s < classes.states(); s++) {
      widest = Math.max(widest, best.optimalValue(s) + worst.optimalValue(s));
    }
    range = widest;
  }

  /** The optimum of an environment that is acyclic or discounted. */
  static OptimalValues of(Environment environment) {
    return new OptimalValues(environment);
  }

  /** Whether an action is best in its state. */
  boolean isOptimal(int entry) {
    return best.gaps()[entry] == 0;
  }

  /** What an action gives away, {@code V*(s) - Q*(s,a)}. */
  double gap(int entry) {
    return best.gaps()[entry];
  }

  /** The largest difference of two expected returns from the same state on. */
  double range() {
    return range;
  }

  /** How far a difference of values may be off: what counts as a tie, over an episode. */
  double rounding() {
    return discounted ? 2 * GibbsPolicy.TIE * best.scale() * horizon() : 0;
  }

  /** {@code log |A*_H|}: L, the mean over the start states. */
  double logOptimal() {
    return best.logOptimal();
  }

  /** The number of decisions: the longest episode, or the discounted length of an endless one. */
  double horizon() {
    if (discounted) {
      return 1 / (1 - gamma);
    }
    double[] lengths = new double[classes.states()];
    double longest = 0;
    for (int s = lengths.length - 1; s >= 0; s--) {
      for (int k = classes.begin(s); k < classes.end(s) && !transitions.isNone(); k++) {
        int outcome = transitions.outcome(k);
        for (int i = transitions.begin(outcome); i < transitions.begin(outcome + 1); i++) {
          lengths[s] = Math.max(lengths[s], lengths[transitions.next(i)]);
        }
      }
      lengths[s]++;
      longest = Math.max(longest, lengths[s]);
    }
    return longest;
  }

  /** {@code log |A|}, the largest of all states. */
  double logActions() {
    double largest = 1;
    for (int s = 0; s < classes.states(); s++) {
      largest = Math.max(largest, classes.actions(s));
    }
    return StrictMath.log(largest);
  }

  /**
   * What a policy gives away, {@code V* - V = sum_s d(s) sum_a pi(a|s) (V*(s) - Q*(s,a))}: the
   * performance difference read from the optimum, whose summands are not negative, so that a
   * converged policy's 1e-17 keeps its digits.
   */
  double subOptimality(Evaluation evaluation) {
    double sum = 0;
    for (int s = 0; s < classes.states(); s++) {
      double lost = 0;
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        lost += classes.multiplicity(k) * evaluation.weights()[k] * gap(k);
      }
      sum += evaluation.visits(s) * lost / evaluation.sums(s).total();
    }
    return sum;
  }

  /**
   * An optimal policy of one action per state, chosen so that the least {@code d(s) pi(a|s)} on the
   * way is as large as possible: where next states are certain, the best of all optimal sequences,
   * found without counting them.
   *
   * @return by state the chosen entry
   */
  int[] likeliestPath(Evaluation evaluation) {
    int[] chosen = new int[classes.states()];
    double[] least = new double[classes.states()];
    for (int s = classes.states() - 1; s >= 0; s--) {
      double scale = evaluation.visits(s) / evaluation.sums(s).total();
      chosen[s] = -1;
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        if (isOptimal(k)) {
          double mass = scale * evaluation.weights()[k];
          double bottleneck = discounted ? mass : Math.min(mass, leastAhead(k, least));
          if (chosen[s] < 0 || bottleneck > least[s]) {
            least[s] = bottleneck;
            chosen[s] = k;
          }
        }
      }
    }
    return chosen;
  }

  private double leastAhead(int entry, double[] least) {
    double ahead = Double.POSITIVE_INFINITY;
    if (!transitions.isNone()) {
      int outcome = transitions.outcome(entry);
      for (int i = transitions.begin(outcome); i < transitions.begin(outcome + 1); i++) {
        ahead = Math.min(ahead, least[transitions.next(i)]);
      }
    }
    return ahead;
  }

  /** The visits of a policy of one action per state, discounted if the environment discounts. */
  double[] visits(int[] chosen) {
    return discounted && !transitions.isNone() ? discountedVisits(chosen) : acyclicVisits(chosen);
  }

  private double[] acyclicVisits(int[] chosen) {
    double[] visits = starts();
    for (int s = 0; s < visits.length && !transitions.isNone(); s++) {
      int outcome = transitions.outcome(chosen[s]);
      for (int i = transitions.begin(outcome); i < transitions.begin(outcome + 1); i++) {
        visits[transitions.next(i)] += transitions.probability(i) * visits[s];
      }
    }
    return visits;
  }

  private double[] discountedVisits(int[] chosen) {
    double[] onlyChosen = new double[classes.size()];
    Arrays.fill(onlyChosen, Double.NEGATIVE_INFINITY);
    for (int entry : chosen) {
      onlyChosen[entry] = 0;
    }
    return new PolicyIteration(environment, onlyChosen, false).visits(starts());
  }

  private double[] starts() {
    double[] starts = new double[classes.states()];
    Arrays.setAll(starts, environment::startProbability);
    return starts;
  }
}

package org.actionscape.theory;

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
final class Optimum {
  /** Values ahead that differ by less than this, relative to the largest, are equal. */
  private static final double SAME = 1e-11;

  /** Discounted values are found to within this, relative to the largest. */
  private static final double TOLERANCE = 1e-14;

  private final Environment environment;
  private final ActionClasses classes;
  private final Transitions transitions;
  private final double[] rewards;
  private final double gamma;
  private final boolean discounted;
  private final double[] gaps;
  private final double[] logOptimal;
  private final double range;
  private final double largest;

  private Optimum(Environment environment) {
    this.environment = environment;
    classes = environment.classes();
    transitions = environment.transitions();
    rewards = environment.rewards().data;
    discounted = environment.horizon() instanceof Horizon.Discounted;
    gamma = environment.horizon() instanceof Horizon.Discounted d ? d.gamma() : 1;
    double[] best = solve((s, ahead) -> extreme(s, ahead, 1));
    double[] worst = solve((s, ahead) -> extreme(s, ahead, -1));
    double widest = 0;
    double most = 0;
    for (int s = 0; s < best.length; s++) {
      widest = Math.max(widest, best[s] - worst[s]);
      most = Math.max(most, Math.max(Math.abs(best[s]), Math.abs(worst[s])));
    }
    range = widest;
    largest = most;
    gaps = gaps(best);
    logOptimal = solve(this::logOptimal);
  }

  /** The optimum of an environment that is acyclic or discounted. */
  static Optimum of(Environment environment) {
    return new Optimum(environment);
  }

  /** What is ahead of each state, from what is ahead of its successors. */
  private interface Backup {
    double at(int state, double[] ahead);
  }

  private double[] solve(Backup backup) {
    double[] values = new double[classes.states()];
    double change;
    double size;
    do {
      change = 0;
      size = 0;
      for (int s = values.length - 1; s >= 0; s--) {
        double value = backup.at(s, values);
        change = Math.max(change, Math.abs(value - values[s]));
        size = Math.max(size, Math.abs(value));
        values[s] = value;
      }
    } while (discounted
        && change * gamma > TOLERANCE * (1 - gamma) * size
        && change > 4 * Math.ulp(size));
    return values;
  }

  private double ahead(int entry, double[] values) {
    return transitions.isNone() ? 0 : gamma * transitions.mean(transitions.outcome(entry), values);
  }

  private double extreme(int s, double[] values, int sign) {
    double extreme = Double.NEGATIVE_INFINITY;
    for (int k = classes.begin(s); k < classes.end(s); k++) {
      extreme = Math.max(extreme, sign * (rewards[k] + ahead(k, values)));
    }
    return sign * extreme;
  }

  private double[] gaps(double[] best) {
    double[] found = new double[classes.size()];
    for (int s = 0; s < classes.states(); s++) {
      double top = extreme(s, best, 1);
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        double gap = top - (rewards[k] + ahead(k, best));
        found[k] = gap <= SAME * largest ? 0 : gap;
      }
    }
    return found;
  }

  private double logOptimal(int s, double[] values) {
    double top = Double.NEGATIVE_INFINITY;
    for (int k = classes.begin(s); k < classes.end(s); k++) {
      if (isOptimal(k)) {
        top = Math.max(top, ahead(k, values));
      }
    }
    double sum = 0;
    for (int k = classes.begin(s); k < classes.end(s); k++) {
      if (isOptimal(k)) {
        sum += classes.multiplicity(k) * StrictMath.exp(ahead(k, values) - top);
      }
    }
    return top + StrictMath.log(sum);
  }

  /** Whether an action is best in its state. */
  boolean isOptimal(int entry) {
    return gaps[entry] == 0;
  }

  /** What an action gives away, {@code V*(s) - Q*(s,a)}. */
  double gap(int entry) {
    return gaps[entry];
  }

  /** The largest difference of two expected returns from the same state on. */
  double range() {
    return range;
  }

  /** How far a difference of values may be off: what counts as a tie, over an episode. */
  double rounding() {
    return discounted ? 2 * SAME * largest * horizon() : 0;
  }

  /** {@code log |A*_H|}: L, the mean over the start states. */
  double logOptimal() {
    double mean = 0;
    for (int s = 0; s < classes.states(); s++) {
      mean += environment.startProbability(s) * logOptimal[s];
    }
    return mean;
  }

  /** The number of decisions: the longest episode, or the discounted length of an endless one. */
  double horizon() {
    if (discounted) {
      return 1 / (1 - gamma);
    }
    double[] length =
        solve(
            (s, ahead) -> {
              double longest = 0;
              for (int k = classes.begin(s); k < classes.end(s) && !transitions.isNone(); k++) {
                int outcome = transitions.outcome(k);
                for (int i = transitions.begin(outcome); i < transitions.begin(outcome + 1); i++) {
                  longest = Math.max(longest, ahead[transitions.next(i)]);
                }
              }
              return 1 + longest;
            });
    double longest = 0;
    for (double l : length) {
      longest = Math.max(longest, l);
    }
    return longest;
  }

  /** {@code log |A|}, the largest of all states. */
  double logActions() {
    double most = 1;
    for (int s = 0; s < classes.states(); s++) {
      most = Math.max(most, classes.actions(s));
    }
    return StrictMath.log(most);
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
        lost += classes.multiplicity(k) * evaluation.weights()[k] * gaps[k];
      }
      sum += evaluation.visits(s) * lost / evaluation.sums(s).total();
    }
    return sum;
  }

  /**
   * An optimal policy of one action a state, chosen so that the least {@code d(s) pi(a|s)} on the
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

  /** The visits of a policy of one action a state, discounted if the environment discounts. */
  double[] visits(int[] chosen) {
    int states = classes.states();
    double[] visits = new double[states];
    double[] arriving = new double[states];
    for (int s = 0; s < states; s++) {
      arriving[s] = environment.startProbability(s);
    }
    double left = 1;
    while (left > Double.MIN_NORMAL) {
      double[] next = new double[states];
      left = 0;
      for (int s = 0; s < states; s++) {
        if (arriving[s] > 0) {
          visits[s] += arriving[s];
          if (!transitions.isNone()) {
            int outcome = transitions.outcome(chosen[s]);
            for (int i = transitions.begin(outcome); i < transitions.begin(outcome + 1); i++) {
              double move = gamma * transitions.probability(i) * arriving[s];
              next[transitions.next(i)] += move;
              left += move;
            }
          }
        }
      }
      if (left <= TOLERANCE * (1 - gamma)) {
        left = 0;
      }
      arriving = next;
    }
    return visits;
  }
}

package org.actionscape.objective;

import java.util.Arrays;
import java.util.List;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.math.PolicyKernel;
import org.actionscape.math.PolicyKernels;
import org.actionscape.math.StateGradient;
import org.actionscape.math.StateSums;
import org.ejml.data.DMatrixRMaj;

/**
 * One exact pass over an environment with a policy: value, entropy, terms and, from what the pass
 * leaves behind, gradients. Per member of a class and with d(s) the expected visits,
 *
 * <pre>
 *   dV/dtheta[s,a] = d(s) pi(a|s) (r(s,a) - V(s))
 * </pre>
 *
 * <p>Rewards are centred at the reward of the action class that holds the most mass before V is
 * subtracted, so that a converged policy keeps the digits of {@code 1 - V}.
 *
 * <p>The workspace of one run: 8 bytes an entry for the weights, allocated once; no method
 * allocates after that. Not safe for use by several threads. Cost of {@link #evaluate} and of each
 * gradient: O(entries).
 */
public final class Evaluation {
  private final PolicyKernel kernel = PolicyKernels.get();
  private final Environment environment;
  private final ActionClasses classes;
  private final double[] rewards;
  private final double[] weights;
  private final StateSums[] sums;
  private final double[] centre;
  private final double[] mean;
  private final int[] leader;
  private final double[] coefficients;
  private final Term.Bound[] terms;
  private final StateGradient gradient = new StateGradient();
  private double[] logits;

  /** What stands for the weights in the advantage; null until it is asked for. */
  private double[] ones;

  /**
   * Allocates the workspace.
   *
   * @param environment the environment
   * @param objective what is maximised
   */
  public Evaluation(Environment environment, Objective objective) {
    this.environment = environment;
    classes = environment.classes();
    rewards = environment.rewards().data;
    weights = new double[classes.size()];
    int states = classes.states();
    sums = new StateSums[states];
    centre = new double[states];
    mean = new double[states];
    leader = new int[states];
    for (int s = 0; s < states; s++) {
      sums[s] = new StateSums();
      leader[s] = classes.begin(s);
    }
    List<Objective.Bonus> bonuses = objective.bonuses();
    coefficients = bonuses.stream().mapToDouble(Objective.Bonus::coefficient).toArray();
    terms = new Term.Bound[bonuses.size()];
    for (int i = 0; i < terms.length; i++) {
      terms[i] = bonuses.get(i).term().over(this);
    }
  }

  /**
   * Evaluates a policy; what the other methods return refers to it until the next call.
   *
   * @param policy the policy, not modified
   */
  public void evaluate(Policy policy) {
    logits = policy.logits().data;
    double[] members = classes.multiplicities();
    for (int s = 0; s < sums.length; s++) {
      int from = classes.begin(s);
      int to = classes.end(s);
      double max = kernel.max(logits, from, to);
      kernel.weigh(logits, members, from, to, max, weights, sums[s]);
      leader[s] = leader(members, from, to, leader[s], sums[s].total());
      centre[s] = rewards[leader[s]];
      mean[s] = kernel.centredSum(rewards, members, from, to, weights, centre[s]) / sums[s].total();
      for (Term.Bound term : terms) {
        term.evaluate(s);
      }
    }
  }

  /** An entry that holds the most mass; the last one found if it clearly still does. */
  private int leader(double[] members, int from, int to, int last, double total) {
    if (members == null ? weights[last] == 1 : 2 * members[last] * weights[last] > total) {
      return last;
    }
    int best = from;
    double most = -1;
    for (int i = from; i < to; i++) {
      double mass = members == null ? weights[i] : members[i] * weights[i];
      if (mass > most) {
        most = mass;
        best = i;
      }
    }
    return best;
  }

  /**
   * Adds a multiple of the objective's gradient.
   *
   * @param scale the multiple
   * @param target size x 1, modified; may be the evaluated policy's logits, which makes this a step
   *     of gradient ascent
   */
  public void addGradient(double scale, DMatrixRMaj target) {
    for (int s = 0; s < sums.length; s++) {
      double visits = visits(s);
      gradient.clear();
      gradient.addReward(visits, sums[s], centre[s], mean[s]);
      for (int i = 0; i < terms.length; i++) {
        terms[i].addGradient(coefficients[i] * visits, s, gradient);
      }
      apply(s, scale, target);
    }
  }

  /**
   * Adds a multiple of the return's gradient alone.
   *
   * @param scale the multiple
   * @param target size x 1, modified
   */
  public void addReturnGradient(double scale, DMatrixRMaj target) {
    for (int s = 0; s < sums.length; s++) {
      gradient.clear();
      gradient.addReward(visits(s), sums[s], centre[s], mean[s]);
      apply(s, scale, target);
    }
  }

  /**
   * Adds a multiple of one term's gradient alone, without its coefficient.
   *
   * @param term the term's place in the objective
   * @param scale the multiple
   * @param target size x 1, modified
   */
  public void addTermGradient(int term, double scale, DMatrixRMaj target) {
    for (int s = 0; s < sums.length; s++) {
      gradient.clear();
      terms[term].addGradient(visits(s), s, gradient);
      apply(s, scale, target);
    }
  }

  /**
   * Adds a multiple of the advantage, the natural gradient's direction: the objective's gradient
   * without the visits and the probability in front,
   *
   * <pre>
   *   A(s,a) = (dJ/dtheta[s,a]) / (d(s) pi(a|s)) = r(s,a) - V(s) + sum_i lambda_i (term i's part)
   * </pre>
   *
   * <p>where the entropy's part is {@code - (log pi + H)}. Nothing is divided, so it is as good for
   * an action of probability 1e-300 as for any. The first call allocates 8 bytes an entry.
   *
   * @param scale the multiple
   * @param target size x 1, modified; may be the evaluated policy's logits, which makes this a step
   *     of natural gradient ascent
   */
  public void addAdvantage(double scale, DMatrixRMaj target) {
    if (ones == null) {
      ones = new double[classes.size()];
      Arrays.fill(ones, 1);
    }
    for (int s = 0; s < sums.length; s++) {
      gradient.clear();
      gradient.addReward(1, sums[s], centre[s], mean[s]);
      for (int i = 0; i < terms.length; i++) {
        terms[i].addGradient(coefficients[i], s, gradient);
      }
      apply(s, ones, scale * sums[s].total(), target);
    }
  }

  private void apply(int s, double scale, DMatrixRMaj target) {
    apply(s, weights, scale, target);
  }

  private void apply(int s, double[] factors, double scale, DMatrixRMaj target) {
    kernel.addGradient(
        logits,
        rewards,
        classes.begin(s),
        classes.end(s),
        sums[s].max(),
        factors,
        gradient,
        scale,
        target.data);
  }

  /**
   * The layout of the environment's tables.
   *
   * @return states and action classes
   */
  public ActionClasses classes() {
    return classes;
  }

  /**
   * The logits of the evaluated policy.
   *
   * @return one logit an entry, live, not to be modified
   */
  public double[] logits() {
    return logits;
  }

  /**
   * The unnormalised probabilities {@code w = exp(theta - max theta)}.
   *
   * @return one weight an entry, live, not to be modified
   */
  public double[] weights() {
    return weights;
  }

  /**
   * The sums over the actions of a state.
   *
   * @param state the state
   * @return its sums, live: the same object for the life of this evaluation
   */
  public StateSums sums(int state) {
    return sums[state];
  }

  /**
   * The expected visits to a state, d(s).
   *
   * @param state the state
   * @return in a bandit, the probability of the context
   */
  public double visits(int state) {
    return environment.startProbability(state);
  }

  /**
   * The expected return.
   *
   * @return {@code V = sum_s d(s) sum_a pi(a|s) r(s,a)}
   */
  public double value() {
    double value = 0;
    for (int s = 0; s < sums.length; s++) {
      value += visits(s) * (centre[s] + mean[s]);
    }
    return value;
  }

  /**
   * The entropy of the policy.
   *
   * @return {@code H = sum_s d(s) H(s)}, nats
   */
  public double entropy() {
    double entropy = 0;
    for (int s = 0; s < sums.length; s++) {
      entropy += visits(s) * sums[s].entropy();
    }
    return entropy;
  }

  /**
   * The value of one term, without its coefficient.
   *
   * @param term the term's place in the objective
   * @return {@code sum_s d(s) term(s)}, nats
   */
  public double termValue(int term) {
    double value = 0;
    for (int s = 0; s < sums.length; s++) {
      value += visits(s) * terms[term].value(s);
    }
    return value;
  }

  /**
   * The number of actions of a state that one term looks at.
   *
   * @param term the term's place in the objective
   * @param state the state
   * @return kept actions; |A| unless the term clamps
   */
  public double kept(int term, int state) {
    return terms[term].kept(state);
  }

  /**
   * The objective: return and bonuses.
   *
   * @return {@code V + sum_i lambda_i term_i}
   */
  public double objective() {
    double objective = value();
    for (int i = 0; i < terms.length; i++) {
      objective += coefficients[i] * termValue(i);
    }
    return objective;
  }
}

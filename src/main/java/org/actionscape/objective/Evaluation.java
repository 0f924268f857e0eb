package org.actionscape.objective;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.actionscape.check.Checks;
import org.actionscape.check.DivergedException;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.math.LogitRange;
import org.actionscape.math.PolicyKernel;
import org.actionscape.math.PolicyKernels;
import org.actionscape.math.SoftmaxSums;
import org.actionscape.math.StateGradient;
import org.ejml.data.DMatrixRMaj;

/**
 * One exact pass over an environment with a policy: value, entropy, terms and, from what the pass
 * leaves behind, gradients. Per member of a class and with d(s) the expected visits,
 *
 * <pre>
 *   dV/dtheta[s,a] = d(s) pi(a|s) (Q(s,a) - V(s))
 * </pre>
 *
 * <p>In a bandit Q is the reward. In an MDP Q(s,a) is the expected return from a on, d(s) the
 * visits summed over the steps (discounted by {@code gamma^t}, not normalised, if the environment
 * discounts), and where the same policy acts in a state at several steps, Q(s,a) and V(s) stand in
 * this formula for their means over the visits.
 *
 * <p>Rewards and values ahead are centred at the reward of the action class that holds the most
 * mass before V is subtracted, so that a converged policy keeps the digits of {@code 1 - V}.
 *
 * <p>The workspace of one run: 8 bytes an entry for the weights, allocated once; no method
 * allocates after that. Not safe for use by several threads. Cost of {@link #evaluate} and of each
 * gradient: O(entries) in a bandit; an MDP adds O(next states), O(H x pairs of a state and a next
 * state) with a recurrent horizon H, one or two eliminations of S^3 / 3 multiplications if it
 * discounts, and 8 bytes an entry.
 */
public final class Evaluation {
  private final PolicyKernel kernel = PolicyKernels.get();
  private final Environment environment;
  private final ActionClasses classes;
  private final double[] rewards;
  private final double[] weights;
  private final SoftmaxSums[] sums;
  private final double[] centre;
  private final double[] mean;
  private final double[] actions;
  private final LogitRange[] extremes;
  private final int[] leader;
  private final double[] coefficients;
  private final Term.Prepared[] terms;

  /** The places of the terms that follow the visits, and their coefficients. */
  private final int[] followers;

  private final double[] followerCoefficients;
  private final double[] only;
  private final double largestReward;

  /**
   * What follows an action, with one number an entry to write action values to; null in bandits.
   */
  private final PolicyEvaluation continuation;

  private final double[] actionValues;
  private final StateGradient gradient = new StateGradient();
  private double[] logits;

  /** What stands for the weights in the advantage; null until it is asked for. */
  private double[] ones;

  /**
   * What stands for the action values where no action is better than another; null until needed.
   */
  private double[] zeros;

  /**
   * Whether the last change of the logits was a gradient added here, which found their extremes.
   */
  private boolean ascended;

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
    largestReward = Arrays.stream(rewards).map(Math::abs).max().orElse(0);
    weights = new double[classes.size()];
    int states = classes.states();
    sums = new SoftmaxSums[states];
    centre = new double[states];
    mean = new double[states];
    actions = new double[states];
    extremes = new LogitRange[states];
    leader = new int[states];
    for (int s = 0; s < states; s++) {
      sums[s] = new SoftmaxSums();
      extremes[s] = new LogitRange();
      actions[s] = classes.actions(s);
      leader[s] = classes.begin(s);
    }
    List<Objective.Bonus> bonuses = objective.bonuses();
    coefficients = bonuses.stream().mapToDouble(bonus -> bonus.rule().start()).toArray();
    terms = new Term.Prepared[bonuses.size()];
    for (int i = 0; i < terms.length; i++) {
      Term term = bonuses.get(i).term();
      terms[i] = Checks.made("term " + term.id() + " of a run", term.prepare(this));
    }
    followers =
        IntStream.range(0, terms.length)
            .filter(i -> bonuses.get(i).term().followsVisits())
            .toArray();
    followerCoefficients = IntStream.of(followers).mapToDouble(i -> coefficients[i]).toArray();
    only = new double[followers.length];
    boolean bandit = environment.transitions().isNone();
    continuation = bandit ? null : PolicyEvaluation.over(environment, followers.length);
    actionValues = bandit ? rewards : new double[rewards.length];
  }

  /**
   * Evaluates a policy; what the other methods return refers to it until the next call.
   *
   * @param policy the policy, not modified
   * @throws CancellationException if the thread is interrupted, which is looked at in every state
   * @throws DivergedException if a logit is not finite: training has diverged
   * @throws InvalidInputException if the discount factor is so near 1 that rounding of the policy's
   *     probabilities drowns what tells actions apart
   */
  public void evaluate(Policy policy) {
    boolean known = ascended && logits == policy.logits().data;
    ascended = false;
    logits = policy.logits().data;
    for (int s = 0; s < sums.length; s++) {
      requireNotInterrupted();
      weigh(s, known);
      requireFinite(s);
      for (Term.Prepared term : terms) {
        term.evaluate(s);
      }
      if (continuation != null) {
        continuation.observe(s, leader[s], logits, weights, sums[s].total(), mean[s]);
        for (int j = 0; j < followers.length; j++) {
          continuation.local[j][s] = terms[followers[j]].value(s);
        }
      }
    }
    if (continuation != null) {
      continuation.solve();
    }
  }

  /** Weighs the actions of a state; its reward is centred at the last leader's at first. */
  private void weigh(int s, boolean known) {
    double[] members = classes.multiplicities();
    int from = classes.begin(s);
    int to = classes.end(s);
    centre[s] = rewards[leader[s]];
    if (!known || !weighWithin(s)) {
      kernel.extremes(logits, from, to, extremes[s]);
      weighWithin(s);
    }
    leader[s] = leader(members, from, to, leader[s], sums[s].total());
    if (rewards[leader[s]] != centre[s]) {
      centre[s] = rewards[leader[s]];
      kernel.recentre(rewards, members, from, to, centre[s], weights, sums[s]);
    }
    mean[s] = sums[s].centred() / sums[s].total();
  }

  private boolean weighWithin(int s) {
    kernel.weigh(
        logits,
        classes.multiplicities(),
        classes.begin(s),
        classes.end(s),
        extremes[s],
        rewards,
        centre[s],
        weights,
        sums[s]);
    return sums[s].consistent(actions[s]);
  }

  private void requireFinite(int s) {
    if (!(sums[s].total() <= Double.MAX_VALUE)) {
      throw new DivergedException(
          "training has diverged: the logits of state "
              + s
              + " are no finite numbers any more; use a smaller step size or coefficient");
    }
  }

  private static void requireNotInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted");
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
   *     of gradient ascent, after which the logits must not be changed before they are evaluated
   */
  public void addGradient(double scale, DMatrixRMaj target) {
    for (int s = 0; s < sums.length; s++) {
      double visits = visits(s);
      PolicyKernel.clear(gradient);
      addActionValues(s, visits, 1, followerCoefficients);
      addLocalTerms(s, visits);
      apply(s, scale, target);
    }
    ascended = target.data == logits;
  }

  /**
   * Adds a multiple of the return's gradient alone.
   *
   * @param scale the multiple
   * @param target size x 1, modified
   */
  public void addReturnGradient(double scale, DMatrixRMaj target) {
    for (int s = 0; s < sums.length; s++) {
      PolicyKernel.clear(gradient);
      addActionValues(s, visits(s), 1, only);
      apply(s, scale, target);
    }
    ascended = target.data == logits;
  }

  /**
   * Adds a multiple of one term's gradient alone, without its coefficient.
   *
   * @param term the term's place in the objective
   * @param scale the multiple
   * @param target size x 1, modified
   */
  public void addTermGradient(int term, double scale, DMatrixRMaj target) {
    select(term, 1);
    for (int s = 0; s < sums.length; s++) {
      PolicyKernel.clear(gradient);
      terms[term].addGradient(visits(s), s, gradient);
      if (continuation != null) {
        addActionValues(s, visits(s), 0, only);
      }
      apply(s, scale, target);
    }
    select(term, 0);
    ascended = target.data == logits;
  }

  /** Sets the factor of a term in {@link #only}, if it follows the visits. */
  private void select(int term, double factor) {
    for (int j = 0; j < followers.length; j++) {
      if (followers[j] == term) {
        only[j] = factor;
      }
    }
  }

  /**
   * Adds {@code factor pi_a (x_a - mean x)}, with x a share of the action value and what terms that
   * follow the visits expect after the action.
   */
  private void addActionValues(int s, double factor, double share, double[] followerFactors) {
    if (continuation == null) {
      gradient.addReward(factor, sums[s], centre[s], mean[s]);
    } else {
      double mean = continuation.actionValues(s, share, followerFactors, actionValues);
      gradient.addReward(factor, sums[s], 0, mean);
    }
  }

  /**
   * Adds a multiple of the advantage, the natural gradient's direction: the objective's gradient
   * without the visits and the probability in front,
   *
   * <pre>
   *   A(s,a) = (dJ/dtheta[s,a]) / (d(s) pi(a|s)) = Q(s,a) - V(s) + sum_i lambda_i (term i's part)
   * </pre>
   *
   * <p>where the entropy's part is {@code - (log pi + H)}. Nothing is divided, so it is as good for
   * an action of probability 1e-300 as for any. Where a state is visited at several steps it is the
   * mean over its visits. The first call allocates 8 bytes an entry.
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
      PolicyKernel.clear(gradient);
      addActionValues(s, 1, 1, followerCoefficients);
      addLocalTerms(s, 1);
      apply(s, actionValues, ones, scale * sums[s].total(), target);
    }
    ascended = target.data == logits;
  }

  private void apply(int s, double scale, DMatrixRMaj target) {
    apply(s, actionValues, weights, scale, target);
  }

  private void apply(int s, double[] q, double[] factors, double scale, DMatrixRMaj target) {
    kernel.addGradient(
        logits,
        q,
        classes.begin(s),
        classes.end(s),
        sums[s].max(),
        factors,
        gradient,
        scale,
        target.data,
        extremes[s]);
  }

  /**
   * Adds a multiple of all bonuses' gradient alone, each with its coefficient, {@code sum_i
   * lambda_i dterm_i/dtheta}.
   *
   * @param scale the multiple
   * @param target size x 1, modified
   */
  public void addBonusGradient(double scale, DMatrixRMaj target) {
    for (int s = 0; s < sums.length; s++) {
      PolicyKernel.clear(gradient);
      addLocalTerms(s, visits(s));
      if (continuation != null) {
        addActionValues(s, visits(s), 0, followerCoefficients);
      }
      apply(s, scale, target);
    }
    ascended = target.data == logits;
  }

  /**
   * Adds, in one state, a multiple of what a sampled gradient needs of all actions: the bonuses'
   * gradient at given visits, which are held fixed, and the normaliser's part of scores, the
   * derivatives {@code dlog pi(b|s)/dtheta_a = [a = b] - pi_a},
   *
   * <pre>
   *   visits sum_i lambda_i dterm_i(s)/dtheta_a - scores pi_a
   * </pre>
   *
   * <p>The logits may be changed freely before they are evaluated again. The first call allocates 8
   * bytes an entry.
   *
   * @param state the state
   * @param visits the visits that the bonuses are weighted with
   * @param scores the sum of the weights of all scores of the state
   * @param scale the multiple
   * @param target size x 1, modified in the state's entries
   */
  public void addSampled(
      int state, double visits, double scores, double scale, DMatrixRMaj target) {
    ascended = false;
    if (scores == 0 && (visits == 0 || terms.length == 0)) {
      return;
    }
    if (zeros == null) {
      zeros = new double[classes.size()];
    }
    PolicyKernel.clear(gradient);
    gradient.addReward(scores, sums[state], 0, 1);
    addLocalTerms(state, visits);
    apply(state, zeros, weights, scale, target);
  }

  private void addLocalTerms(int s, double visits) {
    for (int i = 0; i < terms.length; i++) {
      terms[i].addGradient(coefficients[i] * visits, s, gradient);
    }
  }

  /**
   * The environment.
   *
   * @return what policies are evaluated in
   */
  public Environment environment() {
    return environment;
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
  public SoftmaxSums sums(int state) {
    return sums[state];
  }

  /**
   * The expected visits to a state, d(s).
   *
   * @param state the state
   * @return in a bandit, the probability of the context; with discounting, {@code sum_t gamma^t
   *     P(s_t = s)}, not normalised
   */
  public double visits(int state) {
    return continuation == null ? environment.startProbability(state) : continuation.visits[state];
  }

  /**
   * The expected length of an episode.
   *
   * @return {@code sum_s d(s)}, in steps; with discounting, {@code sum_t gamma^t} over the steps
   */
  public double length() {
    double length = 0;
    for (int s = 0; s < sums.length; s++) {
      length += visits(s);
    }
    return length;
  }

  /**
   * The expected return from a state on.
   *
   * @param state the state
   * @return V(s); with a recurrent horizon, from the first step on
   */
  public double value(int state) {
    return continuation == null ? centre[state] + mean[state] : continuation.value(state);
  }

  /**
   * The expected return.
   *
   * @return {@code V = sum_s d(s) sum_a pi(a|s) r(s,a)}, the mean of V(s) over the start states
   */
  public double value() {
    double value = 0;
    for (int s = 0; s < sums.length; s++) {
      value += environment.startProbability(s) * value(s);
    }
    return value;
  }

  /**
   * The entropy of the policy.
   *
   * @return {@code H = sum_s d(s) H(s)}, nats: the entropy of trajectories
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
   * What one term is worth in a step: its mean over the steps of an episode, {@code sum_s d(s)
   * term(s) / sum_s d(s)}, which is what coefficient rules observe.
   *
   * @param term the term's place in the objective
   * @return its value without its coefficient, nats a step
   */
  public double termPerStep(int term) {
    return termValue(term) / length();
  }

  /**
   * What one term is worth in a state.
   *
   * @param term the term's place in the objective
   * @param state the state
   * @return its value without its coefficient, nats
   */
  public double termValue(int term, int state) {
    return terms[term].value(state);
  }

  /**
   * What one term pays for an action as a reward, {@link Term.Prepared#reward}.
   *
   * @param term the term's place in the objective
   * @param state the state
   * @param entry the action's entry
   * @return the reward without the coefficient, nats
   * @throws InvalidInputException if the term is no such expectation
   */
  public double termReward(int term, int state, int entry) {
    return terms[term].reward(state, entry);
  }

  /**
   * The largest value that one term can have in any state.
   *
   * @param term the term's place in the objective
   * @return an upper bound of {@link #termPerStep}, nats
   */
  public double termBound(int term) {
    double most = Double.NEGATIVE_INFINITY;
    for (int s = 0; s < sums.length; s++) {
      most = Math.max(most, terms[term].most(s));
    }
    return most;
  }

  /**
   * The number of bonuses.
   *
   * @return the number of terms of the objective
   */
  public int bonuses() {
    return terms.length;
  }

  /**
   * The coefficient of one bonus.
   *
   * @param term the term's place in the objective
   * @return lambda as it is now
   */
  public double coefficient(int term) {
    return coefficients[term];
  }

  /**
   * Changes the coefficient of one bonus. What was evaluated stays valid: values of terms are kept
   * without their coefficients.
   *
   * @param term the term's place in the objective
   * @param coefficient lambda, at least 0
   */
  public void setCoefficient(int term, double coefficient) {
    coefficients[term] = coefficient;
    for (int j = 0; j < followers.length; j++) {
      if (followers[j] == term) {
        followerCoefficients[j] = coefficient;
      }
    }
  }

  /**
   * The log-probability of an action.
   *
   * @param state the state
   * @param entry the action's entry
   * @return {@code log pi(a|s)} of one member, nats
   */
  public double logProbability(int state, int entry) {
    return (logits[entry] - sums[state].max()) - sums[state].logTotal();
  }

  /**
   * The number of actions of a state that one term looks at.
   *
   * @param term the term's place in the objective
   * @param state the state
   * @return kept actions; |A| unless the term clamps
   */
  public double kept(int term, int state) {
    // Not every term is ours.
    return Checks.between(
        "number of actions that a term keeps", terms[term].kept(state), 0, classes.actions(state));
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

  /**
   * The size of the numbers that {@link #objective} is a sum of, which its rounding is relative to.
   *
   * @return {@code max |r| length + sum_i |lambda_i term_i|}, at least {@code |J|}
   */
  public double magnitude() {
    double magnitude = largestReward * length();
    for (int i = 0; i < terms.length; i++) {
      magnitude += Math.abs(coefficients[i] * termValue(i));
    }
    return magnitude;
  }
}

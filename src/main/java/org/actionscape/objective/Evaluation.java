package org.actionscape.objective;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.actionscape.check.Checks;
import org.actionscape.check.DivergedException;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.math.SoftmaxSums;
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
 * <pre>{@code
 * Evaluation evaluation = new Evaluation(bandit, Objective.withEntropy(0.1));
 * evaluation.evaluate(Policy.startOf(bandit));
 * evaluation.value(); // and evaluation.entropy(), evaluation.objective()
 * }</pre>
 *
 * <p>The workspace of one run: 8 bytes an entry for the weights, allocated once; no method
 * allocates after that. Not safe for use by several threads. Cost of {@link #evaluate} and of each
 * gradient: O(entries) in a bandit; an MDP adds O(next states), O(H x pairs of a state and a next
 * state) with a recurrent horizon H, one or two eliminations of S^3 / 3 multiplications if it
 * discounts, and 8 bytes an entry.
 */
public final class Evaluation {
  private final Environment environment;
  private final ActionClasses classes;
  private final StatePass pass;
  private final Term.Prepared[] terms;
  private final Coefficients coefficients;
  private final Gradients gradients;
  private final double largestReward;

  /** The places of the trajectory terms. */
  private final int[] trajectoryTerms;

  /** What follows an action; null in bandits. */
  private final PolicyEvaluation continuation;

  /**
   * Allocates the workspace, with coefficients that stay where their rules start.
   *
   * @param environment the environment
   * @param objective what is maximised
   */
  public Evaluation(Environment environment, Objective objective) {
    this(environment, objective, Coefficients.startOf(objective));
  }

  /**
   * Allocates the workspace.
   *
   * @param environment the environment
   * @param objective what is maximised
   * @param coefficients of its bonuses, live: a change counts at once
   */
  public Evaluation(Environment environment, Objective objective, Coefficients coefficients) {
    this.environment = environment;
    this.coefficients = coefficients;
    classes = environment.classes();
    pass = new StatePass(environment);
    largestReward = pass.largestReward();
    List<Objective.Bonus> bonuses = objective.bonuses();
    terms = new Term.Prepared[bonuses.size()];
    for (int i = 0; i < terms.length; i++) {
      Term term = bonuses.get(i).term();
      terms[i] = Checks.made("term " + term.id() + " of a run", term.prepare(pass));
    }
    trajectoryTerms =
        IntStream.range(0, terms.length)
            .filter(i -> bonuses.get(i).term().isTrajectoryTerm())
            .toArray();
    continuation =
        environment.transitions().isNone()
            ? null
            : PolicyEvaluation.over(environment, trajectoryTerms.length);
    gradients =
        new Gradients(pass, terms, trajectoryTerms, coefficients, continuation, this::visits);
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
    boolean rangesKnown = pass.begin(policy);
    for (int s = 0; s < classes.states(); s++) {
      pass.evaluate(s, rangesKnown);
      for (Term.Prepared term : terms) {
        term.evaluate(s);
      }
      if (continuation != null) {
        continuation.observe(
            s, pass.mode(s), pass.logits(), pass.weights(), pass.sums(s).total(), pass.mean(s));
        for (int j = 0; j < trajectoryTerms.length; j++) {
          continuation.local[j][s] = terms[trajectoryTerms[j]].value(s);
        }
      }
    }
    if (continuation != null) {
      continuation.solve();
    }
  }

  /**
   * Adds a multiple of the objective's gradient.
   *
   * @param scale the multiple
   * @param target size x 1, modified; may be the evaluated policy's logits, which makes this a step
   *     of gradient ascent, after which the logits must not be changed before they are evaluated
   */
  public void addGradient(double scale, DMatrixRMaj target) {
    gradients.addGradient(scale, target);
  }

  /**
   * Adds a multiple of the return's gradient alone.
   *
   * @param scale the multiple
   * @param target size x 1, modified
   */
  public void addReturnGradient(double scale, DMatrixRMaj target) {
    gradients.addReturnGradient(scale, target);
  }

  /**
   * Adds a multiple of one term's gradient alone, without its coefficient.
   *
   * @param term the term's place in the objective
   * @param scale the multiple
   * @param target size x 1, modified
   */
  public void addTermGradient(int term, double scale, DMatrixRMaj target) {
    gradients.addTermGradient(term, scale, target);
  }

  /**
   * Adds a multiple of all bonuses' gradient alone, each with its coefficient, {@code sum_i
   * lambda_i dterm_i/dtheta}.
   *
   * @param scale the multiple
   * @param target size x 1, modified
   */
  public void addBonusGradient(double scale, DMatrixRMaj target) {
    gradients.addBonusGradient(scale, target);
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
    gradients.addAdvantage(scale, target);
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
    gradients.addSampled(state, visits, scores, scale, target);
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
    return pass.logits();
  }

  /**
   * The unnormalised probabilities {@code w = exp(theta - max theta)}.
   *
   * @return one weight an entry, live, not to be modified
   */
  public double[] weights() {
    return pass.weights();
  }

  /**
   * The sums over the actions of a state.
   *
   * @param state the state
   * @return its sums, live: the same object for the life of this evaluation
   */
  public SoftmaxSums sums(int state) {
    return pass.sums(state);
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
    for (int s = 0; s < classes.states(); s++) {
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
    return continuation == null ? pass.centre(state) + pass.mean(state) : continuation.value(state);
  }

  /**
   * The expected return.
   *
   * @return {@code V = sum_s d(s) sum_a pi(a|s) r(s,a)}, the mean of V(s) over the start states
   */
  public double value() {
    double value = 0;
    for (int s = 0; s < classes.states(); s++) {
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
    for (int s = 0; s < classes.states(); s++) {
      entropy += visits(s) * pass.sums(s).entropy();
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
    for (int s = 0; s < classes.states(); s++) {
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
  public double termUpperBound(int term) {
    double most = Double.NEGATIVE_INFINITY;
    for (int s = 0; s < classes.states(); s++) {
      most = Math.max(most, terms[term].upperBound(s));
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
    return coefficients.get(term);
  }

  /**
   * The log-probability of an action.
   *
   * @param state the state
   * @param entry the action's entry
   * @return {@code log pi(a|s)} of one member, nats
   */
  public double logProbability(int state, int entry) {
    return pass.logProbability(state, entry);
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
      objective += coefficients.get(i) * termValue(i);
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
      magnitude += Math.abs(coefficients.get(i) * termValue(i));
    }
    return magnitude;
  }
}

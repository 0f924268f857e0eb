package org.actionscape.theory;

import java.util.LinkedHashMap;
import java.util.Map;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.actionscape.theory.Bound.Relation;

/**
 * Proposition 1 of Shen 2025 (arXiv:2509.03493), without entropy control: a policy of low entropy
 * has a small gradient, and what a small gradient says of the policy depends on how likely its
 * optimal actions are. Constants are derived here.
 *
 * <pre>{@code
 * var bandit = ContextualBandit.of(new double[] {40, 0}, new double[] {0, 1}); // logits, rewards
 * var bound = Proposition1.of(bandit).stagnation(Policy.startOf(bandit));
 * System.out.println(bound.left() + " <= " + bound.right()); // ||grad V||_1 <= 2 R H
 * }</pre>
 *
 * <p>Holds what is known of an environment (best values and actions), to be asked about many
 * policies. Cost of a question: one {@link Evaluation} and O(entries + next states). Knows no
 * solver. Immutable.
 */
public final class Proposition1 {
  private static final double SHARP = 1 / (2 * StrictMath.log(2));

  private final Environment environment;
  private final ActionClasses classes;
  private final boolean recurrent;
  private final double range;

  /** Null with a recurrent horizon. */
  private final OptimalValues optimum;

  private Proposition1(Environment environment) {
    this.environment = environment;
    classes = environment.classes();
    recurrent = environment.horizon() instanceof Horizon.Steps;
    optimum = recurrent ? null : OptimalValues.of(environment);
    range = recurrent ? RecurrentRange.of(environment) : optimum.range();
  }

  /**
   * The proposition in an environment.
   *
   * @param environment the environment, of any kind
   * @return the proposition
   */
  public static Proposition1 of(Environment environment) {
    return new Proposition1(environment);
  }

  /**
   * Whether an action is best in its state.
   *
   * @param entry the action's entry
   * @return whether {@code Q*(s,a) = V*(s)}
   * @throws InvalidInputException with a recurrent horizon, where it depends on the step
   */
  public boolean isOptimal(int entry) {
    if (recurrent) {
      throw new InvalidInputException(
          "horizon: must be acyclic or discounted, the best action of a recurrent one depends on"
              + " the step");
    }
    return optimum.isOptimal(entry);
  }

  /**
   * Part (a), entropy collapse is learning stagnation:
   *
   * <pre>
   *   ||grad V||_2  &lt;=  ||grad V||_1  &lt;=  2 R H(pi)
   * </pre>
   *
   * <p>with R the largest difference of two expected returns from the same state on (1 where the
   * total reward is 0 or 1). In a state, the mean absolute deviation of Q(s,a) under pi is at most
   * {@code 2 R (1 - max_a pi(a|s))}, and {@code H >= 1 - max pi} in nats; then sum with the visits.
   * Holds for any environment, with discounted visits where the environment discounts.
   *
   * @param policy the policy, not modified
   * @return {@code ||grad V||_1} against {@code 2 R H}; constants: norm2, entropy, R
   */
  public Bound stagnation(Policy policy) {
    return stagnation(policy, 2);
  }

  /**
   * Part (a) with the best factor, {@code ||grad V||_1 <= R H(pi) / (2 log 2)}, about 0.72 in the
   * place of 2; attained by two equally likely actions with rewards 0 and 1. Derived here: with P
   * the probability that Q is at least its mean, the mean absolute deviation is at most {@code 2 R
   * P (1 - P)}; the entropy h(P) of a coin is at least {@code 4 log 2 P (1 - P)}; and {@code H >=
   * h(P)}, as the coin is a function of the action.
   *
   * @param policy the policy, not modified
   * @return {@code ||grad V||_1} against {@code R H / (2 log 2)}; constants: norm2, entropy, R
   */
  public Bound sharpStagnation(Policy policy) {
    return stagnation(policy, SHARP);
  }

  private Bound stagnation(Policy policy, double factor) {
    EvaluatedPolicy evaluated = EvaluatedPolicy.of(environment, Objective.expectedReturn(), policy);
    double entropy = evaluated.evaluation.entropy();
    Map<String, Double> constants = new LinkedHashMap<>();
    constants.put("norm2", evaluated.norm2());
    constants.put("entropy", entropy);
    constants.put("R", range);
    return Bound.atMost(evaluated.norm1(), factor * range * entropy, 0, constants);
  }

  /**
   * Part (b), a small gradient means a small gap only where optimal actions are likely:
   *
   * <pre>
   *   V* - V  &lt;=  ||grad V||_2 / C(pi),   C = min_s (d(s) / d*(s)) pi(a*(s)|s) / sqrt(S*)
   * </pre>
   *
   * <p>for any optimal policy of one action a*(s) a state, with the minimum over the S* states that
   * it visits. Derivation: the performance difference {@code V* - V = sum_s d*(s) A(s,a*)}, then
   * {@code A = (dV/dtheta) / (d pi)} and Cauchy-Schwarz. Among the optimal policies, one is taken
   * that makes the least {@code d(s) pi(a*|s)} on its way largest, by backward induction over
   * states, not by enumeration of sequences. Special cases:
   *
   * <ul>
   *   <li>certain next states, one start state: {@code d* = 1} on one optimal sequence, {@code C =
   *       min_h d(s_h) pi(a_h|s_h) / sqrt(H)}, the paper's;
   *   <li>bandit: {@code max_{a optimal} pi_a} stands in the place of {@code pi(a*)}, or {@code
   *       pi(A*) / sqrt(n)} where that is larger, as all optimal actions have the same advantage;
   *   <li>discounting: Lemma 8 of Mei et al. 2020 (arXiv:2005.06392), with {@code sqrt(S*)} and the
   *       minimum of a product instead of {@code sqrt(S) ||d* / d||_inf / min pi}. Its 1/(1 -
   *       gamma) cancel as visits are not normalised here.
   * </ul>
   *
   * <p>Not covered: a recurrent finite horizon, where the advantage depends on the step.
   *
   * @param policy the policy, not modified
   * @return {@code V* - V} against {@code eps / C}; constants: eps, C, visited (S*), range (the
   *     largest gap that there can be)
   */
  public Bound subOptimality(Policy policy) {
    if (recurrent) {
      return Bound.notCovered(
          Relation.AT_MOST, "a recurrent horizon: advantages depend on the step");
    }
    EvaluatedPolicy evaluated = EvaluatedPolicy.of(environment, Objective.expectedReturn(), policy);
    double eps = evaluated.norm2();
    Constant constant = constant(evaluated);
    Map<String, Double> constants = new LinkedHashMap<>();
    constants.put("eps", eps);
    constants.put("C", constant.value());
    constants.put("visited", (double) constant.visited());
    constants.put("range", range);
    double gap = optimum.subOptimality(evaluated.evaluation);
    double right = constant.value() == 0 ? Double.POSITIVE_INFINITY : eps / constant.value();
    return Bound.atMost(gap, right, optimum.rounding(), constants);
  }

  /** C and S*. */
  private record Constant(double value, int visited) {}

  private Constant constant(EvaluatedPolicy evaluated) {
    int[] chosen = optimum.likeliestPath(evaluated.evaluation);
    double[] visits = optimum.visits(chosen);
    double least = Double.POSITIVE_INFINITY;
    int visited = 0;
    for (int s = 0; s < visits.length; s++) {
      if (visits[s] > 0) {
        visited++;
        double mass =
            environment.transitions().isNone()
                ? optimalMass(evaluated, s)
                : evaluated.probability(s, chosen[s]);
        least = Math.min(least, evaluated.evaluation.visits(s) / visits[s] * mass);
      }
    }
    return new Constant(least / Math.sqrt(visited), visited);
  }

  private double optimalMass(EvaluatedPolicy evaluated, int s) {
    double largest = 0;
    double mass = 0;
    double optimal = 0;
    for (int k = classes.begin(s); k < classes.end(s); k++) {
      if (optimum.isOptimal(k)) {
        largest = Math.max(largest, evaluated.probability(s, k));
        mass += classes.multiplicity(k) * evaluated.probability(s, k);
        optimal += classes.multiplicity(k);
      }
    }
    return Math.max(largest, mass / Math.sqrt(optimal));
  }

  /**
   * Lemma 8 of Mei et al. 2020 (arXiv:2005.06392) as published, with the unique optimal action
   * replaced by the likeliest of them,
   *
   * <pre>
   *   V* - V  &lt;=  sqrt(S) ||d* / d||_inf ||grad V||_2 / min_s pi(a*(s)|s),
   * </pre>
   *
   * <p>the minimum and S over all states. Weaker than {@link #subOptimality}.
   *
   * @param policy the policy, not modified
   * @return both sides; constants: eps, C, range
   */
  public Bound publishedDiscounted(Policy policy) {
    if (!(environment.horizon() instanceof Horizon.Discounted)) {
      return Bound.notCovered(
          Relation.AT_MOST, "episodes that end: the lemma is about discounting");
    }
    EvaluatedPolicy evaluated = EvaluatedPolicy.of(environment, Objective.expectedReturn(), policy);
    int[] chosen = optimum.likeliestPath(evaluated.evaluation);
    double[] visits = optimum.visits(chosen);
    double mismatch = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int s = 0; s < visits.length; s++) {
      mismatch = Math.max(mismatch, visits[s] / evaluated.evaluation.visits(s));
      least = Math.min(least, evaluated.probability(s, chosen[s]));
    }
    double constant = least / (Math.sqrt(visits.length) * mismatch);
    double eps = evaluated.norm2();
    Map<String, Double> constants = new LinkedHashMap<>();
    constants.put("eps", eps);
    constants.put("C", constant);
    constants.put("range", range);
    return Bound.atMost(
        optimum.subOptimality(evaluated.evaluation),
        constant == 0 ? Double.POSITIVE_INFINITY : eps / constant,
        optimum.rounding(),
        constants);
  }
}

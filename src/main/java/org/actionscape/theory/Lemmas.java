package org.actionscape.theory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.actionscape.theory.Bound.Relation;
import org.ejml.data.DMatrixRMaj;

/**
 * The lemmas that the propositions rest on, each with both sides as numbers. Visits d are those of
 * the policy (discounted and unnormalised where the environment discounts), sums over actions run
 * over members of classes, and
 *
 * <pre>
 *   V_lambda = V + lambda H,   A_lambda(s,a) = Q_lambda(s,a) - lambda log pi(a|s) - V_lambda(s)
 * </pre>
 *
 * <p>is the soft advantage, whose mean over a policy's own actions is 0. With a recurrent horizon
 * advantages depend on the step, so lemmas that use them do not cover it. Cost: a few {@link
 * Evaluation}s. They know no solver.
 */
public final class Lemmas {
  /** The distance of two points of a numerical derivative, in logits. */
  private static final double STEP = 1e-3;

  /** How far a numerical derivative can be off, relative to the function. */
  private static final double NUMERICAL = 1e-8;

  /** How far a difference of values can be off, relative to the values. */
  private static final double ROUNDING = 1e-12;

  private static final String RECURRENT = "a recurrent horizon: advantages depend on the step";

  private Lemmas() {}

  /**
   * The entropy gradient (Williams and Peng 1991), {@code dH/dtheta_a = - pi_a (log pi_a + H)} in
   * one state; with several steps it includes what the action changes about later entropy, {@link
   * org.actionscape.objective.Entropy}. Covers every environment.
   *
   * @param environment the environment
   * @param policy the policy, not modified
   * @param direction a direction in the logits, one number per entry, not modified
   * @return the derivative of H along the direction by differences, against the gradient's
   */
  public static Bound entropyGradient(Environment environment, Policy policy, double[] direction) {
    Objective soft = Objective.withEntropy(1);
    Evaluation here = new Evaluation(environment, soft);
    here.evaluate(policy);
    DMatrixRMaj gradient = new DMatrixRMaj(direction.length, 1);
    here.addTermGradient(0, 1, gradient);
    double slope = slope(environment.classes(), gradient.data, direction);
    return derivative(environment, policy, direction, soft, Evaluation::entropy, slope);
  }

  /**
   * The soft policy gradient theorem, {@code dV_lambda/dtheta[s,a] = d(s) pi(a|s) A_lambda(s,a)}
   * (Mei et al. 2020, arXiv:2005.06392, Lemma 10; at {@code lambda = 0} that of Sutton et al.
   * 1999). Covers every environment, with A_lambda the mean over the visits where it depends on the
   * step.
   *
   * @param environment the environment
   * @param lambda the entropy coefficient, at least 0
   * @param policy the policy, not modified
   * @param direction a direction in the logits, one number per entry, not modified
   * @return the derivative of V_lambda along the direction by differences, against the gradient's
   */
  public static Bound softPolicyGradient(
      Environment environment, double lambda, Policy policy, double[] direction) {
    Objective soft = Objective.withEntropy(lambda);
    double[] gradient = EvaluatedPolicy.of(environment, soft, policy).gradient;
    double slope = slope(environment.classes(), gradient, direction);
    return derivative(environment, policy, direction, soft, Evaluation::objective, slope);
  }

  private static double slope(ActionClasses classes, double[] gradient, double[] direction) {
    double slope = 0;
    for (int k = 0; k < direction.length; k++) {
      slope += classes.multiplicity(k) * gradient[k] * direction[k];
    }
    return slope;
  }

  /** Central differences of fourth order, {@code (8 (f1 - f-1) - (f2 - f-2)) / 12 h}. */
  private static Bound derivative(
      Environment environment,
      Policy policy,
      double[] direction,
      Objective objective,
      ToDoubleFunction<Evaluation> value,
      double slope) {
    Evaluation evaluation = new Evaluation(environment, objective);
    Policy moved = Policy.startOf(environment);
    double largest = 0;
    for (double d : direction) {
      largest = Math.max(largest, Math.abs(d));
    }
    double h = STEP / largest;
    double[] weights = {1, -8, 8, -1};
    int[] places = {-2, -1, 1, 2};
    double sum = 0;
    double size = 0;
    for (int i = 0; i < places.length; i++) {
      for (int k = 0; k < direction.length; k++) {
        moved.logits().data[k] = policy.logits().data[k] + places[i] * h * direction[k];
      }
      evaluation.evaluate(moved);
      double f = value.applyAsDouble(evaluation);
      sum += weights[i] * f;
      size = Math.max(size, Math.abs(f));
    }
    return Bound.equal(sum / (12 * h), slope, NUMERICAL * size * largest);
  }

  /**
   * The performance difference (Kakade and Langford 2002), {@code V' - V = sum_s d'(s) sum_a
   * pi'(a|s) A(s,a)} with visits of the other policy and advantages of this one.
   *
   * @param environment the environment
   * @param policy the policy pi, not modified
   * @param other the policy pi', not modified
   * @return {@code V' - V} against the sum
   */
  public static Bound performanceDifference(Environment environment, Policy policy, Policy other) {
    return softPerformanceDifference(environment, 0, policy, other);
  }

  /**
   * The soft performance difference (Mei et al. 2020, arXiv:2005.06392, Lemma 24),
   *
   * <pre>
   *   V'_lambda - V_lambda = sum_s d'(s) ( sum_a pi'(a|s) A_lambda(s,a) - lambda KL(pi' || pi)(s) ).
   * </pre>
   *
   * @param environment the environment
   * @param lambda the entropy coefficient, at least 0
   * @param policy the policy pi, not modified
   * @param other the policy pi', not modified
   * @return {@code V'_lambda - V_lambda} against the sum
   */
  public static Bound softPerformanceDifference(
      Environment environment, double lambda, Policy policy, Policy other) {
    if (environment.horizon() instanceof Horizon.Steps) {
      return Bound.notCovered(Relation.EQUAL, RECURRENT);
    }
    Objective soft = Objective.withEntropy(lambda);
    EvaluatedPolicy here = EvaluatedPolicy.of(environment, soft, policy);
    EvaluatedPolicy there = EvaluatedPolicy.of(environment, soft, other);
    double[] advantages = here.advantages();
    double sum = 0;
    double size = Math.abs(here.evaluation.objective()) + Math.abs(there.evaluation.objective());
    for (int s = 0; s < here.classes.states(); s++) {
      double gained = there.mean(s, advantages);
      double spread = lambda == 0 ? 0 : lambda * there.divergence(s, here);
      double visits = there.evaluation.visits(s);
      sum += visits * (gained - spread);
      size += visits * (Math.abs(gained) + spread);
    }
    double difference = there.evaluation.objective() - here.evaluation.objective();
    return Bound.equal(difference, sum, ROUNDING * size);
  }

  /**
   * Soft sub-optimality (Mei et al. 2020, arXiv:2005.06392, Lemma 26), {@code V*_lambda - V_lambda
   * = lambda sum_s d(s) KL(pi || pi*_lambda)(s)}, with the policy's own visits.
   *
   * @param environment the environment
   * @param lambda the entropy coefficient
   * @param policy the policy, not modified
   * @return the difference of values, by soft value iteration, against the sum
   */
  public static Bound softSubOptimality(Environment environment, double lambda, Policy policy) {
    String obstacle = Proposition2.obstacle(environment, lambda);
    if (!obstacle.isEmpty()) {
      return Bound.notCovered(Relation.EQUAL, obstacle);
    }
    EvaluatedPolicy evaluated =
        EvaluatedPolicy.of(environment, Objective.withEntropy(lambda), policy);
    SoftValueIteration soft = SoftValueIteration.of(environment, lambda);
    double value = evaluated.evaluation.objective();
    double sum = softGap(environment, lambda, evaluated);
    double size = Math.abs(soft.value()) + Math.abs(value) + sum;
    return Bound.equal(soft.value() - value, sum, ROUNDING * size + soft.errorBound());
  }

  /** {@code lambda sum_s d(s) KL(pi || pi*_lambda)(s)}, of non-negative summands. */
  static double softGap(Environment environment, double lambda, EvaluatedPolicy evaluated) {
    EvaluatedPolicy soft = softOptimum(environment, lambda);
    double sum = 0;
    for (int s = 0; s < evaluated.classes.states(); s++) {
      sum += lambda * evaluated.evaluation.visits(s) * evaluated.divergence(s, soft);
    }
    return sum;
  }

  private static EvaluatedPolicy softOptimum(Environment environment, double lambda) {
    Policy soft = SoftValueIteration.of(environment, lambda).policy();
    return EvaluatedPolicy.of(environment, Objective.expectedReturn(), soft);
  }

  /**
   * The bound on soft sub-optimality by one-step improvement,
   *
   * <pre>
   *   V*_lambda - V_lambda  &lt;=  lambda sum_s d*_lambda(s) KL(pi || pibar)(s),
   *   pibar proportional to exp(Q_lambda / lambda),
   * </pre>
   *
   * <p>the soft performance difference to the soft optimum, with the best reply in each state in
   * the place of the optimum's own. In a bandit both sides are equal.
   *
   * @param environment the environment
   * @param lambda the entropy coefficient
   * @param policy the policy, not modified
   * @return both sides
   */
  public static Bound softSubOptimalityBound(
      Environment environment, double lambda, Policy policy) {
    String obstacle = Proposition2.obstacle(environment, lambda);
    if (!obstacle.isEmpty()) {
      return Bound.notCovered(Relation.AT_MOST, obstacle);
    }
    EvaluatedPolicy evaluated =
        EvaluatedPolicy.of(environment, Objective.withEntropy(lambda), policy);
    double[] advantages = evaluated.advantages();
    double[] visits = Proposition2.softVisits(environment, lambda);
    double right = 0;
    for (int s = 0; s < visits.length; s++) {
      right += lambda * visits[s] * improvable(evaluated, lambda, s, advantages);
    }
    double left = softGap(environment, lambda, evaluated);
    double rounding = lambda * rounding(evaluated, lambda, left / lambda);
    return Bound.atMost(left, right, rounding, Map.of());
  }

  /**
   * The bound on the divergence from the best reply, {@code KL(pi || pibar) <= max_a (A_lambda /
   * lambda)^2 / 2}, in the state where it is tightest. Because {@code pibar} is proportional to
   * {@code pi exp(A_lambda / lambda)} and the mean of A_lambda is 0, the divergence is {@code log E
   * exp(A_lambda / lambda)}, and Hoeffding's lemma bounds it.
   *
   * @param environment the environment
   * @param lambda the entropy coefficient
   * @param policy the policy, not modified
   * @return both sides; constants: state
   */
  public static Bound divergence(Environment environment, double lambda, Policy policy) {
    String obstacle = Proposition2.obstacle(environment, lambda);
    if (!obstacle.isEmpty()) {
      return Bound.notCovered(Relation.AT_MOST, obstacle);
    }
    EvaluatedPolicy evaluated =
        EvaluatedPolicy.of(environment, Objective.withEntropy(lambda), policy);
    double[] advantages = evaluated.advantages();
    Bound tightest = null;
    ActionClasses classes = evaluated.classes;
    for (int s = 0; s < classes.states(); s++) {
      double largest = 0;
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        largest = Math.max(largest, Math.abs(advantages[k] / lambda));
      }
      double left = improvable(evaluated, lambda, s, advantages);
      Bound bound =
          Bound.atMost(
              left,
              largest * largest / 2,
              rounding(evaluated, lambda, left),
              Map.of("state", (double) s));
      if (tightest == null || bound.ratio() > tightest.ratio()) {
        tightest = bound;
      }
    }
    return tightest;
  }

  /**
   * What Proposition 2 makes of both: the regularised objective is missing at most
   *
   * <pre>
   *   V*_lambda - V_lambda  &lt;=  ||grad V_lambda||_2^2 / (2 lambda C_lambda)
   * </pre>
   *
   * <p>(a Lojasiewicz inequality; Mei et al. 2020, arXiv:2005.06392, Lemma 15, is the published one
   * for discounting). For two equally likely actions the sides come as close as 1 to 2.
   *
   * @param environment the environment
   * @param lambda the entropy coefficient
   * @param policy the policy, not modified
   * @return both sides; constants: eps, C
   */
  public static Bound gradientDomination(Environment environment, double lambda, Policy policy) {
    String obstacle = Proposition2.obstacle(environment, lambda);
    if (!obstacle.isEmpty()) {
      return Bound.notCovered(Relation.AT_MOST, obstacle);
    }
    EvaluatedPolicy evaluated =
        EvaluatedPolicy.of(environment, Objective.withEntropy(lambda), policy);
    double[] visits = Proposition2.softVisits(environment, lambda);
    double logConstant = Proposition2.logConstant(evaluated, visits);
    double eps = evaluated.norm2();
    Map<String, Double> constants = new LinkedHashMap<>();
    constants.put("eps", eps);
    constants.put("C", StrictMath.exp(logConstant));
    double left = softGap(environment, lambda, evaluated);
    return Bound.atMost(
        left,
        Proposition2.gain(eps, lambda, logConstant),
        lambda * rounding(evaluated, lambda, left / lambda),
        constants);
  }

  /**
   * How far a divergence can be off: near the soft optimum {@code x = A_lambda / lambda} is a
   * difference of numbers as large as log pi and Q / lambda, and the divergence is of order x^2.
   */
  private static double rounding(EvaluatedPolicy evaluated, double lambda, double divergence) {
    double size = Math.abs(evaluated.evaluation.objective()) / lambda;
    for (int s = 0; s < evaluated.classes.states(); s++) {
      size = Math.max(size, -evaluated.leastLogProbability(s));
    }
    double error = ROUNDING * size;
    return error * (error + 2 * Math.sqrt(2 * divergence));
  }

  /** {@code KL(pi || pibar) = log E exp(x)} with {@code x = A_lambda / lambda} of mean 0. */
  private static double improvable(
      EvaluatedPolicy evaluated, double lambda, int s, double[] advantages) {
    ActionClasses classes = evaluated.classes;
    double top = Double.NEGATIVE_INFINITY;
    for (int k = classes.begin(s); k < classes.end(s); k++) {
      top = Math.max(top, advantages[k] / lambda);
    }
    double sum = 0;
    for (int k = classes.begin(s); k < classes.end(s); k++) {
      double x = advantages[k] / lambda;
      double mass = classes.multiplicity(k) * evaluated.probability(s, k);
      sum += mass * (top < 1 ? EvaluatedPolicy.excess(x) : StrictMath.exp(x - top));
    }
    return top < 1 ? StrictMath.log1p(sum) : top + StrictMath.log(sum);
  }
}

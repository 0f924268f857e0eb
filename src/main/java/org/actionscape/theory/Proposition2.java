package org.actionscape.theory;

import java.util.LinkedHashMap;
import java.util.Map;
import org.actionscape.check.Checks;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.math.KeptThreshold;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.actionscape.theory.Bound.Relation;

/**
 * Proposition 2 of Shen 2025 (arXiv:2509.03493), with entropy regularisation: what a gradient of
 * {@code V_lambda = V + lambda H} of norm eps says of the policy,
 *
 * <pre>
 *   V* - V  &lt;=  eps^2 / (2 lambda C_lambda)  +  lambda H log( |A| / |A*_H|^(1/H) )
 *   C_lambda = min_s d(s)^2 min_a pi(a|s)^2 / d*_lambda(s)
 * </pre>
 *
 * <p>with the minimum over the states that the soft-optimal policy visits. The first term is what
 * entropy buys (eps squared instead of eps), the second the bias that it costs. Derivation: {@code
 * V*_lambda - V_lambda} is at most {@code lambda sum_s d*_lambda(s) KL(pi || pibar)} ({@link
 * Lemmas#softSubOptimalityBound}), a divergence at most {@code max_a (A_lambda / lambda)^2 / 2}
 * ({@link Lemmas#divergence}), and {@code A_lambda = (dV_lambda/dtheta) / (d pi)}. Then {@code
 * V*_lambda >= V* + lambda log |A*_H|} (the policy that is uniform on the optimal sequences) and
 * {@code H(pi) <= H log |A|}. Constants are derived here.
 *
 * <p>The same derivation covers random next states and discounting, with d unnormalised visits, the
 * largest entropy of an optimal policy in the place of {@code log |A*_H|} and the discounted length
 * 1 / (1 - gamma) in the place of H; it sharpens Lemma 15 of Mei et al. 2020 (arXiv:2005.06392),
 * {@link #publishedDiscounted}. With several start states {@code log |A*_H|} is the mean over them.
 * Not covered: a recurrent finite horizon, whose soft optimum depends on the step; lambda = 0.
 *
 * <p>Holds what is known of an environment (soft optimum, best actions), to be asked about many
 * policies. Cost of a question: one {@link Evaluation} and O(entries). Knows no solver. Immutable.
 */
public final class Proposition2 {
  /** How far a difference can be off, relative to what it is a difference of. */
  private static final double ROUNDING = 1e-13;

  private final Environment environment;
  private final ActionClasses classes;
  private final double lambda;
  private final String obstacle;
  private final OptimalValues optimum;
  private final double[] softVisits;
  private final double horizon;
  private final double bias;

  private Proposition2(Environment environment, double lambda) {
    this.environment = environment;
    this.lambda = Checks.nonNegative("entropy coefficient (lambda)", lambda);
    classes = environment.classes();
    obstacle = obstacle(environment, lambda);
    if (obstacle.isEmpty()) {
      optimum = OptimalValues.of(environment);
      softVisits = softVisits(environment, lambda);
      horizon = optimum.horizon();
      bias = lambda * (horizon * optimum.logActions() - optimum.logOptimal());
    } else {
      optimum = null;
      softVisits = null;
      horizon = Double.NaN;
      bias = Double.NaN;
    }
  }

  /**
   * The proposition in an environment.
   *
   * @param environment the environment
   * @param lambda the entropy coefficient, at least 0
   * @return the proposition
   */
  public static Proposition2 of(Environment environment, double lambda) {
    return new Proposition2(environment, lambda);
  }

  static String obstacle(Environment environment, double lambda) {
    if (lambda == 0) {
      return "lambda = 0: there is no bonus";
    }
    return environment.horizon() instanceof Horizon.Steps
        ? "a recurrent horizon: the soft optimum depends on the step"
        : "";
  }

  static double[] softVisits(Environment environment, double lambda) {
    Policy soft = SoftValueIteration.of(environment, lambda).policy();
    Evaluation evaluation = new Evaluation(environment, Objective.expectedReturn());
    evaluation.evaluate(soft);
    double[] visits = new double[environment.classes().states()];
    for (int s = 0; s < visits.length; s++) {
      visits[s] = evaluation.visits(s);
    }
    return visits;
  }

  /**
   * The proposition for a policy.
   *
   * @param policy the policy, not modified
   * @return {@code V* - V} against the sum of the two terms; constants: eps (of {@code V_lambda}),
   *     C, gain (the first term), bias (the second), H, logOptimal (log |A*_H|), range (the largest
   *     gap that there can be)
   */
  public Bound subOptimality(Policy policy) {
    return bound(policy, bias);
  }

  /**
   * The sharper middle form, with the policy's own entropy: {@code lambda (H(pi) - log |A*_H|)} is
   * the second term. It may be negative.
   *
   * @param policy the policy, not modified
   * @return {@code V* - V} against the sum of the two terms; constants as in {@link #subOptimality}
   */
  public Bound subOptimalityByEntropy(Policy policy) {
    return bound(policy, Double.NaN);
  }

  /**
   * Lemma 15 of Mei et al. 2020 (arXiv:2005.06392) as published, solved for what is missing to the
   * regularised optimum, with mu the start distribution and unnormalised visits:
   *
   * <pre>
   *   V*_lambda - V_lambda  &lt;=  eps^2 S ||d*_lambda / d||_inf / (2 lambda min_s mu(s) min pi^2)
   * </pre>
   *
   * <p>Weaker than what Proposition 2 rests on by the factor S at least.
   *
   * @param policy the policy, not modified
   * @return both sides; constants: eps, C
   */
  public Bound publishedDiscounted(Policy policy) {
    if (!obstacle.isEmpty() || !(environment.horizon() instanceof Horizon.Discounted)) {
      return Bound.notCovered(
          Relation.AT_MOST,
          obstacle.isEmpty() ? "episodes that end: the lemma is about discounting" : obstacle);
    }
    EvaluatedPolicy evaluated = evaluate(policy);
    double logMismatch = Double.NEGATIVE_INFINITY;
    double least = Double.POSITIVE_INFINITY;
    double rarest = Double.POSITIVE_INFINITY;
    for (int s = 0; s < classes.states(); s++) {
      double visits = evaluated.evaluation.visits(s);
      logMismatch = Math.max(logMismatch, StrictMath.log(softVisits[s] / visits));
      least = Math.min(least, evaluated.leastLogProbability(s));
      rarest = Math.min(rarest, environment.startProbability(s));
    }
    if (rarest == 0) {
      return Bound.notCovered(Relation.AT_MOST, "a state where no episode starts: mu = 0");
    }
    double logConstant =
        StrictMath.log(rarest) + 2 * least - logMismatch - StrictMath.log(classes.states());
    double eps = evaluated.norm2();
    Map<String, Double> constants = new LinkedHashMap<>();
    constants.put("eps", eps);
    constants.put("C", StrictMath.exp(logConstant));
    double left = Lemmas.softGap(environment, lambda, evaluated);
    return Bound.atMost(left, gain(eps, lambda, logConstant), 0, constants);
  }

  /** The two terms, with the policy's own entropy in the second if {@code secondTerm} is NaN. */
  private Bound bound(Policy policy, double secondTerm) {
    if (!obstacle.isEmpty()) {
      return Bound.notCovered(Relation.AT_MOST, obstacle);
    }
    EvaluatedPolicy evaluated = evaluate(policy);
    double eps = evaluated.norm2();
    double logConstant = logConstant(evaluated, softVisits);
    double gain = gain(eps, lambda, logConstant);
    double cost =
        Double.isNaN(secondTerm)
            ? lambda * (evaluated.evaluation.entropy() - optimum.logOptimal())
            : secondTerm;
    Map<String, Double> constants = new LinkedHashMap<>();
    constants.put("eps", eps);
    constants.put("C", StrictMath.exp(logConstant));
    constants.put("gain", gain);
    constants.put("bias", cost);
    constants.put("H", horizon);
    constants.put("logOptimal", optimum.logOptimal());
    constants.put("range", optimum.range());
    return Bound.atMost(
        optimum.subOptimality(evaluated.evaluation),
        gain + cost,
        optimum.rounding()
            + ROUNDING * lambda * (evaluated.evaluation.entropy() + optimum.logOptimal()),
        constants);
  }

  private EvaluatedPolicy evaluate(Policy policy) {
    return EvaluatedPolicy.of(environment, Objective.withEntropy(lambda), policy);
  }

  /** {@code log C_lambda}: C itself underflows for policies that are merely confident. */
  static double logConstant(EvaluatedPolicy evaluated, double[] softVisits) {
    double least = Double.POSITIVE_INFINITY;
    for (int s = 0; s < softVisits.length; s++) {
      if (softVisits[s] > 0) {
        double visits = StrictMath.log(evaluated.evaluation.visits(s));
        least =
            Math.min(
                least,
                2 * (visits + evaluated.leastLogProbability(s)) - StrictMath.log(softVisits[s]));
      }
    }
    return least;
  }

  /**
   * {@code eps^2 / (2 lambda C)}, infinite where it overflows and where C is 0, which says nothing.
   */
  static double gain(double eps, double lambda, double logConstant) {
    return logConstant == Double.NEGATIVE_INFINITY
        ? Double.POSITIVE_INFINITY
        : StrictMath.exp(2 * StrictMath.log(eps) - StrictMath.log(2 * lambda) - logConstant);
  }

  /**
   * The proposition for the clamped bonus, {@code J = V + lambda Hc}, in a bandit, where |A|
   * becomes the number m of kept actions. With P the probability of the kept set, pt the policy on
   * it, and eps the norm of the gradient of J over the kept actions, in one context:
   *
   * <pre>
   *   V* - V  &lt;=  ( eps^2 / (2 lambda min_kept pt^2)  +  lambda log(m / n)  +  G ) / P
   *   G = sum over the kept actions of dJ/dtheta
   * </pre>
   *
   * <p>Derived here. {@code P r + lambda Hc} has on the kept set the soft optimum {@code pbar}, and
   * {@code KL(pt || pbar)} is at most an eighth of the squared range of {@code (dJ/dtheta) /
   * (lambda pt)}; its optimum is at least {@code P max r + lambda log n}, as the kept set contains
   * the n optimal actions; and the actions outside cost {@code (1 - P) (V_kept - V_outside) = G /
   * P}. Once training has emptied the outside, P is 1 and G is 0, and what is left is Proposition 2
   * with m in the place of |A|. Contexts are summed with their probabilities.
   *
   * <p>Not covered: several steps, where the clamped bonus is not a gradient; a kept set without
   * one of the optimal actions.
   *
   * @param environment the environment
   * @param lambda the entropy coefficient, at least 0
   * @param share the clamp share p in [0, 1)
   * @param policy the policy, not modified
   * @return {@code V* - V} against the sum; constants: eps, gain (with eps squared), bias (with m),
   *     outside (with G), kept (the mean of m over the contexts), range
   */
  public static Bound clamped(Environment environment, double lambda, double share, Policy policy) {
    if (lambda == 0) {
      return Bound.notCovered(Relation.AT_MOST, obstacle(environment, lambda));
    }
    if (!environment.transitions().isNone()) {
      return Bound.notCovered(
          Relation.AT_MOST, "several steps: the clamped bonus is not the gradient of a function");
    }
    OptimalValues optimum = OptimalValues.of(environment);
    EvaluatedPolicy evaluated =
        EvaluatedPolicy.of(environment, Objective.withClampedEntropy(lambda, share), policy);
    ActionClasses classes = environment.classes();
    KeptThreshold selection = new KeptThreshold(classes.widest());
    double gain = 0;
    double bias = 0;
    double outside = 0;
    double meanKept = 0;
    for (int s = 0; s < classes.states(); s++) {
      double keep = KeptThreshold.keep(share, classes.actions(s));
      double threshold =
          selection.threshold(
              policy.logits().data,
              classes.multiplicities(),
              classes.begin(s),
              classes.end(s),
              keep);
      KeptSet kept = KeptSet.of(evaluated, optimum, policy, s, threshold);
      if (kept == null) {
        return Bound.notCovered(Relation.AT_MOST, "a clamp that removes an optimal action");
      }
      double d = environment.startProbability(s);
      gain += gain(kept.norm(), lambda, StrictMath.log(d * kept.mass()) + 2 * kept.leastLog());
      bias += d * lambda * StrictMath.log(kept.actions() / kept.optimal()) / kept.mass();
      outside += kept.sum() / kept.mass();
      meanKept += d * kept.actions();
    }
    Map<String, Double> constants = new LinkedHashMap<>();
    constants.put("eps", evaluated.norm2());
    constants.put("gain", gain);
    constants.put("bias", bias);
    constants.put("outside", outside);
    constants.put("kept", meanKept);
    constants.put("range", optimum.range());
    return Bound.atMost(
        optimum.subOptimality(evaluated.evaluation),
        gain + bias + outside,
        optimum.rounding() + ROUNDING * Math.abs(optimum.range()),
        constants);
  }

  /**
   * What a clamp keeps in one state: m and n of it, its probability, the least log-probability of
   * the policy on it, and norm and sum of the gradient over it.
   */
  private record KeptSet(
      double actions, double optimal, double mass, double leastLog, double norm, double sum) {
    /** Null if an optimal action is not kept. */
    static KeptSet of(
        EvaluatedPolicy evaluated, OptimalValues optimum, Policy policy, int s, double threshold) {
      ActionClasses classes = evaluated.classes;
      double actions = 0;
      double optimal = 0;
      double mass = 0;
      double least = Double.POSITIVE_INFINITY;
      double largest = 0;
      double sum = 0;
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        if (policy.logits().data[k] >= threshold) {
          double members = classes.multiplicity(k);
          actions += members;
          optimal += optimum.isOptimal(k) ? members : 0;
          mass += members * evaluated.probability(s, k);
          least = Math.min(least, evaluated.logProbability(s, k));
          largest = Math.max(largest, Math.abs(evaluated.gradient[k]));
          sum += members * evaluated.gradient[k];
        } else if (optimum.isOptimal(k)) {
          return null;
        }
      }
      return new KeptSet(
          actions,
          optimal,
          mass,
          least - StrictMath.log(mass),
          norm(evaluated, policy, s, threshold, largest),
          sum);
    }

    /** The kept gradient's norm, relative to its largest entry, so that no square is lost. */
    private static double norm(
        EvaluatedPolicy evaluated, Policy policy, int s, double threshold, double largest) {
      if (largest == 0) {
        return 0;
      }
      ActionClasses classes = evaluated.classes;
      double squares = 0;
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        if (policy.logits().data[k] >= threshold) {
          double relative = evaluated.gradient[k] / largest;
          squares += classes.multiplicity(k) * relative * relative;
        }
      }
      return largest * Math.sqrt(squares);
    }
  }
}

package org.actionscape.experiment;

import java.util.Arrays;
import java.util.function.Supplier;
import org.actionscape.env.Environment;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.ejml.data.DMatrixRMaj;

/**
 * The expected return of a start policy with its gradient, where rewards may be as large as doubles
 * are. Both are linear in the rewards, so what overflows on the way is found again with rewards in
 * units of 2^64, a factor that costs no digit of a large number. Still infinite is only what has no
 * place in the doubles.
 *
 * @param environment the environment, with rewards in units in which nothing overflows
 * @param value the expected return
 * @param gradient dV/dtheta of a member of each class
 */
record FiniteRange(Environment environment, double value, double[] gradient) {
  /** The unit in which rewards are small enough. */
  static final double SMALL = 0x1p-64;

  private static final double LARGE = 0x1p64;

  /** Far enough apart that exp of the difference is 0. */
  private static final double APART = 1000;

  /**
   * Evaluates the start policy.
   *
   * @param environment the environment
   * @param small makes the same with its rewards times {@link #SMALL}
   */
  static FiniteRange of(Environment environment, Supplier<? extends Environment> small) {
    FiniteRange plain = evaluate(environment);
    if (isFinite(plain.value) && Arrays.stream(plain.gradient).allMatch(FiniteRange::isFinite)) {
      return plain;
    }
    FiniteRange scaled = evaluate(small.get());
    double[] gradient = plain.gradient.clone();
    for (int k = 0; k < gradient.length; k++) {
      gradient[k] = isFinite(gradient[k]) ? gradient[k] : LARGE * scaled.gradient[k];
    }
    return new FiniteRange(
        scaled.environment, isFinite(plain.value) ? plain.value : LARGE * scaled.value, gradient);
  }

  private static FiniteRange evaluate(Environment environment) {
    Evaluation evaluation = new Evaluation(environment, Objective.expectedReturn());
    evaluation.evaluate(Policy.startOf(environment));
    DMatrixRMaj gradient = new DMatrixRMaj(environment.classes().size(), 1);
    evaluation.addReturnGradient(1, gradient);
    return new FiniteRange(environment, evaluation.value(), gradient.data);
  }

  private static boolean isFinite(double value) {
    return Math.abs(value) <= Double.MAX_VALUE;
  }

  /** The rewards times {@link #SMALL}. */
  static double[] small(double[] rewards) {
    return Arrays.stream(rewards).map(reward -> SMALL * reward).toArray();
  }

  /**
   * Logits of one state with the same policy and the same order, whose differences are finite.
   * Where a difference overflows, doubles near the largest logit are further apart than {@code exp}
   * can see: all other actions have probability 0 and only their order counts, for a clamp.
   *
   * @param logits finite logits, at least one; not modified
   * @return the same numbers, or negative multiples of {@value #APART} by rank, the largest 0
   */
  static double[] logits(double[] logits) {
    double[] levels = Arrays.stream(logits).map(x -> x + 0.0).sorted().distinct().toArray();
    double largest = levels[levels.length - 1];
    if (largest - levels[0] <= Double.MAX_VALUE) {
      return logits;
    }
    return Arrays.stream(logits)
        .map(x -> APART * (Arrays.binarySearch(levels, x + 0.0) - (levels.length - 1)))
        .toArray();
  }
}

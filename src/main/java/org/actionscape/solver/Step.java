package org.actionscape.solver;

import java.util.List;
import java.util.stream.Collectors;
import org.actionscape.check.Decimals;

/**
 * What is known of one step of a run, before the policy is changed by it. All of it is exact, also
 * where the gradient is sampled.
 *
 * @param step the number of updates so far
 * @param value the expected return V
 * @param entropy the entropy of the policy, of trajectories where there are several steps, nats
 * @param length the expected length of an episode, {@code sum_s d(s)}, steps
 * @param bonus the bonuses with their coefficients, {@code sum_i lambda_i term_i}, so that {@code
 *     value + bonus} is what is maximised
 * @param gradientNorm the Euclidean norm of the objective's gradient over all actions, members of
 *     classes counted one by one
 * @param bonuses each bonus of the objective
 */
public record Step(
    long step,
    double value,
    double entropy,
    double length,
    double bonus,
    double gradientNorm,
    List<Bonus> bonuses) {
  public Step {
    bonuses = List.copyOf(bonuses);
  }

  /**
   * The step in one line.
   *
   * @return for example {@code step 1000: value 0.771092985, entropy 2.65399154, coefficient 0.11,
   *     gradient norm 0.00125}
   */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder("step " + step);
    line.append(": value ").append(text(value)).append(", entropy ").append(text(entropy));
    if (!bonuses.isEmpty()) {
      line.append(bonuses.size() == 1 ? ", coefficient " : ", coefficients ")
          .append(
              bonuses.stream()
                  .map(bonus -> text(bonus.coefficient()))
                  .collect(Collectors.joining(" and ")));
    }
    return line.append(", gradient norm ").append(text(gradientNorm)).toString();
  }

  /** Of a run that has diverged, too. */
  private static String text(double number) {
    return Double.isFinite(number) ? Decimals.rounded(number) : String.valueOf(number);
  }

  /**
   * One bonus at one step.
   *
   * @param coefficient lambda, with which the next update is made
   * @param perStep what the term is worth in a step, the mean over the steps of an episode, nats
   * @param observed what the coefficient rule was told of that, nats: {@code perStep} where
   *     gradients are exact, the mean over the states of the batch where they are sampled; so
   *     {@code coefficient} is the rule's answer to the last coefficient, this and the step
   * @param keptShare the share of a state's actions that the term looks at, the same mean
   */
  public record Bonus(double coefficient, double perStep, double observed, double keptShare) {}
}

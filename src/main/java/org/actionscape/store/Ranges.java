package org.actionscape.store;

import java.util.List;

/**
 * The range of every quantity of a problem, by the names of tables' columns and metrics, without
 * {@code final_} and the like before them.
 *
 * @param reward of returns
 * @param entropy of entropies, nats
 * @param length of lengths of episodes
 * @param coefficient of coefficients of bonuses
 */
public record Ranges(Range reward, Range entropy, Range length, Range coefficient) {
  private static final List<String> SHARES = List.of("accuracy", "confidently_wrong", "at_limit");

  private static final List<String> NON_NEGATIVE =
      List.of("gradient_norm", "eps_over_c", "bound", "gain_term", "bias_term");

  /**
   * Those of one decision with rewards from 0 to 1.
   *
   * @param actions the number of actions
   * @return the ranges
   */
  public static Ranges ofActions(double actions) {
    return new Ranges(
        Range.SHARE, Range.upTo(StrictMath.log(actions)), new Range(1, 1), Range.NON_NEGATIVE);
  }

  /**
   * Those of responses of several tokens with rewards from 0 to 1; entropies are those of a step.
   *
   * @param tokens the number of tokens at a step
   * @param horizon the most tokens of a response
   * @return the ranges
   */
  public static Ranges ofTokens(double tokens, double horizon) {
    Ranges step = ofActions(tokens);
    return new Ranges(step.reward, step.entropy, new Range(1, horizon), step.coefficient);
  }

  /**
   * The same with another range of coefficients.
   *
   * @param box what a rule keeps its coefficient in
   * @return the ranges
   */
  public Ranges withCoefficient(Range box) {
    return new Ranges(reward, entropy, length, box);
  }

  /**
   * The range of a quantity.
   *
   * @param name a column or metric
   * @return what it can be, any number if nothing is known of it
   */
  public Range of(String name) {
    if (SHARES.stream().anyMatch(name::startsWith)) {
      return Range.SHARE;
    }
    if (NON_NEGATIVE.stream().anyMatch(name::contains)) {
      return Range.NON_NEGATIVE;
    }
    double widest = reward.most() - reward.least();
    if (name.endsWith("reward")) {
      return reward;
    }
    if (name.endsWith("sub_optimality")) {
      return Range.upTo(widest);
    }
    if (name.equals("gain")) {
      return new Range(-widest, widest);
    }
    if (name.equals("two_entropy")) {
      return Range.upTo(2 * widest * entropy.most());
    }
    if (name.contains("entropy") || name.endsWith("bonus_per_step")) {
      return entropy;
    }
    if (name.endsWith("length")) {
      return length;
    }
    return name.contains("coefficient") ? coefficient : Range.ANY;
  }
}

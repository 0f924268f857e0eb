package org.actionscape.theory;

import java.util.Arrays;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.Environment;

/**
 * How far policies of an environment can go beside its best return, each the optimum of other
 * rewards: {@code -r} for the worst return, none but entropy, and 1 per step for the length.
 *
 * @param worstReturn the least expected return of all policies
 * @param largestEntropy the largest entropy of trajectories, nats
 * @param longestEpisode the largest expected length of an episode, steps; discounted if the
 *     environment discounts
 */
public record Extremes(double worstReturn, double largestEntropy, double longestEpisode) {
  /**
   * Finds them. Cost: that of three optima, see {@link SoftValueIteration}.
   *
   * @param environment the environment
   * @return its extremes
   * @throws InvalidInputException if values are too large for finite numbers, or it takes too long
   */
  public static Extremes of(Environment environment) {
    double[] rewards = environment.rewards().data;
    double[] costs = Arrays.stream(rewards).map(reward -> -reward).toArray();
    double[] ones = new double[rewards.length];
    Arrays.fill(ones, 1);
    return new Extremes(
        // Not -0.
        0 - SoftValueIteration.of(environment, costs, 0).optimalValue(),
        SoftValueIteration.of(environment, new double[rewards.length], 1).entropy(),
        SoftValueIteration.of(environment, ones, 0).optimalValue());
  }
}

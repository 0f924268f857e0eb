package org.actionscape.solver;

import org.actionscape.check.InvalidInputException;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;

/**
 * GRPO (Shao et al. 2024, arXiv:2402.03300): no critic; a response is judged against the others of
 * its prompt, and all of its tokens alike,
 *
 * <pre>
 *   A_i = (R_i - mean of the group) / standard deviation of the group,
 * </pre>
 *
 * <p>0 for a group whose totals are all the same but for the rounding of their sums, which division
 * by the deviation would turn into advantages of 1 and -1; and clipped as in PPO. Every token of a
 * batch counts alike (token level): the gradient is a mean over tokens, not over responses, and so
 * is the bonuses'; it is {@code 1 / mean length} of the gradient of {@link Reinforce}.
 *
 * <p>Where responses end early, the mean over tokens is a quotient of two sums of the same samples:
 * its mean is not quite the quotient of the means (a few per cent at 4 responses of 1 or 2 tokens;
 * it vanishes as 1 / number of responses). The following holds for equal lengths.
 *
 * <p>The advantage is biased on purpose. With rewards 0 and 1, K of G right and p the probability
 * of a right response, the mean of the first update is {@code E[sqrt(K (G - K))] / (G p (1 - p))}
 * times the gradient of p: prompts that are nearly solved or nearly hopeless count more. Without
 * the division (Liu et al. 2025, arXiv:2503.20783) it is {@code (G - 1) / G} times the gradient.
 *
 * @param sampling what a batch is; at least 2 samples of a prompt
 * @param normalized whether to divide by the standard deviation (of the population, not {@code G -
 *     1})
 * @param updates how many updates are made from a batch, and the clip range
 */
public record Grpo(Sampling sampling, boolean normalized, ClippedUpdates updates)
    implements GradientSource {
  public Grpo {
    if (sampling.samples() < 2) {
      throw new InvalidInputException(
          "samples of a prompt (group) = "
              + sampling.samples()
              + ": must be at least 2, a response is judged against the others");
    }
  }

  @Override
  public String id() {
    return "grpo";
  }

  @Override
  public Prepared prepare(Objective objective, Policy policy, Evaluation evaluation, long seed) {
    return new SampledSource(policy, evaluation, sampling, this::estimate, updates, true, seed);
  }

  private void estimate(Batch batch) {
    for (int first = 0; first < batch.episodes; first += batch.samples) {
      judge(batch, first, first + batch.samples);
    }
  }

  void judge(Batch batch, int from, int to) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    double rounding = 0;
    for (int e = from; e < to; e++) {
      double total = batch.total(e);
      least = Math.min(least, total);
      most = Math.max(most, total);
      rounding = Math.max(rounding, batch.rounding(e));
    }
    // Not for totals that are no numbers: their advantages are none, and the run says so.
    boolean equal = most - least <= rounding && rounding <= Double.MAX_VALUE;
    // Quarters of totals differ by less than the largest number.
    double part = most - least <= Double.MAX_VALUE ? 1 : 0.25;
    // From the least total on: a mean of totals would be rounded by their size, not their gaps'.
    double mean = 0;
    for (int e = from; e < to; e++) {
      mean += (part * batch.total(e) - part * least) / batch.samples;
    }
    // Squares of gaps in units of a power of two, which neither overflow nor underflow.
    int scale = -Math.getExponent(part * most - part * least);
    double square = 0;
    for (int e = from; e < to; e++) {
      double gap = Math.scalb((part * batch.total(e) - part * least) - mean, scale);
      square += gap * gap / batch.samples;
    }
    double deviation = Math.sqrt(square);
    for (int e = from; e < to; e++) {
      double gap = (part * batch.total(e) - part * least) - mean;
      double advantage = normalized ? Math.scalb(gap, scale) / deviation : gap / part;
      for (int t = batch.begins[e]; t < batch.begins[e + 1]; t++) {
        batch.advantages[t] = equal ? 0 : advantage;
      }
    }
  }
}

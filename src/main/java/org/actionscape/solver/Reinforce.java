package org.actionscape.solver;

import org.actionscape.check.InvalidInputException;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;

/**
 * REINFORCE (Williams 1992): each action counts with the return that followed it, {@code A_t = sum
 * of the rewards from t on - baseline}. Unbiased; the bonuses' gradient is as {@link Sampling}
 * says.
 *
 * @param sampling what a batch is
 * @param baseline what is subtracted; leave-one-out needs at least 2 samples of a prompt
 */
public record Reinforce(Sampling sampling, Baseline baseline) implements GradientSource {
  public Reinforce {
    if (baseline == Baseline.LEAVE_ONE_OUT && sampling.samples() < 2) {
      throw new InvalidInputException(
          "samples of a prompt (group) = "
              + sampling.samples()
              + ": must be at least 2 for a leave-one-out baseline");
    }
  }

  @Override
  public String id() {
    return "reinforce";
  }

  @Override
  public Prepared prepare(Objective objective, Policy policy, Evaluation evaluation, long seed) {
    return new SampledSource(
        policy, evaluation, sampling, this::estimate, ClippedUpdates.NONE, false, seed);
  }

  private void estimate(Batch batch) {
    for (int e = 0; e < batch.episodes; e++) {
      double toGo = -baseline(batch, e);
      for (int t = batch.begins[e + 1] - 1; t >= batch.begins[e]; t--) {
        toGo += batch.rewards[t];
        batch.advantages[t] = toGo;
      }
    }
  }

  private double baseline(Batch batch, int episode) {
    if (baseline == Baseline.NONE) {
      return 0;
    }
    int first = episode - episode % batch.samples;
    double others = 0;
    for (int e = first; e < first + batch.samples; e++) {
      others += e == episode ? 0 : batch.total(e);
    }
    return others / (batch.samples - 1);
  }
}

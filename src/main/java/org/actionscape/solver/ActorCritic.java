package org.actionscape.solver;

import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;

/**
 * Advantage actor-critic with a tabular critic (A2C; Mnih et al. 2016, arXiv:1602.01783): {@link
 * PpoClip} that uses a batch once.
 *
 * @param sampling what a batch is
 * @param critic how advantages are estimated
 */
public record ActorCritic(Sampling sampling, Critic critic) implements GradientSource {
  @Override
  public String id() {
    return "actor-critic";
  }

  @Override
  public Prepared prepare(Objective objective, Policy policy, Evaluation evaluation, long seed) {
    return new PpoClip(sampling, critic, ClippedUpdates.NONE)
        .prepare(objective, policy, evaluation, seed);
  }
}

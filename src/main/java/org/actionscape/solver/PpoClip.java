package org.actionscape.solver;

import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;

/**
 * PPO with the clipped surrogate (Schulman et al. 2017, arXiv:1707.06347): an actor-critic that
 * uses each batch for several updates. With one minibatch the first update of a batch is that of
 * {@link ActorCritic}; later ones are biased, the more so the further the policy has moved. A
 * minibatch's mean is weighted by the start states that happen to be in it: unbiased if prompts are
 * drawn or start states equally likely, slightly biased if {@code prompts} is 0 and they are not.
 *
 * @param sampling what a batch is
 * @param critic how advantages are estimated, once per batch
 * @param updates how many updates are made from a batch, and the clip range
 */
public record PpoClip(Sampling sampling, Critic critic, ClippedUpdates updates)
    implements GradientSource {
  @Override
  public String id() {
    return "ppo";
  }

  @Override
  public Prepared prepare(Objective objective, Policy policy, Evaluation evaluation, long seed) {
    return new SampledSource(
        policy,
        evaluation,
        sampling,
        critic.prepare(evaluation.classes().states()),
        updates,
        false,
        seed);
  }
}

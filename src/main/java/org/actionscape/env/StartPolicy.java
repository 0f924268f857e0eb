package org.actionscape.env;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * What the policy knows before training: logits by rank, most likely action first. The actions of a
 * context are named by their rank in its start policy.
 */
public sealed interface StartPolicy permits UniformStart, GaussianStart, ZipfStart {
  /**
   * The number of blocks of equal logits: what the policy costs in memory. Beyond ten million, to
   * within a thousandth.
   *
   * @param actions the number of actions
   * @return the number of blocks, at most {@code actions}
   */
  long blocks(long actions);

  /**
   * Draws the logits of one context.
   *
   * @param actions the number of actions
   * @param random the context's stream
   * @return logits by rank
   */
  RankedLogits draw(long actions, UniformRandomProvider random);
}

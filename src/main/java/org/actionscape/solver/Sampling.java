package org.actionscape.solver;

import org.actionscape.check.Checks;

/**
 * What a sampled gradient is made of: in each batch, {@code prompts} start states with {@code
 * samples} episodes each, drawn from the exact policy by inverting its distribution function.
 *
 * <p>Start states are drawn by their probability, or, if {@code prompts} is 0, each is taken once
 * and its episodes count with its probability, which removes the noise of drawing start states.
 *
 * <p>Where actions are written down as classes, a sample moves each member of its class by an equal
 * share, which keeps them a class: an estimate with the same mean and less variance than with
 * explicit actions. For the noise that training has with 100,000 actions, write them down
 * explicitly.
 *
 * @param prompts the number of start states in a batch, a minibatch of contexts; 0 for all
 * @param samples the number of episodes from each, at least 1
 * @param bonus how the bonuses' gradient is found
 */
public record Sampling(int prompts, int samples, BonusGradient bonus) {
  private static final int MOST = 1_000_000;

  /** How the gradient of the bonuses is found. */
  public enum BonusGradient {
    /** Exactly, in all states with their exact visits. */
    EXACT,
    /**
     * Exactly in each state that the batch visited, weighted by how often: what A3C, PPO and AEnt
     * do. The visits are held fixed, also for terms that follow them exactly.
     */
    VISITED,
    /**
     * As a reward of each sampled action, {@code - log pi(a|s)} for the entropy: maximum-entropy
     * RL. For terms that are expectations of such rewards: entropy and kl.
     */
    SAMPLED
  }

  public Sampling {
    Checks.between("prompts in a batch", prompts, 0, MOST);
    Checks.between("samples of a prompt (group)", samples, 1, MOST);
  }
}

package org.actionscape.env;

import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;

/**
 * What a generated contextual bandit is. With a seed, these settings determine every number of it.
 *
 * @param contexts the number of contexts S
 * @param actions the number of actions |A| in each
 * @param optimal the number n of optimal actions in each; the sparsity is n / |A|
 * @param rewards what an action pays
 * @param start the policy before training
 * @param ranks where the start policy ranks the optimal actions
 */
public record BanditSettings(
    int contexts,
    long actions,
    int optimal,
    RewardLevels rewards,
    StartPolicy start,
    OptimalRanks ranks) {
  /** Up to here a double counts actions exactly. */
  public static final long MOST_ACTIONS = 1L << 53;

  private static final int MOST_CONTEXTS = 1_000_000;

  public BanditSettings {
    Checks.between("number of contexts", contexts, 1, MOST_CONTEXTS);
    Checks.between("number of actions", actions, 1, MOST_ACTIONS);
    if (optimal > actions) {
      throw new InvalidInputException(
          "number of optimal actions = "
              + optimal
              + ": must be at most the number of actions, "
              + actions);
    }
    Checks.between("number of optimal actions", optimal, 1, Integer.MAX_VALUE);
    ranks.requireRoom(optimal, actions);
  }

  /**
   * A textbook bandit: rewards 1 and 0, a uniform start policy, no decoys.
   *
   * @param contexts the number of contexts S
   * @param actions the number of actions |A| in each
   * @param optimal the number n of optimal actions in each
   */
  public BanditSettings(int contexts, long actions, int optimal) {
    this(
        contexts,
        actions,
        optimal,
        RewardLevels.ZERO_ONE,
        new UniformStart(),
        OptimalRanks.ANYWHERE);
  }

  /**
   * The same bandit with other rewards.
   *
   * @param newRewards what an action pays
   * @return new settings
   */
  public BanditSettings withRewards(RewardLevels newRewards) {
    return new BanditSettings(contexts, actions, optimal, newRewards, start, ranks);
  }

  /**
   * The same bandit with another start policy.
   *
   * @param newStart the policy before training
   * @return new settings
   */
  public BanditSettings withStart(StartPolicy newStart) {
    return new BanditSettings(contexts, actions, optimal, rewards, newStart, ranks);
  }

  /**
   * The same bandit with its optimal actions elsewhere.
   *
   * @param newRanks where the start policy ranks the optimal actions
   * @return new settings
   */
  public BanditSettings withRanks(OptimalRanks newRanks) {
    return new BanditSettings(contexts, actions, optimal, rewards, start, newRanks);
  }

  /**
   * The same bandit with another number of optimal actions.
   *
   * @param newOptimal the number of optimal actions
   * @return new settings; the optimal sets of the two are nested for any seed
   */
  public BanditSettings withOptimal(int newOptimal) {
    return new BanditSettings(contexts, actions, newOptimal, rewards, start, ranks);
  }
}

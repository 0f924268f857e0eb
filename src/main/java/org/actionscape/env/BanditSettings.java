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
 * @param placement where the start policy ranks the optimal actions
 */
public record BanditSettings(
    int contexts,
    long actions,
    int optimal,
    RewardLevels rewards,
    StartPolicy start,
    OptimalRanks placement) {
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
    placement.requireRoom(optimal, actions);
  }

  /**
   * The same bandit with another number of optimal actions.
   *
   * @param newOptimal the number of optimal actions
   * @return new settings; the optimal sets of the two are nested for any seed
   */
  public BanditSettings withOptimal(int newOptimal) {
    return new BanditSettings(contexts, actions, newOptimal, rewards, start, placement);
  }
}

package org.actionscape.env;

import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;

/**
 * What an action pays.
 *
 * @param optimal the reward of an optimal action, above the other two
 * @param other the reward of an ordinary action
 * @param decoy the reward of a decoy; between the two it is partial credit
 */
public record RewardLevels(double optimal, double other, double decoy) {
  /** Reward 1 for an optimal action and 0 for any other: a verifiable answer. */
  public static final RewardLevels ZERO_ONE = new RewardLevels(1, 0, 0);

  public RewardLevels {
    Checks.finite("reward of an optimal action", optimal);
    Checks.finite("reward of an ordinary action", other);
    Checks.finite("reward of a decoy", decoy);
    if (Math.max(other, decoy) >= optimal) {
      throw new InvalidInputException(
          "reward of an optimal action = "
              + optimal
              + ": must be above the reward of an ordinary action ("
              + other
              + ") and of a decoy ("
              + decoy
              + ")");
    }
  }
}

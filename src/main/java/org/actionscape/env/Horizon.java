package org.actionscape.env;

import org.actionscape.check.Checks;

/** How long an episode lasts. Whatever the kind, an action without a next state ends it. */
public sealed interface Horizon {
  /**
   * Until an action has no next state, each of which is a later state of the list: every state
   * belongs to one step, as in a token sequence. A bandit is the case without next states.
   */
  record Acyclic() implements Horizon {}

  /**
   * A number of steps in states that may come back; the policy is the same at every step.
   *
   * @param count the number of steps H, at least 1
   */
  record Steps(int count) implements Horizon {
    public Steps {
      Checks.between("horizon", count, 1, Integer.MAX_VALUE);
    }
  }

  /**
   * For ever, the reward of step t weighted by {@code gamma^t}.
   *
   * @param gamma the discount factor, in [0, 1)
   */
  record Discounted(double gamma) implements Horizon {
    public Discounted {
      Checks.share("discount factor (gamma)", gamma);
    }
  }
}

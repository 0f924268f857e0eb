package org.actionscape.env;

import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;

/**
 * Where the start policy ranks the optimal actions, and how wrong it is at the top. Contexts are of
 * three kinds:
 *
 * <ul>
 *   <li><em>aligned</em>: the first optimal action has a rank drawn uniformly from {@code nearest
 *       .. near}, and nothing stands in its way;
 *   <li><em>near miss</em>: the same, but below a decoy: the answer is known, a mistake is
 *       preferred;
 *   <li><em>far</em>, all others: a decoy, and the first optimal action is as far as the rest.
 * </ul>
 *
 * <p>A <em>decoy</em> is the rank-1 action, a confident mistake: its odds against all other actions
 * together are {@code 10^U(lowestLogOdds, highestLogOdds)}. All optimal actions but the first have
 * ranks drawn uniformly without replacement from {@code nearest .. farthest}. The ranks are one
 * sequence of which n optimal actions take the first n, so the sets are nested: sparsity is all
 * that changes with n.
 *
 * @param alignedShare the share of aligned contexts, in [0, 1], rounded to whole contexts
 * @param nearMissShare the share of near misses, in [0, 1 - alignedShare], rounded likewise
 * @param nearest the most likely rank that an optimal action may have, at least 1, at least 2 where
 *     there are decoys
 * @param near the last rank of the first optimal action of an aligned or near-miss context
 * @param farthest the last rank of any optimal action; |A| where that is smaller
 * @param lowestLogOdds the lowest odds of a decoy, as a decimal logarithm
 * @param highestLogOdds the highest odds of a decoy, as a decimal logarithm
 */
public record OptimalRanks(
    double alignedShare,
    double nearMissShare,
    long nearest,
    long near,
    long farthest,
    double lowestLogOdds,
    double highestLogOdds) {
  /**
   * No decoys, optimal actions anywhere: what tells a textbook bandit from a pre-trained policy.
   */
  public static final OptimalRanks ANYWHERE =
      new OptimalRanks(1, 0, 1, Long.MAX_VALUE, Long.MAX_VALUE, 0, 0);

  /** Beyond these odds the decoy's probability would round to 1 and nothing could be learnt. */
  private static final double MOST_LOG_ODDS = 300;

  public OptimalRanks {
    Checks.between("share of aligned contexts", alignedShare, 0, 1);
    Checks.between("share of near-miss contexts", nearMissShare, 0, 1 - alignedShare);
    Checks.between("nearest optimal rank", nearest, alignedShare < 1 ? 2 : 1, Long.MAX_VALUE);
    Checks.between("last near rank", near, nearest, Long.MAX_VALUE);
    Checks.between("farthest optimal rank", farthest, near, Long.MAX_VALUE);
    Checks.between("lowest log odds of a decoy", lowestLogOdds, -MOST_LOG_ODDS, MOST_LOG_ODDS);
    Checks.between("highest log odds of a decoy", highestLogOdds, lowestLogOdds, MOST_LOG_ODDS);
  }

  // Kinds go by a context's place, not by chance, so that every seed has the same number of each.

  /** Whether a context is aligned. */
  boolean aligned(int context, int contexts) {
    return context < Math.round(alignedShare * contexts);
  }

  /** Whether the first optimal action of a context is near the top: aligned or near miss. */
  boolean firstIsNear(int context, int contexts) {
    return context < Math.round((alignedShare + nearMissShare) * contexts);
  }

  /** The farthest rank in a context with that many actions. */
  long farthestOf(long actions) {
    return Math.min(farthest, actions);
  }

  /** Requires that the ranks have room for n optimal actions. */
  void requireRoom(int optimal, long actions) {
    long room = farthestOf(actions) - nearest + 1;
    if (optimal > room) {
      throw new InvalidInputException(
          "number of optimal actions = "
              + optimal
              + ": must be at most "
              + room
              + ", the ranks from "
              + nearest
              + " to "
              + farthestOf(actions)
              + " of "
              + actions
              + " actions");
    }
  }
}

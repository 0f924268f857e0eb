package org.actionscape.env;

import java.util.List;
import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;

/**
 * Where the start policy ranks the optimal actions, and how wrong it is at the top. Contexts are of
 * three kinds:
 *
 * <ul>
 *   <li><em>aligned</em>: the first optimal action has a rank drawn uniformly from {@code firstRank
 *       .. lastNearRank}, and nothing stands in its way;
 *   <li><em>near miss</em>: the same, but below a decoy: the answer is known, a mistake is
 *       preferred;
 *   <li><em>far</em>, all others: a decoy, and the first optimal action is as far as the rest.
 * </ul>
 *
 * <p>A <em>decoy</em> is the rank-1 action, a confident mistake: its odds against all other actions
 * together are {@code 10^U(lowestLogOdds, highestLogOdds)}. All optimal actions but the first have
 * ranks drawn uniformly without replacement from {@code firstRank .. lastRank}. The ranks are one
 * sequence of which n optimal actions take the first n, so the sets are nested: sparsity is all
 * that changes with n.
 *
 * <pre>{@code
 * OptimalRanks.aligned(0.2).nearMiss(0.2).ranks(2, 20, 15_000).decoyLogOdds(2.5, 3.5)
 * }</pre>
 *
 * <p>Immutable: each step gives new ranks.
 */
public final class OptimalRanks {
  /**
   * No decoys, optimal actions anywhere: what tells a textbook bandit from a pre-trained policy.
   */
  public static final OptimalRanks ANYWHERE = aligned(1);

  /** Beyond these odds the decoy's probability would round to 1 and nothing could be learnt. */
  private static final double MOST_LOG_ODDS = 300;

  private final double aligned;
  private final double nearMiss;
  private final long firstRank;
  private final long lastNearRank;
  private final long lastRank;
  private final double lowestLogOdds;
  private final double highestLogOdds;

  private OptimalRanks(
      double aligned,
      double nearMiss,
      long firstRank,
      long lastNearRank,
      long lastRank,
      double lowestLogOdds,
      double highestLogOdds) {
    this.aligned = Checks.between("share of aligned contexts", aligned, 0, 1);
    this.nearMiss = Checks.between("share of near-miss contexts", nearMiss, 0, 1 - aligned);
    this.firstRank =
        Checks.between("nearest optimal rank", firstRank, mostLikely(aligned), Long.MAX_VALUE);
    this.lastNearRank = Checks.between("last near rank", lastNearRank, firstRank, Long.MAX_VALUE);
    this.lastRank = Checks.between("farthest optimal rank", lastRank, lastNearRank, Long.MAX_VALUE);
    this.lowestLogOdds =
        Checks.between("lowest log odds of a decoy", lowestLogOdds, -MOST_LOG_ODDS, MOST_LOG_ODDS);
    this.highestLogOdds =
        Checks.between("highest log odds of a decoy", highestLogOdds, lowestLogOdds, MOST_LOG_ODDS);
  }

  /** The most likely rank that an optimal action may have: the first, if there is no decoy. */
  private static long mostLikely(double aligned) {
    return aligned < 1 ? 2 : 1;
  }

  /**
   * Ranks of which a fraction of the contexts is aligned and the others are far: optimal actions
   * anywhere below a decoy, whose odds are even.
   *
   * @param fraction the fraction of aligned contexts, in [0, 1], rounded to whole contexts
   * @return the ranks
   */
  public static OptimalRanks aligned(double fraction) {
    return new OptimalRanks(
        fraction, 0, mostLikely(fraction), Long.MAX_VALUE, Long.MAX_VALUE, 0, 0);
  }

  /**
   * With another fraction of near misses.
   *
   * @param fraction the fraction of near misses, in [0, 1 - aligned], rounded to whole contexts
   * @return new ranks
   */
  public OptimalRanks nearMiss(double fraction) {
    return new OptimalRanks(
        aligned, fraction, firstRank, lastNearRank, lastRank, lowestLogOdds, highestLogOdds);
  }

  /**
   * With other ranks of optimal actions.
   *
   * @param first the most likely rank that an optimal action may have, at least 1, at least 2 where
   *     there are decoys
   * @param lastNear the last rank of the first optimal action of an aligned or near-miss context
   * @param last the last rank of any optimal action; |A| where that is smaller
   * @return new ranks
   */
  public OptimalRanks ranks(long first, long lastNear, long last) {
    return new OptimalRanks(
        aligned, nearMiss, first, lastNear, last, lowestLogOdds, highestLogOdds);
  }

  /**
   * With other odds of decoys.
   *
   * @param lowest the lowest odds of a decoy, as a decimal logarithm
   * @param highest the highest odds of a decoy, as a decimal logarithm
   * @return new ranks
   */
  public OptimalRanks decoyLogOdds(double lowest, double highest) {
    return new OptimalRanks(aligned, nearMiss, firstRank, lastNearRank, lastRank, lowest, highest);
  }

  /**
   * The fraction of aligned contexts.
   *
   * @return a number in [0, 1]
   */
  public double alignedFraction() {
    return aligned;
  }

  /**
   * The fraction of near misses.
   *
   * @return a number in [0, 1 - alignedFraction()]
   */
  public double nearMissFraction() {
    return nearMiss;
  }

  /**
   * The most likely rank that an optimal action may have.
   *
   * @return a rank, at least 1
   */
  public long firstRank() {
    return firstRank;
  }

  /**
   * The last rank of the first optimal action of an aligned or near-miss context.
   *
   * @return a rank, at least {@link #firstRank}
   */
  public long lastNearRank() {
    return lastNearRank;
  }

  /**
   * The last rank of any optimal action.
   *
   * @return a rank, at least {@link #lastNearRank}; perhaps beyond |A|
   */
  public long lastRank() {
    return lastRank;
  }

  /**
   * The lowest odds of a decoy.
   *
   * @return a decimal logarithm
   */
  public double lowestLogOdds() {
    return lowestLogOdds;
  }

  /**
   * The highest odds of a decoy.
   *
   * @return a decimal logarithm
   */
  public double highestLogOdds() {
    return highestLogOdds;
  }

  // Kinds go by a context's place, not by chance, so that every seed has the same number of each.

  /** Whether a context is aligned. */
  boolean isAligned(int context, int contexts) {
    return context < Math.round(aligned * contexts);
  }

  /** Whether the first optimal action of a context is near the top: aligned or near miss. */
  boolean firstIsNear(int context, int contexts) {
    return context < Math.round((aligned + nearMiss) * contexts);
  }

  /** The last rank of any optimal action in a context with that many actions. */
  long lastRankOf(long actions) {
    return Math.min(lastRank, actions);
  }

  /** Requires that the ranks have room for n optimal actions. */
  void requireRoom(int optimal, long actions) {
    long room = lastRankOf(actions) - firstRank + 1;
    if (optimal > room) {
      throw new InvalidInputException(
          "number of optimal actions = "
              + optimal
              + ": must be at most "
              + room
              + ", the ranks from "
              + firstRank
              + " to "
              + lastRankOf(actions)
              + " of "
              + actions
              + " actions");
    }
  }

  private List<Number> numbers() {
    return List.of(
        aligned, nearMiss, firstRank, lastNearRank, lastRank, lowestLogOdds, highestLogOdds);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OptimalRanks ranks && numbers().equals(ranks.numbers());
  }

  @Override
  public int hashCode() {
    return numbers().hashCode();
  }

  @Override
  public String toString() {
    return "OptimalRanks[aligned="
        + aligned
        + ", nearMiss="
        + nearMiss
        + ", ranks="
        + firstRank
        + ".."
        + lastNearRank
        + ".."
        + lastRank
        + ", decoyLogOdds="
        + lowestLogOdds
        + ".."
        + highestLogOdds
        + "]";
  }
}

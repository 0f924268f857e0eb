package org.actionscape.experiment;

import java.util.List;
import org.actionscape.env.BanditSettings;
import org.actionscape.env.OptimalRanks;
import org.actionscape.env.ZipfStart;

/**
 * The environment that stands for the paper's "controlled MDP with a large action space" in all our
 * figures. Its settings are ours: the paper's are not public.
 */
public final class FigureBandit {
  public static final int CONTEXTS = 25;
  public static final long ACTIONS = 100_000;
  public static final double STEP_SIZE = 2;
  public static final double LAMBDA = 0.11;
  public static final double CLAMP_SHARE = 0.995;

  /** The numbers of optimal actions that the paper compares. */
  public static final List<Integer> OPTIMAL = List.of(15, 10, 5, 1);

  private FigureBandit() {}

  /** The bandit; wider buckets of ranks are fewer classes, for figures of many runs. */
  public static BanditSettings settings(long actions, int optimal, double bucketWidth) {
    return new BanditSettings(CONTEXTS, actions, optimal)
        .withStart(new ZipfStart(1.2, bucketWidth))
        .withRanks(
            OptimalRanks.aligned(0.2).nearMiss(0.2).ranks(2, 20, 15_000).decoyLogOdds(2.5, 3.5));
  }
}

package org.actionscape.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.actionscape.env.BanditSettings;
import org.actionscape.env.Encoding;
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

  /** Writes all settings of a Zipf bandit and its ensemble down. */
  public static void describe(SeededBandits ensemble, Map<String, Object> map) {
    BanditSettings bandit = ensemble.bandit();
    ZipfStart start = (ZipfStart) bandit.start();
    OptimalRanks placement = bandit.ranks();
    map.put("contexts", bandit.contexts());
    map.put("actions", bandit.actions());
    map.put("reward_optimal", bandit.rewards().optimal());
    map.put("reward_other", bandit.rewards().other());
    map.put("reward_decoy", bandit.rewards().decoy());
    map.put("start_policy", "zipf");
    map.put("start_exponent", start.exponent());
    map.put("start_bucket_width", start.bucketWidth());
    map.put("aligned_share", placement.alignedFraction());
    map.put("near_miss_share", placement.nearMissFraction());
    map.put("nearest_optimal_rank", placement.firstRank());
    map.put("last_near_rank", placement.lastNearRank());
    map.put("farthest_optimal_rank", placement.lastRank());
    map.put("decoy_log10_odds", List.of(placement.lowestLogOdds(), placement.highestLogOdds()));
    map.put("encoding", encoding(ensemble.encoding()));
    map.put("optimizer", "ascent");
    map.put("step_size_per_context", ensemble.stepSize());
    map.put("steps", ensemble.recorded().get(ensemble.recorded().size() - 1));
    map.put("first_seed", ensemble.firstSeed());
    map.put("seeds", ensemble.seeds());
  }

  private static String encoding(Encoding encoding) {
    return encoding.name().toLowerCase(Locale.ROOT);
  }
}

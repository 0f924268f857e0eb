package org.actionscape.env;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.actionscape.check.HeapCheck;
import org.actionscape.check.InvalidInputException;
import org.actionscape.math.Seeds;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Draws contextual bandits from settings and a seed. Context s depends on the seed and s alone, so
 * contexts can be drawn one by one, in any order, by any thread. Within a context, the start
 * policy, the optimal ranks and the decoy have streams of their own, so changing one leaves the
 * others as they are. Generator: Commons RNG's xoroshiro128++.
 */
public final class BanditGenerator {
  /** Tables of one double an entry that an environment and a run of it keep. */
  private static final int TABLES = 8;

  private static final int START_STREAM = 0;
  private static final int RANK_STREAM = 1;
  private static final int DECOY_STREAM = 2;

  private final BanditSettings settings;
  private final Encoding encoding;

  /**
   * A generator.
   *
   * @param settings what to draw
   * @param encoding how to write it down
   */
  public BanditGenerator(BanditSettings settings, Encoding encoding) {
    this.settings = settings;
    this.encoding = encoding;
  }

  /**
   * Draws all contexts.
   *
   * @param seed the seed
   * @return a bandit with {@code settings.contexts()} states
   * @throws InvalidInputException if it cannot fit in memory
   */
  public ContextualBandit bandit(long seed) {
    requireMemory(settings.contexts());
    ContextualBandit[] parts = new ContextualBandit[settings.contexts()];
    int size = 0;
    for (int s = 0; s < parts.length; s++) {
      parts[s] = draw(Seeds.split(seed, s), s);
      size = Math.addExact(size, parts[s].classes().size());
    }
    double[][] multiplicities = new double[parts.length][];
    double[] rewards = new double[size];
    double[] logits = new double[size];
    int begin = 0;
    for (int s = 0; s < parts.length; s++) {
      int entries = parts[s].classes().size();
      multiplicities[s] = new double[entries];
      for (int k = 0; k < entries; k++) {
        multiplicities[s][k] = parts[s].classes().multiplicity(k);
      }
      System.arraycopy(parts[s].rewards().data, 0, rewards, begin, entries);
      System.arraycopy(parts[s].startLogits().data, 0, logits, begin, entries);
      begin += entries;
    }
    return new ContextualBandit(ActionClasses.of(multiplicities), rewards, logits);
  }

  /**
   * Draws one context.
   *
   * @param seed the seed
   * @param context the context, from 0
   * @return a bandit with one state, the same as that state of {@link #bandit}
   * @throws InvalidInputException if it cannot fit in memory
   */
  public ContextualBandit context(long seed, int context) {
    requireMemory(1);
    return draw(Seeds.split(seed, context), context);
  }

  private void requireMemory(int contexts) {
    boolean explicit = encoding == Encoding.EXPLICIT;
    long actions = settings.actions();
    double entries =
        (explicit ? actions : settings.start().blocks(actions) + settings.optimal() + 1.0)
            * contexts;
    String what =
        String.format(Locale.ROOT, "%d contexts x %d actions", contexts, actions)
            + (explicit ? ", explicit" : ", as classes");
    String remedy =
        "use action classes (no --explicit) with a uniform or Zipf start, fewer actions, or a larger"
            + " heap (-Xmx)";
    if (entries > Integer.MAX_VALUE - 8) {
      throw new InvalidInputException(what + ": must be at most 2^31 entries in all; " + remedy);
    }
    HeapCheck.require(
        String.format(Locale.ROOT, "%s: %.0f entries x %d tables x 8 bytes", what, entries, TABLES),
        entries * TABLES * Double.BYTES,
        remedy);
  }

  /** Draws the context at one place among all from a seed of its own. */
  ContextualBandit draw(long contextSeed, int context) {
    RankedLogits ranked =
        settings.start().draw(settings.actions(), stream(contextSeed, START_STREAM));
    OptimalRanks ranks = settings.ranks();
    boolean aligned = ranks.isAligned(context, settings.contexts());
    boolean near = ranks.firstIsNear(context, settings.contexts());
    long[] optimal = optimalRanks(near, stream(contextSeed, RANK_STREAM));
    double decoyLogOdds = aligned ? Double.NaN : decoyLogOdds(stream(contextSeed, DECOY_STREAM));
    return encoding == Encoding.EXPLICIT
        ? explicit(ranked, optimal, decoyLogOdds)
        : classes(ranked, optimal, decoyLogOdds);
  }

  private static UniformRandomProvider stream(long contextSeed, int stream) {
    return RandomSource.XO_RO_SHI_RO_128_PP.create(Seeds.split(contextSeed, stream));
  }

  /** The first n of the context's sequence of optimal ranks, sorted. */
  private long[] optimalRanks(boolean firstIsNear, UniformRandomProvider random) {
    OptimalRanks ranks = settings.ranks();
    long lastRank = ranks.lastRankOf(settings.actions());
    long[] drawnRanks = new long[settings.optimal()];
    // A shuffle of first..last rank that stores only the places that have moved.
    Map<Long, Long> moved = new HashMap<>();
    for (int i = 0; i < drawnRanks.length; i++) {
      long place = ranks.firstRank() + i;
      boolean near = firstIsNear && i == 0;
      long last = near ? Math.min(ranks.lastNearRank(), lastRank) : lastRank;
      long drawn = place + random.nextLong(last - place + 1);
      drawnRanks[i] = moved.getOrDefault(drawn, drawn);
      moved.put(drawn, moved.getOrDefault(place, place));
    }
    Arrays.sort(drawnRanks);
    return drawnRanks;
  }

  private double decoyLogOdds(UniformRandomProvider random) {
    OptimalRanks ranks = settings.ranks();
    double low = ranks.lowestLogOdds();
    return (low + (ranks.highestLogOdds() - low) * random.nextDouble()) * StrictMath.log(10);
  }

  /** The logit that gives rank 1 these odds against all other actions together. */
  private static double decoyLogit(RankedLogits ranked, double decoyLogOdds) {
    double max = ranked.logits()[0];
    double others = 0;
    for (int b = 0; b < ranked.blocks(); b++) {
      long members = ranked.count(b) - (b == 0 ? 1 : 0);
      others += members * StrictMath.exp(ranked.logits()[b] - max);
    }
    return decoyLogOdds + max + StrictMath.log(others);
  }

  private ContextualBandit classes(RankedLogits ranked, long[] optimal, double decoyLogOdds) {
    boolean decoy = !Double.isNaN(decoyLogOdds);
    int most = 2 * ranked.blocks() + 1;
    double[] logits = new double[most];
    double[] rewards = new double[most];
    double[] multiplicities = new double[most];
    int size = 0;
    if (decoy) {
      logits[0] = decoyLogit(ranked, decoyLogOdds);
      rewards[0] = settings.rewards().decoy();
      multiplicities[0] = 1;
      size = 1;
    }
    int next = 0;
    for (int b = 0; b < ranked.blocks(); b++) {
      int good = 0;
      while (next < optimal.length && optimal[next] <= ranked.ends()[b]) {
        good++;
        next++;
      }
      long others = ranked.count(b) - good - (decoy && b == 0 ? 1 : 0);
      if (good > 0) {
        logits[size] = ranked.logits()[b];
        rewards[size] = settings.rewards().optimal();
        multiplicities[size++] = good;
      }
      if (others > 0) {
        logits[size] = ranked.logits()[b];
        rewards[size] = settings.rewards().other();
        multiplicities[size++] = others;
      }
    }
    return new ContextualBandit(
        ActionClasses.of(Arrays.copyOf(multiplicities, size)),
        Arrays.copyOf(rewards, size),
        Arrays.copyOf(logits, size));
  }

  private ContextualBandit explicit(RankedLogits ranked, long[] optimal, double decoyLogOdds) {
    int actions = (int) settings.actions();
    double[] logits = new double[actions];
    double[] rewards = new double[actions];
    int from = 0;
    for (int b = 0; b < ranked.blocks(); b++) {
      Arrays.fill(logits, from, (int) ranked.ends()[b], ranked.logits()[b]);
      from = (int) ranked.ends()[b];
    }
    Arrays.fill(rewards, settings.rewards().other());
    for (long rank : optimal) {
      rewards[(int) rank - 1] = settings.rewards().optimal();
    }
    if (!Double.isNaN(decoyLogOdds)) {
      logits[0] = decoyLogit(ranked, decoyLogOdds);
      rewards[0] = settings.rewards().decoy();
    }
    return new ContextualBandit(ActionClasses.explicit(1, actions), rewards, logits);
  }
}

package org.actionscape.env;

import java.util.Arrays;
import java.util.Locale;
import org.actionscape.check.Checks;
import org.actionscape.check.HeapCheck;
import org.actionscape.check.InvalidInputException;
import org.actionscape.math.Seeds;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A random discounted MDP, Garnet(S, |A|, b) (Archibald, McKinnon and Thomas 1995): each action of
 * each state leads to b different states, drawn uniformly, with the gaps between b - 1 sorted
 * uniform numbers as probabilities; its reward is uniform in [0, 1). Episodes start in every state
 * with equal probability. Actions are explicit, as no two of them are alike.
 *
 * @param states the number of states S
 * @param actions the number of actions |A| in each
 * @param branching the number b of next states of an action, at most S
 * @param gamma the discount factor, in [0, 1)
 * @param start the policy before training; action a has rank a + 1
 */
public record Garnet(int states, int actions, int branching, double gamma, StartPolicy start) {
  private static final int TABLES = 9;
  private static final int NEXT_BYTES = 12;
  private static final int START_STREAM = 0;
  private static final int REWARD_STREAM = 1;
  private static final int NEXT_STREAM = 2;

  public Garnet {
    Checks.between("number of states", states, 1, 1_000_000);
    Checks.between("number of actions", actions, 1, Integer.MAX_VALUE);
    Checks.between("branching", branching, 1, states);
    Checks.share("discount factor (gamma)", gamma);
  }

  /**
   * Draws a process. State s depends on the seed and s alone, with streams of their own for start
   * policy, rewards and next states.
   *
   * @param seed the seed
   * @return a discounted process
   * @throws InvalidInputException if it cannot fit in memory
   */
  public DecisionProcess process(long seed) {
    requireMemory();
    DecisionProcess.Builder builder =
        new DecisionProcess.Builder(new Horizon.Discounted(gamma), states * actions);
    int[] deck = new int[states];
    Arrays.setAll(deck, i -> i);
    int[] swaps = new int[actions * branching];
    int[] next = new int[branching];
    double[] cuts = new double[branching - 1];
    double[] probabilities = new double[branching];
    for (int s = 0; s < states; s++) {
      long stateSeed = Seeds.split(seed, s);
      RankedLogits ranked = start.draw(actions, stream(stateSeed, START_STREAM));
      UniformRandomProvider reward = stream(stateSeed, REWARD_STREAM);
      UniformRandomProvider random = stream(stateSeed, NEXT_STREAM);
      builder.state(1.0 / states);
      int block = 0;
      for (int a = 0; a < actions; a++) {
        for (int i = 0; i < branching; i++) {
          int drawn = i + random.nextInt(states - i);
          swap(deck, i, drawn);
          next[i] = deck[i];
          swaps[a * branching + i] = drawn;
        }
        Arrays.setAll(cuts, i -> random.nextDouble());
        Arrays.sort(cuts);
        for (int i = 0; i < branching; i++) {
          double high = i == cuts.length ? 1 : cuts[i];
          probabilities[i] = high - (i == 0 ? 0 : cuts[i - 1]);
        }
        block += a == ranked.ends()[block] ? 1 : 0;
        builder.action(ranked.logits()[block], reward.nextDouble(), next, probabilities);
      }
      // Back to 0, 1, 2, ...; to fill the deck anew would take O(S) a state.
      for (int i = swaps.length - 1; i >= 0; i--) {
        swap(deck, i % branching, swaps[i]);
      }
    }
    return builder.build();
  }

  private static void swap(int[] deck, int i, int j) {
    int card = deck[i];
    deck[i] = deck[j];
    deck[j] = card;
  }

  private static UniformRandomProvider stream(long stateSeed, int stream) {
    return RandomSource.XO_RO_SHI_RO_128_PP.create(Seeds.split(stateSeed, stream));
  }

  private void requireMemory() {
    double entries = (double) states * actions;
    double nexts = entries * branching;
    String what =
        String.format(
            Locale.ROOT,
            "Garnet with %d states x %d actions x %d next states: %.0f entries x %d tables x 8 bytes"
                + " + %.0f next states x %d bytes",
            states,
            actions,
            branching,
            entries,
            TABLES,
            nexts,
            NEXT_BYTES);
    String remedy = "use fewer states, actions or next states, or a larger heap (-Xmx)";
    if (nexts > Integer.MAX_VALUE - 8) {
      throw new InvalidInputException(what + ": must be at most 2^31 next states; " + remedy);
    }
    HeapCheck.require(what, entries * TABLES * Double.BYTES + nexts * NEXT_BYTES, remedy);
  }
}

package org.actionscape.solver;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.actionscape.check.HeapCheck;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.actionscape.math.Categorical;
import org.actionscape.math.Seeds;
import org.actionscape.objective.Evaluation;

/**
 * Draws episodes from an evaluated policy. Every episode has a stream of random numbers of its own,
 * split from the seed by batch, prompt and sample, so that none depends on what else is drawn.
 *
 * <p>A discounted environment's episode ends after each step with probability {@code 1 - gamma},
 * and its rewards count in full: expected return and visits are those with discounting. It is cut
 * off after the number of steps that one episode in 2e17 exceeds.
 */
final class Rollouts {
  /** What the indices of a batch can hold, with room to double. */
  private static final int MAX_STEPS = 1 << 29;

  /** What is drawn exceeds its limits with probability {@code exp(-40)}, which is never. */
  private static final double NEVER = 40;

  private final Evaluation evaluation;
  private final Environment environment;
  private final Sampling sampling;
  private final boolean bonusIsReward;
  private final double[] rewards;
  private final Transitions transitions;
  private final int[] starts;

  /** The probability that an episode starts in one of the first start states. */
  private final double[] cumulativeStarts;

  private final double continuation;
  private final long maxSteps;
  private final Categorical[] actions;

  /** The batch for which a state's distribution was prepared last. */
  private final long[] prepared;

  Rollouts(Evaluation evaluation, Sampling sampling) {
    this.evaluation = evaluation;
    this.sampling = sampling;
    environment = evaluation.environment();
    bonusIsReward = sampling.bonus() == Sampling.BonusGradient.SAMPLED;
    rewards = environment.rewards().data;
    transitions = environment.transitions();
    ActionClasses classes = environment.classes();
    starts =
        IntStream.range(0, classes.states())
            .filter(s -> environment.startProbability(s) > 0)
            .toArray();
    cumulativeStarts = new double[starts.length];
    double upTo = 0;
    for (int i = 0; i < starts.length; i++) {
      upTo += environment.startProbability(starts[i]);
      cumulativeStarts[i] = upTo;
    }
    Horizon horizon = environment.horizon();
    continuation = horizon instanceof Horizon.Discounted discounted ? discounted.gamma() : 1;
    maxSteps =
        horizon instanceof Horizon.Steps limit
            ? limit.count()
            : continuation < 1 ? 1 + (long) (NEVER * spread()) : Long.MAX_VALUE;
    actions = new Categorical[classes.states()];
    for (int s = 0; s < actions.length; s++) {
      actions[s] = new Categorical(classes.multiplicities(), classes.begin(s), classes.end(s));
    }
    prepared = new long[actions.length];
    Arrays.fill(prepared, -1);
  }

  /**
   * The number of episodes in a batch.
   *
   * @throws InvalidInputException if a batch does not fit in memory
   */
  int episodes() {
    long prompts = sampling.prompts() == 0 ? starts.length : sampling.prompts();
    double episodes = (double) prompts * sampling.samples();
    double length = length();
    // A sum of geometric variables, by Bernstein's inequality for sub-gamma ones.
    double beyond = continuation < 1 ? (Math.sqrt(2 * NEVER * episodes) + NEVER) * spread() : 0;
    double steps = Math.min(episodes * length + beyond, episodes * maxSteps);
    String request =
        "a batch of "
            + prompts
            + " prompts x "
            + sampling.samples()
            + " samples x "
            + Math.round(length)
            + " steps"
            + (continuation < 1 ? String.format(Locale.ROOT, ", at most %.0f steps", steps) : "");
    HeapCheck.require(
        request,
        // While a table grows, the old one and the new one, of twice the size, are both there.
        3 * (steps * Batch.BYTES_PER_STEP + episodes * Batch.BYTES_PER_EPISODE),
        "use fewer prompts or samples");
    if (steps > MAX_STEPS) {
      throw new InvalidInputException(
          request + ": must be at most " + MAX_STEPS + " steps; use fewer prompts or samples");
    }
    return (int) episodes;
  }

  /** Steps within which the probability that a discounted episode goes on falls to 1 / e. */
  private double spread() {
    return -1 / StrictMath.log(continuation);
  }

  /** The length of an episode, steps: the longest, or the mean where it may go on for ever. */
  private double length() {
    Horizon horizon = environment.horizon();
    if (horizon instanceof Horizon.Discounted discounted) {
      return 1 / (1 - discounted.gamma());
    }
    if (horizon instanceof Horizon.Steps steps) {
      return steps.count();
    }
    ActionClasses classes = environment.classes();
    int[] longest = new int[classes.states()];
    // Without circles the next state is always a later one.
    for (int s = longest.length - 1; s >= 0; s--) {
      for (int entry = classes.begin(s); entry < classes.end(s); entry++) {
        longest[s] = Math.max(longest[s], 1 + longestAfter(entry, longest));
      }
    }
    return Arrays.stream(starts).map(s -> longest[s]).max().orElseThrow();
  }

  private int longestAfter(int entry, int[] longest) {
    int most = 0;
    if (!transitions.isNone()) {
      int outcome = transitions.outcome(entry);
      for (int i = transitions.begin(outcome); i < transitions.begin(outcome + 1); i++) {
        if (transitions.next(i) != Transitions.END) {
          most = Math.max(most, longest[transitions.next(i)]);
        }
      }
    }
    return most;
  }

  /** Fills a batch; the same seed and number give the same uniform numbers. */
  void draw(long seed, long number, Batch batch) {
    long batchSeed = Seeds.split(seed, number);
    batch.clear();
    boolean all = sampling.prompts() == 0;
    int prompts = all ? starts.length : sampling.prompts();
    for (int p = 0; p < prompts; p++) {
      long promptSeed = Seeds.split(batchSeed, p);
      int start = all ? starts[p] : start(Seeds.uniform(promptSeed, sampling.samples()));
      double weight = all ? environment.startProbability(start) : 1.0 / prompts;
      for (int i = 0; i < sampling.samples(); i++) {
        batch.startEpisode(weight / sampling.samples());
        draw(start, Seeds.split(promptSeed, i), number, batch);
      }
    }
  }

  private int start(double uniform) {
    int i = 0;
    while (i < starts.length - 1
        && uniform * cumulativeStarts[starts.length - 1] >= cumulativeStarts[i]) {
      i++;
    }
    return starts[i];
  }

  private void draw(int start, long seed, long number, Batch batch) {
    int state = start;
    long used = 0;
    for (long step = 0; step < maxSteps && state != Transitions.END; step++) {
      if (prepared[state] != number) {
        actions[state].prepare(evaluation.weights());
        prepared[state] = number;
      }
      int entry = actions[state].draw(Seeds.uniform(seed, used++));
      batch.addStep(state, entry, reward(state, entry), evaluation.logProbability(state, entry));
      if (continuation < 1 && Seeds.uniform(seed, used++) >= continuation) {
        return;
      }
      state = transitions.isNone() ? Transitions.END : next(entry, Seeds.uniform(seed, used++));
    }
  }

  private double reward(int state, int entry) {
    double reward = rewards[entry];
    if (bonusIsReward) {
      for (int i = 0; i < evaluation.bonuses(); i++) {
        reward += evaluation.coefficient(i) * evaluation.termReward(i, state, entry);
      }
    }
    return reward;
  }

  private int next(int entry, double uniform) {
    int outcome = transitions.outcome(entry);
    double rest = uniform;
    for (int i = transitions.begin(outcome); i < transitions.begin(outcome + 1); i++) {
      rest -= transitions.probability(i);
      if (rest < 0) {
        return transitions.next(i);
      }
    }
    return Transitions.END;
  }
}

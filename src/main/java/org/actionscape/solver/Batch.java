package org.actionscape.solver;

import java.util.Arrays;

/**
 * Sampled episodes, one after the other, step by step; those of one prompt are neighbours. Kept and
 * filled again for every batch.
 */
final class Batch {
  /**
   * What a step takes: state, entry, reward, log-probability, advantage and weight of its score.
   */
  static final int BYTES_PER_STEP = 2 * Integer.BYTES + 4 * Double.BYTES;

  /** What an episode takes: its beginning, its weight and its place in the order. */
  static final int BYTES_PER_EPISODE = 2 * Integer.BYTES + Double.BYTES;

  private static final int FIRST_SIZE = 64;

  /** The number of episodes of each prompt. */
  final int samples;

  /** By episode: its first step, then the number of steps; and its weight. */
  int[] begins = new int[FIRST_SIZE];

  double[] weights = new double[FIRST_SIZE];
  int episodes;

  /** By step. */
  int[] states = new int[FIRST_SIZE];

  int[] entries = new int[FIRST_SIZE];
  double[] rewards = new double[FIRST_SIZE];
  double[] logProbabilities = new double[FIRST_SIZE];
  double[] advantages = new double[FIRST_SIZE];
  int steps;

  Batch(int samples) {
    this.samples = samples;
  }

  void clear() {
    episodes = 0;
    steps = 0;
  }

  void startEpisode(double weight) {
    if (episodes + 1 == begins.length) {
      begins = Arrays.copyOf(begins, 2 * begins.length);
      weights = Arrays.copyOf(weights, 2 * weights.length);
    }
    weights[episodes] = weight;
    begins[episodes++] = steps;
    begins[episodes] = steps;
  }

  void addStep(int state, int entry, double reward, double logProbability) {
    if (steps == states.length) {
      int size = 2 * steps;
      states = Arrays.copyOf(states, size);
      entries = Arrays.copyOf(entries, size);
      rewards = Arrays.copyOf(rewards, size);
      logProbabilities = Arrays.copyOf(logProbabilities, size);
      advantages = Arrays.copyOf(advantages, size);
    }
    states[steps] = state;
    entries[steps] = entry;
    rewards[steps] = reward;
    logProbabilities[steps] = logProbability;
    begins[episodes] = ++steps;
  }

  int length(int episode) {
    return begins[episode + 1] - begins[episode];
  }

  /** The sum of an episode's rewards. */
  double total(int episode) {
    double total = 0;
    for (int t = begins[episode]; t < begins[episode + 1]; t++) {
      total += rewards[t];
    }
    return total;
  }

  /**
   * By how much rounding may change the sum of an episode's rewards if they come in another order:
   * a unit in the last place of the sum of their absolute values for each.
   */
  double rounding(int episode) {
    double size = 0;
    for (int t = begins[episode]; t < begins[episode + 1]; t++) {
      size += Math.abs(rewards[t]);
    }
    return length(episode) * Math.ulp(size);
  }
}

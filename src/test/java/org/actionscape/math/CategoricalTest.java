package org.actionscape.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CategoricalTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 511, 512, 513, 5000})
  void everyEntryGetsItsShareOfTheUnitInterval(int entries) {
    Random random = new Random(entries);
    int from = 3;
    double[] weights = new double[from + entries];
    double[] members = new double[weights.length];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = random.nextInt(4) == 0 ? 0 : random.nextDouble();
      members[k] = 1 + random.nextInt(9);
    }
    weights[from] = 1;
    Categorical categorical = new Categorical(members, from, weights.length);
    categorical.prepare(weights);
    double total = 0;
    for (int k = from; k < weights.length; k++) {
      total += members[k] * weights[k];
    }
    double before = 0;
    for (int k = from; k < weights.length; k++) {
      double mass = members[k] * weights[k];
      if (mass > 0) {
        // Sums in another order differ by rounding, so the borders themselves are not tried.
        assertEquals(k, categorical.draw((before + 0.01 * mass) / total));
        assertEquals(k, categorical.draw((before + 0.99 * mass) / total));
      }
      before += mass;
    }
  }

  @Test
  void theEndsOfTheIntervalAreEntriesThatCanHappen() {
    double[] weights = {0, 0, 0.1, 0.2, 0.3, 0, 0};
    Categorical categorical = new Categorical(null, 0, weights.length);
    categorical.prepare(weights);
    assertEquals(2, categorical.draw(0));
    assertEquals(4, categorical.draw(Math.nextDown(1.0)));
  }

  /** Sums of ones are exact, so the borders between entries and between blocks can be tried. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 512, 1024, 4096})
  void aBorderBelongsToTheEntryAfterIt(int entries) {
    double[] weights = new double[entries];
    Arrays.fill(weights, 1);
    Categorical categorical = new Categorical(null, 0, entries);
    categorical.prepare(weights);
    for (int k = 0; k < entries; k++) {
      assertEquals(k, categorical.draw((double) k / entries));
    }
  }

  @Test
  void drawsHaveTheRightFrequencies() {
    double[] weights = {0.5, 0.25, 0.125, 0.125};
    Categorical categorical = new Categorical(null, 0, weights.length);
    categorical.prepare(weights);
    int[] counts = new int[weights.length];
    int draws = 100_000;
    for (int i = 0; i < draws; i++) {
      counts[categorical.draw(Seeds.uniform(7, i))]++;
    }
    double chiSquare = 0;
    for (int k = 0; k < weights.length; k++) {
      double expected = draws * weights[k];
      chiSquare += (counts[k] - expected) * (counts[k] - expected) / expected;
    }
    // Three degrees of freedom: a right sampler exceeds this for one seed in a million.
    assertTrue(chiSquare < 30.66, "chi-square " + chiSquare);
  }

  @Test
  void uniformNumbersAreThoseOfSplitMix64() {
    // Reference: the published algorithm, run from the state that the seed is mixed to.
    long state = mix(42 + 0x9e3779b97f4a7c15L);
    for (int i = 0; i < 5; i++) {
      state += 0x9e3779b97f4a7c15L;
      assertEquals((mix(state) >>> 11) * 0x1p-53, Seeds.uniform(42, i));
    }
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}

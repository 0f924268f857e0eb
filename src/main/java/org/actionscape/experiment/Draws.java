package org.actionscape.experiment;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/** Random numbers that claims are tested on, the same for the same seed everywhere. */
public final class Draws {
  private Draws() {}

  /**
   * A generator (Blackman and Vigna's xoroshiro128++).
   *
   * @param seed its seed
   * @return a new generator
   */
  public static UniformRandomProvider generator(long seed) {
    return RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
  }

  /**
   * Independent standard normal numbers, by the ziggurat method.
   *
   * @param size how many
   * @param random where from; advanced
   * @return a new array
   */
  public static double[] normal(int size, UniformRandomProvider random) {
    return ZigguratSampler.NormalizedGaussian.of(random).samples(size).toArray();
  }
}

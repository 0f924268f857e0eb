package org.actionscape.math;

/**
 * Splits one recorded seed into independent streams, so that what is random in a part depends on
 * the seed and the part's index alone, never on threads or order. The mixing function is the
 * finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014, variant 13 of Stafford).
 */
public final class Seeds {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private Seeds() {}

  /**
   * The seed of one stream.
   *
   * @param seed the parent's seed
   * @param stream the stream's index
   * @return a seed for the stream; distinct streams of one parent get distinct seeds
   */
  public static long split(long seed, long stream) {
    return mix(mix(seed + GOLDEN_GAMMA) + GOLDEN_GAMMA * (stream + 1));
  }

  /**
   * One random number of a stream: the numbers 0, 1, 2, ... of a seed are the output of SplitMix64
   * started there, each found directly, without a generator to carry along.
   *
   * @param seed the stream's seed
   * @param index the number's index
   * @return uniform in [0, 1), a multiple of 2^-53
   */
  public static double uniform(long seed, long index) {
    return (split(seed, index) >>> 11) * 0x1p-53;
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}

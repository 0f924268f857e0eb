package org.actionscape.env;

import org.actionscape.check.Checks;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Zipf's law over ranks, {@code logit = - exponent log(rank)}: the heavy tail of a pre-trained
 * policy. The first {@value #ALONE} ranks stand alone; beyond them, ranks within {@code
 * bucketWidth} of each other share the logit of their geometric mean, which makes ties, so 10^5
 * actions are about 900 classes and 10^12 about 2,500 at the default of 1 %. Draws no random
 * number.
 *
 * @param exponent the exponent alpha, at least 0
 * @param bucketWidth the relative width of a bucket of ranks, in [0, 1); 0 for no buckets
 */
public record ZipfStart(double exponent, double bucketWidth) implements StartPolicy {
  /** The ranks that never share a logit. */
  public static final int ALONE = 300;

  /** More blocks are only estimated: they are usually refused, which should not take minutes. */
  private static final double MOST_COUNTED = 1e7;

  private static final double EULER_GAMMA = 0.5772156649015329;

  public ZipfStart {
    Checks.nonNegative("start exponent", exponent);
    Checks.share("start bucket width", bucketWidth);
  }

  /**
   * Zipf's law in buckets that are 1 % wide.
   *
   * @param exponent the exponent alpha, at least 0
   */
  public ZipfStart(double exponent) {
    this(exponent, 0.01);
  }

  @Override
  public long blocks(long actions) {
    if (bucketWidth == 0) {
      return actions;
    }
    double estimate = estimate(actions);
    return estimate > MOST_COUNTED ? (long) estimate : count(actions);
  }

  private int count(long actions) {
    int blocks = 0;
    for (long end = 0; end < actions; blocks = Math.incrementExact(blocks)) {
      end = next(end, actions);
    }
    return blocks;
  }

  /**
   * Blocks that begin at a rank from k / w to (k + 1) / w hold k + 1 ranks, so there are 1 / (w (k
   * + 1)) of them: in all H(K) / w with K = floor(w actions), and the rest in blocks of K + 1.
   */
  private double estimate(double actions) {
    double whole = Math.floor(bucketWidth * actions);
    double harmonic =
        whole == 0
            ? 0
            : StrictMath.log(whole + 0.5) + EULER_GAMMA + 1 / (24 * (whole + 0.5) * (whole + 0.5));
    return harmonic / bucketWidth + (actions - whole / bucketWidth) / (whole + 1);
  }

  @Override
  public RankedLogits draw(long actions, UniformRandomProvider random) {
    long[] ends = new long[count(actions)];
    double[] logits = new double[ends.length];
    long end = 0;
    for (int b = 0; b < ends.length; b++) {
      long first = end + 1;
      end = next(end, actions);
      ends[b] = end;
      logits[b] = 0 - exponent * (StrictMath.log(first) + StrictMath.log(end)) / 2;
    }
    return new RankedLogits(ends, logits);
  }

  /** The last rank of the block after the one that ends at {@code end}. */
  private long next(long end, long actions) {
    long first = end + 1;
    long last = first <= ALONE ? first : Math.max(first, (long) (first * (1 + bucketWidth)));
    return Math.min(last, actions);
  }
}

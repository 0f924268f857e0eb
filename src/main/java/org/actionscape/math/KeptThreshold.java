package org.actionscape.math;

/**
 * Finds the clamp's threshold, the largest t such that at least {@code keep} actions have a logit
 * of at least t: the keep-th largest logit, members of a class counted one by one. Ties at the
 * threshold are all kept, so that equal actions are treated equally.
 *
 * <p>Radix selection on the bits of the logits, 11 bits a pass from the top: each pass keeps the
 * entries that share the digits found so far. At most six passes, so O(n) for any input, without a
 * sort; 16 bytes of workspace an entry, allocated once for the largest state. Not safe for use by
 * several threads.
 */
public final class KeptThreshold {
  private static final int DIGIT_BITS = 11;
  private static final int BINS = 1 << DIGIT_BITS;

  private final long[] keys;
  private final double[] members;
  private final double[] histogram = new double[BINS];

  /**
   * Allocates the workspace.
   *
   * @param capacity the largest number of entries to select from
   */
  public KeptThreshold(int capacity) {
    keys = new long[capacity];
    members = new double[capacity];
  }

  /**
   * The number of actions that a clamp keeps: {@code |A| - floor(p |A|)}, at least 1, with the
   * product of the two floating-point numbers taken exactly (p = 0.3 is a little below three
   * tenths, so of ten actions it removes two).
   *
   * @param share the clamp share p in [0, 1), the share of the actions to remove
   * @param actions the number of actions |A|, a whole number up to 2^53
   * @return the number of actions to keep, before ties are added
   */
  public static double keep(double share, double actions) {
    double product = share * actions;
    double removed = Math.floor(product);
    // The rounded product may have reached a whole number that the exact one does not.
    if (removed == product && Fma.fma(share, actions, -product) < 0) {
      removed--;
    }
    return Math.max(1, actions - removed);
  }

  /**
   * The keep-th largest logit.
   *
   * @param logits the logits, not modified
   * @param multiplicities members of each class, not modified; null for one each
   * @param from the first entry
   * @param to one past the last entry
   * @param keep how many actions to keep, between 1 and the number of actions of the range
   * @return the threshold: an action is kept if its logit is at least this
   */
  public double threshold(double[] logits, double[] multiplicities, int from, int to, double keep) {
    int size = to - from;
    for (int i = 0; i < size; i++) {
      keys[i] = key(logits[from + i]);
      members[i] = multiplicities == null ? 1 : multiplicities[from + i];
    }
    double wanted = keep;
    for (int shift = Long.SIZE - DIGIT_BITS; size > 1; shift = Math.max(0, shift - DIGIT_BITS)) {
      java.util.Arrays.fill(histogram, 0);
      for (int i = 0; i < size; i++) {
        histogram[digit(keys[i], shift)] += members[i];
      }
      int bin = BINS - 1;
      while (histogram[bin] < wanted) {
        wanted -= histogram[bin--];
      }
      int matching = 0;
      for (int i = 0; i < size; i++) {
        if (digit(keys[i], shift) == bin) {
          keys[matching] = keys[i];
          members[matching++] = members[i];
        }
      }
      size = matching;
      if (shift == 0) {
        break;
      }
    }
    return logit(keys[0]);
  }

  private static int digit(long key, int shift) {
    return (int) (key >>> shift) & (BINS - 1);
  }

  /** A number whose unsigned order is the order of the logits. */
  private static long key(double logit) {
    long bits = Double.doubleToRawLongBits(logit);
    return bits ^ ((bits >> 63) | Long.MIN_VALUE);
  }

  private static double logit(long key) {
    return Double.longBitsToDouble(key ^ (~(key >> 63) | Long.MIN_VALUE));
  }
}

package org.actionscape.math;

/**
 * Draws entries of one state with probability proportional to {@code m_k w_k}, by inverting the
 * distribution function: sums over blocks of entries are made once for a policy, O(entries), and
 * each draw finds its block by binary search and its entry by a walk through the block. Compared
 * with an alias table, which needs several passes over all entries and 12 bytes each, that is far
 * less work for the few draws that a policy lives. Memory: 8 bytes a block of 512 entries.
 */
public final class Categorical {
  private static final int BLOCK = 512;

  private final double[] multiplicities;
  private final int from;
  private final int to;

  /** The mass of all entries before the end of each block. */
  private final double[] ends;

  private double[] weights;

  /**
   * A sampler of the entries {@code from .. to-1}.
   *
   * @param multiplicities members of each class, not modified; null for one each
   * @param from the first entry
   * @param to one past the last entry, above {@code from}
   */
  public Categorical(double[] multiplicities, int from, int to) {
    this.multiplicities = multiplicities;
    this.from = from;
    this.to = to;
    ends = new double[(to - from + BLOCK - 1) / BLOCK];
  }

  /**
   * Takes weights, which must not change until the last draw from them.
   *
   * @param newWeights one number an entry, at least 0, not all 0; kept, not modified
   */
  public void prepare(double[] newWeights) {
    weights = newWeights;
    double mass = 0;
    for (int block = 0; block < ends.length; block++) {
      mass += blockMass(from + block * BLOCK);
      ends[block] = mass;
    }
  }

  /** Four sums, because each addition to a single one would have to wait for the last. */
  private double blockMass(int begin) {
    int end = Math.min(begin + BLOCK, to);
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int k = begin;
    for (; k + 4 <= end; k += 4) {
      a += mass(k);
      b += mass(k + 1);
      c += mass(k + 2);
      d += mass(k + 3);
    }
    for (; k < end; k++) {
      a += mass(k);
    }
    return (a + b) + (c + d);
  }

  /**
   * Draws an entry.
   *
   * @param uniform in [0, 1), for example {@link Seeds#uniform}
   * @return the entry at which the distribution function passes {@code uniform}
   */
  public int draw(double uniform) {
    double rest = uniform * ends[ends.length - 1];
    int low = 0;
    int high = ends.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rest < ends[middle]) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    rest -= low == 0 ? 0 : ends[low - 1];
    int begin = from + low * BLOCK;
    int end = Math.min(begin + BLOCK, to);
    // Rounding may leave a rest after the block's last entry; the last one that can happen gets it.
    int last = begin;
    for (int k = begin; k < end; k++) {
      double mass = mass(k);
      if (mass > 0) {
        if (rest < mass) {
          return k;
        }
        rest -= mass;
        last = k;
      }
    }
    return last;
  }

  private double mass(int k) {
    return multiplicities == null ? weights[k] : multiplicities[k] * weights[k];
  }
}

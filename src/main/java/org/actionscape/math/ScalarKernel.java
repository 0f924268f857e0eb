package org.actionscape.math;

/**
 * The kernel in plain Java. Exp is split into two loops because HotSpot turns the first, without
 * bit casts, into vector instructions by itself; sums keep their eight lanes in local variables.
 */
final class ScalarKernel implements PolicyKernel {
  /** Entries between two passes over the same data: small enough to stay in the L1 cache. */
  private static final int BLOCK = 1024;

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public double max(double[] logits, int from, int to) {
    double a = logits[from];
    double b = a;
    double c = a;
    double d = a;
    int i = from;
    for (; i + 4 <= to; i += 4) {
      a = Math.max(a, logits[i]);
      b = Math.max(b, logits[i + 1]);
      c = Math.max(c, logits[i + 2]);
      d = Math.max(d, logits[i + 3]);
    }
    for (; i < to; i++) {
      a = Math.max(a, logits[i]);
    }
    return Math.max(Math.max(a, b), Math.max(c, d));
  }

  @Override
  public void weigh(
      double[] logits,
      double[] multiplicities,
      int from,
      int to,
      double max,
      double[] weights,
      StateSums sums) {
    for (int block = from; block < to; block += BLOCK) {
      exp(logits, block, Math.min(to, block + BLOCK), max, weights);
    }
    weighKept(logits, multiplicities, from, to, max, Double.NEGATIVE_INFINITY, weights, sums);
  }

  @Override
  public void weighKept(
      double[] logits,
      double[] multiplicities,
      int from,
      int to,
      double max,
      double threshold,
      double[] weights,
      StateSums kept) {
    double ties = countKept(logits, multiplicities, from, to, max);
    double rest = rest(logits, multiplicities, from, to, max, threshold, weights);
    double spread = -sum(logits, multiplicities, from, to, weights, max, logits, threshold);
    kept.set(max, ties, rest, spread);
  }

  @Override
  public double countKept(
      double[] logits, double[] multiplicities, int from, int to, double threshold) {
    // Counts are whole numbers below 2^53, so the order of the additions does not matter.
    double count = 0;
    for (int i = from; i < to; i++) {
      count += logits[i] >= threshold ? members(multiplicities, i) : 0;
    }
    return count;
  }

  @Override
  public double centredSum(
      double[] q, double[] multiplicities, int from, int to, double[] weights, double centre) {
    return sum(q, multiplicities, from, to, weights, centre, q, Double.NEGATIVE_INFINITY);
  }

  @Override
  public void addGradient(
      double[] logits,
      double[] q,
      int from,
      int to,
      double max,
      double[] weights,
      StateGradient g,
      double scale,
      double[] target) {
    double reward = scale * g.reward;
    double entropy = scale * g.entropy;
    double clamped = scale * g.clamped;
    for (int i = from; i < to; i++) {
      double gap = Math.max(logits[i] - max, Exp.LOWEST);
      double slope = Math.fma(reward, (q[i] - g.centre) - g.mean, -entropy * (gap - g.entropyMean));
      if (clamped != 0 && logits[i] >= g.threshold) {
        slope = Math.fma(-clamped, gap - g.clampedMean, slope);
      }
      target[i] = Math.fma(weights[i], slope, target[i]);
    }
  }

  private static void exp(double[] logits, int from, int to, double max, double[] weights) {
    for (int i = from; i < to; i++) {
      weights[i] = Exp.mantissa(Math.max(logits[i] - max, Exp.LOWEST));
    }
    for (int i = from; i < to; i++) {
      weights[i] = Exp.scale(weights[i], Math.max(logits[i] - max, Exp.LOWEST));
    }
  }

  private static double members(double[] multiplicities, int i) {
    return multiplicities == null ? 1 : multiplicities[i];
  }

  /** The mass of entry i if it is kept and below the maximum. */
  private static double below(
      double[] logits, double[] multiplicities, int i, double max, double threshold, double[] w) {
    return logits[i] < max && logits[i] >= threshold ? members(multiplicities, i) * w[i] : 0;
  }

  private static double rest(
      double[] logits,
      double[] multiplicities,
      int from,
      int to,
      double max,
      double threshold,
      double[] w) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      s0 = s0 + below(logits, multiplicities, i, max, threshold, w);
      s1 = s1 + below(logits, multiplicities, i + 1, max, threshold, w);
      s2 = s2 + below(logits, multiplicities, i + 2, max, threshold, w);
      s3 = s3 + below(logits, multiplicities, i + 3, max, threshold, w);
      s4 = s4 + below(logits, multiplicities, i + 4, max, threshold, w);
      s5 = s5 + below(logits, multiplicities, i + 5, max, threshold, w);
      s6 = s6 + below(logits, multiplicities, i + 6, max, threshold, w);
      s7 = s7 + below(logits, multiplicities, i + 7, max, threshold, w);
    }
    if (i < to) {
      s0 = s0 + below(logits, multiplicities, i, max, threshold, w);
    }
    if (i + 1 < to) {
      s1 = s1 + below(logits, multiplicities, i + 1, max, threshold, w);
    }
    if (i + 2 < to) {
      s2 = s2 + below(logits, multiplicities, i + 2, max, threshold, w);
    }
    if (i + 3 < to) {
      s3 = s3 + below(logits, multiplicities, i + 3, max, threshold, w);
    }
    if (i + 4 < to) {
      s4 = s4 + below(logits, multiplicities, i + 4, max, threshold, w);
    }
    if (i + 5 < to) {
      s5 = s5 + below(logits, multiplicities, i + 5, max, threshold, w);
    }
    if (i + 6 < to) {
      s6 = s6 + below(logits, multiplicities, i + 6, max, threshold, w);
    }
    return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
  }

  /** {@code acc + m w (x - centre)} if entry i is kept. */
  private static double plus(
      double acc,
      double[] x,
      double[] multiplicities,
      int i,
      double[] w,
      double centre,
      double[] logits,
      double threshold) {
    return logits[i] >= threshold
        ? Math.fma(members(multiplicities, i) * w[i], x[i] - centre, acc)
        : acc;
  }

  private static double sum(
      double[] x,
      double[] multiplicities,
      int from,
      int to,
      double[] w,
      double centre,
      double[] logits,
      double threshold) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      s0 = plus(s0, x, multiplicities, i, w, centre, logits, threshold);
      s1 = plus(s1, x, multiplicities, i + 1, w, centre, logits, threshold);
      s2 = plus(s2, x, multiplicities, i + 2, w, centre, logits, threshold);
      s3 = plus(s3, x, multiplicities, i + 3, w, centre, logits, threshold);
      s4 = plus(s4, x, multiplicities, i + 4, w, centre, logits, threshold);
      s5 = plus(s5, x, multiplicities, i + 5, w, centre, logits, threshold);
      s6 = plus(s6, x, multiplicities, i + 6, w, centre, logits, threshold);
      s7 = plus(s7, x, multiplicities, i + 7, w, centre, logits, threshold);
    }
    if (i < to) {
      s0 = plus(s0, x, multiplicities, i, w, centre, logits, threshold);
    }
    if (i + 1 < to) {
      s1 = plus(s1, x, multiplicities, i + 1, w, centre, logits, threshold);
    }
    if (i + 2 < to) {
      s2 = plus(s2, x, multiplicities, i + 2, w, centre, logits, threshold);
    }
    if (i + 3 < to) {
      s3 = plus(s3, x, multiplicities, i + 3, w, centre, logits, threshold);
    }
    if (i + 4 < to) {
      s4 = plus(s4, x, multiplicities, i + 4, w, centre, logits, threshold);
    }
    if (i + 5 < to) {
      s5 = plus(s5, x, multiplicities, i + 5, w, centre, logits, threshold);
    }
    if (i + 6 < to) {
      s6 = plus(s6, x, multiplicities, i + 6, w, centre, logits, threshold);
    }
    return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
  }
}

package org.actionscape.math;

/**
 * The kernel in plain Java. Loops are shaped for HotSpot: exp in two loops, because the first,
 * which has no bit casts, then becomes vector instructions by itself, and full blocks of eight
 * entries with their lanes in local variables.
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
    double r0 = 0;
    double r1 = 0;
    double r2 = 0;
    double r3 = 0;
    double r4 = 0;
    double r5 = 0;
    double r6 = 0;
    double r7 = 0;
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    double ties = 0;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      double d0 = logits[i] - max;
      double w0 = members(multiplicities, i) * weights[i];
      if (d0 < 0) {
        r0 += w0;
      } else {
        ties += w0;
      }
      s0 = Math.fma(w0, d0, s0);
      double d1 = logits[i + 1] - max;
      double w1 = members(multiplicities, i + 1) * weights[i + 1];
      if (d1 < 0) {
        r1 += w1;
      } else {
        ties += w1;
      }
      s1 = Math.fma(w1, d1, s1);
      double d2 = logits[i + 2] - max;
      double w2 = members(multiplicities, i + 2) * weights[i + 2];
      if (d2 < 0) {
        r2 += w2;
      } else {
        ties += w2;
      }
      s2 = Math.fma(w2, d2, s2);
      double d3 = logits[i + 3] - max;
      double w3 = members(multiplicities, i + 3) * weights[i + 3];
      if (d3 < 0) {
        r3 += w3;
      } else {
        ties += w3;
      }
      s3 = Math.fma(w3, d3, s3);
      double d4 = logits[i + 4] - max;
      double w4 = members(multiplicities, i + 4) * weights[i + 4];
      if (d4 < 0) {
        r4 += w4;
      } else {
        ties += w4;
      }
      s4 = Math.fma(w4, d4, s4);
      double d5 = logits[i + 5] - max;
      double w5 = members(multiplicities, i + 5) * weights[i + 5];
      if (d5 < 0) {
        r5 += w5;
      } else {
        ties += w5;
      }
      s5 = Math.fma(w5, d5, s5);
      double d6 = logits[i + 6] - max;
      double w6 = members(multiplicities, i + 6) * weights[i + 6];
      if (d6 < 0) {
        r6 += w6;
      } else {
        ties += w6;
      }
      s6 = Math.fma(w6, d6, s6);
      double d7 = logits[i + 7] - max;
      double w7 = members(multiplicities, i + 7) * weights[i + 7];
      if (d7 < 0) {
        r7 += w7;
      } else {
        ties += w7;
      }
      s7 = Math.fma(w7, d7, s7);
    }
    sums.start(max);
    sums.ties = ties;
    sums.rest[0] = r0;
    sums.gap[0] = s0;
    sums.rest[1] = r1;
    sums.gap[1] = s1;
    sums.rest[2] = r2;
    sums.gap[2] = s2;
    sums.rest[3] = r3;
    sums.gap[3] = s3;
    sums.rest[4] = r4;
    sums.gap[4] = s4;
    sums.rest[5] = r5;
    sums.gap[5] = s5;
    sums.rest[6] = r6;
    sums.gap[6] = s6;
    sums.rest[7] = r7;
    sums.gap[7] = s7;
    for (; i < to; i++) {
      sums.add((i - from) & 7, logits[i], members(multiplicities, i) * weights[i]);
    }
    sums.finish();
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
    kept.start(max);
    for (int i = from; i < to; i++) {
      if (logits[i] >= threshold) {
        kept.add((i - from) & 7, logits[i], members(multiplicities, i) * weights[i]);
      }
    }
    kept.finish();
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
      s0 = plus(s0, q, multiplicities, i, weights, centre);
      s1 = plus(s1, q, multiplicities, i + 1, weights, centre);
      s2 = plus(s2, q, multiplicities, i + 2, weights, centre);
      s3 = plus(s3, q, multiplicities, i + 3, weights, centre);
      s4 = plus(s4, q, multiplicities, i + 4, weights, centre);
      s5 = plus(s5, q, multiplicities, i + 5, weights, centre);
      s6 = plus(s6, q, multiplicities, i + 6, weights, centre);
      s7 = plus(s7, q, multiplicities, i + 7, weights, centre);
    }
    if (i < to) {
      s0 = plus(s0, q, multiplicities, i, weights, centre);
    }
    if (i + 1 < to) {
      s1 = plus(s1, q, multiplicities, i + 1, weights, centre);
    }
    if (i + 2 < to) {
      s2 = plus(s2, q, multiplicities, i + 2, weights, centre);
    }
    if (i + 3 < to) {
      s3 = plus(s3, q, multiplicities, i + 3, weights, centre);
    }
    if (i + 4 < to) {
      s4 = plus(s4, q, multiplicities, i + 4, weights, centre);
    }
    if (i + 5 < to) {
      s5 = plus(s5, q, multiplicities, i + 5, weights, centre);
    }
    if (i + 6 < to) {
      s6 = plus(s6, q, multiplicities, i + 6, weights, centre);
    }
    return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
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
      double gap = logits[i] - max;
      double slope = Math.fma(reward, (q[i] - g.centre) - g.mean, -entropy * (gap - g.entropyMean));
      if (clamped != 0 && logits[i] >= g.threshold) {
        slope = Math.fma(-clamped, gap - g.clampedMean, slope);
      }
      target[i] = Math.fma(weights[i], slope, target[i]);
    }
  }

  private static void exp(double[] logits, int from, int to, double max, double[] weights) {
    for (int i = from; i < to; i++) {
      weights[i] = Exp.mantissa(logits[i] - max);
    }
    for (int i = from; i < to; i++) {
      weights[i] = Exp.scale(weights[i], logits[i] - max);
    }
  }

  private static double plus(
      double sum, double[] q, double[] multiplicities, int i, double[] weights, double centre) {
    return Math.fma(members(multiplicities, i) * weights[i], q[i] - centre, sum);
  }

  private static double members(double[] multiplicities, int i) {
    return multiplicities == null ? 1 : multiplicities[i];
  }
}

package org.actionscape.math;

import java.util.Arrays;

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
  public void extremes(double[] logits, int from, int to, LogitRange extremes) {
    double least = logits[from];
    double a = least;
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
    for (i = from; i < to; i++) {
      least = Math.min(least, logits[i]);
    }
    extremes.set(least, Math.max(Math.max(a, b), Math.max(c, d)));
  }

  @Override
  public void exponentiate(
      double[] logits,
      double[] multiplicities,
      int from,
      int to,
      LogitRange extremes,
      double[] q,
      double centre,
      double[] weights,
      SoftmaxSums sums) {
    double max = extremes.largest();
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
      double d0 = max - logits[i];
      double w0 = members(multiplicities, i) * weights[i];
      if (d0 > 0) {
        r0 += w0;
      } else {
        ties += w0;
      }
      s0 = Fma.fma(w0, d0, s0);
      double d1 = max - logits[i + 1];
      double w1 = members(multiplicities, i + 1) * weights[i + 1];
      if (d1 > 0) {
        r1 += w1;
      } else {
        ties += w1;
      }
      s1 = Fma.fma(w1, d1, s1);
      double d2 = max - logits[i + 2];
      double w2 = members(multiplicities, i + 2) * weights[i + 2];
      if (d2 > 0) {
        r2 += w2;
      } else {
        ties += w2;
      }
      s2 = Fma.fma(w2, d2, s2);
      double d3 = max - logits[i + 3];
      double w3 = members(multiplicities, i + 3) * weights[i + 3];
      if (d3 > 0) {
        r3 += w3;
      } else {
        ties += w3;
      }
      s3 = Fma.fma(w3, d3, s3);
      double d4 = max - logits[i + 4];
      double w4 = members(multiplicities, i + 4) * weights[i + 4];
      if (d4 > 0) {
        r4 += w4;
      } else {
        ties += w4;
      }
      s4 = Fma.fma(w4, d4, s4);
      double d5 = max - logits[i + 5];
      double w5 = members(multiplicities, i + 5) * weights[i + 5];
      if (d5 > 0) {
        r5 += w5;
      } else {
        ties += w5;
      }
      s5 = Fma.fma(w5, d5, s5);
      double d6 = max - logits[i + 6];
      double w6 = members(multiplicities, i + 6) * weights[i + 6];
      if (d6 > 0) {
        r6 += w6;
      } else {
        ties += w6;
      }
      s6 = Fma.fma(w6, d6, s6);
      double d7 = max - logits[i + 7];
      double w7 = members(multiplicities, i + 7) * weights[i + 7];
      if (d7 > 0) {
        r7 += w7;
      } else {
        ties += w7;
      }
      s7 = Fma.fma(w7, d7, s7);
    }
    sums.start(max);
    sums.ties = ties;
    sums.rest[0] = r0;
    sums.spread[0] = s0;
    sums.rest[1] = r1;
    sums.spread[1] = s1;
    sums.rest[2] = r2;
    sums.spread[2] = s2;
    sums.rest[3] = r3;
    sums.spread[3] = s3;
    sums.rest[4] = r4;
    sums.spread[4] = s4;
    sums.rest[5] = r5;
    sums.spread[5] = s5;
    sums.rest[6] = r6;
    sums.spread[6] = s6;
    sums.rest[7] = r7;
    sums.spread[7] = s7;
    for (; i < to; i++) {
      sums.add((i - from) & 7, logits[i], members(multiplicities, i) * weights[i]);
    }
    sumCentred(q, multiplicities, from, to, weights, centre, sums.centred);
    sums.finish();
  }

  @Override
  public double sumKept(
      double[] logits,
      double[] multiplicities,
      int from,
      int to,
      double threshold,
      double[] weights,
      SoftmaxSums all,
      SoftmaxSums kept) {
    kept.start(all.max());
    // Counts are whole numbers below 2^53, so the order of their additions does not matter.
    double above = 0;
    for (int i = from; i < to; i++) {
      if (logits[i] >= threshold) {
        double members = members(multiplicities, i);
        kept.add((i - from) & 7, logits[i], members * weights[i]);
        kept.actions += members;
        above += logits[i] > threshold ? members : 0;
      }
    }
    kept.finish();
    return above;
  }

  @Override
  public void recentre(
      double[] q,
      double[] multiplicities,
      int from,
      int to,
      double centre,
      double[] weights,
      SoftmaxSums sums) {
    sumCentred(q, multiplicities, from, to, weights, centre, sums.centred);
    sums.finishCentred();
  }

  private static void sumCentred(
      double[] q,
      double[] multiplicities,
      int from,
      int to,
      double[] weights,
      double centre,
      double[] lanes) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    int i = from;
    for (; i + SoftmaxSums.LANES <= to; i += SoftmaxSums.LANES) {
      s0 = plus(s0, q, multiplicities, i, weights, centre);
      s1 = plus(s1, q, multiplicities, i + 1, weights, centre);
      s2 = plus(s2, q, multiplicities, i + 2, weights, centre);
      s3 = plus(s3, q, multiplicities, i + 3, weights, centre);
      s4 = plus(s4, q, multiplicities, i + 4, weights, centre);
      s5 = plus(s5, q, multiplicities, i + 5, weights, centre);
      s6 = plus(s6, q, multiplicities, i + 6, weights, centre);
      s7 = plus(s7, q, multiplicities, i + 7, weights, centre);
    }
    lanes[0] = s0;
    lanes[1] = s1;
    lanes[2] = s2;
    lanes[3] = s3;
    lanes[4] = s4;
    lanes[5] = s5;
    lanes[6] = s6;
    lanes[7] = s7;
    for (; i < to; i++) {
      int lane = (i - from) & 7;
      lanes[lane] = plus(lanes[lane], q, multiplicities, i, weights, centre);
    }
  }

  @Override
  public double divergence(
      double[] logits,
      double[] multiplicities,
      int from,
      int to,
      double[] weights,
      SoftmaxSums sums,
      double[] logReference) {
    Arrays.fill(sums.ratio, 0);
    for (int i = from; i < to; i++) {
      double ratio = ((logits[i] - sums.max()) - sums.logTotal()) - logReference[i];
      int lane = (i - from) & 7;
      sums.ratio[lane] = Fma.fma(members(multiplicities, i) * weights[i], ratio, sums.ratio[lane]);
    }
    return sums.divergence();
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
      double[] target,
      LogitRange extremes) {
    g.requireReference(to);
    double least = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    if (g.isPlain()) {
      for (int i = from; i < to; i++) {
        double slope = slope(g, scale, q[i], logits[i] - max);
        target[i] = Fma.fma(weights[i], slope, target[i]);
        least = Math.min(least, target[i]);
        largest = Math.max(largest, target[i]);
      }
    } else {
      for (int i = from; i < to; i++) {
        double gap = logits[i] - max;
        double slope = slope(g, scale, q[i], gap);
        double pull = logits[i] >= g.threshold ? -(scale * g.clamped) : 0;
        slope = Fma.fma(pull, gap - g.clampedMean, slope);
        if (g.divergence != 0) {
          double ratio = (gap - g.logTotal) - g.logReference[i];
          slope = Fma.fma(-(scale * g.divergence), ratio - g.divergenceMean, slope);
        }
        target[i] = Fma.fma(weights[i], slope, target[i]);
        least = Math.min(least, target[i]);
        largest = Math.max(largest, target[i]);
      }
    }
    extremes.set(least, largest);
  }

  /** The part of the gradient that every objective has, over the weight. */
  private static double slope(StateGradient g, double scale, double q, double gap) {
    double advantage = (q - g.centre) - g.mean;
    double pull = -(scale * g.entropy) * (gap - g.entropyMean);
    return Fma.fma(scale * g.reward, advantage, pull);
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
    return Fma.fma(members(multiplicities, i) * weights[i], q[i] - centre, sum);
  }

  private static double members(double[] multiplicities, int i) {
    return multiplicities == null ? 1 : multiplicities[i];
  }
}

package org.actionscape.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernel with the Vector API. Its bits are those of {@link ScalarKernel}: the same operations
 * on each entry, the same eight lanes, and entries after the last full block of eight by the scalar
 * code. A vector shorter than eight lanes takes the lanes of a block in turns.
 *
 * <p>Shaped for HotSpot of JDK 17 on: one exp in a loop body (with two, vectors end up on the
 * heap), no masks (they cost several instructions each before JDK 18; the sign bit of a difference,
 * spread by an arithmetic shift, does the same), vectors in local variables only.
 */
final class VectorKernel implements PolicyKernel {
  private static final VectorSpecies<Double> DOUBLES =
      PolicyKernels.requestedBits() == 256
          ? DoubleVector.SPECIES_256
          : DoubleVector.SPECIES_PREFERRED.length() > StateSums.LANES
              ? DoubleVector.SPECIES_512
              : DoubleVector.SPECIES_PREFERRED;

  private static final VectorSpecies<Long> LONGS = DOUBLES.withLanes(long.class);
  private static final int WIDTH = DOUBLES.length();
  private static final int SHORTEST = 4;
  private static final int LANES = StateSums.LANES;

  /** Entries that are taken through all lanes before the next: they stay in the L1 cache. */
  private static final int BLOCK = 1024;

  private static final int SIGN = Long.SIZE - 1;
  private static final int EXPONENT = 52;

  /**
   * Powers of two are made 2^64 times too large and the product is multiplied by 2^-64, which
   * rounds once if the result is subnormal.
   */
  private static final double UNDERSIZE = 0x1p-64;

  private static final double SHIFTER = Exp.SHIFTER + 64;
  private static final long LARGEST_GAP = Double.doubleToRawLongBits(-Exp.LOWEST);

  /** For what is left after the last full vector. */
  private final ScalarKernel scalar = new ScalarKernel();

  VectorKernel() {
    if (WIDTH < SHORTEST) {
      throw new UnsupportedOperationException("the processor has no vectors of 256 bits");
    }
  }

  @Override
  public String name() {
    return "vector " + DOUBLES.vectorBitSize() + "-bit";
  }

  @Override
  public double max(double[] logits, int from, int to) {
    int end = from + (to - from) / (4 * WIDTH) * (4 * WIDTH);
    double largest = logits[from];
    if (end > from) {
      LongVector a = order(DoubleVector.fromArray(DOUBLES, logits, from));
      LongVector b = a;
      LongVector c = a;
      LongVector d = a;
      for (int i = from; i < end; i += 4 * WIDTH) {
        a = a.max(order(DoubleVector.fromArray(DOUBLES, logits, i)));
        b = b.max(order(DoubleVector.fromArray(DOUBLES, logits, i + WIDTH)));
        c = c.max(order(DoubleVector.fromArray(DOUBLES, logits, i + 2 * WIDTH)));
        d = d.max(order(DoubleVector.fromArray(DOUBLES, logits, i + 3 * WIDTH)));
      }
      largest = number(a.max(b).max(c.max(d)).reduceLanes(VectorOperators.MAX));
    }
    for (int i = end; i < to; i++) {
      largest = Math.max(largest, logits[i]);
    }
    return largest;
  }

  @Override
  public void weigh(
      double[] logits,
      double[] multiplicities,
      int from,
      int to,
      double max,
      double[] q,
      double centre,
      double[] weights,
      StateSums sums) {
    sums.start(max);
    int end = lastBlock(from, to);
    for (int block = from; block < end; block += BLOCK) {
      int stop = Math.min(end, block + BLOCK);
      for (int lane = 0; lane < LANES; lane += WIDTH) {
        if (multiplicities == null) {
          weighActions(logits, block, stop, lane, q, centre, weights, sums);
        } else {
          weighClasses(logits, multiplicities, block, stop, lane, q, centre, weights, sums);
        }
      }
    }
    for (int i = end; i < to; i++) {
      weights[i] = Exp.scale(Exp.mantissa(logits[i] - max), logits[i] - max);
      double mass = multiplicities == null ? weights[i] : multiplicities[i] * weights[i];
      sums.add(i - end, logits[i], mass);
      sums.addCentred(i - end, mass, q[i] - centre);
    }
    sums.finish();
  }

  private static void weighActions(
      double[] logits,
      int from,
      int to,
      int lane,
      double[] q,
      double centre,
      double[] weights,
      StateSums sums) {
    DoubleVector max = DoubleVector.broadcast(DOUBLES, sums.max());
    DoubleVector rest = DoubleVector.fromArray(DOUBLES, sums.rest, lane);
    DoubleVector spread = DoubleVector.fromArray(DOUBLES, sums.spread, lane);
    DoubleVector centred = DoubleVector.fromArray(DOUBLES, sums.centred, lane);
    DoubleVector ties = DoubleVector.zero(DOUBLES);
    for (int i = from + lane; i < to; i += LANES) {
      DoubleVector gap = max.sub(DoubleVector.fromArray(DOUBLES, logits, i));
      DoubleVector weight = expOfMinus(gap);
      weight.intoArray(weights, i);
      DoubleVector below = where(wherePositive(gap), weight);
      rest = rest.add(below);
      ties = ties.add(weight.sub(below));
      spread = weight.fma(gap, spread);
      centred = weight.fma(DoubleVector.fromArray(DOUBLES, q, i).sub(centre), centred);
    }
    rest.intoArray(sums.rest, lane);
    spread.intoArray(sums.spread, lane);
    centred.intoArray(sums.centred, lane);
    sums.ties += ties.reduceLanes(VectorOperators.ADD);
  }

  private static void weighClasses(
      double[] logits,
      double[] multiplicities,
      int from,
      int to,
      int lane,
      double[] q,
      double centre,
      double[] weights,
      StateSums sums) {
    DoubleVector max = DoubleVector.broadcast(DOUBLES, sums.max());
    DoubleVector rest = DoubleVector.fromArray(DOUBLES, sums.rest, lane);
    DoubleVector spread = DoubleVector.fromArray(DOUBLES, sums.spread, lane);
    DoubleVector centred = DoubleVector.fromArray(DOUBLES, sums.centred, lane);
    DoubleVector ties = DoubleVector.zero(DOUBLES);
    for (int i = from + lane; i < to; i += LANES) {
      DoubleVector gap = max.sub(DoubleVector.fromArray(DOUBLES, logits, i));
      DoubleVector weight = expOfMinus(gap);
      weight.intoArray(weights, i);
      DoubleVector mass = weight.mul(DoubleVector.fromArray(DOUBLES, multiplicities, i));
      DoubleVector below = where(wherePositive(gap), mass);
      rest = rest.add(below);
      ties = ties.add(mass.sub(below));
      spread = mass.fma(gap, spread);
      centred = mass.fma(DoubleVector.fromArray(DOUBLES, q, i).sub(centre), centred);
    }
    rest.intoArray(sums.rest, lane);
    spread.intoArray(sums.spread, lane);
    centred.intoArray(sums.centred, lane);
    sums.ties += ties.reduceLanes(VectorOperators.ADD);
  }

  @Override
  public double weighKept(
      double[] logits,
      double[] multiplicities,
      int from,
      int to,
      double max,
      double threshold,
      double[] weights,
      StateSums kept) {
    kept.start(max);
    int end = lastBlock(from, to);
    double above = 0;
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      above +=
          multiplicities == null
              ? weighKeptActions(logits, from, end, lane, threshold, weights, kept)
              : weighKeptClasses(logits, multiplicities, from, end, lane, threshold, weights, kept);
    }
    for (int i = end; i < to; i++) {
      if (logits[i] >= threshold) {
        double members = multiplicities == null ? 1 : multiplicities[i];
        kept.add(i - end, logits[i], members * weights[i]);
        kept.actions += members;
        above += logits[i] > threshold ? members : 0;
      }
    }
    kept.finish();
    return above;
  }

  private static double weighKeptActions(
      double[] logits,
      int from,
      int to,
      int lane,
      double threshold,
      double[] weights,
      StateSums kept) {
    DoubleVector max = DoubleVector.broadcast(DOUBLES, kept.max());
    DoubleVector limit = limit(threshold);
    DoubleVector rest = DoubleVector.zero(DOUBLES);
    DoubleVector spread = rest;
    DoubleVector ties = rest;
    LongVector notKept = rest.reinterpretAsLongs();
    LongVector notAbove = notKept;
    for (int i = from + lane; i < to; i += LANES) {
      DoubleVector logit = DoubleVector.fromArray(DOUBLES, logits, i);
      DoubleVector gap = max.sub(logit);
      DoubleVector missing = limit.sub(logit);
      LongVector under = wherePositive(missing);
      DoubleVector weight = unless(under, DoubleVector.fromArray(DOUBLES, weights, i));
      DoubleVector below = where(wherePositive(gap), weight);
      rest = rest.add(below);
      ties = ties.add(weight.sub(below));
      spread = weight.fma(gap, spread);
      notKept = notKept.sub(under);
      notAbove = notAbove.sub(whereNegative(missing));
    }
    rest.intoArray(kept.rest, lane);
    spread.intoArray(kept.spread, lane);
    kept.ties += ties.reduceLanes(VectorOperators.ADD);
    kept.actions += (to - from) / LANES * WIDTH - notKept.reduceLanes(VectorOperators.ADD);
    return notAbove.reduceLanes(VectorOperators.ADD);
  }

  private static double weighKeptClasses(
      double[] logits,
      double[] multiplicities,
      int from,
      int to,
      int lane,
      double threshold,
      double[] weights,
      StateSums kept) {
    DoubleVector max = DoubleVector.broadcast(DOUBLES, kept.max());
    DoubleVector limit = limit(threshold);
    DoubleVector rest = DoubleVector.zero(DOUBLES);
    DoubleVector spread = rest;
    DoubleVector ties = rest;
    DoubleVector actions = rest;
    DoubleVector above = rest;
    for (int i = from + lane; i < to; i += LANES) {
      DoubleVector logit = DoubleVector.fromArray(DOUBLES, logits, i);
      DoubleVector gap = max.sub(logit);
      DoubleVector missing = limit.sub(logit);
      LongVector under = wherePositive(missing);
      DoubleVector members = unless(under, DoubleVector.fromArray(DOUBLES, multiplicities, i));
      DoubleVector mass = members.mul(DoubleVector.fromArray(DOUBLES, weights, i));
      DoubleVector below = where(wherePositive(gap), mass);
      rest = rest.add(below);
      ties = ties.add(mass.sub(below));
      spread = mass.fma(gap, spread);
      actions = actions.add(members);
      above = above.add(where(whereNegative(missing), members));
    }
    rest.intoArray(kept.rest, lane);
    spread.intoArray(kept.spread, lane);
    kept.ties += ties.reduceLanes(VectorOperators.ADD);
    kept.actions += actions.reduceLanes(VectorOperators.ADD);
    return above.reduceLanes(VectorOperators.ADD);
  }

  /** Rare, as the most likely action seldom changes: not worth a loop of its own. */
  @Override
  public void recentre(
      double[] q,
      double[] multiplicities,
      int from,
      int to,
      double centre,
      double[] weights,
      StateSums sums) {
    scalar.recentre(q, multiplicities, from, to, centre, weights, sums);
  }

  @Override
  public double divergence(
      double[] logits,
      double[] multiplicities,
      int from,
      int to,
      double[] weights,
      StateSums sums,
      double[] logReference) {
    if (multiplicities != null) {
      return scalar.divergence(logits, multiplicities, from, to, weights, sums, logReference);
    }
    int end = lastBlock(from, to);
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      DoubleVector sum = DoubleVector.zero(DOUBLES);
      for (int i = from + lane; i < end; i += LANES) {
        DoubleVector logPolicy =
            DoubleVector.fromArray(DOUBLES, logits, i).sub(sums.max()).sub(sums.logTotal());
        sum =
            DoubleVector.fromArray(DOUBLES, weights, i)
                .fma(logPolicy.sub(DoubleVector.fromArray(DOUBLES, logReference, i)), sum);
      }
      sum.intoArray(sums.ratio, lane);
    }
    for (int i = end; i < to; i++) {
      double ratio = ((logits[i] - sums.max()) - sums.logTotal()) - logReference[i];
      sums.ratio[i - end] = Fma.fma(weights[i], ratio, sums.ratio[i - end]);
    }
    return sums.divergence();
  }

  @Override
  public double addGradient(
      double[] logits,
      double[] q,
      int from,
      int to,
      double max,
      double[] weights,
      StateGradient g,
      double scale,
      double[] target) {
    int end = from + (to - from) / WIDTH * WIDTH;
    double largest = Double.NEGATIVE_INFINITY;
    if (end > from) {
      if (g.isPlain()) {
        largest = addPlain(logits, q, from, end, max, weights, g, scale, target);
      } else if (g.divergence == 0) {
        largest = addClamped(logits, q, from, end, max, weights, g, scale, target);
      } else {
        largest = addAnchored(logits, q, from, end, max, weights, g, scale, target);
      }
    }
    if (end < to) {
      double tail = scalar.addGradient(logits, q, end, to, max, weights, g, scale, target);
      largest = Math.max(largest, tail);
    }
    return largest;
  }

  private static double addPlain(
      double[] logits,
      double[] q,
      int from,
      int to,
      double max,
      double[] weights,
      StateGradient g,
      double scale,
      double[] target) {
    DoubleVector reward = DoubleVector.broadcast(DOUBLES, scale * g.reward);
    DoubleVector entropy = DoubleVector.broadcast(DOUBLES, -(scale * g.entropy));
    LongVector largest = LongVector.broadcast(LONGS, Long.MIN_VALUE);
    for (int i = from; i < to; i += WIDTH) {
      DoubleVector gap = DoubleVector.fromArray(DOUBLES, logits, i).sub(max);
      DoubleVector advantage = DoubleVector.fromArray(DOUBLES, q, i).sub(g.centre).sub(g.mean);
      DoubleVector slope = reward.fma(advantage, gap.sub(g.entropyMean).mul(entropy));
      DoubleVector sum =
          DoubleVector.fromArray(DOUBLES, weights, i)
              .fma(slope, DoubleVector.fromArray(DOUBLES, target, i));
      sum.intoArray(target, i);
      largest = largest.max(order(sum));
    }
    return number(largest.reduceLanes(VectorOperators.MAX));
  }

  private static double addClamped(
      double[] logits,
      double[] q,
      int from,
      int to,
      double max,
      double[] weights,
      StateGradient g,
      double scale,
      double[] target) {
    DoubleVector reward = DoubleVector.broadcast(DOUBLES, scale * g.reward);
    DoubleVector entropy = DoubleVector.broadcast(DOUBLES, -(scale * g.entropy));
    DoubleVector clamped = DoubleVector.broadcast(DOUBLES, -(scale * g.clamped));
    DoubleVector limit = limit(g.threshold);
    LongVector largest = LongVector.broadcast(LONGS, Long.MIN_VALUE);
    for (int i = from; i < to; i += WIDTH) {
      DoubleVector logit = DoubleVector.fromArray(DOUBLES, logits, i);
      DoubleVector gap = logit.sub(max);
      DoubleVector advantage = DoubleVector.fromArray(DOUBLES, q, i).sub(g.centre).sub(g.mean);
      DoubleVector slope = reward.fma(advantage, gap.sub(g.entropyMean).mul(entropy));
      DoubleVector pull = unless(wherePositive(limit.sub(logit)), clamped);
      DoubleVector sum =
          DoubleVector.fromArray(DOUBLES, weights, i)
              .fma(
                  pull.fma(gap.sub(g.clampedMean), slope),
                  DoubleVector.fromArray(DOUBLES, target, i));
      sum.intoArray(target, i);
      largest = largest.max(order(sum));
    }
    return number(largest.reduceLanes(VectorOperators.MAX));
  }

  private static double addAnchored(
      double[] logits,
      double[] q,
      int from,
      int to,
      double max,
      double[] weights,
      StateGradient g,
      double scale,
      double[] target) {
    DoubleVector reward = DoubleVector.broadcast(DOUBLES, scale * g.reward);
    DoubleVector entropy = DoubleVector.broadcast(DOUBLES, -(scale * g.entropy));
    DoubleVector clamped = DoubleVector.broadcast(DOUBLES, -(scale * g.clamped));
    DoubleVector limit = limit(g.threshold);
    DoubleVector divergence = DoubleVector.broadcast(DOUBLES, -(scale * g.divergence));
    LongVector largest = LongVector.broadcast(LONGS, Long.MIN_VALUE);
    for (int i = from; i < to; i += WIDTH) {
      DoubleVector logit = DoubleVector.fromArray(DOUBLES, logits, i);
      DoubleVector gap = logit.sub(max);
      DoubleVector advantage = DoubleVector.fromArray(DOUBLES, q, i).sub(g.centre).sub(g.mean);
      DoubleVector slope = reward.fma(advantage, gap.sub(g.entropyMean).mul(entropy));
      DoubleVector pull = unless(wherePositive(limit.sub(logit)), clamped);
      DoubleVector ratio =
          gap.sub(g.logTotal).sub(DoubleVector.fromArray(DOUBLES, g.logReference, i));
      DoubleVector sum =
          DoubleVector.fromArray(DOUBLES, weights, i)
              .fma(
                  divergence.fma(
                      ratio.sub(g.divergenceMean), pull.fma(gap.sub(g.clampedMean), slope)),
                  DoubleVector.fromArray(DOUBLES, target, i));
      sum.intoArray(target, i);
      largest = largest.max(order(sum));
    }
    return number(largest.reduceLanes(VectorOperators.MAX));
  }

  /**
   * exp(-gap) for gaps of at least 0, as {@link Exp} computes it. With the reduced argument
   * negated, every second coefficient changes its sign and no bit of the result does.
   */
  private static DoubleVector expOfMinus(DoubleVector unbounded) {
    DoubleVector gap = unbounded.reinterpretAsLongs().min(LARGEST_GAP).reinterpretAsDoubles();
    DoubleVector shifter = DoubleVector.broadcast(DOUBLES, SHIFTER);
    DoubleVector shifted = gap.fma(DoubleVector.broadcast(DOUBLES, -Exp.LOG2_E), shifter);
    DoubleVector n = shifted.sub(shifter);
    DoubleVector r = n.fma(DoubleVector.broadcast(DOUBLES, Exp.LN2_HIGH), gap);
    r = n.fma(DoubleVector.broadcast(DOUBLES, Exp.LN2_LOW), r);
    DoubleVector p =
        r.fma(DoubleVector.broadcast(DOUBLES, -Exp.C11), DoubleVector.broadcast(DOUBLES, Exp.C10));
    p = p.fma(r, DoubleVector.broadcast(DOUBLES, -Exp.C9));
    p = p.fma(r, DoubleVector.broadcast(DOUBLES, Exp.C8));
    p = p.fma(r, DoubleVector.broadcast(DOUBLES, -Exp.C7));
    p = p.fma(r, DoubleVector.broadcast(DOUBLES, Exp.C6));
    p = p.fma(r, DoubleVector.broadcast(DOUBLES, -Exp.C5));
    p = p.fma(r, DoubleVector.broadcast(DOUBLES, Exp.C4));
    p = p.fma(r, DoubleVector.broadcast(DOUBLES, -Exp.C3));
    p = p.fma(r, DoubleVector.broadcast(DOUBLES, Exp.C2));
    p = p.fma(r, DoubleVector.broadcast(DOUBLES, -1));
    p = p.fma(r, DoubleVector.broadcast(DOUBLES, 1));
    LongVector exponent = shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, EXPONENT);
    return p.reinterpretAsLongs().add(exponent).reinterpretAsDoubles().mul(UNDERSIZE);
  }

  /** All bits of a lane where x is negative, no bits elsewhere. */
  private static LongVector whereNegative(DoubleVector x) {
    return x.reinterpretAsLongs().lanewise(VectorOperators.ASHR, SIGN);
  }

  /** All bits of a lane where x is positive, no bits elsewhere; x is not minus 0. */
  private static LongVector wherePositive(DoubleVector x) {
    return x.reinterpretAsLongs().neg().lanewise(VectorOperators.ASHR, SIGN);
  }

  /** The threshold, as plus 0 if it is minus 0: no difference from it is minus 0 then. */
  private static DoubleVector limit(double threshold) {
    return DoubleVector.broadcast(DOUBLES, threshold + 0.0);
  }

  private static DoubleVector where(LongVector lanes, DoubleVector value) {
    return value.reinterpretAsLongs().and(lanes).reinterpretAsDoubles();
  }

  private static DoubleVector unless(LongVector lanes, DoubleVector value) {
    return value
        .reinterpretAsLongs()
        .lanewise(VectorOperators.AND_NOT, lanes)
        .reinterpretAsDoubles();
  }

  /** Integers with the order of the numbers; minus 0 comes before 0, as in {@link Math#max}. */
  private static LongVector order(DoubleVector x) {
    LongVector bits = x.reinterpretAsLongs();
    return bits.lanewise(VectorOperators.ASHR, SIGN)
        .lanewise(VectorOperators.LSHR, 1)
        .lanewise(VectorOperators.XOR, bits);
  }

  private static double number(long order) {
    return Double.longBitsToDouble(order ^ ((order >> SIGN) >>> 1));
  }

  private static int lastBlock(int from, int to) {
    return from + (to - from) / LANES * LANES;
  }
}

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
 * spread by an arithmetic shift, does the same), and outside of loops no call with a vector but to
 * the API: such calls are too rare to be inlined, and would put the loop's vectors on the heap.
 */
final class VectorKernel implements PolicyKernel {
  private static final VectorSpecies<Double> DOUBLES =
      PolicyKernels.requestedBits() == 256
          ? DoubleVector.SPECIES_256
          : DoubleVector.SPECIES_PREFERRED.length() > SoftmaxSums.LANES
              ? DoubleVector.SPECIES_512
              : DoubleVector.SPECIES_PREFERRED;

  private static final VectorSpecies<Long> LONGS = DOUBLES.withLanes(long.class);
  private static final int WIDTH = DOUBLES.length();
  private static final int SHORTEST = 4;
  private static final int LANES = SoftmaxSums.LANES;

  /** Entries that are taken through all lanes before the next: they stay in the L1 cache. */
  private static final int BLOCK = 1024;

  /** Added to a threshold: no difference from it is minus 0 then. */
  private static final double POSITIVE_ZERO = 0;

  private static final int SIGN = Long.SIZE - 1;
  private static final int EXPONENT = 52;

  /** exp of minus this is normal. */
  private static final double DEEPEST_NORMAL = 708;

  private static final long LARGEST_NORMAL_GAP = Double.doubleToRawLongBits(DEEPEST_NORMAL);
  private static final long LARGEST_GAP = Double.doubleToRawLongBits(-Exp.LOWEST);

  private static final int UNDERSIZED = 64;
  private static final double UNDERSIZE = 0x1p-64;

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
  public void extremes(double[] logits, int from, int to, LogitRange extremes) {
    extremes.set(logits[from], logits[from]);
    int end = from + (to - from) / (2 * WIDTH) * (2 * WIDTH);
    if (end > from) {
      LongVector leastA = order(DoubleVector.fromArray(DOUBLES, logits, from));
      LongVector leastB = leastA;
      LongVector largestA = leastA;
      LongVector largestB = leastA;
      for (int i = from; i < end; i += 2 * WIDTH) {
        LongVector a = order(DoubleVector.fromArray(DOUBLES, logits, i));
        LongVector b = order(DoubleVector.fromArray(DOUBLES, logits, i + WIDTH));
        leastA = leastA.min(a);
        leastB = leastB.min(b);
        largestA = largestA.max(a);
        largestB = largestB.max(b);
      }
      extremes.set(
          number(leastA.min(leastB).reduceLanes(VectorOperators.MIN)),
          number(largestA.max(largestB).reduceLanes(VectorOperators.MAX)));
    }
    for (int i = end; i < to; i++) {
      extremes.include(logits[i], logits[i]);
    }
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
    boolean normal = max - extremes.least() <= DEEPEST_NORMAL;
    sums.start(max);
    int end = lastBlock(from, to);
    for (int block = from; block < end; block += BLOCK) {
      int stop = Math.min(end, block + BLOCK);
      for (int lane = 0; lane < LANES; lane += WIDTH) {
        if (multiplicities != null) {
          exponentiateClasses(logits, multiplicities, block, stop, lane, q, centre, weights, sums);
        } else if (normal) {
          exponentiateNormal(logits, block, stop, lane, q, centre, weights, sums);
        } else {
          exponentiateActions(logits, block, stop, lane, q, centre, weights, sums);
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

  /** Weighs explicit actions with gaps so small that no weight is subnormal. */
  private static void exponentiateNormal(
      double[] logits,
      int from,
      int to,
      int lane,
      double[] q,
      double centre,
      double[] weights,
      SoftmaxSums sums) {
    DoubleVector max = DoubleVector.broadcast(DOUBLES, sums.max());
    DoubleVector rest = DoubleVector.fromArray(DOUBLES, sums.rest, lane);
    DoubleVector spread = DoubleVector.fromArray(DOUBLES, sums.spread, lane);
    DoubleVector centred = DoubleVector.fromArray(DOUBLES, sums.centred, lane);
    DoubleVector ties = DoubleVector.zero(DOUBLES);
    for (int i = from + lane; i < to; i += LANES) {
      DoubleVector gap = max.sub(DoubleVector.fromArray(DOUBLES, logits, i));
      DoubleVector weight = normalExpOfMinus(gap);
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

  /** Weighs explicit actions with any gaps. */
  private static void exponentiateActions(
      double[] logits,
      int from,
      int to,
      int lane,
      double[] q,
      double centre,
      double[] weights,
      SoftmaxSums sums) {
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

  private static void exponentiateClasses(
      double[] logits,
      double[] multiplicities,
      int from,
      int to,
      int lane,
      double[] q,
      double centre,
      double[] weights,
      SoftmaxSums sums) {
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
    int end = lastBlock(from, to);
    double above = 0;
    for (int lane = 0; lane < LANES; lane += WIDTH) {
      above +=
          multiplicities == null
              ? sumKeptActions(logits, from, end, lane, threshold, weights, kept)
              : sumKeptClasses(logits, multiplicities, from, end, lane, threshold, weights, kept);
    }
    for (int i = end; i < to; i++) {
      if (logits[i] >= threshold) {
        double members = multiplicities == null ? 1 : multiplicities[i];
        kept.add(i - end, logits[i], members * weights[i]);
        kept.actions += members;
        above += logits[i] > threshold ? members : 0;
      }
    }
    // All that are at the maximum are kept.
    kept.ties = all.ties;
    kept.finish();
    return above;
  }

  private static double sumKeptActions(
      double[] logits,
      int from,
      int to,
      int lane,
      double threshold,
      double[] weights,
      SoftmaxSums kept) {
    DoubleVector max = DoubleVector.broadcast(DOUBLES, kept.max());
    DoubleVector limit = DoubleVector.broadcast(DOUBLES, threshold + POSITIVE_ZERO);
    DoubleVector rest = DoubleVector.zero(DOUBLES);
    DoubleVector spread = DoubleVector.zero(DOUBLES);
    LongVector dropped = LongVector.zero(LONGS);
    LongVector above = LongVector.zero(LONGS);
    for (int i = from + lane; i < to; i += LANES) {
      DoubleVector logit = DoubleVector.fromArray(DOUBLES, logits, i);
      DoubleVector gap = max.sub(logit);
      LongVector missing = limit.sub(logit).reinterpretAsLongs();
      // The sign bits: set where the logit is below the threshold, and where it is below the max.
      LongVector isDropped = missing.neg();
      LongVector isBelow = gap.reinterpretAsLongs().neg();
      DoubleVector weight =
          where(
              isBelow
                  .lanewise(VectorOperators.AND_NOT, isDropped)
                  .lanewise(VectorOperators.ASHR, SIGN),
              DoubleVector.fromArray(DOUBLES, weights, i));
      rest = rest.add(weight);
      spread = weight.fma(gap, spread);
      dropped = dropped.add(isDropped.lanewise(VectorOperators.LSHR, SIGN));
      above = above.add(missing.lanewise(VectorOperators.LSHR, SIGN));
    }
    rest.intoArray(kept.rest, lane);
    spread.intoArray(kept.spread, lane);
    kept.actions += (to - from) / LANES * WIDTH - dropped.reduceLanes(VectorOperators.ADD);
    return above.reduceLanes(VectorOperators.ADD);
  }

  private static double sumKeptClasses(
      double[] logits,
      double[] multiplicities,
      int from,
      int to,
      int lane,
      double threshold,
      double[] weights,
      SoftmaxSums kept) {
    DoubleVector max = DoubleVector.broadcast(DOUBLES, kept.max());
    DoubleVector limit = DoubleVector.broadcast(DOUBLES, threshold + POSITIVE_ZERO);
    DoubleVector rest = DoubleVector.zero(DOUBLES);
    DoubleVector spread = rest;
    DoubleVector actions = rest;
    DoubleVector above = rest;
    for (int i = from + lane; i < to; i += LANES) {
      DoubleVector logit = DoubleVector.fromArray(DOUBLES, logits, i);
      DoubleVector gap = max.sub(logit);
      DoubleVector missing = limit.sub(logit);
      LongVector under = wherePositive(missing);
      DoubleVector members = unless(under, DoubleVector.fromArray(DOUBLES, multiplicities, i));
      DoubleVector mass = members.mul(DoubleVector.fromArray(DOUBLES, weights, i));
      rest = rest.add(where(wherePositive(gap), mass));
      spread = mass.fma(gap, spread);
      actions = actions.add(members);
      above = above.add(where(whereNegative(missing), members));
    }
    rest.intoArray(kept.rest, lane);
    spread.intoArray(kept.spread, lane);
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
      SoftmaxSums sums) {
    scalar.recentre(q, multiplicities, from, to, centre, weights, sums);
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
    int end = from + (to - from) / WIDTH * WIDTH;
    scalar.addGradient(logits, q, end, to, max, weights, g, scale, target, extremes);
    if (end == from) {
      return;
    }
    if (g.isPlain()) {
      addPlain(logits, q, from, end, max, weights, g, scale, target, extremes);
    } else if (g.divergence == 0) {
      addClamped(logits, q, from, end, max, weights, g, scale, target, extremes);
    } else {
      addAnchored(logits, q, from, end, max, weights, g, scale, target, extremes);
    }
  }

  private static void addPlain(
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
    DoubleVector reward = DoubleVector.broadcast(DOUBLES, scale * g.reward);
    DoubleVector entropy = DoubleVector.broadcast(DOUBLES, -(scale * g.entropy));
    LongVector least = LongVector.broadcast(LONGS, Long.MAX_VALUE);
    LongVector largest = LongVector.broadcast(LONGS, Long.MIN_VALUE);
    for (int i = from; i < to; i += WIDTH) {
      DoubleVector gap = DoubleVector.fromArray(DOUBLES, logits, i).sub(max);
      DoubleVector advantage = DoubleVector.fromArray(DOUBLES, q, i).sub(g.centre).sub(g.mean);
      DoubleVector slope = reward.fma(advantage, gap.sub(g.entropyMean).mul(entropy));
      DoubleVector sum =
          DoubleVector.fromArray(DOUBLES, weights, i)
              .fma(slope, DoubleVector.fromArray(DOUBLES, target, i));
      sum.intoArray(target, i);
      LongVector order = order(sum);
      least = least.min(order);
      largest = largest.max(order);
    }
    extremes.include(
        number(least.reduceLanes(VectorOperators.MIN)),
        number(largest.reduceLanes(VectorOperators.MAX)));
  }

  private static void addClamped(
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
    DoubleVector reward = DoubleVector.broadcast(DOUBLES, scale * g.reward);
    DoubleVector entropy = DoubleVector.broadcast(DOUBLES, -(scale * g.entropy));
    DoubleVector clamped = DoubleVector.broadcast(DOUBLES, -(scale * g.clamped));
    DoubleVector limit = DoubleVector.broadcast(DOUBLES, g.threshold + POSITIVE_ZERO);
    LongVector least = LongVector.broadcast(LONGS, Long.MAX_VALUE);
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
      LongVector order = order(sum);
      least = least.min(order);
      largest = largest.max(order);
    }
    extremes.include(
        number(least.reduceLanes(VectorOperators.MIN)),
        number(largest.reduceLanes(VectorOperators.MAX)));
  }

  private static void addAnchored(
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
    DoubleVector reward = DoubleVector.broadcast(DOUBLES, scale * g.reward);
    DoubleVector entropy = DoubleVector.broadcast(DOUBLES, -(scale * g.entropy));
    DoubleVector clamped = DoubleVector.broadcast(DOUBLES, -(scale * g.clamped));
    DoubleVector limit = DoubleVector.broadcast(DOUBLES, g.threshold + POSITIVE_ZERO);
    DoubleVector divergence = DoubleVector.broadcast(DOUBLES, -(scale * g.divergence));
    LongVector least = LongVector.broadcast(LONGS, Long.MAX_VALUE);
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
      LongVector order = order(sum);
      least = least.min(order);
      largest = largest.max(order);
    }
    extremes.include(
        number(least.reduceLanes(VectorOperators.MIN)),
        number(largest.reduceLanes(VectorOperators.MAX)));
  }

  /**
   * exp(-gap) for gaps of at least 0, as {@link Exp} computes it. Powers of two are made 2^64 times
   * too large and the product is multiplied by 2^-64, which rounds once if the result is subnormal.
   */
  private static DoubleVector expOfMinus(DoubleVector gap) {
    return scaledExpOfMinus(smaller(gap, LARGEST_GAP), Exp.SHIFTER + UNDERSIZED).mul(UNDERSIZE);
  }

  /** exp(-gap) for gaps from 0 to {@value #DEEPEST_NORMAL}. */
  private static DoubleVector normalExpOfMinus(DoubleVector gap) {
    return scaledExpOfMinus(smaller(gap, LARGEST_NORMAL_GAP), Exp.SHIFTER);
  }

  /** The smaller of two numbers that are not negative. */
  private static DoubleVector smaller(DoubleVector gap, long limit) {
    return gap.reinterpretAsLongs().min(limit).reinterpretAsDoubles();
  }

  /**
   * exp(-gap), times 2^k with a shifter that is k larger than {@link Exp#SHIFTER}. With the reduced
   * argument negated, every second coefficient changes its sign and no bit of the result does.
   */
  private static DoubleVector scaledExpOfMinus(DoubleVector gap, double shift) {
    DoubleVector shifter = DoubleVector.broadcast(DOUBLES, shift);
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
    return p.reinterpretAsLongs().add(exponent).reinterpretAsDoubles();
  }

  /** All bits of a lane where x is negative, no bits elsewhere. */
  private static LongVector whereNegative(DoubleVector x) {
    return x.reinterpretAsLongs().lanewise(VectorOperators.ASHR, SIGN);
  }

  /** All bits of a lane where x is positive, no bits elsewhere; x is not minus 0. */
  private static LongVector wherePositive(DoubleVector x) {
    return x.reinterpretAsLongs().neg().lanewise(VectorOperators.ASHR, SIGN);
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

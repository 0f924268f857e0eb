package org.actionscape.theory;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import org.actionscape.check.HeapCheck;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;

/**
 * The action sequences with the best total reward, {@code A*_H(s0)}, where transitions are
 * deterministic and episodes end: backward induction with exact sums, so that ties are ties of the
 * rewards as they are stored and not of rounded sums. Members of classes are counted one by one.
 *
 * @param value the best total reward V*(s0), rounded once
 * @param count the number of sequences that attain it, |A*_H(s0)|
 */
public record OptimalSequences(double value, BigInteger count) {
  /** Far more than rounded sums can be off, so only near ties are decided with exact ones. */
  private static final double NEAR = 1e-9;

  /** Bits of a word of a large number. */
  private static final int WORD = 32;

  /** Additions of words; some 1e9 take a second. */
  private static final double MOST_ADDITIONS = 1e10;

  /**
   * Counts the optimal sequences of an environment. Cost: O(H x entries) additions with a recurrent
   * horizon H, O(entries) if it is acyclic, of numbers with O(H) digits.
   *
   * @param environment the environment, with deterministic transitions and an acyclic or
   *     fixed-length horizon
   * @param start the start state s0
   * @return the best total reward and the number of sequences that attain it
   * @throws InvalidInputException if the environment discounts, a next state is random, or the
   *     count has so many digits that it takes minutes
   */
  public static OptimalSequences of(Environment environment, int start) {
    int states = environment.classes().states();
    Best[] ahead = new Best[states];
    Arrays.fill(ahead, Best.NOTHING);
    Horizon horizon = environment.horizon();
    if (horizon instanceof Horizon.Discounted) {
      throw new InvalidInputException(
          "number of optimal sequences: must be asked of episodes that end, these are discounted");
    }
    requireTime(environment);
    if (horizon instanceof Horizon.Steps steps) {
      for (int t = 0; t < steps.count(); t++) {
        Best[] now = new Best[states];
        for (int s = 0; s < states; s++) {
          now[s] = best(environment, s, ahead);
        }
        ahead = now;
      }
    } else {
      for (int s = states - 1; s >= 0; s--) {
        ahead[s] = best(environment, s, ahead);
      }
    }
    return new OptimalSequences(ahead[start].value.doubleValue(), ahead[start].count);
  }

  /** Counts have as many digits as sequences have optimal steps, and are added up at every step. */
  private static void requireTime(Environment environment) {
    ActionClasses classes = environment.classes();
    SoftValueIteration optimum = SoftValueIteration.of(environment, 0);
    boolean recurrent = environment.horizon() instanceof Horizon.Steps;
    // Counts grow step by step; one of the last has about twice the mean length.
    double steps = environment.horizon() instanceof Horizon.Steps h ? h.count() / 2.0 : 1;
    double words = 0;
    double largest = 0;
    double additions = 0;
    for (int s = 0; s < classes.states(); s++) {
      double length = 1 + optimum.logOptimal(s) / (WORD * StrictMath.log(2));
      words += length;
      largest = Math.max(largest, optimum.logOptimal(s));
      additions += steps * length * (classes.end(s) - classes.begin(s));
    }
    if (additions > MOST_ADDITIONS) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "number of optimal sequences: an exact count of up to %.0f bits, added up at every step,"
                  + " takes %.3e operations, must be at most %.0e; use a shorter horizon",
              largest / StrictMath.log(2),
              additions,
              MOST_ADDITIONS));
    }
    HeapCheck.require(
        String.format(Locale.ROOT, "number of optimal sequences: %.0f words of counts", words),
        (recurrent ? 2 : 1) * words * Integer.BYTES,
        "use a shorter horizon or a larger heap (-Xmx)");
  }

  /** The best that lies ahead, exactly and rounded. */
  private record Best(BigDecimal value, BigInteger count, double rounded) {
    static final Best NOTHING = new Best(BigDecimal.ZERO, BigInteger.ONE, 0);
  }

  private static Best best(Environment environment, int s, Best[] ahead) {
    ActionClasses classes = environment.classes();
    double[] rewards = environment.rewards().data;
    double largest = Double.NEGATIVE_INFINITY;
    double scale = 0;
    for (int k = classes.begin(s); k < classes.end(s); k++) {
      double later = follows(environment, s, k, ahead).rounded;
      largest = Math.max(largest, rewards[k] + later);
      scale = Math.max(scale, Math.abs(rewards[k]) + Math.abs(later));
    }
    BigDecimal value = null;
    BigInteger count = BigInteger.ZERO;
    for (int k = classes.begin(s); k < classes.end(s); k++) {
      Best later = follows(environment, s, k, ahead);
      if (rewards[k] + later.rounded < largest - NEAR * scale) {
        continue;
      }
      BigDecimal sum = later.value.add(new BigDecimal(rewards[k]));
      int order = value == null ? 1 : sum.compareTo(value);
      if (order > 0) {
        value = sum;
        count = BigInteger.ZERO;
      }
      if (order >= 0) {
        BigInteger members = BigInteger.valueOf((long) classes.multiplicity(k));
        count = count.add(members.multiply(later.count));
      }
    }
    return new Best(value, count, value.doubleValue());
  }

  private static Best follows(Environment environment, int s, int entry, Best[] ahead) {
    Transitions transitions = environment.transitions();
    if (transitions.isNone()) {
      return Best.NOTHING;
    }
    int outcome = transitions.outcome(entry);
    int first = transitions.begin(outcome);
    int nexts = transitions.begin(outcome + 1) - first;
    if (nexts == 0) {
      return Best.NOTHING;
    }
    if (nexts > 1 || transitions.probability(first) != 1) {
      throw new InvalidInputException(
          "number of optimal sequences: next states must be certain, those of action "
              + (entry - environment.classes().begin(s))
              + " in state "
              + s
              + " are random");
    }
    return ahead[transitions.next(first)];
  }
}

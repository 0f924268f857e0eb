package org.actionscape.math;

import java.util.Arrays;
import java.util.Locale;

/**
 * Linear systems of a Markov chain that is left sooner or later. With T(s,s') the probability to
 * move and e(s) the probability to leave, {@code e(s) = 1 - sum_s' T(s,s')},
 *
 * <pre>
 *   x = b + T x        what is collected until the chain is left
 *   d = m + T' d       expected visits from a start distribution m
 * </pre>
 *
 * <p>by the elimination of Grassmann, Taksar and Heyman (Operations Research 33, 1985): it takes
 * e(s) as given instead of as a difference from 1, so that nothing is ever subtracted. For b, m of
 * one sign every entry of the solution has a relative error of O(S) roundings, however small e(s)
 * is (O'Cinneide, Numer. Math. 65, 1993), where a general LU decomposition loses as many digits as
 * 1 / e(s) has. Discounting by gamma is a chain that is left with probability 1 - gamma.
 *
 * <p>The chain is written down by {@link #clear}, {@link #addMove} and {@link #addExit}, and solved
 * after {@link #eliminate}. Cost: S^3 / 3 multiplications to eliminate, 2 S^2 to solve; 8 S^2
 * bytes. Not safe for use by several threads.
 */
public final class AbsorbingChain {
  /** Multiplications of an elimination; some 1e9 take a second. */
  private static final double MOST_OPERATIONS = 1.7e10;

  private final int states;

  /** By state: probability to move to each lower state, factors of elimination for higher ones. */
  private final double[][] rows;

  private final double[] exits;
  private final double[] pivots;

  /** The state in place 0, which is eliminated last; state 0 has its place. */
  private int reference;

  /** Workspace. */
  private final double[] anywhere;

  private final double[] counts;

  /**
   * Allocates a chain.
   *
   * @param states the number of states S, at least 1
   * @throws InvalidInputException if the matrix does not fit in memory or an elimination takes too
   *     long
   */
  public AbsorbingChain(int states) {
    this.states = states;
    double operations = Math.pow(states, 3) / 3;
    if (operations > MOST_OPERATIONS) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "number of discounted states = %d: must be at most %.0f, because each elimination takes"
                  + " %d^3 / 3 = %.3e multiplications",
              states,
              Math.floor(Math.cbrt(3 * MOST_OPERATIONS)),
              states,
              operations));
    }
    Memory.require(
        states + " discounted states: a matrix of " + states + "^2 x 8 bytes",
        (double) states * states * Double.BYTES,
        "use fewer states or a larger heap (-Xmx)");
    rows = new double[states][states];
    exits = new double[states];
    pivots = new double[states];
    anywhere = new double[states];
    Arrays.fill(anywhere, 1.0 / states);
    counts = new double[states];
  }

  /**
   * Begins another chain.
   *
   * @param reference the state from which {@link #solveRelative} takes differences
   */
  public void clear(int reference) {
    this.reference = reference;
    for (double[] row : rows) {
      Arrays.fill(row, 0);
    }
    Arrays.fill(exits, 0);
  }

  /**
   * Adds to the probability of a move.
   *
   * @param from the state
   * @param to the next state; to stay counts for nothing, as it is what the others leave
   * @param probability what is added, at least 0
   */
  public void addMove(int from, int to, double probability) {
    rows[place(from)][place(to)] += probability;
  }

  /**
   * Adds to the probability to leave the chain.
   *
   * @param from the state
   * @param probability what is added, at least 0; the chain can be left from every state
   */
  public void addExit(int from, double probability) {
    exits[place(from)] += probability;
  }

  /** The place of a state in the elimination, and the state in a place. */
  private int place(int s) {
    return s == reference ? 0 : s == 0 ? reference : s;
  }

  private void swap(double[] values) {
    double first = values[0];
    values[0] = values[reference];
    values[reference] = first;
  }

  /** Eliminates all states but the reference, from the last to the first. */
  public void eliminate() {
    for (int k = states - 1; k >= 0; k--) {
      double[] row = rows[k];
      double pivot = exits[k];
      for (int j = 0; j < k; j++) {
        pivot += row[j];
      }
      pivots[k] = pivot;
      for (int i = 0; i < k; i++) {
        if (rows[i][k] != 0) {
          double factor = rows[i][k] / pivot;
          addRow(factor, row, rows[i], k);
          exits[i] += factor * exits[k];
          rows[i][k] = factor;
        }
      }
    }
  }

  private static void addRow(double factor, double[] row, double[] target, int length) {
    for (int j = 0; j < length; j++) {
      target[j] += factor * row[j];
    }
  }

  /**
   * Solves {@code x = b + T x}.
   *
   * @param b one number a state, not modified
   * @param x one number a state, written
   */
  public void solve(double[] b, double[] x) {
    substitute(b, x);
    x[0] /= pivots[0];
    back(x);
    swap(x);
  }

  /**
   * Solves {@code x = b + T x} apart from a constant, {@code x(s) = x(reference) + h(s)}, so that h
   * keeps its digits where x is large because the chain is hardly ever left. It does so if the
   * reference is {@linkplain #busiest often visited}.
   *
   * @param b one number a state, not modified
   * @param h one number a state, written; {@code h(reference) = 0}
   * @return {@code x(reference)}
   */
  public double solveRelative(double[] b, double[] h) {
    substitute(b, h);
    double constant = h[0] / pivots[0];
    h[0] = 0;
    for (int k = 1; k < states; k++) {
      h[k] -= exits[k] * constant;
    }
    back(h);
    swap(h);
    return constant;
  }

  private void substitute(double[] b, double[] x) {
    System.arraycopy(b, 0, x, 0, states);
    swap(x);
    for (int i = states - 2; i >= 0; i--) {
      double sum = 0;
      for (int k = i + 1; k < states; k++) {
        sum += rows[i][k] * x[k];
      }
      x[i] += sum;
    }
  }

  private void back(double[] x) {
    for (int k = 1; k < states; k++) {
      double sum = x[k];
      for (int j = 0; j < k; j++) {
        sum += rows[k][j] * x[j];
      }
      x[k] = sum / pivots[k];
    }
  }

  /**
   * Solves {@code d = m + T' d}.
   *
   * @param start one number a state, not modified
   * @param visits one number a state, written
   */
  public void visits(double[] start, double[] visits) {
    System.arraycopy(start, 0, visits, 0, states);
    swap(visits);
    for (int k = states - 1; k >= 0; k--) {
      visits[k] /= pivots[k];
      addRow(visits[k], rows[k], visits, k);
    }
    for (int i = 0; i < states; i++) {
      for (int k = i + 1; k < states; k++) {
        visits[k] += rows[i][k] * visits[i];
      }
    }
    swap(visits);
  }

  /**
   * A state that is a good reference.
   *
   * @return the state that is visited most from a start anywhere, or the reference if it is visited
   *     at least half as often
   */
  public int busiest() {
    visits(anywhere, counts);
    int busiest = reference;
    for (int s = 0; s < states; s++) {
      busiest = counts[s] > counts[busiest] ? s : busiest;
    }
    return counts[busiest] > 2 * counts[reference] ? busiest : reference;
  }
}

package org.actionscape.math;

import java.util.Arrays;
import java.util.Locale;
import org.actionscape.check.HeapCheck;
import org.actionscape.check.InvalidInputException;

/**
 * Linear systems of a discounted Markov chain: with P(s,s') the probability to move, e(s) the
 * probability to end, {@code e(s) = 1 - sum_s' P(s,s')}, and a discount factor gamma,
 *
 * <pre>
 *   x = b + gamma P x        what is collected
 *   d = m + gamma P' d       expected visits from a start distribution m
 * </pre>
 *
 * <p>by the elimination of Grassmann, Taksar and Heyman (Operations Research 33, 1985) of a chain
 * that is left with probability {@code (1 - gamma) + gamma e(s)}: it takes that number as given
 * instead of as a difference from 1, so that nothing is ever subtracted. For m of one sign every
 * entry of the solution has a relative error of O(S) roundings, however rarely the chain is left
 * (O'Cinneide, Numer. Math. 65, 1993), where a general LU decomposition loses as many digits as
 * {@code 1 / (1 - gamma)} has.
 *
 * <p>Where the chain is left with probability 1e-16, what is collected is 1e16, and two states may
 * differ by 1: the solution has twice the digits of a double, by iterative refinement. The
 * residual, in twice the digits as well, is made of differences,
 *
 * <pre>
 *   b(s) + gamma ( sum_s' P(s,s') (x(s') - x(s)) - e(s) x(s) ) - (1 - gamma) x(s)
 * </pre>
 *
 * <p>and as the factors are those of a chain whose moves and exits are off by O(S) roundings, each
 * pass takes about 1e-13 of the error away, of x and of its differences alike, whether or not
 * states ever meet. What is left is what rounding of b, P and e themselves makes of the solution.
 *
 * <p>The chain is written down by {@link #clear}, {@link #addMove} and {@link #addEnd}, and solved
 * after {@link #eliminate}. Cost: S^3 / 3 multiplications to eliminate, 2 S^2 for visits, some 80
 * S^2 to solve in twice the digits and 2 S^2 in one; 16 S^2 bytes. Not safe for use by several
 * threads.
 */
public final class AbsorbingChain {
  /** Multiplications of an elimination; some 1e9 take a second. */
  private static final double MOST_OPERATIONS = 1.7e10;

  /** The first gives the digits of a double, the second twice as many, the third makes sure. */
  private static final int PASSES = 3;

  private final int states;

  private final double discount;

  /** P; the diagonal counts for nothing. */
  private final double[][] moves;

  private final double[] ends;

  /** By state: discounted moves to each lower state, factors of elimination for higher ones. */
  private final double[][] rows;

  /** By state: probability to leave, and to leave or move to a lower state. */
  private final double[] leaves;

  private final double[] pivots;

  /** Workspace: a right side and the correction that it asks for, in twice the digits. */
  private final double[] high;

  private final double[] low;

  private final TwofoldSum sum = new TwofoldSum();

  private final TwofoldSum ahead = new TwofoldSum();

  /**
   * Allocates a chain.
   *
   * @param states the number of states S, at least 1
   * @param discount the discount factor gamma, from 0 to 1
   * @throws InvalidInputException if the matrices do not fit in memory or an elimination takes too
   *     long
   */
  public AbsorbingChain(int states, double discount) {
    this.states = states;
    this.discount = discount;
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
    HeapCheck.require(
        states + " discounted states: two matrices of " + states + "^2 x 8 bytes",
        2.0 * states * states * Double.BYTES,
        "use fewer states or a larger heap (-Xmx)");
    moves = new double[states][states];
    ends = new double[states];
    rows = new double[states][states];
    leaves = new double[states];
    pivots = new double[states];
    high = new double[states];
    low = new double[states];
  }

  /** Begins another chain. */
  public void clear() {
    for (double[] row : moves) {
      Arrays.fill(row, 0);
    }
    Arrays.fill(ends, 0);
  }

  /**
   * Adds to the probability of a move.
   *
   * @param from the state
   * @param to the next state; to stay counts for nothing, as it is what the others leave
   * @param probability what is added, at least 0
   */
  public void addMove(int from, int to, double probability) {
    moves[from][to] += probability;
  }

  /**
   * Adds to the probability to end.
   *
   * @param from the state
   * @param probability what is added, at least 0; undiscounted chains can end from every state
   */
  public void addEnd(int from, double probability) {
    ends[from] += probability;
  }

  /** Eliminates all states, from the last to the first. */
  public void eliminate() {
    for (int s = 0; s < states; s++) {
      for (int next = 0; next < states; next++) {
        rows[s][next] = discount * moves[s][next];
      }
      leaves[s] = (1 - discount) + discount * ends[s];
    }
    for (int k = states - 1; k >= 0; k--) {
      double[] row = rows[k];
      double pivot = leaves[k];
      for (int j = 0; j < k; j++) {
        pivot += row[j];
      }
      pivots[k] = pivot;
      for (int i = 0; i < k; i++) {
        if (rows[i][k] != 0) {
          double factor = rows[i][k] / pivot;
          addRow(factor, row, rows[i], k);
          leaves[i] += factor * leaves[k];
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
   * Solves {@code x = b + gamma P x}.
   *
   * @param b one number a state, not modified
   * @param x one number a state, written
   * @param rest one number a state, written with what rounding to doubles leaves of x
   */
  public void solve(double[] b, double[] x, double[] rest) {
    Arrays.fill(x, 0);
    Arrays.fill(rest, 0);
    for (int pass = 0; pass < PASSES; pass++) {
      for (int s = 0; s < states; s++) {
        sum.start(b[s], 0);
        if (pass > 0) {
          addResidual(s, x, rest);
        }
        end(s, high, low);
      }
      substitute();
      for (int s = 0; s < states; s++) {
        sum.start(x[s], rest[s]);
        sum.add(high[s], low[s]);
        end(s, x, rest);
      }
    }
  }

  private void addResidual(int s, double[] x, double[] rest) {
    double[] row = moves[s];
    ahead.start(0, 0);
    for (int next = 0; next < states; next++) {
      if (row[next] != 0 && next != s) {
        ahead.addDifference(row[next], x[next], rest[next], x[s], rest[s]);
      }
    }
    ahead.addProduct(-ends[s], x[s], rest[s]);
    sum.addProduct(discount, ahead.value(), ahead.rest());
    sum.addProduct(discount - 1, x[s], rest[s]);
  }

  /** Solves with the factors, from the right side to the correction. */
  private void substitute() {
    for (int i = states - 2; i >= 0; i--) {
      sum.start(high[i], low[i]);
      for (int k = i + 1; k < states; k++) {
        sum.addProduct(rows[i][k], high[k], low[k]);
      }
      end(i, high, low);
    }
    for (int k = 0; k < states; k++) {
      sum.start(high[k], low[k]);
      for (int j = 0; j < k; j++) {
        sum.addProduct(rows[k][j], high[j], low[j]);
      }
      sum.divide(pivots[k]);
      end(k, high, low);
    }
  }

  private void end(int s, double[] target, double[] targetRest) {
    target[s] = sum.value();
    targetRest[s] = sum.rest();
  }

  /**
   * Solves {@code x = b + gamma P x} in the digits of a double.
   *
   * @param b one number of 0 or more a state, not modified unless it is x
   * @param x one number a state, written; off by O(S) roundings of itself
   */
  public void collect(double[] b, double[] x) {
    System.arraycopy(b, 0, x, 0, states);
    for (int i = states - 2; i >= 0; i--) {
      for (int k = i + 1; k < states; k++) {
        x[i] += rows[i][k] * x[k];
      }
    }
    for (int k = 0; k < states; k++) {
      for (int j = 0; j < k; j++) {
        x[k] += rows[k][j] * x[j];
      }
      x[k] /= pivots[k];
    }
  }

  /**
   * Solves {@code d = m + gamma P' d}.
   *
   * @param start one number a state, not modified
   * @param visits one number a state, written
   */
  public void visits(double[] start, double[] visits) {
    System.arraycopy(start, 0, visits, 0, states);
    for (int k = states - 1; k >= 0; k--) {
      visits[k] /= pivots[k];
      addRow(visits[k], rows[k], visits, k);
    }
    for (int i = 0; i < states; i++) {
      for (int k = i + 1; k < states; k++) {
        visits[k] += rows[i][k] * visits[i];
      }
    }
  }
}

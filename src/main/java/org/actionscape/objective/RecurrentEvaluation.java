package org.actionscape.objective;

import java.util.Arrays;
import java.util.Locale;
import org.actionscape.check.HeapCheck;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.Environment;

/**
 * H steps in states that come back: the states' own sums are taken once, not once a step, so the
 * steps cost O(H x slots) of time and 8 H S bytes for each of d, B, D and E, whatever |A| is. What
 * lies ahead of a state is the mean over its visits, {@code sum_t d_t(s) U_{t+1}(s') / d(s)}.
 */
final class RecurrentEvaluation extends PolicyEvaluation {
  /** What an array takes beside its numbers. */
  private static final int ROW_BYTES = 24;

  /** Multiplications and additions of an evaluation; some 1e9 take a second. */
  private static final double MOST_OPERATIONS = 1e10;

  private final int horizon;

  /** By step and state; values to go have a last row of zeros. */
  private final double[][] visitsAt;

  private final double[][] baseAt;
  private final double[][] excessAt;
  private final double[][][] termsAt;

  RecurrentEvaluation(Environment environment, int terms, int horizon) {
    super(environment, terms);
    this.horizon = horizon;
    double rows = (3.0 + terms) * horizon;
    HeapCheck.require(
        String.format(
            Locale.ROOT, "%d steps: %.0f rows x %d states x 8 bytes", horizon, rows, states),
        rows * ((double) states * Double.BYTES + ROW_BYTES),
        "use a shorter horizon, a discount factor, or a larger heap (-Xmx)");
    // Six sums over the slots, and two for each term: back, forth and for what lies ahead.
    double operations = (6.0 + 2 * terms) * horizon * successors.length;
    if (operations > MOST_OPERATIONS) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "horizon = %d: must be at most %.0f, because an evaluation takes %.3e operations over %d"
                  + " pairs of a state and a next state; use a discount factor",
              horizon,
              Math.floor(MOST_OPERATIONS / operations * horizon),
              operations,
              successors.length));
    }
    visitsAt = new double[horizon][states];
    baseAt = new double[horizon + 1][states];
    excessAt = new double[horizon + 1][states];
    termsAt = new double[terms][horizon + 1][states];
    System.arraycopy(start, 0, visitsAt[0], 0, states);
  }

  @Override
  void solve() {
    for (int t = horizon - 1; t >= 0; t--) {
      for (int s = 0; s < states; s++) {
        baseAt[t][s] = modeReward[s] + sumNext(s, leads, baseAt[t + 1]);
        excessAt[t][s] =
            rewardMean[s] + sumNext(s, shifts, baseAt[t + 1]) + sumNext(s, moves, excessAt[t + 1]);
        for (int j = 0; j < termsAt.length; j++) {
          termsAt[j][t][s] = local[j][s] + sumNext(s, moves, termsAt[j][t + 1]);
        }
      }
    }
    System.arraycopy(baseAt[0], 0, base, 0, states);
    System.arraycopy(excessAt[0], 0, excess, 0, states);
    for (int t = 1; t < horizon; t++) {
      Arrays.fill(visitsAt[t], 0);
      for (int s = 0; s < states; s++) {
        for (int i = begins[s]; i < begins[s + 1]; i++) {
          visitsAt[t][successors[i]] += visitsAt[t - 1][s] * moves[i];
        }
      }
    }
    Arrays.fill(visits, 0);
    for (double[] at : visitsAt) {
      for (int s = 0; s < states; s++) {
        visits[s] += at[s];
      }
    }
    lookAhead(baseAt, aheadBase);
    lookAhead(excessAt, aheadExcess);
    for (int j = 0; j < termsAt.length; j++) {
      lookAhead(termsAt[j], aheadTerms[j]);
    }
  }

  private double sumNext(int s, double[] slotWeights, double[] values) {
    double sum = 0;
    for (int i = begins[s]; i < begins[s + 1]; i++) {
      sum += slotWeights[i] * values[successors[i]];
    }
    return sum;
  }

  private void lookAhead(double[][] valuesAt, double[] ahead) {
    Arrays.fill(ahead, 0);
    for (int t = 0; t < horizon - 1; t++) {
      for (int s = 0; s < states; s++) {
        if (visitsAt[t][s] > 0) {
          double share = visitsAt[t][s] / visits[s];
          for (int i = begins[s]; i < begins[s + 1]; i++) {
            ahead[i] += share * valuesAt[t + 1][successors[i]];
          }
        }
      }
    }
  }
}

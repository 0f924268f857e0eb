package org.actionscape.objective;

import java.util.Arrays;
import org.actionscape.env.Environment;
import org.actionscape.math.AbsorbingChain;

/**
 * Discounted episodes: values to go solve {@code (I - gamma P) x = b}, visits the transposed
 * system, both from one elimination of the chain that is left with probability 1 - gamma, which
 * subtracts nothing; for a gamma near 1 rounding can make the matrix {@code I - gamma P} singular.
 * Values have twice the digits of a double, and what lies ahead of a state is kept as the
 * difference from the state's own value, so that what tells actions apart has its digits where
 * values are of the size of {@code 1 / (1 - gamma)}.
 *
 * <p>The leaders' values are no use as a base where V has digits that they do not: leaders may keep
 * to parts of the process between which the policy comes and goes, so that their values differ by
 * {@code 1 / (1 - gamma)}. Then the base is 0 and the excess all of V.
 *
 * <p>Cost: an elimination of S^3 / 3 multiplications, two if a leader has changed; 16 S^2 bytes,
 * allocated once.
 */
final class DiscountedContinuation extends Continuation {
  /** How much larger rounding through the leaders' values may be than without them. */
  private static final double ROUNDING_ALLOWED = 1024;

  private final double gamma;
  private final AbsorbingChain chain;
  private final double[] leaderValues;
  private final double[] leaderRests;
  private final double[] right;
  private final double[] solution;
  private final double[] rests;
  private boolean leadersChanged;

  DiscountedContinuation(Environment environment, int terms, double gamma) {
    super(environment, terms);
    this.gamma = gamma;
    chain = new AbsorbingChain(states);
    leaderValues = new double[states];
    leaderRests = new double[states];
    right = new double[states];
    solution = new double[states];
    rests = new double[states];
  }

  @Override
  void leaderChanged() {
    leadersChanged = true;
  }

  @Override
  void solve() {
    if (leadersChanged) {
      leadersChanged = false;
      follow(leads, leaderEnds);
      chain.solve(leaderReward, leaderValues, leaderRests);
    }
    follow(moves, ends);
    chain.visits(start, visits);
    look(leaderValues, leaderRests, aheadBase, commonBase);
    System.arraycopy(leaderValues, 0, base, 0, states);
    if (basePays()) {
      for (int s = 0; s < states; s++) {
        right[s] = rewardMean[s] + sum(s, shifts, aheadBase) - commonBase[s] * endShifts[s];
      }
    } else {
      Arrays.fill(base, 0);
      Arrays.fill(commonBase, 0);
      Arrays.fill(aheadBase, 0);
      for (int s = 0; s < states; s++) {
        right[s] = leaderReward[s] + rewardMean[s];
      }
    }
    chain.solve(right, excess, rests);
    look(excess, rests, aheadExcess, commonExcess);
    for (int j = 0; j < aheadTerms.length; j++) {
      chain.solve(local[j], solution, rests);
      look(solution, rests, aheadTerms[j], commonTerms[j]);
    }
  }

  /** Whether what the excess is made of is not so large that its rounding drowns the rewards. */
  private boolean basePays() {
    double rewards = 0;
    double shifted = 0;
    for (int s = 0; s < states; s++) {
      rewards += visits[s] * (Math.abs(leaderReward[s]) + Math.abs(rewardMean[s]));
      double size = Math.abs(commonBase[s] * endShifts[s]);
      for (int i = begins[s]; i < begins[s + 1]; i++) {
        size += Math.abs(shifts[i] * aheadBase[i]);
      }
      shifted += visits[s] * size;
    }
    return shifted <= ROUNDING_ALLOWED * rewards;
  }

  private void follow(double[] probabilities, double[] ending) {
    chain.clear();
    for (int s = 0; s < states; s++) {
      chain.addExit(s, (1 - gamma) + gamma * ending[s]);
      for (int i = begins[s]; i < begins[s + 1]; i++) {
        chain.addMove(s, successors[i], gamma * probabilities[i]);
      }
    }
    chain.eliminate();
  }

  private void look(double[] values, double[] rests, double[] ahead, double[] common) {
    for (int s = 0; s < states; s++) {
      common[s] = gamma * values[s];
      for (int i = begins[s]; i < begins[s + 1]; i++) {
        int next = successors[i];
        ahead[i] = gamma * ((values[next] - values[s]) + (rests[next] - rests[s]));
      }
    }
  }
}

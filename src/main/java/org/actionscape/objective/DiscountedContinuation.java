package org.actionscape.objective;

import org.actionscape.env.Environment;
import org.actionscape.math.AbsorbingChain;
import org.actionscape.math.InvalidInputException;

/**
 * Discounted episodes: values to go solve {@code (I - gamma P) x = b}, visits the transposed
 * system, both from one elimination of the chain that is left with probability 1 - gamma, which
 * subtracts nothing; for a gamma near 1 rounding can make the matrix {@code I - gamma P} singular.
 * Values are found as a constant and what states differ from it, so that digits do not depend on
 * gamma where the states of the policy come together. Of a process in parts that never meet, the
 * values of two parts differ by {@code 1 / (1 - gamma)}: these have all their digits, but what
 * tells actions apart in the part without the reference has an error of 1e-16 / (1 - gamma).
 *
 * <p>The leaders' values are no use as a base where V has digits that they do not: leaders may keep
 * to parts of the process between which the policy comes and goes, so that their values differ by
 * {@code 1 / (1 - gamma)}. Then the base is 0 and the excess all of V.
 *
 * <p>Cost: an elimination of S^3 / 3 multiplications, two if a leader has changed, and again where
 * another state is visited more often than the one that differences are taken from; 8 S^2 bytes,
 * allocated once.
 */
final class DiscountedContinuation extends Continuation {
  /** How much larger rounding through the leaders' values may be than without them. */
  private static final double ROUNDING_ALLOWED = 1024;

  /** Beyond, differences of actions in parts that never meet would be wrong in shown digits. */
  private static final double MOST_GAMMA = 1 - 1e-9;

  private final double gamma;
  private final AbsorbingChain chain;
  private final double[] leaderValues;
  private double leaderConstant;
  private final double[] right;
  private final double[] solution;

  /** States that are often visited by the leaders and by the policy. */
  private int leaderReference;

  private int reference;
  private boolean leadersChanged;

  DiscountedContinuation(Environment environment, int terms, double gamma) {
    super(environment, terms);
    if (!(gamma <= MOST_GAMMA)) {
      throw new InvalidInputException(
          "discount factor gamma of a policy that is evaluated or trained: must be at most 1 - 1e-9,"
              + " is 1 - "
              + (1 - gamma)
              + "; beyond, values lose the digits that are shown (optimal values do not)");
    }
    this.gamma = gamma;
    chain = new AbsorbingChain(states);
    leaderValues = new double[states];
    right = new double[states];
    solution = new double[states];
  }

  @Override
  void leaderChanged() {
    leadersChanged = true;
  }

  @Override
  void solve() {
    if (leadersChanged) {
      leadersChanged = false;
      leaderReference = follow(leads, leaderEnds, leaderReference);
      leaderConstant = chain.solveRelative(leaderReward, leaderValues);
    }
    reference = follow(moves, ends, reference);
    chain.visits(start, visits);
    look(leaderValues, aheadBase);
    boolean led = basePays();
    for (int s = 0; s < states; s++) {
      base[s] = led ? leaderConstant + leaderValues[s] : 0;
    }
    commonBase = led ? gamma * leaderConstant : 0;
    for (int i = 0; i < aheadBase.length; i++) {
      aheadBase[i] = led ? aheadBase[i] : 0;
    }
    for (int s = 0; s < states; s++) {
      right[s] =
          led
              ? rewardMean[s] + sum(s, shifts, aheadBase) - commonBase * endShifts[s]
              : leaderReward[s] + rewardMean[s];
    }
    double constant = chain.solveRelative(right, solution);
    for (int s = 0; s < states; s++) {
      excess[s] = constant + solution[s];
    }
    commonExcess = gamma * constant;
    look(solution, aheadExcess);
    for (int j = 0; j < aheadTerms.length; j++) {
      commonTerms[j] = gamma * chain.solveRelative(local[j], solution);
      look(solution, aheadTerms[j]);
    }
  }

  /** Whether what the excess is made of is not so large that its rounding drowns the rewards. */
  private boolean basePays() {
    double rewards = 0;
    double shifted = 0;
    for (int s = 0; s < states; s++) {
      rewards += visits[s] * (Math.abs(leaderReward[s]) + Math.abs(rewardMean[s]));
      double size = Math.abs(gamma * leaderConstant * endShifts[s]);
      for (int i = begins[s]; i < begins[s + 1]; i++) {
        size += Math.abs(shifts[i] * aheadBase[i]);
      }
      shifted += visits[s] * size;
    }
    return shifted <= ROUNDING_ALLOWED * rewards;
  }

  /** Eliminates a chain, with differences from a state that is often visited, which it returns. */
  private int follow(double[] probabilities, double[] ending, int from) {
    eliminate(probabilities, ending, from);
    int busiest = chain.busiest();
    if (busiest != from) {
      eliminate(probabilities, ending, busiest);
    }
    return busiest;
  }

  private void eliminate(double[] probabilities, double[] ending, int from) {
    chain.clear(from);
    for (int s = 0; s < states; s++) {
      chain.addExit(s, (1 - gamma) + gamma * ending[s]);
      for (int i = begins[s]; i < begins[s + 1]; i++) {
        chain.addMove(s, successors[i], gamma * probabilities[i]);
      }
    }
    chain.eliminate();
  }

  private void look(double[] values, double[] ahead) {
    for (int i = 0; i < ahead.length; i++) {
      ahead[i] = gamma * values[successors[i]];
    }
  }
}

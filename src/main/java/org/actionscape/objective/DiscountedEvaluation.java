package org.actionscape.objective;

import java.util.Arrays;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.Environment;
import org.actionscape.math.AbsorbingChain;
import org.actionscape.math.Seeds;

/**
 * Discounted episodes: values to go solve {@code (I - gamma P) x = b}, visits the transposed
 * system, both from one elimination of the chain that is left with probability 1 - gamma, which
 * subtracts nothing; for a gamma near 1 rounding can make the matrix {@code I - gamma P} singular.
 * Values have twice the digits of a double, and what lies ahead of a state is kept as the
 * difference from the state's own value, so that what tells actions apart has its digits where
 * values are of the size of {@code 1 / (1 - gamma)}.
 *
 * <p>The modes' values are no use as a base where V has digits that they do not: modes may keep to
 * parts of the process between which the policy comes and goes, or never leave a loop that the
 * policy leaves, so that their values are larger or differ by {@code 1 / (1 - gamma)}. How much of
 * what a state is paid their rounding may be is computed; if it is much, the base is 0 and the
 * excess all of V.
 *
 * <p>What rounding of the policy's probabilities makes of values remains: where an action leads to
 * parts of a process that never meet, whose values differ by {@code 1 / (1 - gamma)}, odds that are
 * off by 1e-16 may outweigh a reward; so may rewards of both signs that cancel. Beyond a gamma of 1
 * - 1e-8 values are evaluated again with such errors, and the policy is refused where these change
 * a value or what tells actions apart.
 *
 * <p>Cost: an elimination of S^3 / 3 multiplications, two if a mode has changed; 16 S^2 bytes,
 * allocated once.
 */
final class DiscountedEvaluation extends PolicyEvaluation {
  /** How much larger rounding through the modes' values may be than without them. */
  private static final double ROUNDING_ALLOWED = 1024;

  /** How much more the modes' values may differ than a step pays. */
  private static final double DIFFERENCE_ALLOWED = 0x1p16;

  /** Up to here rounding of values is no digit of differences that is shown. */
  private static final double SURE_GAMMA = 1 - 1e-8;

  /** Random errors to try, as one may happen to cancel. */
  private static final int PROBES = 3;

  /** The error of a sum of few rounded numbers, relative to these. */
  private static final double ROUNDING = 0x1p-51;

  /** How much of differences between actions may be rounding, or of what a step pays. */
  private static final double ERROR_ALLOWED = 1e-6;

  /** How much of a value, if that is more than of a step. */
  private static final double VALUE_ERROR_ALLOWED = 1e-9;

  private final double gamma;
  private final AbsorbingChain chain;
  private final double[] modeValues;
  private final double[] modeRests;
  private final double[] right;
  private final double[] solution;
  private final double[] rests;

  /** By state: what rewards would be worth if they were positive. */
  private final double[] paid;

  /** By state: the steps that are to come. */
  private final double[] lengths;

  /** By state: what a step pays. */
  private final double[] steps;

  /** By state: sizes of the numbers that a value is a sum of, as far as they are rounded. */
  private final double[] rounded;

  /** By slot and state: values to go and their possible errors, where they are looked into. */
  private final double[] ahead;

  private final double[] common;
  private final double[] aheadErrors;
  private final double[] commonErrors;
  private boolean modesChanged;

  /** By state: a hash of its policy, so that states that are alike are known. */
  private final long[] policies;

  DiscountedEvaluation(Environment environment, int terms, double gamma) {
    super(environment, terms);
    this.gamma = gamma;
    chain = new AbsorbingChain(states, gamma);
    modeValues = new double[states];
    modeRests = new double[states];
    right = new double[states];
    solution = new double[states];
    rests = new double[states];
    paid = new double[states];
    lengths = new double[states];
    steps = new double[states];
    rounded = new double[states];
    policies = new long[states];
    int slots = gamma > SURE_GAMMA ? successors.length : 0;
    ahead = new double[slots];
    common = new double[states];
    aheadErrors = new double[slots];
    commonErrors = new double[states];
  }

  @Override
  void observe(int s, double[] logits, int from, int to) {
    if (gamma > SURE_GAMMA) {
      policies[s] = to - from;
      for (int k = from; k < to; k++) {
        policies[s] = Seeds.split(policies[s], Double.doubleToRawLongBits(logits[k] + 0.0));
      }
    }
  }

  @Override
  void modeChanged() {
    modesChanged = true;
  }

  @Override
  void solve() {
    if (modesChanged) {
      modesChanged = false;
      follow(leads, modeEnds);
      chain.solve(modeReward, modeValues, modeRests);
    }
    follow(moves, ends);
    chain.visits(start, visits);
    look(modeValues, modeRests, aheadBase, commonBase);
    System.arraycopy(modeValues, 0, base, 0, states);
    boolean led = basePays();
    if (led) {
      for (int s = 0; s < states; s++) {
        right[s] = rewardMean[s] + sum(s, shifts, aheadBase) - commonBase[s] * endShifts[s];
      }
    } else {
      Arrays.fill(base, 0);
      Arrays.fill(commonBase, 0);
      Arrays.fill(aheadBase, 0);
      for (int s = 0; s < states; s++) {
        right[s] = modeReward[s] + rewardMean[s];
      }
    }
    chain.solve(right, excess, rests);
    look(excess, rests, aheadExcess, commonExcess);
    if (gamma > SURE_GAMMA) {
      requireDigits(led);
    }
    for (int j = 0; j < aheadTerms.length; j++) {
      chain.solve(local[j], solution, rests);
      look(solution, rests, aheadTerms[j], commonTerms[j]);
      if (gamma > SURE_GAMMA) {
        requireDigits(j);
      }
    }
  }

  /** Requires that values and differences of actions in return are more than rounding makes. */
  private void requireDigits(boolean led) {
    for (int s = 0; s < states; s++) {
      double size = led || rewardMean[s] == 0 ? 0 : Math.abs(modeReward[s]);
      size += Math.abs(rewardMean[s]) + shifted(s);
      size += led ? rounded(s, leads, aheadBase) + modeEnds[s] * Math.abs(commonBase[s]) : 0;
      rounded[s] = size + rounded(s, moves, aheadExcess) + ends[s] * Math.abs(commonExcess[s]);
      common[s] = commonBase[s] + commonExcess[s];
    }
    for (int i = 0; i < ahead.length; i++) {
      ahead[i] = aheadBase[i] + aheadExcess[i];
    }
    for (int s = 0; s < states; s++) {
      right[s] = Math.abs(modeReward[s]) + Math.abs(rewardMean[s]);
    }
    requireDigits("return", ahead, common);
  }

  /** The same of a term. */
  private void requireDigits(int term) {
    for (int s = 0; s < states; s++) {
      paid[s] = Math.abs(local[term][s]);
      right[s] = paid[s];
      rounded[s] =
          paid[s] + rounded(s, moves, aheadTerms[term]) + ends[s] * Math.abs(commonTerms[term][s]);
    }
    chain.collect(paid, paid);
    requireDigits("bonus", aheadTerms[term], commonTerms[term]);
  }

  /** Moves are rounded by the product with gamma, unless there is one only: what is left of it. */
  private double rounded(int s, double[] probabilities, double[] ahead) {
    int successors = 0;
    double size = 0;
    for (int i = begins[s]; i < begins[s + 1]; i++) {
      successors += probabilities[i] == 0 ? 0 : 1;
      size += Math.abs(probabilities[i] * ahead[i]);
    }
    return successors > 1 ? size : 0;
  }

  /**
   * Values are carried along with errors of a rounding, of another share of it in every state but
   * where states are alike. These are compared with the values, and with what a step pays.
   */
  private void requireDigits(String what, double[] ahead, double[] common) {
    findSteps();
    for (int probe = 0; probe < PROBES; probe++) {
      for (int s = 0; s < states; s++) {
        long alike = Seeds.split(policies[s], Double.doubleToRawLongBits(rounded[s]));
        right[s] = ROUNDING * (2 * Seeds.uniform(alike, probe) - 1) * rounded[s];
      }
      chain.solve(right, solution, rests);
      look(solution, rests, aheadErrors, commonErrors);
      for (int s = 0; s < states; s++) {
        double step = ERROR_ALLOWED * steps[s];
        if (!(Math.abs(commonErrors[s])
            <= Math.max(step, VALUE_ERROR_ALLOWED * Math.abs(common[s])))) {
          throw tooNear("the value of state " + s + " in " + what);
        }
        if (!tellsApart(s, ahead, common[s], aheadErrors, commonErrors[s], ERROR_ALLOWED, step)) {
          throw tooNear("what tells actions of state " + s + " apart in " + what);
        }
      }
    }
  }

  /** Finds what a step pays, in the mean of all or of the next S, from what each state pays. */
  private void findSteps() {
    System.arraycopy(right, 0, steps, 0, states);
    for (int step = 1; step < states; step++) {
      for (int s = 0; s < states; s++) {
        solution[s] = right[s];
        for (int i = begins[s]; i < begins[s + 1]; i++) {
          solution[s] += moves[i] * steps[successors[i]];
        }
      }
      System.arraycopy(solution, 0, steps, 0, states);
    }
    for (int s = 0; s < states; s++) {
      steps[s] = Math.max(paid[s] / lengths[s], steps[s] / states);
    }
  }

  private InvalidInputException tooNear(String lost) {
    return new InvalidInputException(
        "discount factor gamma = 1 - "
            + (1 - gamma)
            + ": must be further from 1 for this policy, because "
            + lost
            + " is lost in the rounding of values of the size of 1 / (1 - gamma)");
  }

  /**
   * Whether the modes' values are nowhere so large against what the policy is paid, and differ
   * nowhere so much against what a step pays, that rounding of what the excess is made of drowns
   * these: rounding is collected on the way as rewards are.
   */
  private boolean basePays() {
    for (int s = 0; s < states; s++) {
      solution[s] = shifted(s);
      paid[s] = Math.abs(modeReward[s]) + Math.abs(rewardMean[s]);
    }
    chain.collect(solution, solution);
    chain.collect(paid, paid);
    Arrays.fill(lengths, 1);
    chain.collect(lengths, lengths);
    boolean pays = true;
    for (int s = 0; s < states; s++) {
      pays &= Math.max(solution[s], Math.abs(base[s])) <= ROUNDING_ALLOWED * paid[s];
      for (int i = begins[s]; i < begins[s + 1]; i++) {
        pays &= Math.abs(aheadBase[i]) <= DIFFERENCE_ALLOWED * paid[s] / lengths[s];
      }
    }
    return pays;
  }

  /** The size of what changes a state's value when the policy is followed instead of the mode. */
  private double shifted(int s) {
    double size = Math.abs(commonBase[s] * endShifts[s]);
    for (int i = begins[s]; i < begins[s + 1]; i++) {
      size += Math.abs(shifts[i] * aheadBase[i]);
    }
    return size;
  }

  private void follow(double[] probabilities, double[] ending) {
    chain.clear();
    for (int s = 0; s < states; s++) {
      chain.addEnd(s, ending[s]);
      for (int i = begins[s]; i < begins[s + 1]; i++) {
        chain.addMove(s, successors[i], probabilities[i]);
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

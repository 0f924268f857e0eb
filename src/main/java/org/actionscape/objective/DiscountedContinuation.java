package org.actionscape.objective;

import java.util.Arrays;
import java.util.Locale;
import org.actionscape.env.Environment;
import org.actionscape.math.InvalidInputException;
import org.actionscape.math.Memory;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Discounted episodes: values to go solve {@code (I - gamma P) x = b}, visits the transposed
 * system, by EJML's LU decomposition. O(S^3) of time for each of the two, and for a third when a
 * leader has changed, so S is limited; 24 S^2 bytes, allocated once. The solutions lose digits in
 * proportion to {@code 1 / (1 - gamma)}: about seven are left at the largest gamma that is taken.
 */
final class DiscountedContinuation extends Continuation {
  private static final int MATRICES = 3;

  /** Beyond, a policy's values would be wrong in digits that are shown. */
  private static final double MOST_GAMMA = 1 - 1e-9;

  /** Multiplications and additions of an evaluation; some 2e9 take a second. */
  private static final double MOST_OPERATIONS = 1e11;

  private final double gamma;
  private final DMatrixRMaj system;
  private final DMatrixRMaj transposed;
  private final LinearSolverDense<DMatrixRMaj> solver;
  private final DMatrixRMaj leaderVector;
  private final DMatrixRMaj baseVector;
  private final DMatrixRMaj visitsVector;
  private final DMatrixRMaj startVector;
  private final DMatrixRMaj right;
  private final DMatrixRMaj solution;
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
    double bytes = (double) MATRICES * states * states * Double.BYTES;
    String what =
        states + " discounted states: " + MATRICES + " matrices x " + states + "^2 x 8 bytes";
    Memory.require(what, bytes, "use fewer states or a larger heap (-Xmx)");
    double operations = 2 * Math.pow(states, 3);
    if (operations > MOST_OPERATIONS) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "number of discounted states = %d: must be at most %.0f, because three LU decompositions"
                  + " an evaluation, 2 x %d^3 = %.3e operations, take more than a minute",
              states,
              Math.floor(Math.cbrt(MOST_OPERATIONS / 2)),
              states,
              operations));
    }
    system = new DMatrixRMaj(states, states);
    transposed = new DMatrixRMaj(states, states);
    solver = LinearSolverFactory_DDRM.lu(states);
    leaderVector = DMatrixRMaj.wrap(states, 1, leaderReward);
    baseVector = DMatrixRMaj.wrap(states, 1, base);
    visitsVector = DMatrixRMaj.wrap(states, 1, visits);
    startVector = DMatrixRMaj.wrap(states, 1, start);
    right = new DMatrixRMaj(states, 1 + terms);
    solution = new DMatrixRMaj(states, 1 + terms);
  }

  @Override
  void leaderChanged() {
    leadersChanged = true;
  }

  @Override
  void solve() {
    if (leadersChanged) {
      leadersChanged = false;
      setSystem(leads);
      solver.setA(system);
      solver.solve(leaderVector, baseVector);
      look(base, 1, 0, aheadBase);
    }
    int columns = right.numCols;
    for (int s = 0; s < states; s++) {
      right.data[s * columns] = rewardMean[s] + sum(s, shifts, aheadBase);
      for (int j = 0; j < local.length; j++) {
        right.data[s * columns + 1 + j] = local[j][s];
      }
    }
    setSystem(moves);
    solver.setA(system);
    solver.solve(right, solution);
    for (int s = 0; s < states; s++) {
      excess[s] = solution.data[s * columns];
    }
    look(solution.data, columns, 0, aheadExcess);
    for (int j = 0; j < aheadTerms.length; j++) {
      look(solution.data, columns, 1 + j, aheadTerms[j]);
    }
    CommonOps_DDRM.transpose(system, transposed);
    solver.setA(transposed);
    solver.solve(startVector, visitsVector);
  }

  /** I - gamma P. */
  private void setSystem(double[] probabilities) {
    Arrays.fill(system.data, 0);
    for (int s = 0; s < states; s++) {
      int row = s * states;
      system.data[row + s] = 1;
      for (int i = begins[s]; i < begins[s + 1]; i++) {
        system.data[row + successors[i]] -= gamma * probabilities[i];
      }
    }
  }

  private void look(double[] values, int columns, int column, double[] ahead) {
    for (int i = 0; i < ahead.length; i++) {
      ahead[i] = gamma * values[successors[i] * columns + column];
    }
  }
}

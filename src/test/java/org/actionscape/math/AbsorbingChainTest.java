package org.actionscape.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.actionscape.check.InvalidInputException;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AbsorbingChainTest {
  /** Where the chain is left soon, any solver will do. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 13, 50})
  void solutionsAreThoseOfTheLinearSystems(int states) {
    Random random = new Random(states);
    double discount = 0.9;
    AbsorbingChain chain = new AbsorbingChain(states, discount);
    // What an earlier chain left behind is gone.
    for (int attempt = 0; attempt < 2; attempt++) {
      RealMatrix system = MatrixUtils.createRealIdentityMatrix(states);
      chain.clear();
      for (int s = 0; s < states; s++) {
        double total = 0.5;
        double[] moves = new double[states];
        for (int t = 0; t < states; t++) {
          moves[t] = random.nextInt(3) == 0 ? 0 : random.nextDouble();
          total += moves[t];
        }
        chain.addEnd(s, 0.2 / total);
        chain.addEnd(s, 0.3 / total);
        for (int t = 0; t < states; t++) {
          chain.addMove(s, t, moves[t] / total);
          system.addToEntry(s, t, -discount * moves[t] / total);
        }
      }
      chain.eliminate();
      double[] b = random.doubles(states, -1, 1).toArray();
      double[] expected = solved(system, b);
      double[] x = new double[states];
      chain.solve(b, x, new double[states]);
      assertArrayEquals(expected, x, 1e-13);
      double[] positive = random.doubles(states, 0, 1).toArray();
      double[] collected = new double[states];
      chain.collect(positive, collected);
      assertArrayEquals(solved(system, positive), collected, 1e-13);
      chain.collect(positive, positive);
      assertArrayEquals(collected, positive);
      double[] visits = new double[states];
      chain.visits(b, visits);
      assertArrayEquals(solved(system.transpose(), b), visits, 1e-13);
    }
  }

  private static double[] solved(RealMatrix system, double[] b) {
    return new LUDecomposition(system).getSolver().solve(new ArrayRealVector(b)).toArray();
  }

  /**
   * Three states in a circle, left with probability e from each: x(0) = (b0 + b1 + b2) / (3 e) to
   * first order, and h to order 0, which a difference of values of 1e300 could not tell.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0x1p-40, 0x1p-53})
  void digitsDoNotDependOnHowRarelyTheChainIsLeft(double exit) {
    AbsorbingChain chain = new AbsorbingChain(3, 1 - exit);
    chain.clear();
    for (int s = 0; s < 3; s++) {
      chain.addMove(s, (s + 1) % 3, 1);
    }
    chain.eliminate();
    double[] b = {3, 1, 2};
    double[] x = new double[3];
    double[] rest = new double[3];
    chain.solve(b, x, rest);
    // In exact arithmetic up to terms of the order of the exit, 1e-12 at most.
    assertEquals(2 / exit, x[0], 3e-12 / exit);
    assertEquals(-1, (x[1] - x[0]) + (rest[1] - rest[0]), 1e-11);
    assertEquals(0, (x[2] - x[0]) + (rest[2] - rest[0]), 1e-11);
    double[] visits = new double[3];
    chain.visits(new double[] {1, 0, 0}, visits);
    double third = 1 / (3 * exit);
    assertArrayEquals(new double[] {third, third, third}, visits, 3e-12 * third);
  }

  @Test
  void aChainThatTakesMinutesIsRefused() {
    assertEquals(
        "number of discounted states = 5000: must be at most 3708, because each elimination takes"
            + " 5000^3 / 3 = 4.167e+10 multiplications",
        assertThrows(InvalidInputException.class, () -> new AbsorbingChain(5000, 0.9))
            .getMessage());
  }
}

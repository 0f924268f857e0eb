package org.actionscape.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
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
    AbsorbingChain chain = new AbsorbingChain(states);
    // What an earlier chain left behind is gone.
    for (int attempt = 0; attempt < 2; attempt++) {
      RealMatrix system = MatrixUtils.createRealIdentityMatrix(states);
      int reference = states / 2;
      chain.clear(reference);
      for (int s = 0; s < states; s++) {
        double total = 0.5;
        double[] moves = new double[states];
        for (int t = 0; t < states; t++) {
          moves[t] = random.nextInt(3) == 0 ? 0 : random.nextDouble();
          total += moves[t];
        }
        chain.addExit(s, 0.2 / total);
        chain.addExit(s, 0.3 / total);
        for (int t = 0; t < states; t++) {
          chain.addMove(s, t, moves[t] / total);
          system.addToEntry(s, t, -moves[t] / total);
        }
      }
      chain.eliminate();
      double[] b = random.doubles(states, -1, 1).toArray();
      double[] expected = solved(system, b);
      double[] x = new double[states];
      chain.solve(b, x);
      assertArrayEquals(expected, x, 1e-13);
      double[] h = new double[states];
      double constant = chain.solveRelative(b, h);
      assertEquals(expected[reference], constant, 1e-13);
      for (int s = 0; s < states; s++) {
        assertEquals(expected[s] - expected[reference], h[s], 1e-13);
      }
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
  @ValueSource(doubles = {1e-12, 1e-100, 1e-300})
  void digitsDoNotDependOnHowRarelyTheChainIsLeft(double exit) {
    AbsorbingChain chain = new AbsorbingChain(3);
    chain.clear(0);
    for (int s = 0; s < 3; s++) {
      chain.addExit(s, exit);
      chain.addMove(s, (s + 1) % 3, 1 - exit);
    }
    chain.eliminate();
    double[] b = {3, 1, 2};
    double[] h = new double[3];
    // In exact arithmetic up to terms of the order of the exit, 1e-12 at most.
    assertEquals(2 / exit, chain.solveRelative(b, h), 3e-12 / exit);
    assertArrayEquals(new double[] {0, -1, 0}, h, 1e-11);
    double[] visits = new double[3];
    chain.visits(new double[] {1, 0, 0}, visits);
    double third = 1 / (3 * exit);
    assertArrayEquals(new double[] {third, third, third}, visits, 3e-12 * third);
  }

  /** From all states but state 2 the next is state 2, which passes on to all alike. */
  @Test
  void aReferenceStaysUnlessAnotherStateIsVisitedTwiceAsOften() {
    AbsorbingChain chain = new AbsorbingChain(4);
    int[] references = {0, 2};
    for (int reference : references) {
      chain.clear(reference);
      for (int s = 0; s < 4; s++) {
        chain.addExit(s, 0.01);
        for (int t = 0; t < 4; t++) {
          chain.addMove(s, t, s == 2 ? 0.2475 : t == 2 ? 0.99 : 0);
        }
      }
      chain.eliminate();
      assertEquals(2, chain.busiest());
    }
    chain.clear(1);
    for (int s = 0; s < 4; s++) {
      chain.addExit(s, 0.01);
      chain.addMove(s, (s + 1) % 4, 0.99);
    }
    chain.eliminate();
    assertEquals(1, chain.busiest());
  }

  @Test
  void aChainThatTakesMinutesIsRefused() {
    assertEquals(
        "number of discounted states = 5000: must be at most 3708, because each elimination takes"
            + " 5000^3 / 3 = 4.167e+10 multiplications",
        assertThrows(InvalidInputException.class, () -> new AbsorbingChain(5000)).getMessage());
  }
}

package org.actionscape.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.actionscape.objective.Entropy;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.KlToReference;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.actionscape.solver.GradientAscent;
import org.actionscape.solver.Run;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The step size from which the regularised optimum repels. */
class CurvatureTest {
  /** Two actions at lambda = 100: pi is nearly (1/2, 1/2), of curvature 1/2 along (1, -1). */
  @Test
  void twoActionsHaveTheCurvatureOfAFairCoin() {
    Environment bandit = ContextualBandit.of(new double[] {0, 0}, new double[] {0, 1});
    double p = 1 / (1 + Math.exp(-0.01));
    assertEquals(100 * 2 * p * (1 - p), Curvature.atSoftOptimum(bandit, 100), 1e-12);
  }

  /** Second differences of the objective along the direction that the formula is about. */
  @Test
  void itIsTheSecondDerivativeAtTheSoftOptimum() {
    double lambda = 0.7;
    double[] rewards = {0, 1};
    double[] members = {5, 2};
    Environment bandit = ContextualBandit.of(new double[] {0, 0}, rewards, members);
    double[] optimum = {0, 1 / lambda};
    double[] direction = {-2.0 / 7, 5.0 / 7};
    double square = 5 * direction[0] * direction[0] + 2 * direction[1] * direction[1];
    double h = 1e-3;
    double second =
        (objective(optimum, direction, h, rewards, members, lambda)
                + objective(optimum, direction, -h, rewards, members, lambda)
                - 2 * objective(optimum, direction, 0, rewards, members, lambda))
            / (h * h * square);
    // The third and fourth derivatives are of order 1, so the quotient is off by about h^2.
    assertEquals(-second, Curvature.atSoftOptimum(bandit, lambda), 1e-6);
  }

  private static double objective(
      double[] at,
      double[] direction,
      double by,
      double[] rewards,
      double[] members,
      double lambda) {
    double[] logits = {at[0] + by * direction[0], at[1] + by * direction[1]};
    Environment there = ContextualBandit.of(logits, rewards, members);
    Evaluation evaluation = new Evaluation(there, Objective.withEntropy(lambda));
    evaluation.evaluate(Policy.startOf(there));
    return evaluation.objective();
  }

  /** Near the optimum a run settles just below the threshold, and just above it does not. */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1, 10})
  void itPartsTheStepSizesThatSettleFromThoseThatDoNot(double lambda) {
    Environment bandit =
        ContextualBandit.of(
            new double[] {1 / lambda + 0.01, 0, 0}, new double[] {1, 0, 0}, new double[] {2, 3, 4});
    double threshold = 2 / Curvature.atSoftOptimum(bandit, lambda);
    assertTrue(distance(bandit, lambda, 0.9 * threshold) < 1e-9);
    assertTrue(distance(bandit, lambda, 1.1 * threshold) > 1e-7);
  }

  private static double distance(Environment bandit, double lambda, double stepSize) {
    Run run = new Run(bandit, Objective.withEntropy(lambda), new GradientAscent(stepSize));
    run.advance(5000);
    double[] rewards = bandit.rewards().data;
    double best = SoftOptimum.of(rewards, new double[] {2, 3, 4}, lambda).reward();
    return Math.abs(run.observe().value() - best);
  }

  /** A level that starts with different logits moves in itself too. */
  @Test
  void equalRewardsAreFlatUnlessTheirLogitsDiffer() {
    double[] zeros = new double[4];
    assertEquals(0, Curvature.atSoftOptimum(ContextualBandit.of(zeros, zeros), 3));
    Environment uneven = ContextualBandit.of(new double[] {1, 0, 0, 0}, zeros);
    assertEquals(0.75, Curvature.atSoftOptimum(uneven, 3), 1e-15);
  }

  @Test
  void statesThatComeBackAreNotCovered() {
    Environment process =
        DecisionProcess.builder(new Horizon.Steps(2)).state(1).action(0, 1, 0).build();
    assertThrows(InvalidInputException.class, () -> Curvature.atSoftOptimum(process, 1));
    assertThrows(InvalidInputException.class, () -> Curvature.atKlOptimum(process, 1, 1));
  }

  /**
   * The largest eigenvalue of minus the matrix of second differences of the objective by the logits
   * of single actions, at the optimum. Steps of 1e-3: the quotients err by some 1e-6 (fourth
   * derivatives) and 1e-9 (rounding over the square of the step).
   */
  private static double byDifferences(Environment environment, Objective objective, Policy at) {
    double h = 1e-3;
    int n = at.logits().data.length;
    Evaluation evaluation = new Evaluation(environment, objective);
    DMatrixRMaj matrix = new DMatrixRMaj(n, n);
    double[][] signs = {{1, 1}, {1, -1}, {-1, 1}, {-1, -1}};
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double second = 0;
        for (double[] sign : signs) {
          at.logits().data[i] += sign[0] * h;
          at.logits().data[j] += sign[1] * h;
          evaluation.evaluate(at);
          second += sign[0] * sign[1] * evaluation.objective();
          at.logits().data[i] -= sign[0] * h;
          at.logits().data[j] -= sign[1] * h;
        }
        matrix.set(i, j, -second / (4 * h * h));
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, false, true);
    assertTrue(eigen.decompose(matrix));
    double largest = 0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, eigen.getEigenvalue(i).getReal());
    }
    return largest;
  }

  /** A policy with the logits of an optimum. */
  private static Policy at(Environment environment, double... logits) {
    return Policy.of(environment, logits);
  }

  /** Five actions of different rewards: the eigenvalue lies between the two largest p. */
  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.3, 1, 20})
  void itIsTheLargestEigenvalueForAnyNumberOfLevels(double lambda) {
    double[] rewards = {0, 1, 0.9, 0.3, -0.5};
    Environment bandit = ContextualBandit.of(new double[5], rewards);
    double[] optimum = Arrays.stream(rewards).map(r -> r / lambda).toArray();
    double expected = byDifferences(bandit, Objective.withEntropy(lambda), at(bandit, optimum));
    assertEquals(expected, Curvature.atSoftOptimum(bandit, lambda), 1e-5 * lambda);
    assertEquals(expected, Curvature.atKlOptimum(bandit, lambda, 0), 1e-5 * lambda);
  }

  /** At beta = 1, lambda = 0.5: the power 2/3 of the start policy times exp(r / 1.5). */
  @ParameterizedTest
  @CsvSource({"0,0.2", "0,3", "0.5,1", "2,0.1"})
  void aDivergenceFromTheStartCountsToo(double lambda, double beta) {
    double[] rewards = {0, 1, 0.4, 1};
    double[] start = {2, -1, 0.5, 0.1};
    Environment bandit = ContextualBandit.of(start, rewards);
    double both = lambda + beta;
    double[] optimum = new double[4];
    Arrays.setAll(optimum, k -> (rewards[k] + beta * start[k]) / both);
    Objective objective =
        new Objective(
            List.of(
                new Objective.Bonus(lambda, new Entropy()),
                new Objective.Bonus(beta, KlToReference.fromStart())));
    assertEquals(
        byDifferences(bandit, objective, at(bandit, optimum)),
        Curvature.atKlOptimum(bandit, lambda, beta),
        1e-5 * both);
  }

  /** Two decisions, of which the second depends on the first: each state counts by its visits. */
  @ParameterizedTest
  @ValueSource(doubles = {0.2, 1, 5})
  void overSeveralStepsEachStateCountsByItsVisitsAtTheOptimum(double lambda) {
    Environment process = twoDecisions();
    Policy optimum = SoftValueIteration.of(process, lambda).policy();
    assertEquals(
        byDifferences(process, Objective.withEntropy(lambda), optimum),
        Curvature.atSoftOptimum(process, lambda),
        1e-5 * lambda);
  }

  private static Environment twoDecisions() {
    return DecisionProcess.builder(new Horizon.Acyclic())
        .state(1)
        .action(0, 0.1, 1)
        .action(0.1, 0.3, 2)
        .state(0)
        .action(0, 1, Transitions.END)
        .action(0.2, 0, Transitions.END)
        .action(0.3, 0.5, Transitions.END)
        .state(0)
        .action(0.1, 0.7, Transitions.END)
        .action(0, 0.2, Transitions.END)
        .build();
  }

  /** Started beside the optimum, with a step size below and above the threshold. */
  @Test
  void overSeveralStepsItPartsTheStepSizesThatSettleFromThoseThatDoNot() {
    double lambda = 1;
    double threshold = 2 / Curvature.atSoftOptimum(twoDecisions(), lambda);
    double best = SoftValueIteration.of(twoDecisions(), lambda).value();
    for (double share : new double[] {0.9, 1.1}) {
      Run run =
          new Run(
              twoDecisions(), Objective.withEntropy(lambda), new GradientAscent(share * threshold));
      run.advance(5000);
      double missing = best - run.evaluation().objective();
      assertTrue(share < 1 ? Math.abs(missing) < 1e-12 : missing > 1e-6, share + ": " + missing);
    }
  }

  /**
   * The natural gradient's curvature is the sum of the coefficients, in every direction: a small
   * error shrinks to 1 - eta (lambda + beta) of itself. Errors of some 1e-4, their squares 1e-8.
   */
  @ParameterizedTest
  @CsvSource({"0.5,0", "0,0.5", "0.2,0.7"})
  void aNaturalGradientShrinksErrorsByTheSumOfTheCoefficients(double lambda, double beta) {
    Environment process = twoDecisions();
    Objective objective =
        new Objective(
            List.of(
                new Objective.Bonus(lambda, new Entropy()),
                new Objective.Bonus(beta, KlToReference.fromStart())));
    Evaluation evaluation = new Evaluation(process, objective);
    Policy policy = Policy.startOf(process);
    double whole = 1 / (lambda + beta);
    for (int i = 0; i < 200; i++) {
      evaluation.evaluate(policy);
      evaluation.addAdvantage(0.9 * whole, policy.logits());
    }
    double[] optimum = logProbabilities(evaluation, policy);
    for (int k = 0; k < optimum.length; k++) {
      policy.logits().data[k] += 1e-4 * Math.cos(k);
    }
    double[] before = logProbabilities(evaluation, policy);
    evaluation.addAdvantage(0.3 * whole, policy.logits());
    double[] after = logProbabilities(evaluation, policy);
    for (int k = 0; k < optimum.length; k++) {
      assertEquals(0.7 * (before[k] - optimum[k]), after[k] - optimum[k], 1e-7);
    }
  }

  private static double[] logProbabilities(Evaluation evaluation, Policy policy) {
    evaluation.evaluate(policy);
    double[] result = new double[policy.logits().data.length];
    for (int s = 0; s < policy.classes().states(); s++) {
      for (int k = policy.classes().begin(s); k < policy.classes().end(s); k++) {
        result[k] = evaluation.logProbability(s, k);
      }
    }
    return result;
  }

  /** Without a bonus every step size settles, in the limit. */
  @Test
  void theOptimumOfTheReturnAloneIsFlat() {
    assertEquals(0, Curvature.atSoftOptimum(twoDecisions(), 0));
  }

  /** A sure optimum: mu is the rest, 3 e^-700, and not what 1 - 1e-16 leaves. */
  @Test
  void theCurvatureOfASureOptimumHasAllItsDigits() {
    Environment bandit = ContextualBandit.of(new double[4], new double[] {700, 0, 0, 0});
    // P (1 - P) / (M (1 - M / N)) of one action of four.
    double expected = 3 * Math.exp(-700) / 0.75;
    assertEquals(expected, Curvature.atKlOptimum(bandit, 1, 0), 1e-9 * expected);
    assertEquals(expected, Curvature.atSoftOptimum(bandit, 1), 1e-9 * expected);
  }

  /** Of two contexts the one that is met three times of four curves the objective more. */
  @Test
  void aContextCountsByHowOftenItIsMet() {
    double lambda = 0.5;
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Acyclic());
    for (double start : new double[] {0.25, 0.75}) {
      builder.state(start).action(2, 1, Transitions.END).action(0, 0, Transitions.END);
    }
    double p = 1 / (1 + Math.exp(-1 / lambda));
    assertEquals(
        0.75 * lambda * 2 * p * (1 - p), Curvature.atSoftOptimum(builder.build(), lambda), 1e-15);
  }
}

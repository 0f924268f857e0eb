package org.actionscape.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.actionscape.env.ContextualBandit;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.actionscape.math.InvalidInputException;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.actionscape.solver.GradientAscent;
import org.actionscape.solver.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
  void severalStepsAreNotCovered() {
    Environment process =
        DecisionProcess.builder(new Horizon.Steps(2)).state(1).action(0, 1, 0).build();
    assertThrows(InvalidInputException.class, () -> Curvature.atSoftOptimum(process, 1));
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

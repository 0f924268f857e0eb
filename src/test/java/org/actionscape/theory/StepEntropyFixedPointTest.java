package org.actionscape.theory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.actionscape.Processes;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Horizon;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.actionscape.objective.StepEntropy;
import org.actionscape.solver.NaturalGradient;
import org.actionscape.solver.Run;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepEntropyFixedPointTest {
  private static final double LAMBDA = 0.3;
  private static final Objective LOSS_TERM =
      new Objective(List.of(new Objective.Bonus(LAMBDA, new StepEntropy())));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theGradientOfTheLossTermVanishesThereAndValueAndEntropyAreItsOwn(long seed) {
    DecisionProcess process = Processes.random(new Horizon.Acyclic(), 6, 3, seed);
    StepEntropyFixedPoint point = StepEntropyFixedPoint.of(process, LAMBDA);
    Policy policy = point.policy();
    Evaluation evaluation = new Evaluation(process, LOSS_TERM);
    evaluation.evaluate(policy);
    DMatrixRMaj gradient = new DMatrixRMaj(process.classes().size(), 1);
    evaluation.addGradient(1, gradient);
    // Rounding of probabilities, values and logarithms of order 1.
    assertArrayEquals(new double[gradient.data.length], gradient.data, 1e-14);
    assertEquals(evaluation.value(), point.value(), 1e-14);
    assertEquals(evaluation.entropy(), point.entropy(), 1e-14);
    for (int s = 0; s < process.classes().states(); s++) {
      assertEquals(evaluation.value(s), point.value(s), 1e-14);
    }
  }

  @Test
  void trainingComesToRestThere() {
    DecisionProcess process = Processes.random(new Horizon.Acyclic(), 6, 3, 5);
    Run run = new Run(process, LOSS_TERM, new NaturalGradient(0.5 / LAMBDA));
    run.advance(200);
    StepEntropyFixedPoint point = StepEntropyFixedPoint.of(process, LAMBDA);
    assertEquals(point.value(), run.observe().value(), 1e-13);
    assertEquals(point.entropy(), run.observe().entropy(), 1e-13);
  }

  @Test
  void inOneDecisionItIsTheSoftOptimum() {
    double[] rewards = {1, 0.4, 0};
    double[] members = {2, 1, 50};
    ContextualBandit bandit = ContextualBandit.of(new double[3], rewards, members);
    DMatrixRMaj logits = StepEntropyFixedPoint.of(bandit, LAMBDA).policy().logits();
    assertArrayEquals(
        SoftOptimum.of(rewards, members, LAMBDA).policy().logProbabilities(), logits.data, 1e-14);
  }

  /** Only differences of rewards matter, and those of 1e16 and 1e16 + 2 are exact. */
  @Test
  void anOffsetOfTheRewardsDoesNotMoveIt() {
    ContextualBandit bandit = ContextualBandit.of(new double[2], new double[] {1e16, 1e16 + 2});
    DMatrixRMaj logits = StepEntropyFixedPoint.of(bandit, LAMBDA).policy().logits();
    assertEquals(2 / LAMBDA, logits.data[1] - logits.data[0], 1e-14);
  }

  @Test
  void statesThatComeBackAreRefused() {
    DecisionProcess process = Processes.random(new Horizon.Discounted(0.7), 4, 3, 6);
    assertThrows(InvalidInputException.class, () -> StepEntropyFixedPoint.of(process, LAMBDA));
  }
}

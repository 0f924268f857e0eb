package org.actionscape.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.actionscape.Processes;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.objective.ClampedEntropy;
import org.actionscape.objective.Entropy;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Objective.Bonus;
import org.actionscape.solver.Optimizers.Case;
import org.actionscape.theory.SoftValueIteration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every optimiser does where an episode has several steps. */
class ProcessRunTest {
  private static final double LAMBDA = 0.5;

  /** The theory's step size is derived for bandits alone. */
  static Stream<Case> optimizers() {
    return Optimizers.all().filter(c -> !(c.optimizer() instanceof SmoothnessAscent));
  }

  /** Objectives in which a clamp's boundary cuts through ties are among them. */
  @ParameterizedTest
  @MethodSource("optimizers")
  void explicitActionsAndClassesAreTheSameStepForStep(Case c) {
    for (Environment lumped : Processes.all()) {
      Environment explicit = Processes.explicit(lumped);
      for (Objective objective :
          List.of(
              Objective.expectedReturn(),
              Objective.withEntropy(LAMBDA),
              Objective.withClampedEntropy(LAMBDA, 0.5),
              new Objective(
                  List.of(
                      new Bonus(0.3, new Entropy()), new Bonus(0.2, new ClampedEntropy(0.2)))))) {
        Run few = new Run(lumped, objective, c.optimizer());
        Run many = new Run(explicit, objective, c.optimizer());
        for (int t = 0; t < 10; t++) {
          few.advance(1);
          many.advance(1);
          assertArrayEquals(
              spread(lumped.classes(), few.policy().logits().data),
              many.policy().logits().data,
              c.rounding());
        }
      }
    }
  }

  private static double[] spread(ActionClasses classes, double[] values) {
    double members = 0;
    for (int s = 0; s < classes.states(); s++) {
      members += classes.actions(s);
    }
    double[] all = new double[(int) members];
    int i = 0;
    for (int k = 0; k < values.length; k++) {
      for (int member = 0; member < classes.multiplicity(k); member++) {
        all[i++] = values[k];
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void everyEncodingMeetsTheSoftOptimum(Case c) {
    for (Horizon horizon : List.of(new Horizon.Acyclic(), new Horizon.Discounted(0.5))) {
      Environment lumped = Processes.random(horizon, 3, 3, 1);
      SoftValueIteration soft = SoftValueIteration.of(lumped, LAMBDA);
      for (Environment process : List.of(lumped, Processes.explicit(lumped))) {
        Run run = new Run(process, Objective.withEntropy(LAMBDA), c.optimizer());
        run.advance(c.steps());
        Step step = run.observe();
        assertEquals(soft.value(), step.value() + step.bonus(), 1e-10);
        assertEquals(soft.bias(), soft.optimalValue() - step.value(), 1e-8);
        assertTrue(step.gradientNorm() < 1e-8, "gradient norm " + step.gradientNorm());
      }
    }
  }
}

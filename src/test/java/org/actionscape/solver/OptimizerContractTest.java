package org.actionscape.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ContextualBandit;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.solver.Optimizers.Case;
import org.actionscape.theory.SoftOptimum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every optimiser promises. */
class OptimizerContractTest {
  private static final double LAMBDA = 0.5;
  private static final Objective SOFT = Objective.withEntropy(LAMBDA);

  @Test
  void settingsCallThemByTheirNames() {
    assertEquals(
        List.of("ascent", "theory-ascent", "armijo", "adam", "natural", "flow"),
        Optimizers.all().map(c -> c.optimizer().id()).toList());
  }

  @ParameterizedTest
  @MethodSource("org.actionscape.solver.Optimizers#all")
  void everyEncodingMeetsTheSoftOptimum(Case c) {
    double[] expected =
        SoftOptimum.of(SmallBandit.REWARDS, SmallBandit.MEMBERS, LAMBDA)
            .policy()
            .logProbabilities();
    for (ContextualBandit bandit : SmallBandit.encodings()) {
      Run run = new Run(bandit, SOFT, c.optimizer());
      run.advance(c.steps());
      boolean explicit = bandit.classes().size() > expected.length;
      assertArrayEquals(
          explicit ? SmallBandit.spread(expected) : expected,
          SmallBandit.logProbabilities(run.policy()),
          1e-9);
      assertTrue(run.observe().gradientNorm() < 1e-10);
    }
  }

  @ParameterizedTest
  @MethodSource("org.actionscape.solver.Optimizers#all")
  void aStepLeavesTheSourceEvaluatedAtTheNewLogits(Case c) {
    ContextualBandit bandit = SmallBandit.lumped();
    Run run = new Run(bandit, SOFT, c.optimizer());
    run.advance(3);
    Evaluation fresh = new Evaluation(bandit, SOFT);
    fresh.evaluate(run.policy());
    Step step = run.observe();
    assertEquals(3, step.step());
    assertEquals(fresh.value(), step.value());
    assertEquals(fresh.entropy(), step.entropy());
  }

  @ParameterizedTest
  @MethodSource("org.actionscape.solver.Optimizers#all")
  void theStartIsStepZeroAndTheEnvironmentStaysAsItWas(Case c) {
    ContextualBandit bandit = SmallBandit.lumped();
    Run run = new Run(bandit, SOFT, c.optimizer());
    assertArrayEquals(SmallBandit.LOGITS, run.policy().logits().data);
    assertEquals(0, run.observe().step());
    assertTrue(run.observe().gradientNorm() > 0.01, "the start is no optimum");
    run.advance(5);
    assertArrayEquals(SmallBandit.LOGITS, bandit.startLogits().data);
    assertArrayEquals(SmallBandit.REWARDS, bandit.rewards().data);
  }

  @ParameterizedTest
  @MethodSource("org.actionscape.solver.Optimizers#all")
  void aRunIsTheSameHoweverOftenItIsLookedAt(Case c) {
    List<Step> each = run(c).steps().limit(29).toList();
    List<Step> some = run(c).steps(7).limit(5).toList();
    for (int i = 0; i < some.size(); i++) {
      assertEquals(each.get(7 * i), some.get(i));
    }
  }

  @ParameterizedTest
  @MethodSource("org.actionscape.solver.Optimizers#all")
  void actionsInAnotherOrderAreTrainedAlike(Case c) {
    int[] order = {2, 0, 3, 1};
    ContextualBandit permuted =
        ContextualBandit.of(
            permute(SmallBandit.LOGITS, order),
            permute(SmallBandit.REWARDS, order),
            permute(SmallBandit.MEMBERS, order));
    for (Objective objective :
        List.of(Objective.expectedReturn(), SOFT, Objective.withClampedEntropy(LAMBDA, 0.4))) {
      Run one = new Run(SmallBandit.lumped(), objective, c.optimizer());
      Run other = new Run(permuted, objective, c.optimizer());
      for (int t = 0; t < 20; t++) {
        one.advance(1);
        other.advance(1);
        assertArrayEquals(
            permute(one.policy().logits().data, order), other.policy().logits().data, c.rounding());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.actionscape.solver.Optimizers#all")
  void aConstantOnAllLogitsChangesNothing(Case c) {
    double[] shifted = SmallBandit.LOGITS.clone();
    for (int k = 0; k < shifted.length; k++) {
      shifted[k] += 64;
    }
    Run run = new Run(SmallBandit.lumped(), SOFT, c.optimizer());
    Run other =
        new Run(
            ContextualBandit.of(shifted, SmallBandit.REWARDS, SmallBandit.MEMBERS),
            SOFT,
            c.optimizer());
    run.advance(20);
    other.advance(20);
    assertArrayEquals(
        SmallBandit.logProbabilities(run.policy()),
        SmallBandit.logProbabilities(other.policy()),
        1e-11);
  }

  @ParameterizedTest
  @MethodSource("org.actionscape.solver.Optimizers#all")
  void aSingleActionStaysWhereItIs(Case c) {
    Run run = new Run(ContextualBandit.of(new double[] {3}, new double[] {1}), SOFT, c.optimizer());
    run.advance(10);
    assertEquals(3, run.policy().logits().data[0]);
    assertEquals(1, run.observe().value());
  }

  @ParameterizedTest
  @MethodSource("org.actionscape.solver.Optimizers#all")
  void aLongRunWithoutABonusEndsAtTheBestActionWithFiniteLogits(Case c) {
    Run run = new Run(SmallBandit.lumped(), Objective.expectedReturn(), c.optimizer());
    run.advance(c.steps());
    assertEquals(1, run.observe().value(), 1e-2);
    for (double logit : run.policy().logits().data) {
      assertTrue(Double.isFinite(logit));
    }
  }

  @ParameterizedTest
  @MethodSource("org.actionscape.solver.Optimizers#all")
  void anInterruptEndsARunBetweenSteps(Case c) {
    Run run = run(c);
    Thread.currentThread().interrupt();
    try {
      assertThrows(CancellationException.class, () -> run.advance(1));
    } finally {
      Thread.interrupted();
    }
    assertEquals(0, run.observe().step());
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThrows(InvalidInputException.class, () -> new GradientAscent(0));
    assertThrows(InvalidInputException.class, () -> new NaturalGradient(Double.NaN));
    assertThrows(InvalidInputException.class, () -> new Adam(1, 1, 0.9, 1e-8));
    assertThrows(InvalidInputException.class, () -> new Adam(1, 0.9, 0.9, 0));
    assertThrows(InvalidInputException.class, () -> new ArmijoAscent(1, 0.5));
    assertThrows(InvalidInputException.class, () -> new ArmijoAscent(-1, 0.1));
    assertThrows(InvalidInputException.class, () -> new GradientFlow(1, 0));
    assertThrows(InvalidInputException.class, () -> new GradientFlow(Double.NaN, 1));
  }

  private static Run run(Case c) {
    return new Run(SmallBandit.lumped(), SOFT, c.optimizer());
  }

  private static double[] permute(double[] values, int[] order) {
    double[] permuted = new double[values.length];
    for (int k = 0; k < permuted.length; k++) {
      permuted[k] = values[order[k]];
    }
    return permuted;
  }
}

package org.actionscape.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.actionscape.check.DivergedException;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ContextualBandit;
import org.actionscape.objective.Objective;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientFlowTest {
  /**
   * Two actions with rewards 1 and 0: the difference x of their logits has {@code dx/dt = 2 pi_1
   * pi_2 = 1 / (1 + cosh x)}, hence {@code x + sinh x = t + const}.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1, 10, 300})
  void twoActionsFollowTheirClosedForm(double time) {
    Run run = twoActions(new GradientFlow(time, 1e-12));
    double x = difference(run);
    double constant = x + Math.sinh(x);
    for (int t = 1; t <= 10; t++) {
      run.advance(1);
      double now = difference(run);
      assertEquals(time * t + constant, now + Math.sinh(now), 1e-9 * (1 + time * t));
    }
  }

  @Test
  void theErrorShrinksWithTheTolerance() {
    double previous = Double.POSITIVE_INFINITY;
    for (double tolerance : new double[] {1e-4, 1e-6, 1e-8, 1e-10}) {
      Run run = twoActions(new GradientFlow(1000, tolerance));
      double x = difference(run);
      double constant = x + Math.sinh(x);
      run.advance(1);
      double now = difference(run);
      // The error of x itself: that of x + sinh x, divided by its slope.
      double error = Math.abs(now + Math.sinh(now) - 1000 - constant) / (1 + Math.cosh(now));
      assertTrue(error <= 10 * tolerance, error + " with " + tolerance);
      assertTrue(error < previous / 3, error + " after " + previous);
      previous = error;
    }
  }

  @Test
  void shortStepsOfAscentApproachTheFlow() {
    Run flow =
        new Run(SmallBandit.lumped(), Objective.withEntropy(0.3), new GradientFlow(5, 1e-12));
    flow.advance(1);
    double previous = Double.NaN;
    for (int steps : new int[] {100, 200, 400, 800}) {
      Run ascent =
          new Run(
              SmallBandit.lumped(), Objective.withEntropy(0.3), new GradientAscent(5.0 / steps));
      ascent.advance(steps);
      double error = Math.abs(ascent.observe().value() - flow.observe().value());
      // Euler's method is of first order: half the step, half the error.
      if (!Double.isNaN(previous)) {
        assertEquals(2, previous / error, 0.1);
      }
      previous = error;
    }
  }

  @Test
  void theObjectiveNeverFalls() {
    Run run = new Run(SmallBandit.lumped(), Objective.withEntropy(0.3), new GradientFlow(3, 1e-10));
    double last = Double.NEGATIVE_INFINITY;
    for (int t = 0; t < 100; t++) {
      Step step = run.observe();
      assertTrue(step.value() + step.bonus() >= last - 1e-14);
      last = step.value() + step.bonus();
      run.advance(1);
    }
  }

  @Test
  void aToleranceOutOfReachEndsTheRunByName() {
    // The best action overtakes another at the clamp's boundary, where the gradient jumps.
    Run run =
        new Run(
            ContextualBandit.of(new double[] {-3, 0, 0.5}, new double[] {1, 0, 0}),
            Objective.withClampedEntropy(0.3, 0.4),
            new GradientFlow(1e4, 1e-15));
    String message = assertThrows(ArithmeticException.class, () -> run.advance(1)).getMessage();
    assertTrue(message.startsWith("step 0: tolerance of the flow"), message);
  }

  /** Sub-steps are as short as the curvature is large, 1e8 of them here. */
  @Test
  void aStiffFlowEndsByName() {
    Run run =
        new Run(
            ContextualBandit.of(new double[] {1, 0}, new double[] {1, 0}),
            Objective.withEntropy(1e9),
            new GradientFlow(1, 1e-9));
    assertEquals(
        "step 0: time of a step of the flow = 1.0: must be short enough for 10000 sub-steps, which a"
            + " coefficient or rewards as large as here use up; use a shorter time or smaller"
            + " coefficients",
        assertThrows(DivergedException.class, () -> run.advance(1)).getMessage());
  }

  @Test
  void aJumpOfTheGradientIsCrossed() {
    Run run =
        new Run(
            ContextualBandit.of(new double[] {-3, 0, 0.5}, new double[] {1, 0, 0}),
            Objective.withClampedEntropy(0.3, 0.4),
            new GradientFlow(100, 1e-9));
    run.advance(20);
    double[] logits = run.policy().logits().data;
    assertTrue(logits[0] > logits[2] && logits[2] > logits[1]);
  }

  /** The norm of an error is over all actions: sixteen logits are a class of sixteen members. */
  @Test
  void aClassTakesTheSubStepsOfItsMembers() {
    double[] members = new double[16];
    Arrays.fill(members, 1);
    double[] logits = new double[16];
    Arrays.fill(logits, 0.3);
    ScriptedSource explicit = new ScriptedSource(Math::sin, Math::cos, members, logits);
    ScriptedSource lumped =
        new ScriptedSource(Math::sin, Math::cos, new double[] {16}, new double[] {0.3});
    ScriptedSource single =
        new ScriptedSource(Math::sin, Math::cos, new double[] {1}, new double[] {0.3});
    for (ScriptedSource source : new ScriptedSource[] {explicit, lumped, single}) {
      Optimizer.Prepared flow = new GradientFlow(3, 1e-9).prepare(source);
      flow.step();
      flow.step();
      // x' = cos x has the solution tan(x / 2 + pi / 4) = e^t tan(x0 / 2 + pi / 4).
      double start = Math.tan(0.15 + Math.PI / 4);
      double expected = 2 * (Math.atan(Math.exp(6) * start) - Math.PI / 4);
      assertEquals(expected, source.logit(), 1e-8);
    }
    assertEquals(explicit.evaluations, lumped.evaluations);
    assertTrue(single.evaluations < lumped.evaluations, "one member may err four times as far");
    assertEquals(explicit.logit(), lumped.logit(), 1e-15);
  }

  @Test
  void settingsOutOfRangeAreRefusedByName() {
    String time =
        assertThrows(InvalidInputException.class, () -> new GradientFlow(0, 1)).getMessage();
    assertTrue(time.startsWith("time of a step = 0.0: must be"), time);
    for (double bad : new double[] {9e-16, 1.1}) {
      String tolerance =
          assertThrows(InvalidInputException.class, () -> new GradientFlow(1, bad)).getMessage();
      assertTrue(tolerance.startsWith("tolerance of the flow = " + bad), tolerance);
    }
    assertEquals(1e-15, new GradientFlow(1, 1e-15).tolerance());
  }

  private static Run twoActions(GradientFlow flow) {
    return new Run(
        ContextualBandit.of(new double[] {-1, 0.5}, new double[] {1, 0}),
        Objective.expectedReturn(),
        flow);
  }

  private static double difference(Run run) {
    double[] logits = run.policy().logits().data;
    return logits[0] - logits[1];
  }
}

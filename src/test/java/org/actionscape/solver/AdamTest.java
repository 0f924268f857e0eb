package org.actionscape.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.actionscape.check.DivergedException;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ContextualBandit;
import org.actionscape.objective.Objective;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Adam by the formulas of Kingma and Ba (2015, Algorithm 1), worked out here and not by the code.
 */
class AdamTest {
  private static final DoubleUnaryOperator NOT_ASKED = x -> Double.NaN;

  /**
   * The gradients 2, 4, -1 with beta1 = 1/2, beta2 = 3/4, and what the two moments are by hand:
   *
   * <pre>
   *   m: 0 + 2/2 = 1        1/2 + 4/2 = 5/2         5/4 - 1/2 = 3/4
   *   v: 0 + 4/4 = 1        3/4 + 16/4 = 19/4       57/16 + 1/4 = 61/16
   *   m / (1 - beta1^t):    1 / (1/2) = 2   (5/2) / (3/4) = 10/3   (3/4) / (7/8) = 6/7
   *   v / (1 - beta2^t):    1 / (1/4) = 4   (19/4) / (7/16) = 76/7   (61/16) / (37/64) = 244/37
   * </pre>
   */
  @Test
  void threeStepsAreThoseWorkedOutByHand() {
    double[] gradients = {2, 4, -1};
    int[] taken = {0};
    ScriptedSource source =
        new ScriptedSource(NOT_ASKED, x -> gradients[taken[0]], new double[] {1}, 5);
    Optimizer.Prepared adam = new Adam(0.1, 0.5, 0.75, 0.125).prepare(source);
    double[] steps = {
      0.1 * 2 / (2 + 0.125),
      0.1 * (10.0 / 3) / (Math.sqrt(76.0 / 7) + 0.125),
      0.1 * (6.0 / 7) / (Math.sqrt(244.0 / 37) + 0.125)
    };
    double expected = 5;
    for (double step : steps) {
      adam.step();
      taken[0]++;
      expected += step;
      // A few roundings of numbers of the order of the logit.
      assertEquals(expected, source.logit(), 4e-15, "step " + taken[0]);
    }
  }

  /**
   * Both corrections exact, a constant gradient g has the moments g and g^2 from the first step.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 1, -250})
  void aConstantGradientMovesALogitByTheStepSizeHoweverLargeItIs(double gradient) {
    ScriptedSource source = new ScriptedSource(NOT_ASKED, x -> gradient, new double[] {1}, 0);
    Optimizer.Prepared adam = new Adam(0.25, 0.9, 0.999, Adam.LEAST_EPSILON).prepare(source);
    for (int t = 1; t <= 50; t++) {
      adam.step();
      // 1 - beta2^t loses up to three digits at the first steps.
      assertEquals(0.25 * t * Math.signum(gradient), source.logit(), 1e-12 * t);
    }
  }

  /** Two actions with rewards 1 and 0: the gradient is {@code +- p (1 - p)}. */
  @Test
  void threeStepsInABanditAreThoseOfTheFormula() {
    Run run =
        new Run(
            ContextualBandit.of(new double[] {0.5, -0.5}, new double[] {1, 0}),
            Objective.expectedReturn(),
            new Adam(0.3));
    double x = 0.5;
    double m = 0;
    double v = 0;
    for (int t = 1; t <= 3; t++) {
      double p = 1 / (1 + Math.exp(-2 * x));
      double g = p * (1 - p);
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      double corrected = Math.sqrt(v / (1 - Math.pow(0.999, t)));
      x += 0.3 * m / (1 - Math.pow(0.9, t)) / (corrected + 1e-8);
      run.advance(1);
      // As above: 1 - beta2^t.
      assertArrayEquals(new double[] {x, -x}, run.policy().logits().data, 1e-12);
    }
  }

  @Test
  void eachLogitHasMomentsOfItsOwn() {
    ScriptedSource source = new ScriptedSource(NOT_ASKED, x -> x, new double[] {1, 3}, 0.5, -2);
    Optimizer.Prepared adam = new Adam(0.1, 0, 0, Adam.LEAST_EPSILON).prepare(source);
    adam.step();
    // Without memory a step is eta in the direction of the gradient's sign.
    assertArrayEquals(new double[] {0.5 + 0.1, -2 - 0.1}, source.logits.data, 1e-15);
    assertEquals(1, source.evaluations);
  }

  @Test
  void constantsOutOfRangeAreRefusedByName() {
    assertRefused(() -> new Adam(0), "step size (eta) = 0.0: must be a finite number above 0");
    assertRefused(
        () -> new Adam(1, -0.1, 0.9, 1), "decay of the first moment (beta1) = -0.1: must be in [0");
    assertRefused(
        () -> new Adam(1, 0.9, 1, 1),
        "decay of the second moment (beta2) = 1.0: must be in [0, 1)");
    assertRefused(
        () -> new Adam(1, 0.9, 0.9, 0), "epsilon = 0.0: must be between 1.0E-140 and 1.0");
  }

  private static void assertRefused(Executable making, String message) {
    String actual = assertThrows(InvalidInputException.class, making).getMessage();
    assertTrue(actual.startsWith(message), actual);
  }

  /** Its second moment would stay infinite, and the logit would never move again. */
  @Test
  void aGradientWhoseSquareIsNoNumberIsNamed() {
    ScriptedSource source = new ScriptedSource(NOT_ASKED, x -> 1e200, new double[] {1}, 5);
    Optimizer.Prepared adam = new Adam(0.1).prepare(source);
    DivergedException diverged = assertThrows(DivergedException.class, adam::step);
    assertTrue(diverged.getMessage().contains("1.0E200"), diverged.getMessage());
    new Adam(0.1).prepare(new ScriptedSource(NOT_ASKED, x -> 1e153, new double[] {1}, 5)).step();
  }
}

package org.actionscape.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.actionscape.objective.ClampedEntropy;
import org.actionscape.objective.Entropy;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Objective.Bonus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a step tells, by hand, where states are not visited equally often. */
class StepTest {
  /** A sum of a few products of order 1. */
  private static final double ROUNDING = 1e-15;

  private static double entropy(double... weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double entropy = 0;
    for (double weight : weights) {
      entropy -= weight / total * Math.log(weight / total);
    }
    return entropy;
  }

  /**
   * With probability 3/4 the first of two actions leads from the first state to the second, where
   * one action has weight e^2, one e and three 1. A clamp at 5/8 keeps 1 of 2 actions and 2 of 5.
   */
  @ParameterizedTest
  @CsvSource({"1, 0.75", "0.5, 0.375"})
  void meansOverTheStepsAreWeightedByVisits(double gamma, double second) {
    DecisionProcess.Builder builder =
        DecisionProcess.builder(gamma == 1 ? new Horizon.Acyclic() : new Horizon.Discounted(gamma));
    builder.state(1).action(Math.log(3), 0.25, 1).action(0, 0, Transitions.END).state(0);
    int end = builder.outcome(new int[] {Transitions.END}, new double[] {1});
    DecisionProcess process =
        builder.actions(1, 2, 1, end).actions(1, 1, 0, end).actions(3, 0, 0, end).build();
    Objective objective =
        new Objective(
            List.of(new Bonus(0.3, new Entropy()), new Bonus(0.2, new ClampedEntropy(0.625))));
    Step step = new Run(process, objective, new GradientAscent(1)).observe();

    double length = 1 + second;
    double e = Math.E;
    double entropy = entropy(3, 1) + second * entropy(e * e, e, 1, 1, 1);
    double clamped = second * entropy(e * e, e);
    assertEquals(length, step.length(), ROUNDING);
    assertEquals(0.75 * 0.25 + second * e * e / (e * e + e + 3), step.value(), ROUNDING);
    assertEquals(entropy, step.entropy(), 2 * ROUNDING);
    assertEquals(0.3 * entropy + 0.2 * clamped, step.bonus(), ROUNDING);
    Step.Bonus plain = step.bonuses().get(0);
    Step.Bonus clamp = step.bonuses().get(1);
    assertEquals(0.3, plain.coefficient());
    assertEquals(0.2, clamp.coefficient());
    assertEquals(entropy / length, plain.perStep(), ROUNDING);
    assertEquals(clamped / length, clamp.perStep(), ROUNDING);
    assertEquals(1, plain.keptShare(), ROUNDING);
    assertEquals((1.0 / 2 + second * 2 / 5) / length, clamp.keptShare(), ROUNDING);
  }

  @Test
  void printsWhatAPersonLooksFor() {
    Step.Bonus bonus = new Step.Bonus(0.11, 2, 2, 1);
    assertEquals(
        "step 1000: value 0.666666667, entropy 2, coefficient 0.11, gradient norm 1E-7",
        new Step(1000, 2.0 / 3, 2, 1, 0.22, 1e-7, List.of(bonus)).toString());
    assertEquals(
        "step 0: value 0, entropy 1.5, gradient norm 1E+12",
        new Step(0, 0, 1.5, 1, 0, 1e12, List.of()).toString());
    assertEquals(
        "step 1: value NaN, entropy 0, coefficients 0.11 and 0.11, gradient norm Infinity",
        new Step(1, Double.NaN, 0, 1, 0, Double.POSITIVE_INFINITY, List.of(bonus, bonus))
            .toString());
  }
}

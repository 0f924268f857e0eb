package org.actionscape.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.actionscape.env.ContextualBandit;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.actionscape.objective.Policy;
import org.junit.jupiter.api.Test;

class LemmasTest {
  private static final double LAMBDA = 0.5;
  private static final ContextualBandit COIN =
      ContextualBandit.of(new double[2], new double[] {0.02, 0});

  private static final DecisionProcess CHAIN =
      DecisionProcess.builder(new Horizon.Acyclic())
          .state(1)
          .action(0.3, 0.1, 1)
          .action(0, 0.4, Transitions.END)
          .state(0)
          .action(1, 0.2, Transitions.END)
          .action(0, 0.9, Transitions.END)
          .build();

  private static Policy moved() {
    Policy policy = Policy.startOf(CHAIN);
    policy.logits().data[0] = -1;
    policy.logits().data[3] = 2;
    return policy;
  }

  @Test
  void entropyOfTwoStepsIsDifferentiatedWithTheVisits() {
    double[] direction = {1, 0, 0, 0};
    Bound bound = Lemmas.entropyGradient(CHAIN, Policy.startOf(CHAIN), direction);
    double p = 1 / (1 + Math.exp(-0.3));
    double q = 1 / (1 + Math.exp(-1));
    double later = -q * Math.log(q) - (1 - q) * Math.log(1 - q);
    // d/dp ( h(p) + p h(q) ) times dp/dtheta.
    double expected = p * (1 - p) * (Math.log((1 - p) / p) + later);
    assertEquals(expected, bound.right(), 1e-15);
    assertEquals(expected, bound.left(), 1e-11);
    assertTrue(bound.holds());
  }

  @Test
  void theGradientOfTheRegularisedReturnIsItsDerivative() {
    double[] direction = {1, -2, 0.5, 3};
    assertTrue(Lemmas.softPolicyGradient(CHAIN, LAMBDA, moved(), direction).holds());
    Bound bound = Lemmas.softPolicyGradient(CHAIN, LAMBDA, moved(), direction);
    assertFalse(bound.withRight(1.001 * bound.right()).holds());
  }

  @Test
  void aDifferenceOfValuesIsThatOfAHandCalculation() {
    Bound bound = Lemmas.performanceDifference(CHAIN, Policy.startOf(CHAIN), moved());
    double before = value(0.3, 1, 0);
    double after = value(-1, 1, 2);
    assertEquals(after - before, bound.left(), 1e-15);
    assertEquals(after - before, bound.right(), 1e-15);
  }

  private static double value(double first, double wrong, double right) {
    double p = 1 / (1 + Math.exp(-first));
    double q = 1 / (1 + Math.exp(wrong - right));
    return p * (0.1 + 0.2 + 0.7 * q) + (1 - p) * 0.4;
  }

  @Test
  void theSoftDifferenceNeedsTheDivergence() {
    Bound bound = Lemmas.softPerformanceDifference(CHAIN, LAMBDA, Policy.startOf(CHAIN), moved());
    assertTrue(bound.holds());
    assertFalse(
        bound
            .withRight(
                Lemmas.softPerformanceDifference(CHAIN, 0, Policy.startOf(CHAIN), moved()).right())
            .holds());
  }

  @Test
  void softSubOptimalityIsADivergence() {
    Bound bound = Lemmas.softSubOptimality(CHAIN, LAMBDA, moved());
    assertTrue(bound.holds() && bound.left() > 0.1);
    assertTrue(Lemmas.softSubOptimalityBound(CHAIN, LAMBDA, moved()).holds());
  }

  @Test
  void aFairCoinAttainsHoeffdingsBoundSoAQuarterInsteadOfOneHalfIsNoBound() {
    Bound bound = Lemmas.divergence(COIN, LAMBDA, Policy.startOf(COIN));
    // A = +-0.01, so A / lambda = +-0.02.
    assertEquals(0.02 * 0.02 / 2, bound.right(), 1e-16);
    assertEquals(Math.log(Math.cosh(0.02)), bound.left(), 1e-15);
    assertTrue(bound.ratio() > 0.999 && bound.holds());
    assertFalse(bound.withRight(bound.right() / 2).holds());
  }

  @Test
  void aFairCoinComesWithinAFactorTwoOfGradientDomination() {
    Bound bound = Lemmas.gradientDomination(COIN, LAMBDA, Policy.startOf(COIN));
    assertEquals(0.5, bound.ratio(), 1e-3);
    assertFalse(bound.withRight(bound.right() / 4).holds());
  }
}

package org.actionscape.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.actionscape.math.InvalidInputException;
import org.actionscape.objective.AdaptiveCoefficient.WarmUpTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What coefficient rules promise. A new rule is one more line in the list. */
class CoefficientRuleTest {
  /** One rounding of a product and a sum of numbers of order 1. */
  private static final double ROUNDING = 1e-15;

  static List<CoefficientRule> rules() {
    return List.of(
        new ConstantCoefficient(0.3),
        new LinearDecay(0.3, 0.1, 40),
        new ExponentialDecay(0.3, 0.01, 40),
        new CosineDecay(0.3, 0, 40),
        new StagewiseHalving(0.3, 7),
        AdaptiveCoefficient.verl(1, 2, 0.01),
        AdaptiveCoefficient.areal(1e-4),
        new AdaptiveCoefficient(0.3, 1, 2, 0.1, 0, 1, 3, WarmUpTest.AFTER, 0.5),
        new TargetEntropy(0.3, 1.5, 0.1, 10));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aRuleIsAPureFunctionWithNonNegativeFiniteValues(CoefficientRule rule) {
    double first = rule.start();
    double second = rule.start();
    for (int t = 1; t < 100; t++) {
      double entropy = 3 * Math.abs(Math.sin(t));
      first = rule.next(first, entropy, t);
      rule.next(17, 0, 3);
      second = rule.next(second, entropy, t);
      assertEquals(first, second);
      assertTrue(first >= 0 && first <= Double.MAX_VALUE);
    }
  }

  @Test
  void decaysEndWhereTheyShouldAndAreHalfWayInTheirOwnSense() {
    double from = 0.4;
    double to = 0.1;
    assertEquals((from + to) / 2, new LinearDecay(from, to, 10).next(9, 9, 5), ROUNDING);
    assertEquals((from + to) / 2, new CosineDecay(from, to, 10).next(9, 9, 5), ROUNDING);
    assertEquals(Math.sqrt(from * to), new ExponentialDecay(from, to, 10).next(9, 9, 5), ROUNDING);
    for (CoefficientRule rule :
        List.of(
            new LinearDecay(from, to, 10),
            new CosineDecay(from, to, 10),
            new ExponentialDecay(from, to, 10))) {
      assertEquals(from, rule.start());
      assertEquals(to, rule.next(9, 9, 10));
      assertEquals(to, rule.next(9, 9, Long.MAX_VALUE));
    }
  }

  @Test
  void halvingHappensAtTheEndOfEachStage() {
    CoefficientRule rule = new StagewiseHalving(0.8, 5);
    assertEquals(0.8, rule.next(9, 9, 4));
    assertEquals(0.4, rule.next(9, 9, 5));
    assertEquals(0.4, rule.next(9, 9, 9));
    assertEquals(0.2, rule.next(9, 9, 10));
    assertEquals(0, rule.next(9, 9, Long.MAX_VALUE));
  }

  @Test
  void aentRestsInTheBandAndIsPushedBackFromOutside() {
    CoefficientRule rule =
        new AdaptiveCoefficient(0.1, 1, 2, 0.01, 0.05, 0.2, 0, WarmUpTest.FROM, 0);
    assertEquals(0.1, rule.next(0.1, 1, 1));
    assertEquals(0.1, rule.next(0.1, 1.7, 1));
    assertEquals(0.1, rule.next(0.1, 2, 1));
    assertEquals(0.1 + 0.01 * 0.5, rule.next(0.1, 0.5, 1), ROUNDING);
    assertEquals(0.1 - 0.01 * 1.5, rule.next(0.1, 3.5, 1), ROUNDING);
    assertEquals(0.05, rule.next(0.1, 100, 1), "lower side of the box");
    assertEquals(0.2, rule.next(0.195, 0, 1), "upper side of the box");
  }

  @Test
  void thePullLeadsBackToTheStart() {
    CoefficientRule rule = new AdaptiveCoefficient(0.1, 1, 2, 0.01, 0, 1, 0, WarmUpTest.FROM, 0.5);
    assertEquals(0.3 - 0.01 * 0.5 * (0.3 - 0.1), rule.next(0.3, 1.5, 1), ROUNDING);
    assertEquals(0.1, rule.next(0.1, 1.5, 1));
  }

  @Test
  void theTwoPublishedProgramsDifferByOneStepOfWarmUp() {
    CoefficientRule from = new AdaptiveCoefficient(0.1, 1, 2, 0.01, 0, 1, 29, WarmUpTest.FROM, 0);
    CoefficientRule after = new AdaptiveCoefficient(0.1, 1, 2, 0.01, 0, 1, 29, WarmUpTest.AFTER, 0);
    assertEquals(0.1, from.next(0.1, 0, 28));
    assertEquals(0.11, from.next(0.1, 0, 29), ROUNDING);
    assertEquals(0.1, after.next(0.1, 0, 29));
    assertEquals(0.11, after.next(0.1, 0, 30), ROUNDING);
    assertEquals(WarmUpTest.FROM, AdaptiveCoefficient.verl(1, 2, 0.01).warmUpTest());
    assertEquals(
        new AdaptiveCoefficient(2e-4, 0.05, 0.23, 1e-3, 1e-5, 3e-3, 29, WarmUpTest.AFTER, 0),
        AdaptiveCoefficient.areal(2e-4));
  }

  @Test
  void sacMovesAgainstTheGradientOfItsLoss() {
    TargetEntropy rule = new TargetEntropy(0.2, 1.5, 0.01, 10);
    assertEquals(0.2, rule.next(0.2, 1.5, 1), "at the target");
    double entropy = 2.5;
    double step = 1e-6;
    double slope =
        (Math.exp(Math.log(0.2) + step) - Math.exp(Math.log(0.2) - step))
            * (entropy - 1.5)
            / (2 * step);
    // The difference quotient is off by step^2 / 6 and by rounding, 1e-16 / step.
    assertEquals(-0.01 * slope, Math.log(rule.next(0.2, entropy, 1) / 0.2), 1e-11);
    assertEquals(10, rule.next(9.99, 0, 1), "the ceiling");
  }

  @Test
  void nonsenseIsRefused() {
    assertRefused(() -> new ConstantCoefficient(-1), "entropy coefficient (lambda) = -1.0");
    assertRefused(() -> new LinearDecay(0.1, Double.NaN, 1), "coefficient at the end (to) = NaN");
    assertRefused(() -> new LinearDecay(0.1, 0, 0), "steps of the decay = 0");
    assertRefused(() -> new ExponentialDecay(0.1, 0, 1), "must be a finite number above 0");
    assertRefused(
        () -> AdaptiveCoefficient.verl(2, 1, 0.1),
        "entropy band = [2.0, 1.0]: must have its lower edge at or below its upper edge");
    assertRefused(
        () -> new AdaptiveCoefficient(0.1, 1, 2, 0.1, 0.3, 0.2, 0, WarmUpTest.FROM, 0),
        "box of the coefficient = [0.3, 0.2]");
    assertRefused(() -> AdaptiveCoefficient.areal(0.1), "coefficient at the start = 0.1");
    assertRefused(() -> new TargetEntropy(0, 1, 1, 1), "coefficient at the start = 0.0");
    assertRefused(
        () -> new TargetEntropy(0.1, 2.4, 1, 1).requireReachable(Math.log(10)),
        "target entropy = 2.4: must be at most 2.302585092994046 nats");
    assertRefused(
        () -> AdaptiveCoefficient.verl(2.4, 3, 1).requireReachable(Math.log(10)),
        "lower edge of the entropy band = 2.4: must be at most");
  }

  private static void assertRefused(Executable making, String message) {
    InvalidInputException e = assertThrows(InvalidInputException.class, making);
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }
}

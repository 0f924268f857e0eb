package org.actionscape.objective;

import static java.lang.Double.NaN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.actionscape.check.InvalidInputException;
import org.actionscape.objective.AentCoefficient.Band;
import org.actionscape.objective.AentCoefficient.Box;
import org.actionscape.objective.AentCoefficient.WarmUp;
import org.actionscape.objective.AentCoefficient.WarmUpTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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
        new StepDecay(0.3, 7),
        AentCoefficient.verl(1, 2, 0.01),
        AentCoefficient.areal(1e-4),
        new AentCoefficient(
            0.3, new Band(1, 2), 0.1, new Box(0, 1), new WarmUp(3, WarmUpTest.AFTER), 0.5),
        new SacCoefficient(0.3, 1.5, 0.1, 10));
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
    assertEquals((3 * from + to) / 4, new LinearDecay(from, to, 12).next(9, 9, 3), ROUNDING);
    assertEquals(
        to + (from - to) * (1 + Math.sqrt(0.5)) / 2,
        new CosineDecay(from, to, 12).next(9, 9, 3),
        ROUNDING);
    assertEquals(
        Math.sqrt(from * Math.sqrt(from * to)),
        new ExponentialDecay(from, to, 12).next(9, 9, 3),
        ROUNDING);
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
    CoefficientRule rule = new StepDecay(0.8, 5);
    assertEquals(0.8, rule.start());
    assertEquals(0.8, rule.next(9, 9, 4));
    assertEquals(0.4, rule.next(9, 9, 5));
    assertEquals(0.4, rule.next(9, 9, 9));
    assertEquals(0.2, rule.next(9, 9, 10));
    assertEquals(0, rule.next(9, 9, Long.MAX_VALUE));
  }

  @Test
  void aentRestsInTheBandAndIsPushedBackFromOutside() {
    CoefficientRule rule =
        new AentCoefficient(0.1, new Band(1, 2), 0.01, new Box(0.05, 0.2), WarmUp.NONE, 0);
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
    CoefficientRule rule =
        new AentCoefficient(0.1, new Band(1, 2), 0.01, new Box(0, 1), WarmUp.NONE, 0.5);
    assertEquals(0.3 - 0.01 * 0.5 * (0.3 - 0.1), rule.next(0.3, 1.5, 1), ROUNDING);
    assertEquals(0.1, rule.next(0.1, 1.5, 1));
  }

  @Test
  void theTwoPublishedProgramsDifferByOneStepOfWarmUp() {
    CoefficientRule from =
        new AentCoefficient(
            0.1, new Band(1, 2), 0.01, new Box(0, 1), new WarmUp(29, WarmUpTest.FROM), 0);
    CoefficientRule after =
        new AentCoefficient(
            0.1, new Band(1, 2), 0.01, new Box(0, 1), new WarmUp(29, WarmUpTest.AFTER), 0);
    assertEquals(0.1, from.next(0.1, 0, 28));
    assertEquals(0.11, from.next(0.1, 0, 29), ROUNDING);
    assertEquals(0.1, after.next(0.1, 0, 29));
    assertEquals(0.11, after.next(0.1, 0, 30), ROUNDING);
  }

  @Test
  void sacMovesAgainstTheGradientOfItsLoss() {
    SacCoefficient rule = new SacCoefficient(0.2, 1.5, 0.01, 10);
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

  /** Of each setting, a value that is refused and the name under which it is. */
  static Stream<Arguments> nonsense() {
    return Stream.of(
        nonsense("entropy coefficient (lambda) = -1.0", () -> new ConstantCoefficient(-1)),
        nonsense("coefficient at the start (from) = -0.1", () -> new LinearDecay(-0.1, 0, 1)),
        nonsense("coefficient at the end (to) = NaN", () -> new LinearDecay(0.1, NaN, 1)),
        nonsense("steps of the decay = 0", () -> new LinearDecay(0.1, 0, 0)),
        nonsense("coefficient at the start (from) = -0.1", () -> new CosineDecay(-0.1, 0, 1)),
        nonsense("coefficient at the end (to) = -1.0", () -> new CosineDecay(0.1, -1, 1)),
        nonsense("steps of the decay = 0", () -> new CosineDecay(0.1, 0, 0)),
        nonsense("coefficient at the start (from) = 0.0", () -> new ExponentialDecay(0, 1, 1)),
        nonsense("coefficient at the end (to) = 0.0", () -> new ExponentialDecay(0.1, 0, 1)),
        nonsense(
            "quotient of the coefficients at the end and at the start (to / from) = Infinity",
            () -> new ExponentialDecay(1e-200, 1e200, 1)),
        nonsense("steps of the decay = 0", () -> new ExponentialDecay(0.1, 0.1, 0)),
        nonsense("coefficient at the start (from) = NaN", () -> new StepDecay(NaN, 1)),
        nonsense("updates in a stage (every) = 0", () -> new StepDecay(1, 0)),
        nonsense("coefficient at the start = 0.0", () -> new SacCoefficient(0, 1, 1, 1)),
        nonsense("target entropy = -1.0", () -> new SacCoefficient(1, -1, 1, 1)),
        nonsense(
            "step size of the coefficient (beta) = -1.0", () -> new SacCoefficient(1, 1, -1, 1)),
        nonsense("most coefficient = 0.5", () -> new SacCoefficient(1, 1, 1, 0.5)),
        nonsense("lower edge of the entropy band = -1.0", () -> aent(1, -1, 2, 1, 0, 1, 0, 0)),
        nonsense("upper edge of the entropy band = NaN", () -> aent(1, 1, NaN, 1, 0, 1, 0, 0)),
        nonsense(
            "entropy band = [2.0, 1.0]: must have its lower edge at or below its upper edge",
            () -> aent(1, 2, 1, 1, 0, 1, 0, 0)),
        nonsense("step size of the coefficient (beta) = -1.0", () -> aent(1, 1, 2, -1, 0, 1, 0, 0)),
        nonsense("least coefficient = -1.0", () -> aent(1, 1, 2, 1, -1, 1, 0, 0)),
        nonsense("most coefficient = NaN", () -> aent(1, 1, 2, 1, 0, NaN, 0, 0)),
        nonsense(
            "box of the coefficient = [0.3, 0.2]: must have its least value at or below its most",
            () -> aent(0.3, 1, 2, 1, 0.3, 0.2, 0, 0)),
        nonsense("coefficient at the start = 0.1", () -> AentCoefficient.areal(0.1)),
        nonsense("warm-up = -1", () -> aent(1, 1, 2, 1, 0, 1, -1, 0)),
        nonsense("pull to the start (kappa) = -1.0", () -> aent(1, 1, 2, 1, 0, 1, 0, -1)),
        nonsense(
            "target entropy = 2.4: must be at most 2.302585092994046 nats",
            () -> new SacCoefficient(0.1, 2.4, 1, 1).requireReachable(Math.log(10))),
        nonsense(
            "lower edge of the entropy band = 2.4: must be at most 2.302585092994046 nats",
            () -> AentCoefficient.verl(2.4, 3, 1).requireReachable(Math.log(10))));
  }

  private static Arguments nonsense(String sentence, Executable making) {
    return Arguments.of(sentence, making);
  }

  private static AentCoefficient aent(
      double start,
      double low,
      double high,
      double beta,
      double least,
      double most,
      long warmUp,
      double kappa) {
    return new AentCoefficient(
        start,
        new Band(low, high),
        beta,
        new Box(least, most),
        new WarmUp(warmUp, WarmUpTest.FROM),
        kappa);
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void nonsenseIsRefused(String sentence, Executable making) {
    String message = assertThrows(InvalidInputException.class, making).getMessage();
    assertTrue(message.startsWith(sentence), message);
  }

  /** Where a range ends, its end is permitted. */
  @Test
  void whatIsJustPermittedIsPermitted() {
    double most = Math.log(10);
    for (CoefficientRule rule :
        List.of(
            new ConstantCoefficient(0),
            new LinearDecay(0, 0, 1),
            new CosineDecay(0, 0, 1),
            new ExponentialDecay(Double.MIN_VALUE, Double.MIN_VALUE, 1),
            new StepDecay(0, 1),
            new SacCoefficient(1, most, 0, 1),
            aent(0, most, most, 0, 0, 0, 0, 0))) {
      rule.requireReachable(most);
      assertEquals(rule.start(), rule.next(rule.start(), most, 1), rule.id());
    }
  }

  @Test
  void rulesAreNamedAsInSettings() {
    assertEquals(
        List.of("constant", "linear", "exponential", "cosine", "halving", "aent", "sac"),
        rules().stream().map(CoefficientRule::id).distinct().toList());
  }

  @Test
  void aConstantStaysWhatItIs() {
    assertEquals(new ConstantCoefficient(0.3), CoefficientRule.constant(0.3));
    assertEquals(0.3, CoefficientRule.constant(0.3).next(9, 9, 9));
  }

  @Test
  void bothPublishedProgramsStartAtTheirOwnCoefficients() {
    assertEquals(
        new AentCoefficient(2e-4, new Band(1, 2), 0.01, new Box(4e-5, 0.1), WarmUp.NONE, 0),
        AentCoefficient.verl(1, 2, 0.01));
    assertEquals(
        new AentCoefficient(
            2e-4,
            new Band(0.05, 0.23),
            1e-3,
            new Box(1e-5, 3e-3),
            new WarmUp(29, WarmUpTest.AFTER),
            0),
        AentCoefficient.areal(2e-4));
  }
}

package org.actionscape.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.BanditGenerator;
import org.actionscape.env.BanditSettings;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.Encoding;
import org.actionscape.env.Environment;
import org.actionscape.env.Garnet;
import org.actionscape.env.GaussianStart;
import org.actionscape.env.OptimalRanks;
import org.actionscape.env.ZipfStart;
import org.actionscape.objective.AentCoefficient;
import org.actionscape.objective.AentCoefficient.Band;
import org.actionscape.objective.AentCoefficient.Box;
import org.actionscape.objective.AentCoefficient.WarmUp;
import org.actionscape.objective.AentCoefficient.WarmUpTest;
import org.actionscape.objective.ClampedEntropy;
import org.actionscape.objective.CoefficientRule;
import org.actionscape.objective.Entropy;
import org.actionscape.objective.KlToReference;
import org.actionscape.objective.LinearDecay;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Objective.Bonus;
import org.actionscape.objective.Policy;
import org.actionscape.objective.SacCoefficient;
import org.actionscape.theory.SoftOptimum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunTest {
  private static final BanditSettings SETTINGS =
      new BanditSettings(5, 2000, 5)
          .withStart(new ZipfStart(1.2))
          .withRanks(OptimalRanks.aligned(0.2).nearMiss(0.2).ranks(2, 20, 800).decoyLogOdds(1, 2));

  static Stream<Objective> objectives() {
    return Stream.of(
        Objective.expectedReturn(),
        Objective.withEntropy(0.1),
        Objective.withClampedEntropy(0.1, 0.95));
  }

  private static Run run(ContextualBandit bandit, Objective objective, double stepSize) {
    return new Run(bandit, objective, new GradientAscent(stepSize));
  }

  @ParameterizedTest
  @MethodSource("objectives")
  void explicitActionsAndActionClassesGiveTheSameCurves(Objective objective) {
    for (int context = 0; context < 5; context++) {
      Run lumped =
          run(new BanditGenerator(SETTINGS, Encoding.CLASSES).context(3, context), objective, 2);
      Run explicit =
          run(new BanditGenerator(SETTINGS, Encoding.EXPLICIT).context(3, context), objective, 2);
      List<Step> left = lumped.steps(20).limit(60).toList();
      List<Step> right = explicit.steps(20).limit(60).toList();
      for (int t = 0; t < left.size(); t++) {
        // The two add 2,000 and 500 numbers in another order: 1e-13 in a sum. Escaping from a decoy
        // multiplies a difference by up to its odds, here 100, with room for 1,200 steps.
        assertEquals(right.get(t).value(), left.get(t).value(), 1e-9, "step " + 20 * t);
        assertEquals(right.get(t).entropy(), left.get(t).entropy(), 1e-8, "step " + 20 * t);
        assertEquals(right.get(t).gradientNorm(), left.get(t).gradientNorm(), 1e-9);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("objectives")
  void trainingAllContextsIsTrainingEachAlone(Objective objective) {
    BanditGenerator generator = new BanditGenerator(SETTINGS, Encoding.CLASSES);
    ContextualBandit bandit = generator.bandit(3);
    // The whole maximises the mean over 5 contexts, so its gradient in each is a fifth.
    assertEquals(new GradientAscent(10), GradientAscent.perContext(2, bandit));
    Run whole = new Run(bandit, objective, GradientAscent.perContext(2, bandit));
    whole.advance(200);
    double mean = 0;
    for (int context = 0; context < 5; context++) {
      Run alone = run(generator.context(3, context), objective, 2);
      alone.advance(200);
      mean += alone.observe().value() / 5;
    }
    // A fifth is not a binary number, so step sizes differ by one rounding.
    assertEquals(mean, whole.observe().value(), 1e-10);
  }

  @ParameterizedTest
  @EnumSource(Encoding.class)
  void entropyRegularisedAscentReachesTheSoftOptimum(Encoding encoding) {
    BanditSettings small = new BanditSettings(1, 40, 3).withStart(new ZipfStart(0.5));
    ContextualBandit bandit = new BanditGenerator(small, encoding).bandit(1);
    double lambda = 0.4;
    Run run = run(bandit, Objective.withEntropy(lambda), 2);
    run.advance(20_000);
    SoftOptimum soft = SoftOptimum.of(new double[] {1, 0}, new double[] {3, 37}, lambda);
    Step last = run.observe();
    // Linear convergence (Mei et al. 2020, Theorem 6): what is left is rounding.
    assertEquals(soft.value(), last.value() + last.bonus(), 1e-13);
    assertEquals(soft.reward(), last.value(), 1e-9);
    assertTrue(last.gradientNorm() < 1e-10);
  }

  @Test
  void clampedAscentReachesTheSoftOptimumOfTheKeptActions() {
    double[] logits = new double[1000];
    double[] rewards = new double[1000];
    for (int a = 0; a < 1000; a++) {
      logits[a] = -0.001 * a;
    }
    rewards[1] = 1;
    Run run = run(ContextualBandit.of(logits, rewards), Objective.withClampedEntropy(0.3, 0.95), 5);
    run.advance(30_000);
    Step last = run.observe();
    SoftOptimum kept = SoftOptimum.of(new double[] {1, 0}, new double[] {1, 49}, 0.3);
    SoftOptimum all = SoftOptimum.of(new double[] {1, 0}, new double[] {1, 999}, 0.3);
    // The 950 removed actions still hold what the return's gradient, which fades with their
    // probability, has not yet taken from them: 1.5 % of the mass here.
    assertEquals(kept.reward(), last.value(), 0.01);
    assertTrue(last.value() > 10 * all.reward());
  }

  @Test
  void theStreamIsLazyAndContinuesWhereItWasLeft() {
    ContextualBandit bandit = new BanditGenerator(SETTINGS, Encoding.CLASSES).context(3, 0);
    Run run = run(bandit, Objective.expectedReturn(), 2);
    assertEquals(0, run.steps().findFirst().orElseThrow().step());
    assertEquals(List.of(0L, 10L, 20L), run.steps(10).limit(3).map(Step::step).toList());
    assertEquals(20, run.observe().step());
  }

  @Test
  void recordedStepsAreCountedFromTheStartAndTheRunStandsAtTheOneThatIsConsumed() {
    ContextualBandit bandit = new BanditGenerator(SETTINGS, Encoding.CLASSES).context(3, 0);
    List<Step> all = run(bandit, Objective.expectedReturn(), 2).steps().limit(13).toList();
    Run run = run(bandit, Objective.expectedReturn(), 2);
    run.steps(List.of(0, 3))
        .forEach(step -> assertEquals(step.value(), run.evaluation().value(), "at " + step.step()));
    assertEquals(
        List.of(all.get(3), all.get(5), all.get(12)), run.steps(List.of(3, 5, 12)).toList());
    assertThrows(InvalidInputException.class, () -> run.steps(List.of(11)));
    assertThrows(InvalidInputException.class, () -> run.steps(List.of(20, 15)));
  }

  @Test
  void aRunIsDeterminedByItsParts() {
    ContextualBandit bandit = new BanditGenerator(SETTINGS, Encoding.CLASSES).context(3, 0);
    List<Step> once = run(bandit, Objective.withEntropy(0.1), 2).steps().limit(50).toList();
    List<Step> again = run(bandit, Objective.withEntropy(0.1), 2).steps().limit(50).toList();
    assertEquals(once, again);
  }

  @Test
  void anInterruptEndsARunBetweenSteps() {
    ContextualBandit bandit = new BanditGenerator(SETTINGS, Encoding.CLASSES).context(3, 0);
    Run run = run(bandit, Objective.expectedReturn(), 2);
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> run.advance(1));
    assertTrue(Thread.interrupted());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aStepSizeThatIsNotPositiveIsRefused(double stepSize) {
    assertThrows(InvalidInputException.class, () -> new GradientAscent(stepSize));
  }

  @Test
  void theTraceReplaysTheCoefficientRule() {
    AentCoefficient rule =
        new AentCoefficient(
            0.2, new Band(1, 1.5), 0.01, new Box(0.01, 0.4), new WarmUp(3, WarmUpTest.AFTER), 0.1);
    Objective objective =
        new Objective(
            List.of(new Bonus(rule, new ClampedEntropy(0.3)), new Bonus(0.1, new Entropy())));
    Run run = new Run(SmallBandit.explicit(), objective, new GradientAscent(1));
    double coefficient = rule.start();
    List<Step> steps = run.steps().limit(200).toList();
    boolean moved = false;
    for (Step step : steps) {
      Step.Bonus bonus = step.bonuses().get(0);
      if (step.step() > 0) {
        coefficient = rule.next(coefficient, bonus.perStep(), step.step());
      }
      assertEquals(coefficient, bonus.coefficient(), "step " + step.step());
      assertEquals(0.1, step.bonuses().get(1).coefficient());
      moved |= coefficient != rule.start();
    }
    assertTrue(moved);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, -1, Double.POSITIVE_INFINITY})
  void aCoefficientThatIsNoneEndsTheRunWithTheNameOfItsRule(double bad) {
    CoefficientRule rule =
        new CoefficientRule() {
          @Override
          public String id() {
            return "broken";
          }

          @Override
          public double start() {
            return 0.1;
          }

          @Override
          public double next(double current, double entropy, long step) {
            return step < 3 ? current : bad;
          }
        };
    Objective objective = new Objective(List.of(new Bonus(rule, new Entropy())));
    Run run = new Run(SmallBandit.lumped(), objective, new GradientAscent(1));
    run.advance(2);
    String message = assertThrows(ArithmeticException.class, () -> run.advance(1)).getMessage();
    assertEquals(
        "step 3: coefficient rule broken = " + bad + ": must be a finite number, at least 0",
        message);
  }

  /** With samples a rule hears of the batch's states alone, so the exact entropy does not do. */
  @Test
  void theTraceOfASampledRunReplaysTheCoefficientRule() {
    AentCoefficient rule =
        new AentCoefficient(0.2, new Band(1, 1.5), 0.01, new Box(0.01, 0.4), WarmUp.NONE, 0);
    Objective objective = new Objective(List.of(new Bonus(rule, new ClampedEntropy(0.3))));
    Sampling two = new Sampling(1, 2, Sampling.BonusGradient.VISITED);
    Environment process = new Garnet(5, 6, 2, 0.9, new GaussianStart(1)).process(1);
    Run run =
        new Run(
            process,
            objective,
            new GradientAscent(0.1),
            new Reinforce(two, Baseline.LEAVE_ONE_OUT),
            1);
    double coefficient = rule.start();
    boolean differs = false;
    for (Step step : run.steps().limit(200).toList()) {
      Step.Bonus bonus = step.bonuses().get(0);
      if (step.step() > 0) {
        coefficient = rule.next(coefficient, bonus.observed(), step.step());
      }
      assertEquals(coefficient, bonus.coefficient(), "step " + step.step());
      differs |= bonus.observed() != bonus.perStep();
    }
    assertTrue(differs);
  }

  @Test
  void aDecayingBonusLeavesNoBiasBehind() {
    Objective constant = Objective.withEntropy(0.5);
    Objective decaying =
        new Objective(List.of(new Bonus(new LinearDecay(0.5, 0, 2000), new Entropy())));
    Run kept = new Run(SmallBandit.lumped(), constant, new NaturalGradient(0.5));
    Run ended = new Run(SmallBandit.lumped(), decaying, new NaturalGradient(0.5));
    kept.advance(2500);
    ended.advance(2500);
    double bias = SoftOptimum.of(SmallBandit.REWARDS, SmallBandit.MEMBERS, 0.5).bias();
    assertEquals(1 - bias, kept.observe().value(), 1e-12);
    // Without a bonus the last 500 steps shrink what is missing by exp(-500 eta gap), gap 0.6.
    assertEquals(1, ended.observe().value(), 1e-12);
  }

  @Test
  void klAndEntropyTogetherMeetTheirClosedForm() {
    double lambda = 0.3;
    double beta = 0.2;
    Objective both =
        new Objective(
            List.of(new Bonus(lambda, new Entropy()), new Bonus(beta, KlToReference.fromStart())));
    // V + lambda H - beta KL = V + beta E[log ref] + (lambda + beta) H: a soft optimum with the
    // reference's share in the rewards.
    double[] logReference = SmallBandit.logProbabilities(Policy.startOf(SmallBandit.lumped()));
    double[] rewards = new double[logReference.length];
    for (int k = 0; k < rewards.length; k++) {
      rewards[k] = SmallBandit.REWARDS[k] + beta * logReference[k];
    }
    double[] expected =
        SoftOptimum.of(rewards, SmallBandit.MEMBERS, lambda + beta).policy().logProbabilities();
    Run run = new Run(SmallBandit.lumped(), both, new GradientAscent(2));
    run.advance(6000);
    assertArrayEquals(expected, SmallBandit.logProbabilities(run.policy()), 1e-9);
  }

  @Test
  void anEntropyThatCannotBeReachedIsRefused() {
    Objective objective =
        new Objective(List.of(new Bonus(new SacCoefficient(0.1, 3, 0.1, 1), new Entropy())));
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> new Run(SmallBandit.explicit(), objective, new GradientAscent(1)));
    // Eleven actions: log 11 = 2.398.
    assertTrue(
        e.getMessage().startsWith("target entropy = 3.0: must be at most 2.3978"), e.getMessage());
  }
}

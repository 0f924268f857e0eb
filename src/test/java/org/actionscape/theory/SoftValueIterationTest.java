package org.actionscape.theory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.Random;
import org.actionscape.Processes;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Encoding;
import org.actionscape.env.Environment;
import org.actionscape.env.Garnet;
import org.actionscape.env.Horizon;
import org.actionscape.env.TokenSequenceGenerator;
import org.actionscape.env.TokenSequenceSettings;
import org.actionscape.env.TokenSequenceSettings.EndToken;
import org.actionscape.env.Transitions;
import org.actionscape.env.UniformStart;
import org.actionscape.env.ZipfStart;
import org.actionscape.math.BigCounts;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoftValueIterationTest {
  static List<Environment> processes() {
    return Processes.all();
  }

  private static TokenSequenceSettings tokens(int horizon, long tokens, int optimal, double end) {
    return new TokenSequenceSettings(1, horizon, tokens, List.of(optimal))
        .withEnd(new EndToken(end, 0))
        .withStart(new ZipfStart(1.2));
  }

  /**
   * Reward 1 at the end of an optimal sequence only: the bandit of all N sequences, n of them
   * optimal. bias = (N - n) / (n e^(1/lambda) + N - n), soft value = lambda log (n e^(1/lambda) + N
   * - n), here with N up to 10^60, evaluated at 50 digits but for the exponential.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 100000, 1",
    "2, 30, 3",
    "3, 1000, 5",
    "5, 1000000000000, 7",
    "4, 1000000000000, 999"
  })
  void aVerifiableRewardIsTheBanditOfAllSequences(int horizon, long size, int optimal) {
    for (double end : new double[] {0, 0.3}) {
      TokenSequenceSettings settings = tokens(horizon, size, optimal, end);
      DecisionProcess process = new TokenSequenceGenerator(settings, Encoding.CLASSES).process(3);
      BigInteger others = settings.sequences().subtract(settings.optimalSequences());
      double critical = CriticalCoefficient.of(settings.sequences(), settings.optimalSequences());
      for (double lambda : new double[] {critical / 3, critical, 2 * critical}) {
        // exp(1 / lambda) in two factors, as it may be above the range of a double.
        BigDecimal half = new BigDecimal(StrictMath.exp(0.5 / lambda));
        BigDecimal good = new BigDecimal(settings.optimalSequences()).multiply(half).multiply(half);
        BigDecimal all = good.add(new BigDecimal(others));
        double bias = new BigDecimal(others).divide(all, MathContext.DECIMAL128).doubleValue();
        double value = lambda * log(all);
        SoftValueIteration soft = SoftValueIteration.of(process, lambda);
        assertEquals(1, soft.optimalValue());
        assertEquals(value, soft.value(), 1e-12 * value);
        assertEquals(bias, soft.bias(), 1e-10 * bias, "lambda = " + lambda);
        if (lambda == critical) {
          assertEquals(0.5, soft.bias(), 1e-10);
        }
      }
    }
  }

  private static double log(BigDecimal x) {
    int digits = 40;
    return BigCounts.log(x.scaleByPowerOfTen(digits).toBigInteger()) - digits * StrictMath.log(10);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.1, 1})
  void aBanditIsTheCaseOfOneStep(double lambda) {
    double[] rewards = {0.2, 1, 0.9};
    double[] members = {1e12, 3, 40};
    ContextualBandit bandit = ContextualBandit.of(new double[3], rewards, members);
    SoftOptimum expected = SoftOptimum.of(rewards, members, lambda);
    SoftValueIteration soft = SoftValueIteration.of(bandit, lambda);
    assertEquals(expected.value(), soft.value(), 1e-14 * expected.value());
    assertEquals(1 - expected.reward(), soft.bias(), 1e-14);
  }

  /** Rewards are what they are: nothing was summed, so no difference is rounding. */
  @Test
  void rewardsThatDifferInTheirLastDigitAreNoTie() {
    double[] rewards = {1_000_000, Math.nextUp(1_000_000.0), 0};
    double[] members = {1, 1, 1};
    double lambda = 1e-11;
    SoftOptimum expected = SoftOptimum.of(rewards, members, lambda);
    SoftValueIteration soft =
        SoftValueIteration.of(ContextualBandit.of(new double[3], rewards, members), lambda);
    assertEquals(expected.policy().entropy(), soft.entropy(), 1e-14 * soft.entropy());
    assertEquals(expected.bias(), soft.bias(), 1e-14 * soft.bias());
  }

  /** One state that comes back: H bandits in a row, or 1 / (1 - gamma) of them. */
  @Test
  void aSingleStateIsABanditAgainAndAgain() {
    double[] rewards = {0, 1, 0.5};
    SoftOptimum one = SoftOptimum.of(rewards, new double[] {5, 1, 2}, 0.3);
    for (Horizon horizon : List.of(new Horizon.Steps(7), new Horizon.Discounted(0.875))) {
      double times = horizon instanceof Horizon.Steps ? 7 : 8;
      DecisionProcess.Builder builder = DecisionProcess.builder(horizon).state(1);
      int stay = builder.outcome(new int[] {0}, new double[] {1});
      builder.actions(5, 0, 0, stay).actions(1, 0, 1, stay).actions(2, 0, 0.5, stay);
      SoftValueIteration soft = SoftValueIteration.of(builder.build(), 0.3);
      assertEquals(times * one.value(), soft.value(), 1e-11);
      assertEquals(times, soft.optimalValue(), 1e-11);
      assertEquals(times * (1 - one.reward()), soft.bias(), 1e-11);
      assertTrue(soft.errorBound() <= 1e-12 * soft.value());
    }
  }

  /** The solver's side of the same statement: at the oracle's policy nothing is left to gain. */
  @ParameterizedTest
  @MethodSource("processes")
  void theGradientVanishesAtTheSoftOptimalPolicy(Environment process) {
    if (process.horizon() instanceof Horizon.Steps) {
      return;
    }
    for (double lambda : new double[] {0.05, 0.5}) {
      SoftValueIteration soft = SoftValueIteration.of(process, lambda);
      Policy policy = soft.policy();
      Evaluation evaluation = new Evaluation(process, Objective.withEntropy(lambda));
      evaluation.evaluate(policy);
      DMatrixRMaj gradient = new DMatrixRMaj(process.classes().size(), 1);
      evaluation.addGradient(1, gradient);
      assertArrayEquals(new double[gradient.numRows], gradient.data, 1e-12);
      assertEquals(soft.value(), evaluation.objective(), 1e-12);
      assertEquals(soft.bias(), soft.optimalValue() - evaluation.value(), 1e-12);
      for (int s = 0; s < process.classes().states(); s++) {
        assertTrue(soft.value(s) >= evaluation.value(s) - 1e-12);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("processes")
  void noPolicyIsBetterThanTheOptimum(Environment process) {
    Random random = new Random(4);
    SoftValueIteration soft = SoftValueIteration.of(process, 0.2);
    SoftValueIteration hard = SoftValueIteration.of(process, 0);
    assertEquals(hard.value(), soft.optimalValue(), 1e-12);
    assertEquals(0, hard.bias());
    assertTrue(soft.bias() >= 0 && soft.value() >= soft.optimalValue());
    Policy policy = Policy.startOf(process);
    Evaluation evaluation = new Evaluation(process, Objective.withEntropy(0.2));
    for (int i = 0; i < 20; i++) {
      for (int k = 0; k < policy.logits().numRows; k++) {
        policy.logits().data[k] = 3 * random.nextGaussian();
      }
      evaluation.evaluate(policy);
      assertTrue(evaluation.objective() <= soft.value() + 1e-12);
      assertTrue(evaluation.value() <= hard.value() + 1e-12);
    }
  }

  @Test
  void aRecurrentHorizonIsTheAcyclicProcessOfItsSteps() {
    DecisionProcess process = Processes.random(new Horizon.Steps(5), 4, 3, 17);
    SoftValueIteration soft = SoftValueIteration.of(process, 0.1);
    SoftValueIteration unrolled = SoftValueIteration.of(Processes.unroll(process, 5), 0.1);
    assertEquals(unrolled.value(), soft.value(), 1e-14);
    assertEquals(unrolled.optimalValue(), soft.optimalValue(), 1e-14);
    assertEquals(unrolled.bias(), soft.bias(), 1e-14);
    // Its policy depends on the step, which logits of a state cannot express.
    InvalidInputException e = assertThrows(InvalidInputException.class, soft::policy);
    assertEquals(
        "horizon: must be acyclic or discounted, the soft optimum of a recurrent one depends on the"
            + " step",
        e.getMessage());
  }

  /** Two states in turn, rewards 1 and 0: V = 1 / (1 - gamma^2) and gamma times that. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.999999, 1 - 1e-12, 1 - 0x1p-53})
  void digitsDoNotDependOnTheDiscountFactor(double gamma) {
    DecisionProcess process =
        DecisionProcess.builder(new Horizon.Discounted(gamma))
            .state(1)
            .action(0, 1, 1)
            .action(0, 0.25, 1)
            .state(0)
            .action(0, 0, 0)
            .build();
    SoftValueIteration soft = SoftValueIteration.of(process, 0.5);
    double often = 1 / ((1 - gamma) * (1 + gamma));
    double log = StrictMath.log1p(StrictMath.exp(-1.5));
    // A few roundings of sums and a quotient.
    double tolerance = 1e-15 * often;
    assertEquals(often, soft.optimalValue(0), tolerance);
    assertEquals(gamma * often, soft.optimalValue(1), tolerance);
    assertEquals((1 + 0.5 * log) * often, soft.value(), 2 * tolerance);
    double second = StrictMath.exp(-1.5 - log);
    assertEquals(0.75 * second * often, soft.bias(), tolerance);
    assertEquals((log + 1.5 * second) * often, soft.entropy(), 2 * tolerance);
    assertTrue(soft.errorBound() > 0 && soft.errorBound() <= 1e-14 * soft.value());
  }

  /** Where V is 1e16, logits still tell actions apart by differences of 1. */
  @Test
  void thePolicyOfAnAlmostUndiscountedProcessIsThatOfItsNeighbour() {
    DMatrixRMaj[] logits = new DMatrixRMaj[2];
    double[] gains = new double[2];
    double[] gammas = {1 - 1e-9, 1 - 0x1p-53};
    for (int i = 0; i < 2; i++) {
      Environment process = new Garnet(20, 10, 3, gammas[i], new UniformStart()).process(1);
      SoftValueIteration soft = SoftValueIteration.of(process, 0.1);
      logits[i] = soft.policy().logits();
      gains[i] = (1 - gammas[i]) * soft.value();
    }
    // Both are off from gamma = 1 by the order of 1e-9, times 1 / lambda for logits.
    assertArrayEquals(logits[0].data, logits[1].data, 1e-7);
    assertEquals(gains[0], gains[1], 1e-8);
  }

  /** Howard's policy iteration against all 3^4 policies of one action a state. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noDeterministicPolicyIsBetter(long seed) {
    Environment process = new Garnet(4, 3, 2, 0.95, new UniformStart()).process(seed);
    Policy policy = Policy.startOf(process);
    Evaluation evaluation = new Evaluation(process, Objective.expectedReturn());
    double best = Double.NEGATIVE_INFINITY;
    for (int code = 0; code < 81; code++) {
      int rest = code;
      for (int s = 0; s < 4; s++) {
        for (int a = 0; a < 3; a++) {
          // A policy that takes the others with probability e^-800 = 0.
          policy.logits().data[3 * s + a] = a == rest % 3 ? 800 : 0;
        }
        rest /= 3;
      }
      evaluation.evaluate(policy);
      best = Math.max(best, evaluation.value());
    }
    assertEquals(best, SoftValueIteration.of(process, 0).optimalValue(), 1e-13 * best);
  }

  /** A reward that is far away: policy iteration alone would find it one state a policy. */
  @Test
  void aDistantRewardIsFound() {
    int states = 400;
    double gamma = 0.9999;
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Discounted(gamma));
    for (int s = 0; s < states; s++) {
      boolean last = s == states - 1;
      builder.state(s == 0 ? 1 : 0).action(0, s == 0 ? 1e-3 : 0, Math.max(0, s - 1));
      builder.action(0, last ? 1 : 0, last ? s : s + 1);
    }
    double expected = StrictMath.pow(gamma, states - 1) / (1 - gamma);
    SoftValueIteration hard = SoftValueIteration.of(builder.build(), 0);
    assertEquals(expected, hard.optimalValue(), hard.errorBound() + 1e-13 * expected);
    assertTrue(hard.errorBound() <= 1e-10 * expected);
  }

  /** Four ways to 1: three after action 0, one after action 1; action 2 earns 1/4. */
  private static DecisionProcess choice(Horizon horizon) {
    DecisionProcess.Builder builder = DecisionProcess.builder(horizon);
    builder.state(1).action(0, 0, 1).action(0, 0, 2).action(0, 0.25, -1);
    builder.state(0);
    builder.actions(3, 0, 1, builder.outcome(new int[] {-1}, new double[] {1}));
    return builder.state(0).action(0, 1, -1).build();
  }

  /**
   * As lambda falls to 0 the policy becomes uniform on the best sequences, entropy log 4: actions
   * with equal returns differ by lambda times the entropy that follows, which is below rounding.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0, Double.MIN_VALUE, 1e-300, 1e-17, 1e-16, 1e-14, 1e-3})
  void smallCoefficientsKeepTheEntropyOfWhatFollows(double lambda) {
    for (Horizon horizon : List.of(new Horizon.Acyclic(), new Horizon.Steps(2))) {
      SoftValueIteration soft = SoftValueIteration.of(choice(horizon), lambda);
      // At 1e-3 what is lost is e^-750.
      assertEquals(StrictMath.log(4), soft.entropy(), 1e-15);
      assertEquals(1 + lambda * StrictMath.log(4), soft.value(), 1e-15);
      assertEquals(1, soft.optimalValue());
      assertEquals(0, soft.bias(), 1e-300);
    }
    // What follows counts half: odds of sqrt(3) to 1.
    SoftValueIteration soft = SoftValueIteration.of(choice(new Horizon.Discounted(0.5)), lambda);
    double log = StrictMath.log1p(StrictMath.sqrt(3));
    assertEquals(log, soft.entropy(), 1e-15);
    assertEquals(0.5 + lambda * log, soft.value(), 1e-15);
  }

  /** Small gaps are no ties: the best is chosen, whatever large rewards there are besides. */
  @Test
  void onlyRoundingIsATie() {
    for (Horizon horizon :
        List.of(new Horizon.Acyclic(), new Horizon.Steps(1), new Horizon.Discounted(0.9))) {
      DecisionProcess process =
          DecisionProcess.builder(horizon)
              .state(1)
              .action(0, 1, 1)
              .action(0, 1 - 1e-12, 1)
              .action(0, -1e9, 1)
              .state(0)
              .action(0, 1, -1)
              .build();
      assertEquals(0, SoftValueIteration.of(process, 0).entropy(), horizon.toString());
      assertEquals(0, SoftValueIteration.of(process, 1e-15).entropy(), 1e-300);
    }
  }

  /** Every path earns 0.1 + 0.2 + 0.3 = 0.6, in another order, with two roundings. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-300, 1e-17, 1e-14})
  void sumsInAnotherOrderAreTies(double lambda) {
    for (Horizon horizon : List.of(new Horizon.Acyclic(), new Horizon.Steps(3))) {
      assertEquals(
          StrictMath.log(2),
          SoftValueIteration.of(Processes.permuted(horizon), lambda).entropy(),
          1e-15);
    }
  }

  @Test
  void aLargeCoefficientLeavesTheUniformPolicy() {
    for (Horizon horizon : List.of(new Horizon.Acyclic(), new Horizon.Discounted(0.5))) {
      SoftValueIteration soft = SoftValueIteration.of(choice(horizon), 1e300);
      double gamma = horizon instanceof Horizon.Acyclic ? 1 : 0.5;
      // Action 0 leads to three: most entropy has odds of 3^gamma to 1 to 1.
      double log = StrictMath.log(2 + StrictMath.pow(3, gamma));
      assertEquals(log, soft.entropy(), 1e-15);
      assertEquals(1e300 * log, soft.value(), 1e286);
      assertEquals((gamma - 0.25) / (2 + StrictMath.pow(3, gamma)), soft.bias(), 1e-15);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e308, -1e308})
  void valuesBeyondTheRangeOfNumbersAreRefused(double reward) {
    for (Horizon horizon : List.of(new Horizon.Steps(30), new Horizon.Discounted(0.99))) {
      DecisionProcess process =
          DecisionProcess.builder(horizon)
              .state(1)
              .action(0, reward, 0)
              .action(0, reward / 2, 0)
              .build();
      for (double lambda : new double[] {0, 1e-17, 1}) {
        InvalidInputException e =
            assertThrows(InvalidInputException.class, () -> SoftValueIteration.of(process, lambda));
        assertTrue(e.getMessage().startsWith("rewards"), e.getMessage());
      }
    }
  }

  @Test
  void aHorizonThatTakesMinutesIsRefused() {
    DecisionProcess process =
        DecisionProcess.builder(new Horizon.Steps(400_000_000))
            .state(1)
            .action(0, 0, 0)
            .action(0, 1, 0)
            .build();
    assertEquals(
        "horizon = 400000000: must be at most 250000000 for an optimum, because each step takes 4"
            + " entries and next states; use a discount factor",
        assertThrows(InvalidInputException.class, () -> SoftValueIteration.of(process, 0))
            .getMessage());
  }

  /**
   * One state, at 1/2: values are made of a reward of 3 and of half a constant of 6, entropies of a
   * log 2 and of half of two; each counts a 2^-50th of that as rounding, twice.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 1000})
  void theErrorBoundIsTheRoundingOfValuesAndEntropies(double lambda) {
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Discounted(0.5)).state(1);
    builder.actions(2, 0, 3, builder.outcome(new int[] {0}, new double[] {1}));
    SoftValueIteration soft = SoftValueIteration.of(builder.build(), lambda);
    double log = StrictMath.log(2);
    assertEquals(2 * (6 + lambda * log) * 0x1p-50, soft.errorBound(), 1e-24 * (1 + lambda));
    assertEquals(6, soft.scale());
    assertEquals(6 + 2 * lambda * log, soft.value(), soft.errorBound());
  }

  /** Twelve actions at lambda = 1e308: 1e308 log 12 is no double, though every reward is 0. */
  @Test
  void aBonusBeyondTheRangeOfNumbersIsRefused() {
    ContextualBandit bandit = ContextualBandit.of(new double[1], new double[1], new double[] {12});
    assertEquals(
        "rewards and entropy coefficient: must be small enough for optimal values that are finite"
            + " numbers",
        assertThrows(InvalidInputException.class, () -> SoftValueIteration.of(bandit, 1e308))
            .getMessage());
    // 1e308 log 6 = 1.79e308 is one, as is the largest one itself.
    ContextualBandit six = ContextualBandit.of(new double[1], new double[1], new double[] {6});
    assertEquals(Math.log(6), SoftValueIteration.of(six, 1e308).value() / 1e308, 1e-15);
    ContextualBandit most = ContextualBandit.of(new double[1], new double[] {Double.MAX_VALUE});
    assertEquals(Double.MAX_VALUE, SoftValueIteration.of(most, 0).value());
  }

  /**
   * Far down a list of outcomes, one that ends once in 1e14: what is earned by then is 1e14, and
   * 1e16 if that were taken for rounding.
   */
  @Test
  void aRareEndIsNoRounding() {
    double rare = 1e-14;
    int states = 100;
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Discounted(1 - 0x1p-53));
    for (int s = 0; s < states; s++) {
      boolean last = s == states - 1;
      builder.state(s == 0 ? 1 : 0);
      if (last) {
        builder.action(0, 1, new int[] {s, Transitions.END}, new double[] {1 - rare, rare});
      } else {
        builder.action(0, 0, s + 1);
      }
    }
    double end = 1 - (1 - rare) + 0x1p-53;
    double value = SoftValueIteration.of(builder.build(), 0).optimalValue();
    // A hundred steps of a probability of 1e-16 each do not change that.
    assertEquals(1, value * end, 1e-13);
  }

  /** Rewards of +-1.5e308 differ by 3e308, which is no double, and a bonus weighs differences. */
  @Test
  void differencesBeyondTheRangeOfNumbersAreRefusedUnderABonus() {
    for (Horizon horizon :
        List.of(new Horizon.Acyclic(), new Horizon.Steps(1), new Horizon.Discounted(0.5))) {
      DecisionProcess process =
          DecisionProcess.builder(horizon)
              .state(1)
              .action(0, 1.5e308, Transitions.END)
              .action(0, -1.5e308, Transitions.END)
              .build();
      // The worse action is taken once in e^10.
      InvalidInputException e =
          assertThrows(
              InvalidInputException.class,
              () -> SoftValueIteration.of(process, 3e307),
              horizon.toString());
      assertTrue(e.getMessage().startsWith("rewards"), e.getMessage());
    }
    ContextualBandit bandit = ContextualBandit.of(new double[2], new double[] {1.5e308, -1.5e308});
    assertEquals(1.5e308, SoftValueIteration.of(bandit, 0).value());
  }

  /** Two steps, each of which gives away 1.4e308 for a bonus of 1e308 x 0.046 log 1e14. */
  @Test
  void aBiasBeyondTheRangeOfNumbersIsRefused() {
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Acyclic());
    for (int s = 0; s < 2; s++) {
      builder.state(s == 0 ? 1 : 0);
      int next = builder.outcome(new int[] {s == 0 ? 1 : Transitions.END}, new double[] {1});
      builder.actions(1, 0, 0.75e308, next).actions(1e14, 0, -0.65e308, next);
    }
    DecisionProcess process = builder.build();
    assertEquals(
        "rewards and entropy coefficient: must be small enough for optimal values that are finite"
            + " numbers",
        assertThrows(InvalidInputException.class, () -> SoftValueIteration.of(process, 4.6e306))
            .getMessage());
  }

  /** 0.1 + 0.7 is 0.7999999999999999 when rounded. */
  @Test
  void aTieIsJudgedByTheSizeOfWhatLiesAheadToo() {
    for (Horizon horizon :
        List.of(new Horizon.Acyclic(), new Horizon.Steps(2), new Horizon.Discounted(0.5))) {
      double ahead = horizon instanceof Horizon.Discounted ? 2 : 1;
      DecisionProcess process =
          DecisionProcess.builder(horizon)
              .state(1)
              .action(0, 0.1, 1)
              .action(0, 0.4, 2)
              .state(0)
              .action(0, ahead * 0.7, Transitions.END)
              .state(0)
              .action(0, ahead * 0.4, Transitions.END)
              .build();
      assertEquals(
          StrictMath.log(2), SoftValueIteration.of(process, 0).entropy(), 1e-15, "" + horizon);
    }
  }
}

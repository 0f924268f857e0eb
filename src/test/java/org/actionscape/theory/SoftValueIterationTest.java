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
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Encoding;
import org.actionscape.env.Environment;
import org.actionscape.env.Garnet;
import org.actionscape.env.Horizon;
import org.actionscape.env.Placement;
import org.actionscape.env.TokenSequenceGenerator;
import org.actionscape.env.TokenSequenceSettings;
import org.actionscape.env.TokenSequenceSettings.EndToken;
import org.actionscape.env.TokenSequenceSettings.Payment;
import org.actionscape.env.UniformStart;
import org.actionscape.env.ZipfStart;
import org.actionscape.math.Counts;
import org.actionscape.math.InvalidInputException;
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
    return new TokenSequenceSettings(
        1,
        horizon,
        tokens,
        List.of(optimal),
        Payment.AT_END,
        List.of(),
        0,
        new EndToken(end, 0),
        new ZipfStart(1.2),
        Placement.ANYWHERE);
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
      double critical =
          OptimalSequences.criticalCoefficient(settings.sequences(), settings.optimalSequences());
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
    return Counts.log(x.scaleByPowerOfTen(digits).toBigInteger()) - digits * StrictMath.log(10);
  }

  @Test
  void theCriticalCoefficientIsTheBanditsWithOneStep() {
    assertEquals(
        SoftOptimum.criticalCoefficient(1e5, 15),
        OptimalSequences.criticalCoefficient(BigInteger.valueOf(100_000), BigInteger.valueOf(15)),
        1e-15);
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
      Policy policy = Policy.startOf(process);
      soft.logits(policy.logits());
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
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> soft.logits(new DMatrixRMaj(process.classes().size(), 1)));
    assertEquals(
        "horizon: must be acyclic or discounted, the soft optimum of a recurrent one depends on the"
            + " step",
        e.getMessage());
  }

  @Test
  void optimalSequencesAreCountedWithExactTies() {
    // 0.1 + 0.2 is 0.30000000000000004 when rounded, and neither it nor the exact sum is 0.3.
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Acyclic());
    builder.state(1);
    builder.action(0, 0.1, 1).action(0, 0.2, 2).action(0, 0.3, -1);
    builder.state(0).action(0, 0.2, -1).state(0).action(0, 0.1, -1);
    OptimalSequences sequences = OptimalSequences.of(builder.build(), 0);
    assertEquals(BigInteger.TWO, sequences.count());
    assertEquals(0.1 + 0.2, sequences.value(), 1e-16);
  }

  @Test
  void sequencesAreNotCountedWhereThatMeansNothing() {
    DecisionProcess garnet = new Garnet(3, 2, 2, 0.5, new UniformStart()).process(1);
    assertEquals(
        "number of optimal sequences: must be asked of episodes that end, these are discounted",
        assertThrows(InvalidInputException.class, () -> OptimalSequences.of(garnet, 0))
            .getMessage());
    DecisionProcess random =
        DecisionProcess.builder(new Horizon.Steps(2))
            .state(1)
            .action(0, 0, 0)
            .action(0, 0, new int[] {0, -1}, new double[] {0.5, 0.5})
            .build();
    assertEquals(
        "number of optimal sequences: next states must be certain, those of action 1 in state 0 are"
            + " random",
        assertThrows(InvalidInputException.class, () -> OptimalSequences.of(random, 0))
            .getMessage());
  }
}

package org.actionscape.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.actionscape.ExactPolicy;
import org.actionscape.Processes;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Environment;
import org.actionscape.env.Garnet;
import org.actionscape.env.GaussianStart;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.actionscape.env.UniformStart;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Optima of discounted processes, held against their policies evaluated in 120 digits. */
class DiscountedOptimumTest {
  /** Some tens of roundings for each of 20 states. */
  private static final double ROUNDING = 1e-12;

  private static final double[] GAMMAS = {0.9, 1 - 1e-7, 1 - 1e-9, 1 - 1e-12, 1 - 0x1p-53};

  static Stream<Arguments> processes() {
    return DoubleStream.of(GAMMAS)
        .boxed()
        .flatMap(
            gamma ->
                Stream.of(1L, 2L, 3L)
                    .flatMap(
                        seed ->
                            Stream.concat(
                                Stream.of(
                                    new Garnet(20, 10, 2, gamma, new UniformStart()).process(seed),
                                    Processes.random(new Horizon.Discounted(gamma), 6, 3, seed)),
                                DoubleStream.of(0, 1e-30, 1e-17, 1e-12, 1e-6)
                                    .mapToObj(between -> Processes.parts(gamma, between, seed)))))
        .map(Arguments::of);
  }

  /** No action is better than the policy's: Bellman's equation, in all digits. */
  @ParameterizedTest
  @MethodSource("processes")
  void theBestPolicyIsTheBest(Environment process) {
    SoftValueIteration best = SoftValueIteration.of(process, 0);
    double[] logits = new double[process.classes().size()];
    // What is not best is never taken: e^-800 = 0.
    Arrays.setAll(logits, k -> best.gaps()[k] == 0 ? 0 : -800);
    ExactPolicy exact = new ExactPolicy(process, logits);
    BigDecimal[] values = exact.solve(exact.rewards);
    for (int s = 0; s < values.length; s++) {
      double value = values[s].doubleValue();
      assertEquals(value, best.optimalValue(s), ROUNDING * value, "state " + s);
    }
    BigDecimal[] advantages = exact.advantages(exact.rewards);
    for (int k = 0; k < advantages.length; k++) {
      // A gap is a difference of numbers of size 1, or of its own size if it leads to another part.
      double gap = -advantages[k].doubleValue();
      assertEquals(gap, best.gaps()[k], ROUNDING * Math.max(1, Math.abs(gap)), "entry " + k);
    }
  }

  /** The policy whose logits are its own action values over lambda is the soft optimum. */
  @ParameterizedTest
  @MethodSource("processes")
  void theSoftPolicyIsGreedyAgainstItsOwnValues(Environment process) {
    double lambda = 0.25;
    SoftValueIteration soft = SoftValueIteration.of(process, lambda);
    DMatrixRMaj logits = soft.policy().logits();
    ExactPolicy exact = new ExactPolicy(process, logits.data);
    BigDecimal[] paid = exact.rewards.clone();
    for (int k = 0; k < paid.length; k++) {
      paid[k] =
          paid[k].add(exact.surprises[k].multiply(new BigDecimal(lambda), ExactPolicy.DIGITS));
    }
    BigDecimal[] values = exact.solve(paid);
    for (int s = 0; s < values.length; s++) {
      double value = values[s].doubleValue();
      assertEquals(value, soft.value(s), ROUNDING * value, "state " + s);
    }
    // Q + lambda (- log pi) - V = 0 for every action.
    BigDecimal[] advantages = exact.advantages(paid);
    for (int k = 0; k < advantages.length; k++) {
      double size = lambda * Math.max(1, -logits.get(k));
      assertEquals(0, advantages[k].doubleValue(), 1e-11 * size, "entry " + k);
    }
  }

  /**
   * Two parts for good that pay the same, 1 in turn with 0 and always 1/2; to the first there is a
   * reward of 1/8 on the way and the turn begins with 0: {@code 1/2 / (1 - gamma) - 1/4} there, to
   * first order. The second is better by 1/8.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1 - 1e-9, 1 - 1e-12, 1 - 0x1p-53})
  void partsThatPayTheSameAreToldApartByTheWay(double gamma) {
    DecisionProcess process =
        DecisionProcess.builder(new Horizon.Discounted(gamma))
            .state(1)
            .action(0, 0.125, 1)
            .action(0, 0, 3)
            .state(0)
            .action(0, 0, 2)
            .state(0)
            .action(0, 1, 1)
            .state(0)
            .action(0, 0.5, 3)
            .build();
    SoftValueIteration best = SoftValueIteration.of(process, 0);
    // To first order in 1 - gamma.
    assertEquals(0.125, best.gaps()[0], 1e-9);
    assertEquals(0, best.gaps()[1]);
    double value = gamma * 0.5 / (1 - gamma);
    assertEquals(value, best.optimalValue(), 1e-15 * value);
  }

  /**
   * Where rounding of values of 1e16 goes on to change the odds of parts, the policy is refused;
   * the largest entropy of a best policy does not change to first order with it.
   */
  @ParameterizedTest
  @ValueSource(longs = {44, 68})
  void aPolicyThatRoundingChangesForEverIsRefused(long seed) {
    Environment garnet = new Garnet(10, 3, 1, 1 - 0x1p-53, new GaussianStart(1)).process(seed);
    assertThrows(InvalidInputException.class, () -> SoftValueIteration.of(garnet, 3));
    assertTrue(SoftValueIteration.of(garnet, 0).entropy() >= 0);
  }

  /** Rewards of 0: what rounding makes of the entropy of a thousand members is no way to rise. */
  @ParameterizedTest
  @ValueSource(doubles = {0.9, 1 - 1e-8, 1 - 1e-12, 1 - 0x1p-53})
  void trivialProcessesComeToRest(double gamma) {
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Discounted(gamma));
    builder.state(0);
    builder.actions(1000, 0, 0, builder.outcome(new int[] {Transitions.END}, new double[] {1}));
    DecisionProcess ending = builder.state(1).action(0, 0, 0).build();
    double log = StrictMath.log(1000);
    assertEquals(gamma * log, SoftValueIteration.of(ending, 1).value(1), 1e-15 * log);
    SoftValueIteration best = SoftValueIteration.of(ending, 0);
    assertEquals(0, best.value(1));
    assertEquals(gamma * log, best.entropy(), 1e-15 * log);
    builder = DecisionProcess.builder(new Horizon.Discounted(gamma)).state(1);
    builder.actions(1000, 0, 0, builder.outcome(new int[] {1}, new double[] {1}));
    DecisionProcess staying =
        builder
            .state(0)
            .action(0, 0, new int[] {2, 3}, new double[] {0.5, 0.5})
            .state(0)
            .action(0, 0, 0)
            .state(0)
            .action(0, 0, 3)
            .build();
    double expected = log / (1 - gamma * gamma * gamma / 2);
    assertEquals(expected, SoftValueIteration.of(staying, 0).entropy(), 1e-15 * expected);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.9, 1 - 1e-9, 1 - 1e-12, 1 - 0x1p-53})
  void garnetsComeToRest(double gamma) {
    for (long seed = 0; seed < 300; seed++) {
      Environment garnet = new Garnet(6, 2, 1, gamma, new GaussianStart(1)).process(seed);
      SoftValueIteration best = SoftValueIteration.of(garnet, 0);
      SoftValueIteration soft = SoftValueIteration.of(garnet, 0.1);
      assertTrue(best.value() <= soft.value(), "seed " + seed);
    }
  }

  /**
   * Stay for nothing or leave for 1 and nothing ever after: {@code 1 = e^-((1 - gamma) V) + e^(1 -
   * V)}, in which a step of value iteration raises V by 1e-15 where 1e-5 is missing.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.9, 1 - 1e-6, 1 - 1e-9, 1 - 1e-12, 1 - 0x1p-53})
  void stayOrLeave(double gamma) {
    DecisionProcess process =
        DecisionProcess.builder(new Horizon.Discounted(gamma))
            .state(1.0 / 4)
            .action(0, 0, 3)
            .state(1.0 / 4)
            .action(0, 0, 0)
            .state(1.0 / 4)
            .action(0, 0, 2)
            .action(0, 1, 1)
            .state(1.0 / 4)
            .action(0, 0, 3)
            .build();
    double low = 0;
    double high = 100;
    for (int halving = 0; halving < 60; halving++) {
      double middle = (low + high) / 2;
      double missing = StrictMath.exp(1 - middle) + StrictMath.expm1(-(1 - gamma) * middle);
      low = missing > 0 ? middle : low;
      high = missing > 0 ? high : middle;
    }
    assertEquals(low, SoftValueIteration.of(process, 1).value(2), 1e-13 * low);
  }

  /**
   * To stay, with a thousand members, costs half a reward a step where values are 4.5e15. Forever
   * that is less than the entropy: {@code V = log 1000 / (1 - gamma)}.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1 - 1e-6, 1 - 1e-9, 1 - 1e-12, 1 - 0x1p-53})
  void aDelayCostsWhatItDelays(double gamma) {
    DecisionProcess.Builder builder =
        DecisionProcess.builder(new Horizon.Discounted(gamma)).state(0.25).action(0, 0, 0);
    builder.state(0.5);
    builder.actions(1000, 0, 0, builder.outcome(new int[] {1}, new double[] {1}));
    builder.actions(1, 0, 0, builder.outcome(new int[] {2, 0}, new double[] {0.5, 0.5}));
    DecisionProcess process = builder.state(0.25).action(0, 1, 2).build();
    double expected = StrictMath.log(1000) / (1 - gamma);
    SoftValueIteration soft = SoftValueIteration.of(process, 1);
    assertEquals(expected, soft.value(1), 1e-14 * expected);
    assertEquals(0.5 * expected, soft.entropy(), 1e-14 * expected);
    double delay = gamma * 0.5;
    assertEquals(delay, SoftValueIteration.of(process, 0).gaps()[1], 1e-14 * delay);
  }

  /** {@link Processes#odd}: nothing is refused without entropy, and with it what is not right. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.9, 1 - 1e-6, 1 - 1e-9, 1 - 1e-12, 1 - 0x1p-53})
  void optimaOfOddProcessesAreRightOrRefused(double gamma) {
    int refused = 0;
    for (long seed = 0; seed < 200; seed++) {
      DecisionProcess process = Processes.odd(gamma, seed);
      requireBest(process, seed);
      for (double lambda : new double[] {0.01, 1}) {
        try {
          requireSoft(process, lambda, seed);
        } catch (InvalidInputException tooNear) {
          assertTrue(tooNear.getMessage().contains("for this entropy coefficient"), "refused");
          refused++;
        }
      }
    }
    assertTrue(refused <= (gamma > 1 - 1e-8 ? 20 : 0), refused + " refused");
  }

  private static void requireBest(DecisionProcess process, long seed) {
    SoftValueIteration best = SoftValueIteration.of(process, 0);
    double[] logits = new double[process.classes().size()];
    Arrays.setAll(logits, k -> best.gaps()[k] == 0 ? 0 : -800);
    ExactPolicy exact = new ExactPolicy(process, logits);
    BigDecimal[] values = exact.solve(exact.rewards);
    double[] paid = paid(exact);
    double[] steps = exact.steps(absolute(exact));
    for (int s = 0; s < values.length; s++) {
      double value = values[s].doubleValue();
      assertEquals(value, best.optimalValue(s), ROUNDING * paid[s], "seed " + seed + ", " + s);
    }
    BigDecimal[] advantages = exact.advantages(exact.rewards);
    ActionClasses classes = process.classes();
    for (int s = 0; s < values.length; s++) {
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        double gap = -advantages[k].doubleValue();
        // Ties are looked for in 64 steps, to 2^-47 of what these pay.
        double tie = 0x1p-46 * (Math.abs(process.rewards().get(k)) + 64 * steps[s]);
        double near = ROUNDING * Math.abs(gap) + tie;
        assertEquals(gap, best.gaps()[k], near, "seed " + seed + ", entry " + k);
      }
    }
  }

  private static void requireSoft(DecisionProcess process, double lambda, long seed) {
    SoftValueIteration soft = SoftValueIteration.of(process, lambda);
    DMatrixRMaj logits = soft.policy().logits();
    ExactPolicy exact = new ExactPolicy(process, logits.data);
    BigDecimal[] earned = exact.rewards.clone();
    for (int k = 0; k < earned.length; k++) {
      BigDecimal bonus = exact.surprises[k].multiply(new BigDecimal(lambda), ExactPolicy.DIGITS);
      earned[k] = earned[k].add(bonus);
    }
    BigDecimal[] values = exact.solve(earned);
    BigDecimal[] entropies = exact.solve(exact.surprises);
    double[] paid = paid(exact);
    double entropy = 0;
    double largest = 0;
    for (int s = 0; s < values.length; s++) {
      double bonus = entropies[s].doubleValue();
      double size = paid[s] + lambda * bonus;
      String place = "seed " + seed + ", coefficient " + lambda + ", state " + s;
      assertEquals(values[s].doubleValue(), soft.value(s), 1e-11 * size, place);
      entropy += process.startProbability(s) * bonus;
    }
    assertEquals(entropy, soft.entropy(), 1e-9 * entropy, "seed " + seed);
    for (int k = 0; k < earned.length; k++) {
      largest = Math.max(largest, Math.abs(process.rewards().get(k)));
    }
    // Q + lambda (- log pi) - V = 0, but for ties, and for the error of log pi beyond which an
    // optimum is refused, which is an estimate. What has no mass may be off by its own size.
    BigDecimal[] advantages = exact.advantages(earned);
    for (int k = 0; k < earned.length; k++) {
      if (logits.get(k) > -700) {
        double near = 1e-5 * lambda * Math.max(1, -logits.get(k)) + 1e-12 * largest;
        String place = "seed " + seed + ", coefficient " + lambda + ", entry " + k;
        assertEquals(0, advantages[k].doubleValue(), near, place);
      }
    }
  }

  /** What absolute rewards are worth. */
  private static double[] paid(ExactPolicy exact) {
    BigDecimal[] worth = exact.solve(absolute(exact));
    return Arrays.stream(worth).mapToDouble(BigDecimal::doubleValue).toArray();
  }

  private static BigDecimal[] absolute(ExactPolicy exact) {
    return Arrays.stream(exact.rewards).map(BigDecimal::abs).toArray(BigDecimal[]::new);
  }
}

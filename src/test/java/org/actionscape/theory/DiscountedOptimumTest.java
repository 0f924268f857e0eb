package org.actionscape.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.actionscape.ExactPolicy;
import org.actionscape.Processes;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Environment;
import org.actionscape.env.Garnet;
import org.actionscape.env.Horizon;
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
}

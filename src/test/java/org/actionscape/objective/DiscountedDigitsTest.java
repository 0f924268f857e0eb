package org.actionscape.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.actionscape.ExactPolicy;
import org.actionscape.Processes;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Environment;
import org.actionscape.env.Garnet;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.actionscape.env.UniformStart;
import org.actionscape.objective.Objective.Bonus;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Digits do not depend on the discount factor: policies evaluated in 120 digits. */
class DiscountedDigitsTest {
  private static final Objective ENTROPY = new Objective(List.of(new Bonus(0.3, new Entropy())));

  /**
   * Some tens of roundings of 1e-16 for each of 20 states, and up to three digits that the modes'
   * values may cost.
   */
  private static final double ROUNDING = 1e-12;

  private static DoubleStream gammas() {
    return DoubleStream.of(0.9, 1 - 1e-7, 1 - 1e-9, 1 - 1e-12, 1 - 0x1p-53);
  }

  /** Logits of scale 10 make modes that nearly always act; those of some garnets go in circles. */
  static Stream<Arguments> cases() {
    return gammas()
        .boxed()
        .flatMap(
            gamma ->
                DoubleStream.of(0, 1.5, 10)
                    .boxed()
                    .flatMap(
                        scale ->
                            Stream.of(1L, 2L, 3L, 4L, 5L)
                                .map(seed -> Arguments.of(gamma, scale, seed))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aPolicyOfAGarnetIsEvaluatedExactly(double gamma, double scale, long seed) {
    require(new Garnet(20, 10, 2, gamma, new UniformStart()).process(seed), scale, seed);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aPolicyWhoseActionsMayEndIsEvaluatedExactly(double gamma, double scale, long seed) {
    require(Processes.random(new Horizon.Discounted(gamma), 6, 3, seed), scale, seed);
  }

  /**
   * A choice between two ways that both end in the first or the second of two places for good, with
   * the same odds: what tells them apart is a reward of 1, where values are 0.5 / (1 - gamma). The
   * second way may have its actions in another order, so that its mode is the other one.
   */
  @ParameterizedTest
  @MethodSource("ways")
  void waysToTheSamePlacesAreToldApart(double gamma, String ways) {
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Discounted(gamma));
    builder.state(1).action(0, 1, 1).action(0, 0, 2);
    boolean through = ways.equals("through one state");
    int first = through ? 4 : 3;
    int[] places = {first, first + 1};
    double[] half = {0.5, 0.5};
    if (through) {
      builder.state(0).action(0, 0, 3).state(0).action(0, 0, 3);
      builder.state(0).action(0, 0, places, half);
    } else if (ways.equals("by chance")) {
      builder.state(0).action(0, 0, places, half);
      builder.state(0).action(0, 0, places, half);
    } else {
      builder.state(0).action(0, 0, first).action(0, 0, first + 1);
      builder.state(0).action(0, 0, first + 1).action(0, 0, first);
    }
    builder.state(0).action(0, 1, first).state(0).action(0, 0, first + 1);
    DecisionProcess process = builder.build();
    Evaluation evaluation = evaluate(process, Policy.startOf(process));
    DMatrixRMaj gradient = new DMatrixRMaj(process.classes().size(), 1);
    evaluation.addReturnGradient(1, gradient);
    // A few roundings of numbers of size 1.
    assertEquals(0.25, gradient.get(0), 4e-15);
    assertEquals(-0.25, gradient.get(1), 4e-15);
    // Both ways take two steps or three.
    int steps = through ? 3 : 2;
    double expected = 0.5 + StrictMath.pow(gamma, steps) * 0.5 / (1 - gamma);
    assertEquals(expected, evaluation.value(), 1e-15 * expected);
  }

  static Stream<Arguments> ways() {
    return gammas()
        .boxed()
        .flatMap(
            gamma ->
                Stream.of("through one state", "by chance", "by actions")
                    .map(ways -> Arguments.of(gamma, ways)));
  }

  /** Returns of the size of 1e16 in 120 digits: their central differences are the gradient. */
  @ParameterizedTest
  @ValueSource(doubles = {0.9, 1 - 1e-9, 1 - 1e-12, 1 - 0x1p-53})
  void theGradientIsTheLimitOfDifferencesOfReturns(double gamma) {
    double step = 0x1p-10;
    DecisionProcess process = Processes.parts(gamma, 0, 4);
    Policy policy = Policy.startOf(process);
    double[] logits = policy.logits().data;
    Random random = new Random(4);
    Arrays.setAll(logits, k -> random.nextGaussian());
    DMatrixRMaj gradient = new DMatrixRMaj(logits.length, 1);
    evaluate(process, policy).addReturnGradient(1, gradient);
    ActionClasses classes = process.classes();
    for (int s = 0; s < classes.states(); s++) {
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        double[] more = logits.clone();
        more[k] += step;
        double[] less = logits.clone();
        less[k] -= step;
        double slope =
            returned(process, more).subtract(returned(process, less)).doubleValue()
                / (more[k] - less[k]);
        // An error of the order of step^2 = 1e-6.
        double size = Math.max(Math.abs(slope), 1e-3 * evaluate(process, policy).visits(s));
        assertEquals(slope, gradient.get(k), 1e-5 * size, "entry " + k);
      }
    }
  }

  private static BigDecimal returned(DecisionProcess process, double[] logits) {
    ExactPolicy exact = new ExactPolicy(process, logits);
    BigDecimal[] values = exact.solve(exact.rewards);
    BigDecimal mean = BigDecimal.ZERO;
    for (int s = 0; s < values.length; s++) {
      mean = mean.add(values[s].multiply(new BigDecimal(process.startProbability(s))));
    }
    return mean;
  }

  /**
   * Two ways to three places for good, with the same odds but for rounding: the difference of 1 is
   * lost in 1e-16 of values of 1e16, but not of 1e6.
   */
  @Test
  void whatIsLostInTheRoundingOfOddsIsRefused() {
    int lost = 0;
    for (double gamma : new double[] {1 - 1e-6, 1 - 1e-12, 1 - 0x1p-53}) {
      for (int seed = 0; seed < 20; seed++) {
        double[] logits = new Random(seed).doubles(3).toArray();
        DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Discounted(gamma));
        builder.state(1).action(0, 1, 1).action(0, 0, 2).state(0);
        for (int place = 0; place < 3; place++) {
          builder.action(logits[place], 0, 3 + place);
        }
        builder.state(0);
        for (int place = 0; place < 3; place++) {
          builder.action(logits[place] + 0.3, 0, 3 + place);
        }
        builder.state(0).action(0, 0.7, 3).state(0).action(0, 0.3, 4).state(0).action(0, 0.1, 5);
        DecisionProcess process = builder.build();
        DMatrixRMaj gradient = new DMatrixRMaj(process.classes().size(), 1);
        try {
          evaluate(process, Policy.startOf(process)).addReturnGradient(1, gradient);
        } catch (InvalidInputException refused) {
          assertEquals(
              "discount factor gamma = 1 - "
                  + (1 - gamma)
                  + ": must be further from 1 for this policy, because what tells actions of state 0"
                  + " apart in return is lost in the rounding of values of the size of 1 / (1 - gamma)",
              refused.getMessage());
          lost++;
          continue;
        }
        ExactPolicy exact = new ExactPolicy(process, Policy.startOf(process).logits().data);
        double expected = exact.gradient(exact.rewards)[0].doubleValue();
        assertEquals(expected, gradient.get(0), 1e-6, "1 - " + (1 - gamma));
      }
    }
    assertTrue(lost > 0 && lost <= 40, lost + " refused of 60, none of them at 1 - 1e-6");
  }

  /**
   * Sums over next states are rounded too: 1/4 and 3/4 against 1/4, 1/4 and 1/2 of equal places.
   */
  @Test
  void whatIsLostInTheSumOverNextStatesIsRefused() {
    double gamma = 1 - 1e-14;
    DecisionProcess process =
        DecisionProcess.builder(new Horizon.Discounted(gamma))
            .state(1)
            .action(0, 1, new int[] {1, 2}, new double[] {0.3, 0.7})
            .action(0, 0, new int[] {1, 2, 3}, new double[] {0.3, 0.1, 0.6})
            .state(0)
            .action(0, 0.9, 1)
            .state(0)
            .action(0, 0.1, 2)
            .state(0)
            .action(0, 0.1, 3)
            .build();
    assertThrows(InvalidInputException.class, () -> evaluate(process, Policy.startOf(process)));
  }

  /** Uniform policies of parts that are alike have the same entropy in all digits. */
  @ParameterizedTest
  @ValueSource(doubles = {1 - 1e-12, 1 - 0x1p-53})
  void partsThatAreAlikeAreNotRefused(double gamma) {
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Discounted(gamma));
    builder.state(1).action(0, 0, 1).action(0, 1, 2);
    for (int place = 1; place <= 2; place++) {
      builder.state(0).action(0, 1, place).action(0, 0, place).action(0, 0, place);
    }
    DecisionProcess process = builder.build();
    Evaluation evaluation = evaluate(process, Policy.startOf(process));
    DMatrixRMaj gradient = new DMatrixRMaj(process.classes().size(), 1);
    evaluation.addGradient(1, gradient);
    assertEquals(-0.25, gradient.get(0), 1e-15);
  }

  /** Places that are left never: alone, in a circle of n, and with two ways to stay. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void circlesAreEvaluatedExactly(int states) {
    gammas()
        .forEach(
            gamma -> {
              DecisionProcess.Builder builder =
                  DecisionProcess.builder(new Horizon.Discounted(gamma));
              for (int s = 0; s < states; s++) {
                int next = (s + 1) % states;
                builder.state(s == 0 ? 1 : 0).action(0, s, next).action(0, s + 1, next);
              }
              for (double scale : new double[] {0, 1.5, 10}) {
                require(builder.build(), scale, states);
              }
            });
  }

  /**
   * Parts of a process, and states that lead to them: each part has four states of three actions;
   * between the parts the probability is as given. Each transient state is followed by two others
   * or by one of the parts.
   */
  @ParameterizedTest
  @MethodSource("parts")
  void partsThatNeverOrHardlyMeetAreEvaluatedExactly(
      double gamma, double between, double scale, long seed) {
    require(Processes.parts(gamma, between, seed), scale, seed);
  }

  static Stream<Arguments> parts() {
    return gammas()
        .boxed()
        .flatMap(
            gamma ->
                DoubleStream.of(0, 1e-30, 1e-17, 1e-12, 1e-6)
                    .boxed()
                    .flatMap(
                        between ->
                            DoubleStream.of(0, 1.5, 10)
                                .boxed()
                                .flatMap(
                                    scale ->
                                        Stream.of(1L, 2L, 3L)
                                            .map(
                                                seed ->
                                                    Arguments.of(gamma, between, scale, seed)))));
  }

  /** In two places, pay 1 in the first; to stay is likelier than to go, so that no mode goes. */
  @ParameterizedTest
  @ValueSource(doubles = {0.9, 1 - 1e-7, 1 - 1e-9, 1 - 1e-12, 1 - 0x1p-53})
  void modesThatKeepApartAreNoBaseOfAPolicyThatMixes(double gamma) {
    DecisionProcess process =
        DecisionProcess.builder(new Horizon.Discounted(gamma))
            .state(0.5)
            .action(1, 1, 0)
            .action(0, 1, 1)
            .state(0.5)
            .action(1, 0, 1)
            .action(0, 0, 0)
            .build();
    Evaluation evaluation = evaluate(process, Policy.startOf(process));
    // By symmetry each place is visited as often; V(0) - V(1) = 1 / (1 - gamma (2 pi - 1)).
    double half = 0.5 / (1 - gamma);
    assertEquals(half, evaluation.value(), ROUNDING * half);
    assertEquals(half, evaluation.visits(0), ROUNDING * half);
    double go = 1 / (1 + StrictMath.E);
    double gap = 1 / (1 - gamma * (1 - 2 * go));
    double expected = half * go * (1 - go) * gamma * gap;
    double[] gradient = new double[4];
    evaluation.addReturnGradient(1, DMatrixRMaj.wrap(4, 1, gradient));
    assertEquals(expected, gradient[0], ROUNDING * expected);
    assertEquals(-expected, gradient[2], ROUNDING * expected);
  }

  /**
   * A loop that is left by one action: to stay pays so little that the leader's value is none of
   * the policy's digits. Where a reward of 1 is hardly reached it is all of the value.
   */
  @ParameterizedTest
  @CsvSource({"-15, 3e-7, 1e-9", "-15, 3e-7, 0x1p-53", "-12, 1e-8, 0x1p-53", "-4, 1e-12, 0x1p-53"})
  void aLoopThatTheLeaderNeverLeavesHasTheDigitsOfThePolicy(double leave, double pay, double cut) {
    double gamma = 1 - cut;
    DecisionProcess process =
        DecisionProcess.builder(new Horizon.Discounted(gamma))
            .state(0.5)
            .action(0, pay, 0)
            .action(leave, 0, Transitions.END)
            .action(-600, 0, 1)
            .state(0.5)
            .action(0, 1, Transitions.END)
            .build();
    requireRight(process, 0);
    double left = StrictMath.exp(leave);
    double expected = pay / (left + (1 - gamma));
    assertEquals(expected, evaluate(process, Policy.startOf(process)).value(0), 1e-13 * expected);
  }

  /** {@link Processes#odd}: what is not right is refused, which is rare. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.9, 1 - 1e-6, 1 - 1e-9, 1 - 1e-12, 1 - 0x1p-53})
  void oddProcessesAreEvaluatedExactlyOrRefused(double gamma) {
    int refused = 0;
    for (long seed = 0; seed < 200; seed++) {
      try {
        requireRight(Processes.odd(gamma, seed), seed);
      } catch (InvalidInputException tooNear) {
        assertTrue(tooNear.getMessage().startsWith("discount factor gamma = 1 - "), "refused");
        refused++;
      }
    }
    assertTrue(refused <= (gamma > 1 - 1e-8 ? 20 : 0), refused + " refused");
  }

  /**
   * Values are right to 1e-9 of themselves or 1e-6 of what a step pays, visits and entropies to
   * some roundings. Gradients are right to 1e-6 of themselves or of what a step pays, in the mean
   * over the actions of a state; twice that for one action, and twice again as the error is an
   * estimate.
   */
  private static void requireRight(Environment process, long seed) {
    Policy policy = Policy.startOf(process);
    Evaluation evaluation = evaluate(process, policy);
    ExactPolicy exact = new ExactPolicy(process, policy.logits().data);
    BigDecimal[] values = exact.solve(exact.rewards);
    BigDecimal[] entropies = exact.solve(exact.surprises);
    double[] steps =
        exact.steps(Arrays.stream(exact.rewards).map(BigDecimal::abs).toArray(BigDecimal[]::new));
    double entropy = 0;
    for (int s = 0; s < values.length; s++) {
      String place = "seed " + seed + ", state " + s;
      double value = values[s].doubleValue();
      double near = Math.max(1e-9 * Math.abs(value), 1e-6 * steps[s]);
      assertEquals(value, evaluation.value(s), near, place);
      requireNear("visits, " + place, s, exact.visits[s], evaluation.visits(s), 0);
      entropy += process.startProbability(s) * entropies[s].doubleValue();
    }
    assertEquals(entropy, evaluation.entropy(), ROUNDING * entropy, "entropy, seed " + seed);
    double[] gradient = new double[process.classes().size()];
    evaluation.addReturnGradient(1, DMatrixRMaj.wrap(gradient.length, 1, gradient));
    requireRight("return, seed " + seed, exact, exact.gradient(exact.rewards), gradient, steps);
    Arrays.fill(gradient, 0);
    evaluation.addTermGradient(0, 1, DMatrixRMaj.wrap(gradient.length, 1, gradient));
    steps = exact.steps(exact.surprises);
    requireRight("bonus, seed " + seed, exact, exact.gradient(exact.surprises), gradient, steps);
  }

  private static void requireRight(
      String what, ExactPolicy exact, BigDecimal[] expected, double[] actual, double[] steps) {
    ActionClasses classes = exact.classes;
    for (int s = 0; s < classes.states(); s++) {
      double size = exact.visits[s].doubleValue() * steps[s];
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        size = Math.max(size, classes.multiplicity(k) * Math.abs(expected[k].doubleValue()));
      }
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        double members = classes.multiplicity(k);
        double whole = members * expected[k].doubleValue();
        assertEquals(whole, members * actual[k], 4e-6 * size, what + ", " + s + ", entry " + k);
      }
    }
  }

  private static Evaluation evaluate(Environment process, Policy policy) {
    Evaluation evaluation = new Evaluation(process, ENTROPY);
    evaluation.evaluate(policy);
    return evaluation;
  }

  private static void require(Environment process, double scale, long seed) {
    Policy policy = Policy.startOf(process);
    Random random = new Random(seed);
    Arrays.setAll(policy.logits().data, k -> scale * random.nextGaussian());
    Evaluation evaluation = evaluate(process, policy);
    ExactPolicy exact = new ExactPolicy(process, policy.logits().data);
    ActionClasses classes = process.classes();
    BigDecimal[] values = exact.solve(exact.rewards);
    for (int s = 0; s < classes.states(); s++) {
      requireNear("value", s, values[s], evaluation.value(s), 0);
      requireNear("visits", s, exact.visits[s], evaluation.visits(s), 0);
    }
    BigDecimal[] ofReturn = exact.gradient(exact.rewards);
    BigDecimal[] ofEntropy = exact.gradient(exact.surprises);
    DMatrixRMaj gradient = new DMatrixRMaj(classes.size(), 1);
    evaluation.addReturnGradient(1, gradient);
    requireNear("gradient", exact, ofReturn, gradient);
    gradient.zero();
    evaluation.addTermGradient(0, 1, gradient);
    requireNear("gradient of the entropy", exact, ofEntropy, gradient);
    gradient.zero();
    evaluation.addGradient(1, gradient);
    BigDecimal coefficient = new BigDecimal(0.3);
    for (int k = 0; k < classes.size(); k++) {
      ofReturn[k] = ofReturn[k].add(coefficient.multiply(ofEntropy[k], ExactPolicy.DIGITS));
    }
    requireNear("gradient of the objective", exact, ofReturn, gradient);
  }

  /** By state, relative to the largest number of the state. */
  private static void requireNear(
      String what, ExactPolicy exact, BigDecimal[] expected, DMatrixRMaj actual) {
    ActionClasses classes = exact.classes;
    for (int s = 0; s < classes.states(); s++) {
      double size = 0;
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        size = Math.max(size, Math.abs(expected[k].doubleValue()));
      }
      // An advantage is a difference of numbers of size 1: some tens of roundings of these, times
      // visits.
      double besides = ROUNDING * size + 1e-14 * exact.visits[s].doubleValue();
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        requireNear(what + " of state " + s, k, expected[k], actual.get(k), besides);
      }
    }
  }

  /** Relative to the number, and what is allowed besides. */
  private static void requireNear(
      String what, int i, BigDecimal expected, double actual, double besides) {
    double exact = expected.doubleValue();
    assertEquals(exact, actual, ROUNDING * Math.abs(exact) + besides, what + " " + i);
  }
}

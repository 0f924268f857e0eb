package org.actionscape.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.actionscape.Processes;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Encoding;
import org.actionscape.env.Environment;
import org.actionscape.env.Garnet;
import org.actionscape.env.Horizon;
import org.actionscape.env.TokenSequenceGenerator;
import org.actionscape.env.TokenSequenceSettings;
import org.actionscape.env.TokenSequenceSettings.EndToken;
import org.actionscape.env.TokenSequenceSettings.Payment;
import org.actionscape.env.Transitions;
import org.actionscape.env.UniformStart;
import org.actionscape.env.ZipfStart;
import org.actionscape.math.KeptThreshold;
import org.actionscape.objective.Objective.Bonus;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds in processes of several steps, for every kind of horizon. */
class ProcessEvaluationTest {
  private static final double CLAMP = 0.4;
  private static final Objective BOTH =
      new Objective(
          List.of(new Bonus(0.3, new Entropy()), new Bonus(0.2, new ClampedEntropy(CLAMP))));

  static List<Environment> processes() {
    return Processes.all();
  }

  static Stream<Environment> processesThatEnd() {
    return Stream.of(
        Processes.random(new Horizon.Acyclic(), 5, 3, 1),
        Processes.random(new Horizon.Acyclic(), 6, 1, 12),
        Processes.random(new Horizon.Steps(4), 3, 3, 13),
        Processes.random(new Horizon.Steps(4), 3, 1, 14),
        Processes.random(new Horizon.Steps(3), 1, 4, 15),
        small(Payment.AT_END, List.of(), 0, 0),
        small(Payment.PER_STEP, List.of(0.5), 0.2, 0.1));
  }

  private static Environment small(Payment payment, List<Double> credit, double slip, double end) {
    TokenSequenceSettings settings =
        new TokenSequenceSettings(2, 3, 7, List.of(2, 1, 3))
            .withPayment(payment)
            .withPartialCredit(credit)
            .withSlip(slip)
            .withEnd(new EndToken(end, 0));
    return new TokenSequenceGenerator(settings, Encoding.CLASSES).process(3);
  }

  /** A policy away from the start; no two logits of a state are equal. */
  private static Policy policy(Environment process, long seed) {
    Policy policy = Policy.startOf(process);
    Random random = new Random(seed);
    double[] logits = policy.logits().data;
    for (int k = 0; k < logits.length; k++) {
      logits[k] = 1.5 * random.nextGaussian();
    }
    return policy;
  }

  private static Evaluation evaluate(Environment process, Policy policy) {
    Evaluation evaluation = new Evaluation(process, BOTH);
    evaluation.evaluate(policy);
    return evaluation;
  }

  private static double[] visits(Evaluation evaluation) {
    double[] visits = new double[evaluation.classes().states()];
    Arrays.setAll(visits, evaluation::visits);
    return visits;
  }

  private static double[] returnGradient(Evaluation evaluation) {
    DMatrixRMaj gradient = new DMatrixRMaj(evaluation.classes().size(), 1);
    evaluation.addReturnGradient(1, gradient);
    return gradient.data;
  }

  private static double[] termGradient(Evaluation evaluation, int term) {
    DMatrixRMaj gradient = new DMatrixRMaj(evaluation.classes().size(), 1);
    evaluation.addTermGradient(term, 1, gradient);
    return gradient.data;
  }

  private static double[] gradient(Evaluation evaluation) {
    DMatrixRMaj gradient = new DMatrixRMaj(evaluation.classes().size(), 1);
    evaluation.addGradient(1, gradient);
    return gradient.data;
  }

  @ParameterizedTest
  @MethodSource("processesThatEnd")
  void everythingAgreesWithTheEnumerationOfAllTrajectories(Environment process) {
    Policy policy = policy(process, 21);
    Evaluation evaluation = evaluate(process, policy);
    BruteForce all = new BruteForce(process, policy.logits().data);
    assertEquals(all.value, evaluation.value(), 1e-13);
    assertEquals(all.entropy, evaluation.entropy(), 1e-13);
    assertEquals(all.entropy, evaluation.termValue(0), 1e-13);
    assertArrayEquals(all.visits, visits(evaluation), 1e-13);
    assertArrayEquals(all.gradValue, returnGradient(evaluation), 1e-13);
    assertArrayEquals(all.gradEntropy, termGradient(evaluation, 0), 1e-13);
  }

  @ParameterizedTest
  @MethodSource("processes")
  void returnAndEntropyGradientsAreFiniteDifferences(Environment process) {
    Policy policy = policy(process, 22);
    Evaluation evaluation = evaluate(process, policy);
    double[] gradValue = returnGradient(evaluation);
    double[] gradEntropy = termGradient(evaluation, 0);
    ActionClasses classes = process.classes();
    double step = 1e-5;
    for (int k = 0; k < classes.size(); k += classes.size() > 100 ? 7 : 1) {
      policy.logits().data[k] += step;
      evaluation.evaluate(policy);
      double value = evaluation.value();
      double entropy = evaluation.entropy();
      policy.logits().data[k] -= 2 * step;
      evaluation.evaluate(policy);
      value -= evaluation.value();
      entropy -= evaluation.entropy();
      policy.logits().data[k] += step;
      double scale = 2 * step * classes.multiplicity(k);
      // Truncation is step^2 times a third derivative, rounding 1e-16 / step, both of order 10.
      assertEquals(value / scale, gradValue[k], 2e-9, "value, entry " + k);
      assertEquals(entropy / scale, gradEntropy[k], 2e-9, "entropy, entry " + k);
    }
  }

  @ParameterizedTest
  @MethodSource("processes")
  void theDivergenceOfTrajectoriesHasItsFiniteDifferencesForGradient(Environment process) {
    Policy policy = policy(process, 24);
    Objective penalty =
        new Objective(List.of(new Bonus(1, KlToReference.from(policy(process, 25)))));
    Evaluation evaluation = new Evaluation(process, penalty);
    evaluation.evaluate(policy);
    assertTrue(evaluation.termValue(0) < 0, "a divergence is above 0, the term is minus that");
    double[] gradient = termGradient(evaluation, 0);
    double step = 1e-5;
    for (int k = 0; k < gradient.length; k += gradient.length > 100 ? 7 : 1) {
      policy.logits().data[k] += step;
      evaluation.evaluate(policy);
      double difference = evaluation.termValue(0);
      policy.logits().data[k] -= 2 * step;
      evaluation.evaluate(policy);
      difference -= evaluation.termValue(0);
      policy.logits().data[k] += step;
      difference /= 2 * step * process.classes().multiplicity(k);
      // Truncation is step^2 times a third derivative, rounding 1e-16 / step, both of order 10.
      assertEquals(difference, gradient[k], 5e-9, "entry " + k);
    }
  }

  @ParameterizedTest
  @MethodSource("processes")
  void entropyAsALossTermHasTheValueOfTheRewardBonusAndTheGradientOfEachStateAlone(
      Environment process) {
    Policy policy = policy(process, 26);
    Evaluation evaluation =
        new Evaluation(
            process,
            new Objective(List.of(new Bonus(1, new StepEntropy()), new Bonus(1, new Entropy()))));
    evaluation.evaluate(policy);
    assertEquals(evaluation.entropy(), evaluation.termValue(0));
    double[] gradient = termGradient(evaluation, 0);
    boolean differs = false;
    double[] followed = termGradient(evaluation, 1);
    for (int s = 0; s < process.classes().states(); s++) {
      double entropy = evaluation.sums(s).entropy();
      for (int k = process.classes().begin(s); k < process.classes().end(s); k++) {
        double log = evaluation.logProbability(s, k);
        double expected = -evaluation.visits(s) * Math.exp(log) * (log + entropy);
        // Rounding of an entropy of order 1 times visits of order 10.
        assertEquals(expected, gradient[k], 1e-14, "entry " + k);
        differs |= Math.abs(expected - followed[k]) > 1e-6;
      }
    }
    boolean oneStep =
        process.horizon() instanceof Horizon.Steps h && h.count() == 1
            || process.horizon() instanceof Horizon.Discounted d && d.gamma() == 0;
    assertEquals(!oneStep, differs, "later entropy makes the difference");
  }

  @ParameterizedTest
  @MethodSource("processes")
  void theClampedBonusIsWeightedByVisitsThatCarryNoGradient(Environment process) {
    Policy policy = policy(process, 23);
    Evaluation evaluation = evaluate(process, policy);
    double[] logits = policy.logits().data;
    ActionClasses classes = process.classes();
    double[] expected = new double[logits.length];
    double bonus = 0;
    for (int s = 0; s < classes.states(); s++) {
      double threshold = naiveThreshold(classes, s, logits);
      double total = 0;
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        total += logits[k] >= threshold ? classes.multiplicity(k) * Math.exp(logits[k]) : 0;
      }
      double entropy = 0;
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        double p = Math.exp(logits[k]) / total;
        entropy -= logits[k] >= threshold ? classes.multiplicity(k) * p * Math.log(p) : 0;
      }
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        double p = Math.exp(logits[k]) / total;
        expected[k] =
            logits[k] >= threshold ? -evaluation.visits(s) * p * (Math.log(p) + entropy) : 0;
      }
      bonus += evaluation.visits(s) * entropy;
    }
    assertEquals(bonus, evaluation.termValue(1), 1e-12);
    assertArrayEquals(expected, termGradient(evaluation, 1), 1e-12);
  }

  private static double naiveThreshold(ActionClasses classes, int s, double[] logits) {
    double keep = KeptThreshold.keep(CLAMP, classes.actions(s));
    double[] sorted = Arrays.copyOfRange(logits, classes.begin(s), classes.end(s));
    Arrays.sort(sorted);
    int i = sorted.length;
    while (keep > 0) {
      i--;
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        keep -= logits[k] == sorted[i] ? classes.multiplicity(k) : 0;
      }
    }
    return sorted[i];
  }

  @ParameterizedTest
  @MethodSource("processes")
  void theGradientOfTheObjectiveIsTheSumOfItsParts(Environment process) {
    Evaluation evaluation = evaluate(process, policy(process, 24));
    double[] value = returnGradient(evaluation);
    double[] entropy = termGradient(evaluation, 0);
    double[] clamped = termGradient(evaluation, 1);
    double[] expected = new double[value.length];
    Arrays.setAll(expected, k -> value[k] + 0.3 * entropy[k] + 0.2 * clamped[k]);
    assertArrayEquals(expected, gradient(evaluation), 1e-13);
    assertEquals(
        evaluation.value() + 0.3 * evaluation.termValue(0) + 0.2 * evaluation.termValue(1),
        evaluation.objective(),
        1e-13);
  }

  @ParameterizedTest
  @MethodSource("processes")
  void renamingTheActionsRenamesTheGradientAndNothingElse(Environment process) {
    Policy policy = policy(process, 27);
    Environment reversed = Processes.reversed(process);
    Policy renamed =
        Policy.of(reversed, Processes.reversed(process.classes(), policy.logits().data));
    Evaluation expected = evaluate(process, policy);
    Evaluation actual = evaluate(reversed, renamed);
    // Sums run in another order, so the last bits may differ.
    assertArrayEquals(
        Processes.reversed(process.classes(), gradient(expected)), gradient(actual), 1e-14);
    assertArrayEquals(visits(expected), visits(actual), 1e-14);
    assertEquals(expected.objective(), actual.objective(), 1e-14);
  }

  @ParameterizedTest
  @MethodSource("processes")
  void theReturnGradientIsVisitsTimesProbabilityTimesAdvantage(Environment process) {
    Policy policy = policy(process, 25);
    Evaluation evaluation = new Evaluation(process, Objective.expectedReturn());
    evaluation.evaluate(policy);
    DMatrixRMaj advantages = new DMatrixRMaj(process.classes().size(), 1);
    evaluation.addAdvantage(1, advantages);
    double[] pi = BruteForce.probabilities(process.classes(), policy.logits().data);
    double[] gradient = returnGradient(evaluation);
    ActionClasses classes = process.classes();
    for (int s = 0; s < classes.states(); s++) {
      double mean = 0;
      double sum = 0;
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        mean += classes.multiplicity(k) * pi[k] * advantages.get(k);
        sum += classes.multiplicity(k) * gradient[k];
        assertEquals(evaluation.visits(s) * pi[k] * advantages.get(k), gradient[k], 1e-14);
      }
      assertEquals(0, mean, 1e-14, "mean advantage");
      assertEquals(0, sum, 1e-14, "sum of the gradient");
    }
  }

  @ParameterizedTest
  @MethodSource("processes")
  void entropyLiesBetweenZeroAndVisitsTimesTheLogarithmOfTheActions(Environment process) {
    Evaluation evaluation = evaluate(process, policy(process, 26));
    double most = 0;
    double length = 0;
    for (int s = 0; s < process.classes().states(); s++) {
      most += evaluation.visits(s) * Math.log(process.classes().actions(s));
      length += evaluation.visits(s);
    }
    assertTrue(evaluation.entropy() >= 0 && evaluation.entropy() <= most + 1e-12);
    assertEquals(length, evaluation.length(), 1e-13);
  }

  /**
   * Sums over classes and over members differ in their rounding only; over 300 steps that grows to
   * at most 1e-13 here. The start logits have ties, which the clamp's boundary cuts through.
   */
  @ParameterizedTest
  @MethodSource("processes")
  void explicitActionsAndClassesAreTheSameAlongAWholeRun(Environment lumped) {
    Environment explicit = Processes.explicit(lumped);
    for (Objective objective :
        List.of(
            Objective.expectedReturn(),
            Objective.withEntropy(0.1),
            Objective.withClampedEntropy(0.1, 0.5),
            BOTH)) {
      Policy few = Policy.startOf(lumped);
      Policy many = Policy.startOf(explicit);
      Evaluation small = new Evaluation(lumped, objective);
      Evaluation large = new Evaluation(explicit, objective);
      for (int step = 0; step < 300; step++) {
        small.evaluate(few);
        large.evaluate(many);
        assertEquals(large.value(), small.value(), 1e-13);
        assertEquals(large.entropy(), small.entropy(), 1e-13);
        assertEquals(large.objective(), small.objective(), 1e-13);
        small.addGradient(0.3, few.logits());
        large.addGradient(0.3, many.logits());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33})
  void aRecurrentHorizonIsTheAcyclicProcessOfItsSteps(long seed) {
    int horizon = 4;
    DecisionProcess recurrent = Processes.random(new Horizon.Steps(horizon), 3, 3, seed);
    Environment unrolled = Processes.unroll(recurrent, horizon);
    Policy policy = policy(recurrent, seed);
    Policy copies = Policy.startOf(unrolled);
    int size = recurrent.classes().size();
    for (int k = 0; k < copies.logits().numRows; k++) {
      copies.logits().data[k] = policy.logits().data[k % size];
    }
    Evaluation one = evaluate(recurrent, policy);
    Evaluation all = evaluate(unrolled, copies);
    assertEquals(all.value(), one.value(), 1e-14);
    assertEquals(all.termValue(0), one.termValue(0), 1e-14);
    assertEquals(all.termValue(1), one.termValue(1), 1e-14);
    double[] gradient = gradient(all);
    double[] folded = new double[size];
    for (int k = 0; k < gradient.length; k++) {
      folded[k % size] += gradient[k];
    }
    assertArrayEquals(folded, gradient(one), 1e-14);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.9})
  void discountedValuesAndVisitsAreTheirSeries(double gamma) {
    Environment process = Processes.random(new Horizon.Discounted(gamma), 5, 3, 41);
    Policy policy = policy(process, 42);
    Evaluation evaluation = evaluate(process, policy);
    ActionClasses classes = process.classes();
    double[] pi = BruteForce.probabilities(classes, policy.logits().data);
    double[] at = new double[classes.states()];
    Arrays.setAll(at, process::startProbability);
    double[] visits = new double[at.length];
    double value = 0;
    for (int t = 0; t < 400; t++) {
      double[] next = new double[at.length];
      for (int s = 0; s < at.length; s++) {
        visits[s] += at[s];
        for (int k = classes.begin(s); k < classes.end(s); k++) {
          double mass = at[s] * classes.multiplicity(k) * pi[k];
          value += mass * process.rewards().get(k);
          int outcome = process.transitions().outcome(k);
          for (int i = process.transitions().begin(outcome);
              i < process.transitions().begin(outcome + 1);
              i++) {
            next[process.transitions().next(i)] +=
                gamma * mass * process.transitions().probability(i);
          }
        }
      }
      at = next;
    }
    assertEquals(value, evaluation.value(), 1e-13);
    assertArrayEquals(visits, visits(evaluation), 1e-13);
  }

  /**
   * A converged policy: three steps, at each of which a wrong action of probability e = exp(-gap)
   * to the right one loses all. The gradient of the right action's logit in the first step is pi (1
   * - pi) pi^2 = e / (1 + e)^4, far below the rounding of V = 1 - 3 e + ...
   */
  @ParameterizedTest
  @ValueSource(doubles = {1, 40, 100, 600})
  void aConvergedPolicyKeepsTheDigitsOfItsGradient(double gap) {
    double e = StrictMath.exp(-gap);
    double expected = e / ((1 + e) * (1 + e) * (1 + e) * (1 + e));
    DecisionProcess.Builder chain = DecisionProcess.builder(new Horizon.Acyclic());
    chain.state(1).action(gap, 0, 1).action(0, 0, Transitions.END);
    chain.state(0).action(gap, 0, 2).action(0, 0, Transitions.END);
    chain.state(0).action(gap, 1, Transitions.END).action(0, 0, Transitions.END);
    DecisionProcess acyclic = chain.build();
    double[] gradient = returnGradient(evaluate(acyclic, Policy.startOf(acyclic)));
    for (int k = 0; k < 6; k += 2) {
      assertEquals(expected, gradient[k], 1e-14 * expected, "right action " + k);
      assertEquals(-expected, gradient[k + 1], 1e-14 * expected, "wrong action " + (k + 1));
    }
  }

  /**
   * The same with states that come back: a right action pays 1 and goes on, a wrong one ends. With
   * V = pi (1 + gamma V), the right action's gradient is d pi (1 - pi) (1 + gamma V), d = 1 / (1 -
   * gamma pi).
   */
  @ParameterizedTest
  @ValueSource(doubles = {1, 40, 100, 600})
  void aConvergedDiscountedPolicyKeepsTheDigitsOfItsGradient(double gap) {
    double gamma = 0.75;
    double e = StrictMath.exp(-gap);
    double pi = 1 / (1 + e);
    double value = pi / (1 - gamma * pi);
    double expected = pi * e / (1 + e) * (1 + gamma * value) / (1 - gamma * pi);
    DecisionProcess process =
        DecisionProcess.builder(new Horizon.Discounted(gamma))
            .state(1)
            .action(gap, 1, 0)
            .action(0, 0, Transitions.END)
            .build();
    double[] gradient = returnGradient(evaluate(process, Policy.startOf(process)));
    assertEquals(expected, gradient[0], 1e-14 * expected);
    assertEquals(-expected, gradient[1], 1e-14 * expected);
  }

  @Test
  void aTrillionTokensCostWhatTheirClassesCost() {
    TokenSequenceSettings settings =
        new TokenSequenceSettings(1, 25, 1_000_000_000_000L, List.of(5))
            .withStart(new ZipfStart(1.2));
    DecisionProcess process = new TokenSequenceGenerator(settings, Encoding.CLASSES).process(1);
    // Two states a step but the first, each with the 2,500 classes of the start policy.
    assertTrue(process.classes().size() < 49 * 2600, "entries " + process.classes().size());
    Evaluation evaluation = evaluate(process, Policy.startOf(process));
    assertEquals(25, evaluation.length(), 1e-12);
    assertTrue(Double.isFinite(evaluation.objective()));
  }

  @ParameterizedTest
  @MethodSource("processes")
  void whatFollowsAnActionIsFoundWithoutAllocation(Environment process) {
    ActionClasses classes = process.classes();
    PolicyEvaluation continuation = PolicyEvaluation.over(process, 1);
    double[] weights = new double[classes.size()];
    double[] values = new double[classes.size()];
    double[] factors = {0.1};
    double[] logits = new double[classes.size()];
    Arrays.fill(weights, 1);
    Runnable evaluation =
        () -> {
          for (int s = 0; s < classes.states(); s++) {
            continuation.observe(s, classes.begin(s), logits, weights, classes.actions(s), 0.1);
          }
          continuation.solve();
          for (int s = 0; s < classes.states(); s++) {
            continuation.actionValues(s, 1, factors, values);
          }
        };
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    evaluation.run();
    threads.getCurrentThreadAllocatedBytes();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 100; i++) {
      evaluation.run();
    }
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    // Less than one object of 16 bytes an evaluation: nothing, but for what the JVM does meanwhile.
    assertTrue(bytes < 1600, bytes + " bytes");
  }

  @Test
  void whatCannotFitIsRefusedWithTheArithmetic() {
    Environment many = new Garnet(40_000, 1, 1, 0.5, new UniformStart()).process(1);
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> new Evaluation(many, BOTH));
    assertTrue(
        e.getMessage().startsWith("number of discounted states = 40000: must be at most 3708,"),
        e.getMessage());
    DecisionProcess forLong =
        DecisionProcess.builder(new Horizon.Steps(2_000_000_000)).state(1).action(0, 1, 0).build();
    e = assertThrows(InvalidInputException.class, () -> new Evaluation(forLong, BOTH));
    // 8e9 rows of one number and 24 bytes beside it.
    assertTrue(
        e.getMessage()
            .startsWith("2000000000 steps: 8000000000 rows x 1 states x 8 bytes: needs 244141 MiB"),
        e.getMessage());
  }

  /** 400 states from each of which all may follow, and one term that follows the visits. */
  @Test
  void aHorizonThatTakesLongInMemoryThatIsThereIsRefused() {
    int[] next = new int[400];
    double[] probabilities = new double[400];
    Arrays.setAll(next, s -> s);
    Arrays.fill(probabilities, 1.0 / 400);
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Steps(8000));
    for (int s = 0; s < 400; s++) {
      builder.state(s == 0 ? 1 : 0).actions(1, 0, 1, builder.outcome(next, probabilities));
    }
    DecisionProcess process = builder.build();
    assertEquals(
        "horizon = 8000: must be at most 7812, because an evaluation takes 1.024e+10 operations over"
            + " 160000 pairs of a state and a next state; use a discount factor",
        assertThrows(InvalidInputException.class, () -> new Evaluation(process, BOTH))
            .getMessage());
  }
}

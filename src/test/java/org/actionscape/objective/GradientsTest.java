package org.actionscape.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.actionscape.Processes;
import org.actionscape.check.DivergedException;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.actionscape.objective.Objective.Bonus;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the gradients that an evaluation offers fit together, in bandits and in processes. */
class GradientsTest {
  private static final int ENTROPY = 0;
  private static final int CLAMPED = 1;
  private static final int DIVERGENCE = 2;
  private static final double[] LAMBDA = {0.3, 0.2, 0.7};

  private static final Objective ALL =
      new Objective(
          List.of(
              new Bonus(LAMBDA[ENTROPY], new Entropy()),
              new Bonus(LAMBDA[CLAMPED], new ClampedEntropy(0.4)),
              new Bonus(LAMBDA[DIVERGENCE], KlToReference.fromStart())));

  /** One of the gradients, as a multiple that is added. */
  private interface Gradient {
    void add(Evaluation evaluation, double scale, DMatrixRMaj target);
  }

  private static final List<Gradient> GRADIENTS =
      List.of(
          Evaluation::addGradient,
          Evaluation::addReturnGradient,
          Evaluation::addBonusGradient,
          Evaluation::addAdvantage,
          (evaluation, scale, target) -> evaluation.addTermGradient(ENTROPY, scale, target),
          (evaluation, scale, target) -> evaluation.addTermGradient(CLAMPED, scale, target),
          (evaluation, scale, target) -> evaluation.addTermGradient(DIVERGENCE, scale, target),
          (evaluation, scale, target) -> {
            for (int s = 0; s < evaluation.classes().states(); s++) {
              evaluation.addSampled(s, 1.5, 0.25, scale, target);
            }
          });

  static List<Environment> environments() {
    List<Environment> environments = new ArrayList<>(EvaluationTest.environments());
    environments.addAll(Processes.all());
    return environments;
  }

  static Stream<Arguments> gradients() {
    return environments().stream().flatMap(e -> GRADIENTS.stream().map(g -> Arguments.of(e, g)));
  }

  /** The start policy, moved by numbers of order 1. */
  private static Policy policy(Environment environment) {
    Policy policy = Policy.startOf(environment);
    Random random = new Random(4);
    double[] logits = policy.logits().data;
    Arrays.setAll(logits, k -> logits[k] + random.nextGaussian());
    return policy;
  }

  private static Evaluation evaluate(Environment environment, Objective objective, Policy policy) {
    Evaluation evaluation = new Evaluation(environment, objective);
    evaluation.evaluate(policy);
    return evaluation;
  }

  private static double[] gradient(Evaluation evaluation, Gradient gradient) {
    DMatrixRMaj target = new DMatrixRMaj(evaluation.classes().size(), 1);
    gradient.add(evaluation, 1, target);
    return target.data;
  }

  private static void assertClose(double[] expected, double[] actual) {
    for (int k = 0; k < expected.length; k++) {
      // The parts add up in another order; logits and visits are of order 10.
      assertEquals(expected[k], actual[k], 1e-13 * (1 + Math.abs(expected[k])), "entry " + k);
    }
  }

  @ParameterizedTest
  @MethodSource("environments")
  void theWholeIsTheReturnAndTheBonusesAndTheseAreTheTermsTimesTheirCoefficients(
      Environment environment) {
    Evaluation evaluation = evaluate(environment, ALL, policy(environment));
    double[] bonus = new double[environment.classes().size()];
    for (int term = 0; term < LAMBDA.length; term++) {
      int place = term;
      double[] part = gradient(evaluation, (e, scale, to) -> e.addTermGradient(place, scale, to));
      Arrays.setAll(bonus, k -> bonus[k] + LAMBDA[place] * part[k]);
    }
    double[] reward = gradient(evaluation, Evaluation::addReturnGradient);
    double[] whole = new double[bonus.length];
    Arrays.setAll(whole, k -> reward[k] + bonus[k]);
    assertClose(bonus, gradient(evaluation, Evaluation::addBonusGradient));
    assertClose(whole, gradient(evaluation, Evaluation::addGradient));
  }

  @ParameterizedTest
  @MethodSource("environments")
  void theAdvantageIsTheGradientWithoutVisitsAndProbability(Environment environment) {
    // Without the clamp, whose part is 0 for what it removes: there nothing can be divided back.
    Objective objective =
        new Objective(
            List.of(
                new Bonus(LAMBDA[ENTROPY], new Entropy()),
                new Bonus(LAMBDA[DIVERGENCE], KlToReference.fromStart())));
    Evaluation evaluation = evaluate(environment, objective, policy(environment));
    double[] advantage = gradient(evaluation, Evaluation::addAdvantage);
    ActionClasses classes = environment.classes();
    double[] product = new double[advantage.length];
    for (int s = 0; s < classes.states(); s++) {
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        double probability = Math.exp(evaluation.logProbability(s, k));
        product[k] = evaluation.visits(s) * probability * advantage[k];
      }
    }
    assertClose(gradient(evaluation, Evaluation::addGradient), product);
  }

  @ParameterizedTest
  @MethodSource("environments")
  void whatASampledGradientNeedsOfAStateIsItsBonusesAtGivenVisitsAndItsScores(
      Environment environment) {
    Evaluation evaluation = evaluate(environment, ALL, policy(environment));
    ActionClasses classes = environment.classes();
    double[] logReference = logStart(environment);
    double visits = 1.5;
    double scores = 0.25;
    for (int s = 0; s < classes.states(); s++) {
      int state = s;
      double[] sampled =
          gradient(evaluation, (e, scale, to) -> e.addSampled(state, visits, scores, scale, to));
      double clampedMass = 0;
      double entropy = 0;
      double divergence = 0;
      double threshold = threshold(evaluation, state);
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        double log = evaluation.logProbability(s, k);
        double mass = classes.multiplicity(k) * Math.exp(log);
        entropy -= mass * log;
        divergence += mass * (log - logReference[k]);
        clampedMass += evaluation.logits()[k] >= threshold ? mass : 0;
      }
      double[] expected = new double[sampled.length];
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        double log = evaluation.logProbability(s, k);
        double p = Math.exp(log);
        double kept = evaluation.logits()[k] >= threshold ? p / clampedMass : 0;
        double pull =
            -LAMBDA[ENTROPY] * p * (log + entropy)
                - LAMBDA[CLAMPED]
                    * kept
                    * (log - Math.log(clampedMass) + evaluation.termValue(CLAMPED, s))
                - LAMBDA[DIVERGENCE] * p * (log - logReference[k] - divergence);
        expected[k] = visits * pull - scores * p;
      }
      assertClose(expected, sampled);
    }
  }

  /** The smallest logit of as many actions as the clamp says that it keeps. */
  private static double threshold(Evaluation evaluation, int s) {
    ActionClasses classes = evaluation.classes();
    double[] sorted = Arrays.copyOfRange(evaluation.logits(), classes.begin(s), classes.end(s));
    Arrays.sort(sorted);
    for (int i = sorted.length - 1; i >= 0; i--) {
      double kept = 0;
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        kept += evaluation.logits()[k] >= sorted[i] ? classes.multiplicity(k) : 0;
      }
      if (kept >= evaluation.kept(CLAMPED, s)) {
        return sorted[i];
      }
    }
    throw new AssertionError("the clamp keeps more than there is");
  }

  private static double[] logStart(Environment environment) {
    Evaluation start =
        evaluate(environment, Objective.expectedReturn(), Policy.startOf(environment));
    ActionClasses classes = environment.classes();
    double[] logs = new double[classes.size()];
    for (int s = 0; s < classes.states(); s++) {
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        logs[k] = start.logProbability(s, k);
      }
    }
    return logs;
  }

  /**
   * A gradient that is added to the policy's own logits leaves their extremes behind, so that the
   * next evaluation need not look for them. Whichever it is, whatever happens in between, numbers
   * are those of a new evaluation, to the last bit.
   */
  @ParameterizedTest
  @MethodSource("gradients")
  void aStepInPlaceIsAStep(Environment environment, Gradient gradient) {
    Policy policy = policy(environment);
    Evaluation stepped = evaluate(environment, ALL, policy);
    for (int step = 0; step < 3; step++) {
      gradient.add(stepped, 0.5, policy.logits());
      stepped.evaluate(policy);
      assertSame(evaluate(environment, ALL, policy), stepped);
    }
    // What is found of logits that move again, or of other numbers, is noticed not to hold.
    double[] logits = policy.logits().data;
    gradient.add(stepped, 0.5, policy.logits());
    logits[logits.length / 2] += 2;
    stepped.evaluate(policy);
    assertSame(evaluate(environment, ALL, policy), stepped);
    gradient.add(stepped, 0.5, new DMatrixRMaj(policy.logits().numRows, 1));
    Arrays.setAll(logits, k -> 40 - 3 * logits[k]);
    stepped.evaluate(policy);
    assertSame(evaluate(environment, ALL, policy), stepped);
  }

  private static void assertSame(Evaluation expected, Evaluation actual) {
    assertEquals(expected.value(), actual.value());
    assertEquals(expected.entropy(), actual.entropy());
    assertEquals(expected.objective(), actual.objective());
    assertArrayEquals(expected.weights(), actual.weights());
    // The two may centre rewards at different ones, so the last bits may differ.
    assertArrayEquals(
        gradient(expected, Evaluation::addGradient),
        gradient(actual, Evaluation::addGradient),
        1e-14);
  }

  /** With two terms that follow the visits beside one that does not. */
  @ParameterizedTest
  @MethodSource("environments")
  void severalTermsThatFollowTheVisitsHaveTheirFiniteDifferences(Environment environment) {
    Objective objective =
        new Objective(
            List.of(
                new Bonus(LAMBDA[ENTROPY], new Entropy()),
                new Bonus(LAMBDA[DIVERGENCE], KlToReference.fromStart())));
    Policy policy = policy(environment);
    double[] gradient = gradient(evaluate(environment, objective, policy), Evaluation::addGradient);
    double step = 1e-5;
    int stride = 1 + gradient.length / 20;
    for (int k = 0; k < gradient.length; k += stride) {
      double[] logits = policy.logits().data;
      logits[k] += step;
      double difference = evaluate(environment, objective, policy).objective();
      logits[k] -= 2 * step;
      difference -= evaluate(environment, objective, policy).objective();
      logits[k] += step;
      difference /= 2 * step * environment.classes().multiplicity(k);
      // Truncation is step^2 times a third derivative, rounding 1e-16 / step, both of order 10.
      assertEquals(difference, gradient[k], 5e-9, "entry " + k);
    }
  }

  /** Coefficients may change between updates: nothing has to be evaluated again. */
  @ParameterizedTest
  @MethodSource("environments")
  void aChangedCoefficientCountsAtOnce(Environment environment) {
    Policy policy = policy(environment);
    Coefficients coefficients = Coefficients.startOf(ALL);
    Evaluation changed = new Evaluation(environment, ALL, coefficients);
    changed.evaluate(policy);
    double[] other = {0.05, 1.25, 2};
    List<Bonus> bonuses = new ArrayList<>();
    for (int term = 0; term < other.length; term++) {
      assertEquals(LAMBDA[term], changed.coefficient(term));
      coefficients.set(term, other[term]);
      assertEquals(other[term], changed.coefficient(term));
      bonuses.add(new Bonus(other[term], ALL.bonuses().get(term).term()));
    }
    Evaluation expected = evaluate(environment, new Objective(bonuses), policy);
    assertEquals(other.length, changed.bonuses());
    assertEquals(expected.objective(), changed.objective());
    for (Gradient gradient : GRADIENTS) {
      assertArrayEquals(gradient(expected, gradient), gradient(changed, gradient));
    }
  }

  @Test
  void sampledGradientsOfNothingAreNothing() {
    Environment bandit = ContextualBandit.of(new double[] {1, 0}, new double[] {1, 0});
    Evaluation plain = evaluate(bandit, Objective.expectedReturn(), Policy.startOf(bandit));
    Evaluation bonus = evaluate(bandit, ALL, Policy.startOf(bandit));
    double[] nothing = {0, 0};
    assertArrayEquals(nothing, gradient(plain, (e, c, to) -> e.addSampled(0, 3, 0, c, to)));
    assertArrayEquals(nothing, gradient(bonus, (e, c, to) -> e.addSampled(0, 0, 0, c, to)));
  }

  /** What a term pays an action as a reward has the term's value for its mean. */
  @ParameterizedTest
  @MethodSource("environments")
  void aTermIsTheMeanOfItsRewards(Environment environment) {
    Evaluation evaluation = evaluate(environment, ALL, policy(environment));
    ActionClasses classes = environment.classes();
    for (int term : new int[] {ENTROPY, DIVERGENCE}) {
      for (int s = 0; s < classes.states(); s++) {
        double mean = 0;
        for (int k = classes.begin(s); k < classes.end(s); k++) {
          double probability = Math.exp(evaluation.logProbability(s, k));
          mean += classes.multiplicity(k) * probability * evaluation.termReward(term, s, k);
        }
        // Up to 240 summands of order 10.
        assertEquals(evaluation.termValue(term, s), mean, 1e-13);
      }
    }
    assertThrows(RuntimeException.class, () -> evaluation.termReward(CLAMPED, 0, 0));
  }

  @ParameterizedTest
  @MethodSource("environments")
  void theMostThatATermCanBeIsTheLogarithmOfWhatItLooksAt(Environment environment) {
    Evaluation evaluation = evaluate(environment, ALL, policy(environment));
    double actions = 0;
    double kept = 0;
    for (int s = 0; s < environment.classes().states(); s++) {
      actions = Math.max(actions, environment.classes().actions(s));
      kept = Math.max(kept, evaluation.kept(CLAMPED, s));
      assertEquals(environment.classes().actions(s), evaluation.kept(ENTROPY, s));
      assertEquals(environment.classes().actions(s), evaluation.kept(DIVERGENCE, s));
    }
    assertEquals(StrictMath.log(actions), evaluation.termUpperBound(ENTROPY));
    assertEquals(StrictMath.log(kept), evaluation.termUpperBound(CLAMPED));
    assertEquals(0, evaluation.termUpperBound(DIVERGENCE));
  }

  @Test
  void theReturnIsTheMeanOfTheStatesValuesOverTheStart() {
    for (Environment environment : environments()) {
      Evaluation evaluation = evaluate(environment, ALL, policy(environment));
      double mean = 0;
      double perStep = 0;
      for (int s = 0; s < environment.classes().states(); s++) {
        mean += environment.startProbability(s) * evaluation.value(s);
        perStep += evaluation.visits(s) / evaluation.length() * evaluation.termValue(ENTROPY, s);
      }
      assertEquals(mean, evaluation.value(), 1e-15);
      assertEquals(perStep, evaluation.termPerStep(ENTROPY), 1e-14);
    }
  }

  /**
   * A policy that has converged to a class of many, none of which is likely: the gradient of one of
   * the few is {@code -p pi_a}, where p, the many's share, is 1 but for 1e-15. Rewards must be
   * centred at the many's, or 1 - V has one digit.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPolicyThatHasConvergedToAClassOfManyKeepsItsDigits(boolean manyFirst) {
    double many = 1e15;
    double weight = Math.E;
    double few = weight / (weight + many);
    double[] logits = manyFirst ? new double[] {0, 1} : new double[] {1, 0};
    double[] rewards = manyFirst ? new double[] {1, 0} : new double[] {0, 1};
    double[] members = manyFirst ? new double[] {many, 1} : new double[] {1, many};
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Acyclic()).state(1);
    int end = builder.outcome(new int[] {Transitions.END}, new double[] {1});
    for (int k = 0; k < 2; k++) {
      builder.actions(members[k], logits[k], rewards[k], end);
    }
    for (Environment environment :
        List.of(ContextualBandit.of(logits, rewards, members), builder.build())) {
      Evaluation evaluation =
          evaluate(environment, Objective.expectedReturn(), Policy.startOf(environment));
      double[] gradient = gradient(evaluation, Evaluation::addReturnGradient);
      double ofFew = gradient[manyFirst ? 1 : 0];
      double ofMany = gradient[manyFirst ? 0 : 1];
      assertEquals(-few * (1 - few), ofFew, 1e-14 * few);
      assertEquals(few * (1 - few) / many, ofMany, 1e-14 * few / many);
    }
  }

  /** The action that rewards are centred at is found again when a policy has moved to another. */
  @Test
  void aPolicyThatConvergesToAnotherActionKeepsItsDigits() {
    double gap = 80;
    double missing = 2 * Math.exp(-gap);
    double[] rewards = {0, 1, 0};
    for (double[] members : List.of(new double[] {1, 1, 1}, new double[] {2, 1, 2})) {
      double share = members[0] * missing;
      Environment bandit = ContextualBandit.of(new double[] {gap, 0, 0}, rewards, members);
      Evaluation evaluation = evaluate(bandit, Objective.expectedReturn(), Policy.startOf(bandit));
      evaluation.evaluate(Policy.of(bandit, 0, gap, 0));
      double[] gradient = gradient(evaluation, Evaluation::addReturnGradient);
      // V is 1 but for 1e-35, so the gradient is the mass that the others hold.
      assertEquals(share, gradient[1], 1e-14 * share);
      assertEquals(-missing / 2, gradient[0], 1e-14 * missing);
    }
  }

  /** Four states in a row that three steps do not get through. */
  @Test
  void aStateThatIsNotReachedInTimeHasNoGradient() {
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Steps(3));
    for (int s = 0; s < 4; s++) {
      builder.state(s == 0 ? 1 : 0).action(1, 0.5, (s + 1) % 4).action(0, 1, Transitions.END);
    }
    DecisionProcess process = builder.build();
    Evaluation evaluation = evaluate(process, ALL, policy(process));
    assertEquals(0, evaluation.visits(3));
    double[] gradient = gradient(evaluation, Evaluation::addGradient);
    for (int k = 0; k < gradient.length; k++) {
      assertEquals(k < 6, gradient[k] != 0 && Double.isFinite(gradient[k]), "entry " + k);
    }
    assertEquals(0, gradient[6]);
    assertEquals(0, gradient[7]);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void logitsThatAreNoNumbersAreDivergenceInTheirState(double logit) {
    Environment process = Processes.random(new Horizon.Acyclic(), 3, 1, 1);
    Policy policy = Policy.startOf(process);
    policy.logits().data[process.classes().begin(1)] = logit;
    Evaluation evaluation = new Evaluation(process, ALL);
    assertEquals(
        "training has diverged: the logits of state 1 are no longer finite; use a smaller"
            + " step size or coefficient",
        assertThrows(DivergedException.class, () -> evaluation.evaluate(policy)).getMessage());
  }

  @Test
  void anInterruptEndsAnEvaluation() {
    Environment bandit = ContextualBandit.of(new double[] {1, 0}, new double[] {1, 0});
    Evaluation evaluation = new Evaluation(bandit, ALL);
    Thread.currentThread().interrupt();
    try {
      assertThrows(CancellationException.class, () -> evaluation.evaluate(Policy.startOf(bandit)));
    } finally {
      assertTrue(Thread.interrupted(), "the interrupt stays to be seen by whoever called");
    }
  }
}

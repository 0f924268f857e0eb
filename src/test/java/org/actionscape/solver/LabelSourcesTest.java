package org.actionscape.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.actionscape.Processes;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.actionscape.solver.SelfTraining.Signal;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Self-training and supervised training: gradients of what their descriptions say. */
class LabelSourcesTest {
  private static final double[] LOGITS = {1, 0.3, -0.5, -2};
  private static final double[] REWARDS = {0.4, 1, 0, 1};
  private static final double[] MEMBERS = {1, 2, 5, 3};
  private static final GradientSource PSEUDO_LABEL = new SelfTraining(Signal.PSEUDO_LABEL);
  private static final GradientSource CONFIDENCE = new SelfTraining(Signal.CONFIDENCE);
  private static final GradientSource SUPERVISED = new CrossEntropy();

  static Stream<GradientSource> sources() {
    return Stream.of(PSEUDO_LABEL, CONFIDENCE, SUPERVISED);
  }

  /** The function of one state that a source climbs, term by term, for explicit actions. */
  private static double climbed(GradientSource source, double[] logits, double lambda) {
    double z = 0;
    for (double logit : logits) {
      z += Math.exp(logit);
    }
    double most = Double.NEGATIVE_INFINITY;
    double agree = 0;
    double ofLabels = 0;
    double labels = 0;
    double entropy = 0;
    double[] rewards = explicit(REWARDS);
    for (int a = 0; a < logits.length; a++) {
      double p = Math.exp(logits[a]) / z;
      most = Math.max(most, Math.log(p));
      agree += p * p;
      ofLabels += rewards[a] == 1 ? Math.log(p) : 0;
      labels += rewards[a] == 1 ? 1 : 0;
      entropy -= p * Math.log(p);
    }
    double signal =
        source == PSEUDO_LABEL ? most : source == CONFIDENCE ? agree / 2 : ofLabels / labels;
    return signal + lambda * entropy;
  }

  private static double[] explicit(double[] ofClasses) {
    double[] all = new double[11];
    int a = 0;
    for (int k = 0; k < ofClasses.length; k++) {
      for (int i = 0; i < MEMBERS[k]; i++) {
        all[a++] = ofClasses[k];
      }
    }
    return all;
  }

  private static double[] gradient(GradientSource source, ContextualBandit bandit, double lambda) {
    Objective objective = Objective.withEntropy(lambda);
    Policy policy = Policy.startOf(bandit);
    GradientSource.Prepared prepared =
        source.prepare(objective, policy, new Evaluation(bandit, objective), 0);
    prepared.evaluate();
    DMatrixRMaj gradient = new DMatrixRMaj(policy.classes().size(), 1);
    prepared.addGradient(1, gradient);
    return gradient.data;
  }

  @ParameterizedTest
  @MethodSource("sources")
  void theGradientIsThatOfTheDocumentedFunctionAndItsBonus(GradientSource source) {
    double lambda = 0.2;
    double[] logits = explicit(LOGITS);
    double[] gradient = gradient(source, ContextualBandit.of(logits, explicit(REWARDS)), lambda);
    double sum = 0;
    for (int a = 0; a < logits.length; a++) {
      double h = 1e-5;
      double[] up = logits.clone();
      double[] down = logits.clone();
      up[a] += h;
      down[a] -= h;
      double slope = (climbed(source, up, lambda) - climbed(source, down, lambda)) / (2 * h);
      // h^2 times a third derivative of at most 1, and rounding over h.
      assertEquals(slope, gradient[a], 1e-9);
      sum += gradient[a];
    }
    assertEquals(0, sum, 1e-15);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void classesMoveLikeTheirMembers(GradientSource source) {
    Run lumped = run(source, ContextualBandit.of(LOGITS, REWARDS, MEMBERS));
    Run explicit = run(source, ContextualBandit.of(explicit(LOGITS), explicit(REWARDS)));
    double[] spread = explicit(lumped.policy().logits().data);
    for (int a = 0; a < spread.length; a++) {
      assertEquals(spread[a], explicit.policy().logits().data[a], 1e-12);
    }
  }

  private static Run run(GradientSource source, ContextualBandit bandit) {
    Run run = new Run(bandit, Objective.withEntropy(0.1), new GradientAscent(0.5), source, 0);
    run.advance(100);
    return run;
  }

  @Test
  void actionsThatTieShareThePseudoLabel() {
    ContextualBandit tied =
        ContextualBandit.of(
            new double[] {0, 0, -1}, new double[] {1, 0, 0}, new double[] {1, 2, 4});
    double[] gradient = gradient(PSEUDO_LABEL, tied, 0);
    double z = 3 + 4 * Math.exp(-1);
    assertEquals(1.0 / 3 - 1 / z, gradient[0], 1e-15);
    assertEquals(gradient[0], gradient[1]);
    assertEquals(0, gradient(PSEUDO_LABEL, uniform(), 0)[0], 0);
  }

  private static ContextualBandit uniform() {
    return ContextualBandit.of(new double[1], new double[1], new double[] {1e5});
  }

  @Test
  void aCollapsedPolicyKeepsTheDigitsOfItsGradient() {
    double[] logits = {40, 0};
    double[] rewards = {1, 0};
    double other = Math.exp(-40);
    double label = gradient(PSEUDO_LABEL, ContextualBandit.of(logits, rewards), 0)[0];
    assertEquals(1, label / other, 1e-14);
    assertEquals(label, gradient(SUPERVISED, ContextualBandit.of(logits, rewards), 0)[0]);
    double confidence = gradient(CONFIDENCE, ContextualBandit.of(logits, rewards), 0)[0];
    assertEquals(1, confidence / other, 1e-14);
  }

  @Test
  void pseudoLabelsRestWhereEveryOtherActionHasExpOfMinusOneOverLambdaMinusH() {
    double lambda = 0.3;
    Run run =
        new Run(
            ContextualBandit.of(LOGITS, REWARDS, MEMBERS),
            Objective.withEntropy(lambda),
            new GradientAscent(1),
            PSEUDO_LABEL,
            0);
    run.advance(20_000);
    double[] logits = run.policy().logits().data;
    double expected = Math.exp(-1 / lambda - run.observe().entropy());
    double z = 0;
    for (int k = 0; k < logits.length; k++) {
      z += MEMBERS[k] * Math.exp(logits[k]);
    }
    for (int k = 1; k < logits.length; k++) {
      assertEquals(1, Math.exp(logits[k]) / z / expected, 1e-9);
    }
  }

  @Test
  void confidenceDrainsToUniformIfTheBonusIsAboveOneOverK() {
    ContextualBandit nearUniform =
        ContextualBandit.of(new double[] {0.1, 0}, new double[2], new double[] {1, 9});
    assertTrue(spread(nearUniform, 0.11) < 0.1);
    assertTrue(spread(nearUniform, 0.09) > 0.1);
  }

  /** How far the first action stands out after some steps, nats. */
  private static double spread(ContextualBandit bandit, double lambda) {
    Run run = new Run(bandit, Objective.withEntropy(lambda), new GradientAscent(1), CONFIDENCE, 0);
    run.advance(50);
    return run.policy().logits().data[0] - run.policy().logits().data[1];
  }

  /** Each state's signal counts with the state's probability, and rules hear of its entropy. */
  @ParameterizedTest
  @MethodSource("sources")
  void statesCountWithTheirProbability(GradientSource source) {
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Acyclic());
    for (double start : new double[] {0.25, 0.75}) {
      int end = builder.state(start).outcome(new int[] {Transitions.END}, new double[] {1});
      for (int k = 0; k < LOGITS.length; k++) {
        builder.actions(MEMBERS[k], LOGITS[k], REWARDS[k], end);
      }
    }
    DecisionProcess two = builder.build();
    Objective objective = Objective.withEntropy(0.2);
    Policy policy = Policy.startOf(two);
    Evaluation evaluation = new Evaluation(two, objective);
    GradientSource.Prepared prepared = source.prepare(objective, policy, evaluation, 0);
    prepared.evaluate();
    DMatrixRMaj gradient = new DMatrixRMaj(8, 1);
    prepared.addGradient(2, gradient);
    double[] one = gradient(source, ContextualBandit.of(LOGITS, REWARDS, MEMBERS), 0.2);
    for (int k = 0; k < 8; k++) {
      assertEquals((k < 4 ? 0.5 : 1.5) * one[k % 4], gradient.data[k], 1e-15);
    }
    assertEquals(evaluation.entropy(), prepared.observed(0), 1e-15);
    assertEquals(policy.logits(), prepared.logits());
  }

  @ParameterizedTest
  @MethodSource("sources")
  void stepsOfSeveralDecisionsAndSearchesForAnObjectiveAreRefused(GradientSource source) {
    var process = Processes.random(new Horizon.Acyclic(), 5, 3, 1);
    Objective plain = Objective.expectedReturn();
    assertMessage(
        "gradient " + source.id() + ": must be used with a bandit",
        () -> new Run(process, plain, new GradientAscent(1), source, 0));
    ContextualBandit bandit = ContextualBandit.of(LOGITS, REWARDS);
    assertMessage(
        "natural: must be used with the gradient of the return, not with " + source.id(),
        () -> new Run(bandit, plain, new NaturalGradient(1), source, 0));
  }

  private static void assertMessage(String message, Executable making) {
    String actual = assertThrows(InvalidInputException.class, making).getMessage();
    assertTrue(actual.startsWith(message), actual);
  }
}

package org.actionscape.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.actionscape.check.DivergedException;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ContextualBandit;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.actionscape.theory.SoftOptimum;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The line search by hand. On the parabola {@code J = - x^2 / 2} a step of size eta leads to {@code
 * (1 - eta) x} and gains {@code eta (1 - eta / 2) x^2}, so it is accepted if {@code eta <= 2 (1 -
 * c)}: 3/2 with c = 1/4. Powers of two make all of it exact.
 */
class ArmijoAscentTest {
  @Test
  void aStepIsHalvedUntilItGainsEnoughAndTheBoundaryIsEnough() {
    ScriptedSource source = ScriptedSource.parabola(2);
    Optimizer.Prepared search = new ArmijoAscent(12, 0.25).prepare(source);
    search.step();
    // 12, 6, 3, 3/2.
    assertEquals(4, source.evaluations);
    assertEquals(-1, source.logit());
  }

  @Test
  void theNextStepBeginsWithTwiceTheLastOne() {
    ScriptedSource source = ScriptedSource.parabola(2);
    Optimizer.Prepared search = new ArmijoAscent(0.5, 0.25).prepare(source);
    search.step();
    assertEquals(1, source.evaluations);
    assertEquals(1, source.logit(), "a step of 1/2");
    search.step();
    assertEquals(2, source.evaluations);
    assertEquals(0, source.logit(), "a step of 1");
    search.step();
    assertEquals(2, source.evaluations, "nothing is tried where the gradient is 0");
    assertEquals(0, source.logit());
  }

  /** The gain and the squared gradient are over all actions: five members, five times of both. */
  @Test
  void membersOfAClassCountOneByOne() {
    ScriptedSource source = new ScriptedSource(x -> -x * x / 2, x -> -x, new double[] {5, 3}, 2, 4);
    Optimizer.Prepared search = new ArmijoAscent(1.75, 0.25).prepare(source);
    search.step();
    assertArrayEquals(new double[] {2 * 0.125, 4 * 0.125}, source.logits.data, "7/8, not 7/4");
  }

  /**
   * With {@code J = 1 - x^2 / 2} and x = 2^-30 the gain is 1e-18, far below the rounding of J; the
   * slope at the new point, {@code (1 - eta) x^2}, must be at least {@code (2 c - 1) x^2}, which is
   * the same condition.
   */
  @Test
  void whereTheGainDrownsInRoundingTheSlopeDecidesAlike() {
    double x = 0x1p-30;
    ScriptedSource source = new ScriptedSource(y -> 1 - y * y / 2, y -> -y, new double[] {1}, x);
    Optimizer.Prepared search = new ArmijoAscent(12, 0.25).prepare(source);
    search.step();
    assertEquals(4, source.evaluations);
    assertEquals(-x / 2, source.logit());
    assertEquals(1 - 0.5 * x * x / 4, source.objective());
  }

  /** There the slope of a step of 7/4 is -3/4, below the -1/2 that c = 1/4 allows. */
  @Test
  void aSlopeThatTurnedTooFarIsNotAccepted() {
    double x = 0x1p-30;
    ScriptedSource source = new ScriptedSource(y -> 1 - y * y / 2, y -> -y, new double[] {1}, x);
    new ArmijoAscent(1.75, 0.25).prepare(source).step();
    assertEquals(x * 0.125, source.logit(), "7/8, not 7/4");
  }

  @Test
  void aPointWhereTheObjectiveIsNoNumberIsNotAccepted() {
    for (double offset : new double[] {0, 1}) {
      double x = 0x1p-30;
      ScriptedSource source =
          new ScriptedSource(
              y -> Math.abs(y) > 4 * x ? Double.NaN : offset - y * y / 2,
              y -> Math.abs(y) > 4 * x ? Double.POSITIVE_INFINITY : -y,
              new double[] {1},
              x);
      new ArmijoAscent(24, 0.25).prepare(source).step();
      assertEquals(-x / 2, source.logit());
    }
  }

  @Test
  void afterFiftyHalvingsTheLastTrialIsTaken() {
    // The wrong sign: no step gains anything.
    ScriptedSource source = new ScriptedSource(y -> -y, y -> 1, new double[] {1}, 0);
    new ArmijoAscent(1, 0.25).prepare(source).step();
    assertEquals(1 + 50, source.evaluations);
    assertEquals(0x1p-50, source.logit());
  }

  @Test
  void stepsGrowToTwoToTheHundredTimesTheFirst() {
    ScriptedSource source = new ScriptedSource(y -> y, y -> 1, new double[] {1}, 0);
    Optimizer.Prepared search = new ArmijoAscent(0.5, 0.25).prepare(source);
    double at = 0;
    for (int t = 0; t < 105; t++) {
      search.step();
      assertEquals(Math.scalb(0.5, Math.min(t, 100)), source.logit() - at, 1e-14 * source.logit());
      at = source.logit();
    }
    assertEquals(105, source.evaluations);
  }

  /** Squares of gradients of 1e-170 and 1e170 leave the numbers; the search does not notice. */
  @ParameterizedTest
  @ValueSource(ints = {-560, 560})
  void rewardsInAnotherUnitGiveTheSameSteps(int exponent) {
    double unit = Math.scalb(1.0, exponent);
    double[] rewards = {0.3, 1, 0.1};
    double[] scaled = Arrays.stream(rewards).map(r -> r * unit).toArray();
    double[] expected = searched(rewards, 0.1, 1);
    assertArrayEquals(expected, searched(scaled, 0.1 * unit, 1 / unit));
  }

  /** V + lambda H is 0 at this optimum, V and lambda H are not. */
  @Test
  void anOptimumWorthNothingIsReachedToo() {
    double[] rewards = {0.3, 1, 0.1};
    double[] members = {1, 1, 1};
    double value = SoftOptimum.of(rewards, members, 0.5).value();
    double[] shifted = Arrays.stream(rewards).map(r -> r - value).toArray();
    double[] logits = searched(shifted, 0.5, 1);
    ContextualBandit there = ContextualBandit.of(logits, shifted, members);
    Evaluation evaluation = new Evaluation(there, Objective.withEntropy(0.5));
    evaluation.evaluate(Policy.startOf(there));
    DMatrixRMaj gradient = new DMatrixRMaj(3, 1);
    evaluation.addGradient(1, gradient);
    // A few units in the last place of the terms that cancel.
    assertEquals(0, NormOps_DDRM.normPInf(gradient), 1e-15);
  }

  private static double[] searched(double[] rewards, double lambda, double initialStepSize) {
    ContextualBandit bandit =
        ContextualBandit.of(new double[rewards.length], rewards, new double[] {1, 1, 1});
    Objective objective = Objective.withEntropy(lambda);
    Policy policy = Policy.startOf(bandit);
    ExactSource source =
        new ExactSource(bandit, objective, policy, new Evaluation(bandit, objective));
    source.evaluate();
    Optimizer.Prepared search = new ArmijoAscent(initialStepSize, 0.25).prepare(source);
    for (int t = 0; t < 100; t++) {
      search.step();
    }
    return policy.logits().data.clone();
  }

  /** In a bandit: the step taken keeps its promise, and twice that step would not. */
  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.25, 0.45})
  void theAcceptedStepKeepsItsPromiseAndTwiceThatStepWouldNot(double c) {
    ContextualBandit bandit = SmallBandit.lumped();
    Objective objective = Objective.withEntropy(0.1);
    Policy policy = Policy.startOf(bandit);
    ExactSource source =
        new ExactSource(bandit, objective, policy, new Evaluation(bandit, objective));
    source.evaluate();
    Optimizer.Prepared search = new ArmijoAscent(512, c).prepare(source);
    for (int t = 0; t < 5; t++) {
      double[] before = policy.logits().data.clone();
      double value = source.objective();
      DMatrixRMaj gradient = new DMatrixRMaj(before.length, 1);
      source.addGradient(1, gradient);
      search.step();
      double eta = (policy.logits().data[0] - before[0]) / gradient.data[0];
      assertTrue(gain(before, gradient, eta, objective) >= promise(c, eta, gradient) - 1e-15);
      if (t == 0) {
        // The first step surely began too long; later ones may be accepted at once.
        assertFalse(gain(before, gradient, 2 * eta, objective) >= promise(c, 2 * eta, gradient));
        assertEquals(0, Math.log(eta) / Math.log(2) % 1, 1e-9, "512 halved so many times");
      }
      assertTrue(source.objective() > value);
    }
  }

  private static double gain(double[] from, DMatrixRMaj gradient, double eta, Objective objective) {
    double[] to = from.clone();
    for (int k = 0; k < to.length; k++) {
      to[k] += eta * gradient.data[k];
    }
    return value(to, objective) - value(from, objective);
  }

  private static double value(double[] logits, Objective objective) {
    ContextualBandit there = ContextualBandit.of(logits, SmallBandit.REWARDS, SmallBandit.MEMBERS);
    Evaluation evaluation = new Evaluation(there, objective);
    evaluation.evaluate(Policy.startOf(there));
    return evaluation.objective();
  }

  private static double promise(double c, double eta, DMatrixRMaj gradient) {
    double squares = 0;
    for (int k = 0; k < gradient.numRows; k++) {
      squares += SmallBandit.MEMBERS[k] * gradient.data[k] * gradient.data[k];
    }
    return c * eta * squares;
  }

  @Test
  void settingsOutOfRangeAreRefusedByName() {
    assertRefused(
        () -> new ArmijoAscent(0, 0.25), "initial step size (eta) = 0.0: must be a finite");
    assertRefused(() -> new ArmijoAscent(1, 0), "sufficient gain (c) = 0.0: must be");
    assertRefused(() -> new ArmijoAscent(1, 0.5), "sufficient gain (c) = 0.5: must be between");
    assertEquals(new ArmijoAscent(1, 0.25), new ArmijoAscent());
  }

  private static void assertRefused(Executable making, String message) {
    String actual = assertThrows(InvalidInputException.class, making).getMessage();
    assertTrue(actual.startsWith(message), actual);
  }

  /** No step could keep a promise of infinite gain: the last of fifty would be taken untested. */
  @Test
  void aGradientThatIsNoNumberIsNamed() {
    for (double slope : new double[] {Double.POSITIVE_INFINITY, Double.NaN}) {
      ScriptedSource source = new ScriptedSource(x -> x, x -> slope, new double[] {1}, 5);
      DivergedException diverged =
          assertThrows(DivergedException.class, new ArmijoAscent(1, 0.25).prepare(source)::step);
      assertTrue(diverged.getMessage().contains("no longer finite"), diverged.getMessage());
    }
  }
}

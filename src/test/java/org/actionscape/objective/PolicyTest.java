package org.actionscape.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.actionscape.Processes;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PolicyTest {
  private static final Environment COIN =
      ContextualBandit.of(new double[] {0, 0}, new double[] {0, 1});

  /** The example of the class comment. */
  @Test
  void oddsOfThreeToOneAreAProbabilityOfThreeQuarters() {
    Policy policy = Policy.of(COIN, 0, Math.log(3));
    assertEquals(0.75, policy.probability(0, 1), 1e-16);
    assertEquals(0.25, policy.probability(0, 0), 1e-16);
    assertEquals(Math.log(0.25), policy.logProbability(0, 0), 1e-15);
  }

  @Test
  void anActionOfAClassHasItsShareOfTheClass() {
    Environment bandit =
        ContextualBandit.of(new double[2], new double[] {0, 1}, new double[] {1, 1e12 - 1});
    assertEquals(1e-12, Policy.startOf(bandit).probability(0, 1), 1e-26);
  }

  @Test
  void aLogarithmIsKnownWhereTheProbabilityIsBelowTheDoubles() {
    Policy policy = Policy.of(COIN, 0, -1e6);
    assertEquals(-1e6, policy.logProbability(0, 1));
    assertEquals(0, policy.probability(0, 1));
  }

  /** To the bit: whether the divergence from a policy is 0 at it depends on that. */
  @Test
  void theLogarithmsAreThoseOfAnEvaluation() {
    for (Horizon horizon : new Horizon[] {new Horizon.Acyclic(), new Horizon.Discounted(0.5)}) {
      Environment process = Processes.random(horizon, 5, 7, 3);
      Policy policy = Policy.startOf(process);
      Evaluation evaluation = new Evaluation(process, Objective.expectedReturn());
      evaluation.evaluate(policy);
      ActionClasses classes = process.classes();
      for (int s = 0; s < classes.states(); s++) {
        for (int k = classes.begin(s); k < classes.end(s); k++) {
          int action = k - classes.begin(s);
          assertEquals(evaluation.logProbability(s, k), policy.logProbability(s, action));
        }
      }
    }
  }

  @Test
  void itsLogitsAreACopy() {
    double[] logits = {1, 2};
    Policy policy = Policy.of(COIN, logits);
    assertNotSame(logits, policy.logits().data);
    assertArrayEquals(logits, policy.logits().data);
  }

  @Test
  void logitsMustFitTheEnvironment() {
    assertMessage(
        "logits: must be 2 numbers, one for each of the environment's entries, but are 3",
        () -> Policy.of(COIN, 1, 2, 3));
    assertMessage("logits[1] = NaN: must be a finite number", () -> Policy.of(COIN, 0, Double.NaN));
    assertMessage(
        "action = 2: must be a whole number between 0 and 1",
        () -> Policy.startOf(COIN).probability(0, 2));
  }

  private static void assertMessage(String expected, Executable e) {
    assertEquals(expected, assertThrows(InvalidInputException.class, e).getMessage());
  }
}

package org.actionscape.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.Environment;
import org.actionscape.objective.Objective.Bonus;
import org.junit.jupiter.api.Test;

/** What an objective is made of. */
class ObjectiveTest {
  @Test
  void eachKindOfTermIsThereAtMostOnce() {
    List<Bonus> twice =
        List.of(new Bonus(1, new ClampedEntropy(0.1)), new Bonus(2, new ClampedEntropy(0.2)));
    assertEquals(
        "objective: must have each kind of term at most once, has \"clamped\" twice",
        assertThrows(InvalidInputException.class, () -> new Objective(twice)).getMessage());
  }

  @Test
  void theShortNamesAreObjectivesWithOneBonusOrNone() {
    assertEquals(List.of(), Objective.expectedReturn().bonuses());
    assertEquals(
        List.of(new Bonus(new ConstantCoefficient(0.3), new Entropy())),
        Objective.withEntropy(0.3).bonuses());
    assertEquals(
        List.of(new Bonus(new ConstantCoefficient(0.3), new ClampedEntropy(0.4))),
        Objective.withClampedEntropy(0.3, 0.4).bonuses());
  }

  @Test
  void termsAreNamedAsInSettings() {
    assertEquals("entropy", new Entropy().id());
    assertEquals("step-entropy", new StepEntropy().id());
    assertEquals("clamped", new ClampedEntropy(0).id());
    assertEquals("kl", KlToReference.fromStart().id());
  }

  /**
   * The entropy's is (1 + log |A|) / 2; a clamp that ties keep from removing anything is as smooth.
   */
  @Test
  void theSmoothnessOfEntropiesIsThatOfTheEntropy() {
    double expected = (1 + Math.log(100)) / 2;
    for (Term term : List.of(new Entropy(), new StepEntropy(), new ClampedEntropy(0.9))) {
      assertEquals(expected, term.smoothness(100), 1e-15, term.id());
    }
    assertEquals(Double.POSITIVE_INFINITY, KlToReference.fromStart().smoothness(100));
  }

  @Test
  void aReferencePolicyIsOneOfTheSameEnvironment() {
    Environment three = ContextualBandit.of(new double[3], new double[3]);
    Environment two = ContextualBandit.of(new double[2], new double[2]);
    Term term = KlToReference.from(Policy.startOf(three));
    Objective objective = new Objective(List.of(new Bonus(1, term)));
    assertEquals(
        "reference policy: must have 2 entries like the environment, has 3",
        assertThrows(InvalidInputException.class, () -> new Evaluation(two, objective))
            .getMessage());
  }
}

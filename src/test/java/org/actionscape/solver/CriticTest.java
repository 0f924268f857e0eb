package org.actionscape.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.actionscape.check.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Advantages and table by hand; powers of two make every number exact. */
class CriticTest {
  /** Two episodes: states 0, 1 with rewards 1, 4, and state 0 alone with reward 3. */
  private static Batch batch() {
    Batch batch = new Batch(2);
    batch.startEpisode(0.5);
    batch.addStep(0, 0, 1, 0);
    batch.addStep(1, 0, 4, 0);
    batch.startEpisode(0.5);
    batch.addStep(0, 0, 3, 0);
    return batch;
  }

  @Test
  void aBatchIsJudgedByTheCriticOfTheBatchesBeforeIt() {
    AdvantageEstimator critic = new Critic(0.5, 0.25).prepare(3);
    Batch batch = batch();
    critic.estimate(batch);
    // All values are 0: delta = r, and A_0 = 1 + 4 / 2.
    assertArrayEquals(new double[] {3, 4, 3}, advantages(batch));
    // V(0) = (3 + 3) / 2 / 4 = 3/4, V(1) = 4 / 4 = 1.
    critic.estimate(batch);
    // delta: 1 + 1 - 3/4 = 5/4,  4 - 1 = 3,  3 - 3/4 = 9/4; A_0 = 5/4 + 3/2.
    assertArrayEquals(new double[] {2.75, 3, 2.25}, advantages(batch));
    // V(0) = 3/4 + (11/4 + 9/4) / 2 / 4 = 11/8, V(1) = 1 + 3/4 = 7/4.
    critic.estimate(batch);
    // delta: 1 + 7/4 - 11/8 = 11/8,  4 - 7/4 = 9/4,  3 - 11/8 = 13/8; A_0 = 11/8 + 9/8.
    assertArrayEquals(new double[] {2.5, 2.25, 1.625}, advantages(batch));
  }

  @Test
  void aDecayOfOneIsTheReturnLessTheValue() {
    AdvantageEstimator critic = new Critic(1, 0.5).prepare(2);
    Batch batch = batch();
    critic.estimate(batch);
    assertArrayEquals(new double[] {5, 4, 3}, advantages(batch));
    critic.estimate(batch);
    // V(0) = (5 + 3) / 2 / 2 = 2, V(1) = 2.
    assertArrayEquals(new double[] {3, 2, 1}, advantages(batch));
  }

  @Test
  void eachRunHasATableOfItsOwn() {
    Critic critic = new Critic(0.5, 1);
    Batch batch = batch();
    critic.prepare(2).estimate(batch);
    critic.prepare(2).estimate(batch);
    assertArrayEquals(new double[] {3, 4, 3}, advantages(batch));
  }

  @Test
  void settingsOutOfRangeAreRefusedByName() {
    assertRefused(() -> new Critic(-0.1, 1), "decay of the generalised advantage (gae) = -0.1");
    assertRefused(() -> new Critic(1, 0), "learning rate of the critic = 0.0: must be");
    assertRefused(() -> new Critic(1, 1.5), "learning rate of the critic = 1.5: must be");
    assertEquals(1, new Critic(0, 1).learningRate());
  }

  private static double[] advantages(Batch batch) {
    return Arrays.copyOf(batch.advantages, batch.steps);
  }

  private static void assertRefused(Executable making, String message) {
    String actual = assertThrows(InvalidInputException.class, making).getMessage();
    assertTrue(actual.startsWith(message), actual);
  }
}

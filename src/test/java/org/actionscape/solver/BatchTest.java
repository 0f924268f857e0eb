package org.actionscape.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BatchTest {
  /** Episode e has e % 4 steps; more of both than there is room for at first. */
  @Test
  void everythingIsKeptHoweverManyEpisodesAndStepsThereAre() {
    Batch batch = new Batch(2);
    for (int round = 0; round < 2; round++) {
      batch.clear();
      int steps = 0;
      for (int e = 0; e < 1000; e++) {
        batch.startEpisode(0.5 * e);
        for (int t = 0; t < e % 4; t++) {
          batch.addStep(e, t, 10 * e + t, -e - t);
          batch.advantages[steps++] = e + 0.25 * t;
        }
      }
      assertEquals(1000, batch.episodes);
      assertEquals(steps, batch.steps);
      for (int e = 0; e < 1000; e++) {
        assertEquals(e % 4, batch.length(e));
        assertEquals(0.5 * e, batch.weights[e]);
        double total = 0;
        for (int t = 0; t < e % 4; t++) {
          int step = batch.begins[e] + t;
          assertEquals(e, batch.states[step]);
          assertEquals(t, batch.entries[step]);
          assertEquals(10 * e + t, batch.rewards[step]);
          assertEquals(-e - t, batch.logProbabilities[step]);
          assertEquals(e + 0.25 * t, batch.advantages[step]);
          total += 10 * e + t;
        }
        assertEquals(total, batch.total(e));
      }
      assertEquals(steps, batch.begins[1000]);
    }
  }
}

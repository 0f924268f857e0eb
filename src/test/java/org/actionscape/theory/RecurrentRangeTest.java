package org.actionscape.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.actionscape.Processes;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrentRangeTest {
  /** A state that pays -1 or 2 and stays, or 5 and ends. */
  @Test
  void returnsOfStepsAddUpAndAnEndPaysNothingMore() {
    int[] steps = {1, 2, 3, 4};
    // Best: stay at 2 each time and take 5 last; worst: stay at -1.
    double[] expected = {6, 9, 12, 15};
    for (int i = 0; i < steps.length; i++) {
      Environment process =
          DecisionProcess.builder(new Horizon.Steps(steps[i]))
              .state(1)
              .action(0, -1, 0)
              .action(0, 2, 0)
              .action(0, 5, Transitions.END)
              .build();
      assertEquals(expected[i], RecurrentRange.of(process));
    }
  }

  @Test
  void aHorizonThatTakesMinutesIsRefused() {
    Environment process =
        DecisionProcess.builder(new Horizon.Steps(400_000_000))
            .state(1)
            .action(0, 0, 0)
            .action(0, 1, 0)
            .build();
    assertEquals(
        "horizon = 400000000: must be at most 250000000 for a range of returns, because each step"
            + " takes 4 entries and next states; use a discount factor",
        assertThrows(InvalidInputException.class, () -> RecurrentRange.of(process)).getMessage());
  }

  @Test
  void aBanditsRangeIsThatOfItsRewards() {
    Environment bandit =
        DecisionProcess.builder(new Horizon.Steps(3))
            .state(1)
            .action(0, -1, Transitions.END)
            .action(0, 2, Transitions.END)
            .build();
    assertEquals(3, RecurrentRange.of(bandit));
  }

  /** The best and the worst that can follow, by recursion over all ways. */
  @ParameterizedTest
  @ValueSource(longs = {3, 4, 5, 6})
  void itIsTheWidestDifferenceOfAllWays(long seed) {
    int steps = 4;
    Environment process = Processes.random(new Horizon.Steps(steps), 3, 3, seed);
    double widest = 0;
    for (int s = 0; s < 3; s++) {
      for (int left = 1; left <= steps; left++) {
        widest = Math.max(widest, extreme(process, s, left, 1) + extreme(process, s, left, -1));
      }
    }
    // A sum of four products.
    assertEquals(widest, RecurrentRange.of(process), 1e-14);
  }

  /** The largest sum of {@code sign} times the rewards. */
  private static double extreme(Environment process, int state, int left, int sign) {
    ActionClasses classes = process.classes();
    Transitions transitions = process.transitions();
    double best = Double.NEGATIVE_INFINITY;
    for (int k = classes.begin(state); k < classes.end(state); k++) {
      double value = sign * process.rewards().get(k);
      int outcome = transitions.outcome(k);
      for (int i = transitions.begin(outcome); i < transitions.begin(outcome + 1); i++) {
        if (left > 1) {
          value +=
              transitions.probability(i) * extreme(process, transitions.next(i), left - 1, sign);
        }
      }
      best = Math.max(best, value);
    }
    return best;
  }
}

package org.actionscape.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.junit.jupiter.api.Test;

/** How far policies can go, by hand. */
class ExtremesTest {
  /** Two states of two and three actions with rewards in [-1, 2], alike likely at the start. */
  @Test
  void inOneDecisionTheyAreMeansOverContexts() {
    DecisionProcess bandit =
        DecisionProcess.builder(new Horizon.Acyclic())
            .state(0.5)
            .action(0, 2, Transitions.END)
            .action(0, -1, Transitions.END)
            .state(0.5)
            .action(3, 0.5, Transitions.END)
            .action(0, 1, Transitions.END)
            .action(0, 1, Transitions.END)
            .build();
    Extremes extremes = Extremes.of(bandit);
    assertEquals((-1 + 0.5) / 2, extremes.worstReturn());
    assertEquals((Math.log(2) + Math.log(3)) / 2, extremes.largestEntropy(), 1e-15);
    assertEquals(1, extremes.longestEpisode());
  }

  /**
   * An action ends, the other leads to two more. The largest entropy is that of three ways, log 3,
   * and not of two even decisions, 1.5 log 2; the worst way is the long one.
   */
  @Test
  void inSeveralStepsTheyLookAhead() {
    DecisionProcess process =
        DecisionProcess.builder(new Horizon.Acyclic())
            .state(1)
            .action(0, 0.25, Transitions.END)
            .action(0, 0.5, 1)
            .state(0)
            .action(0, -0.5, Transitions.END)
            .action(0, 1, Transitions.END)
            .build();
    Extremes extremes = Extremes.of(process);
    assertEquals(0, extremes.worstReturn());
    assertEquals(Math.log(3), extremes.largestEntropy(), 1e-15);
    assertEquals(2, extremes.longestEpisode());
  }

  /** One state that leads to itself, with rewards 1 and 2: everything is worth 1 / (1 - gamma). */
  @Test
  void withDiscountingLaterStepsCountLess() {
    DecisionProcess process =
        DecisionProcess.builder(new Horizon.Discounted(0.75))
            .state(1)
            .action(0, 1, 0)
            .action(0, 2, 0)
            .build();
    Extremes extremes = Extremes.of(process);
    // Rounding of a linear system of one unknown.
    assertEquals(4, extremes.worstReturn(), 1e-14);
    assertEquals(4 * Math.log(2), extremes.largestEntropy(), 1e-14);
    assertEquals(4, extremes.longestEpisode(), 1e-14);
  }
}

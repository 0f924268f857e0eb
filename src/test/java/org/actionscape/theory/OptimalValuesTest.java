package org.actionscape.theory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.actionscape.env.ContextualBandit;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.junit.jupiter.api.Test;

/** What the propositions know of an environment, by hand. */
class OptimalValuesTest {
  private static Evaluation evaluated(DecisionProcess process) {
    Evaluation evaluation = new Evaluation(process, Objective.expectedReturn());
    evaluation.evaluate(Policy.startOf(process));
    return evaluation;
  }

  /**
   * Every way earns 1. A policy takes action 0 with probability 3/5, after which two actions are
   * equally likely, and action 1 with 2/5, after which there is one.
   */
  private static DecisionProcess forked(Horizon horizon, boolean likelierFirst) {
    DecisionProcess.Builder builder = DecisionProcess.builder(horizon).state(1);
    if (likelierFirst) {
      builder.action(Math.log(1.5), 0, 1).action(0, 0, 2);
    } else {
      builder.action(0, 0, 2).action(Math.log(1.5), 0, 1);
    }
    builder.state(0).action(0, 1, Transitions.END).action(0, 1, Transitions.END);
    return builder.state(0).action(0, 1, Transitions.END).build();
  }

  /** The least mass on the way is 3/10 after the likelier action, 2/5 after the other. */
  @Test
  void theLikeliestPathIsTheOneWhoseLeastMassIsLargest() {
    for (boolean likelierFirst : new boolean[] {true, false}) {
      DecisionProcess process = forked(new Horizon.Acyclic(), likelierFirst);
      int[] chosen = OptimalValues.of(process).likeliestPath(evaluated(process));
      assertEquals(likelierFirst ? 1 : 0, chosen[0]);
      assertEquals(4, chosen[2]);
    }
  }

  /** Where episodes do not end by themselves each state is chosen for by its own masses. */
  @Test
  void withDiscountingTheLikelierActionIsChosen() {
    for (boolean likelierFirst : new boolean[] {true, false}) {
      DecisionProcess process = forked(new Horizon.Discounted(0.5), likelierFirst);
      int[] chosen = OptimalValues.of(process).likeliestPath(evaluated(process));
      assertEquals(likelierFirst ? 0 : 1, chosen[0]);
    }
  }

  @Test
  void visitsFollowRandomTransitions() {
    DecisionProcess process =
        DecisionProcess.builder(new Horizon.Acyclic())
            .state(0.5)
            .action(0, 0, new int[] {1, 2}, new double[] {0.25, 0.75})
            .state(0.25)
            .action(0, 0, Transitions.END)
            .action(0, 0, 2)
            .state(0.25)
            .action(0, 0, Transitions.END)
            .build();
    OptimalValues optimum = OptimalValues.of(process);
    assertArrayEquals(new double[] {0.5, 0.375, 0.625}, optimum.visits(new int[] {0, 1, 3}));
    assertArrayEquals(new double[] {0.5, 0.375, 1}, optimum.visits(new int[] {0, 2, 3}));
    assertEquals(3, optimum.horizon());
  }

  /** From 0.5 to 2, however far from 0 both are. */
  @Test
  void theRangeIsThatBetweenTheBestAndTheWorst() {
    double[] rewards = {2, 0.5, 1};
    assertEquals(1.5, OptimalValues.of(ContextualBandit.of(new double[3], rewards)).range());
    double[] costs = {-2, -0.5, -1};
    assertEquals(1.5, OptimalValues.of(ContextualBandit.of(new double[3], costs)).range());
  }

  /** A reward of 3 for ever at 1/2: 6, made of a reward of 3 and of half of 6; over two steps. */
  @Test
  void whatCountsAsATieIsTheRoundingOfAnEpisode() {
    DecisionProcess process =
        DecisionProcess.builder(new Horizon.Discounted(0.5)).state(1).action(0, 3, 0).build();
    OptimalValues optimum = OptimalValues.of(process);
    assertEquals(2, optimum.horizon());
    assertEquals(2 * 0x1p-47 * 6 * 2, optimum.rounding());
    assertEquals(
        0, OptimalValues.of(ContextualBandit.of(new double[1], new double[] {3})).rounding());
  }
}

package org.actionscape.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.actionscape.Processes;
import org.actionscape.check.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionProcessTest {
  @Test
  void aProcessIsStoredSparselyAndTheEndIsNoState() {
    DecisionProcess process =
        DecisionProcess.builder(new Horizon.Acyclic())
            .state(1)
            .action(0.5, 2, new int[] {1, Transitions.END, 2}, new double[] {0.25, 0.5, 0.25})
            .action(-0.5, 0, Transitions.END)
            .state(0)
            .action(0, 1, 2)
            .state(0)
            .action(0, 0, Transitions.END)
            .build();
    Transitions transitions = process.transitions();
    assertEquals(3, process.classes().states());
    int first = transitions.begin(transitions.outcome(0));
    assertEquals(1, transitions.next(first));
    assertEquals(2, transitions.next(first + 1));
    assertEquals(0.25, transitions.probability(first + 1));
    assertEquals(0.25 * 10 + 0.25 * 100, transitions.mean(0, new double[] {1, 10, 100}));
    assertEquals(first + 2, transitions.begin(transitions.outcome(1)));
    assertEquals(3, transitions.begin(transitions.firstOutcome(3)), "next states in all");
    assertEquals(2, process.rewards().get(0));
    assertEquals(-0.5, process.startLogits().get(1));
    assertTrue(Transitions.none().isNone());
  }

  @Test
  void actionsOfAStateMayShareAnOutcomeAndHaveMembers() {
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Steps(2)).state(1);
    int stay = builder.outcome(new int[] {0}, new double[] {1});
    DecisionProcess process = builder.actions(1e12, 0, 0, stay).actions(3, 1, 1, stay).build();
    assertEquals(1e12 + 3, process.classes().actions(0));
    assertEquals(process.transitions().outcome(0), process.transitions().outcome(1));
  }

  @Test
  void actionsBeforeTheFirstClassHaveOneMember() {
    DecisionProcess.Builder builder = acyclic().state(1);
    int end = builder.outcome(new int[] {Transitions.END}, new double[] {1});
    ActionClasses classes =
        builder.actions(1, 0, 0, end).actions(1, 0, 0, end).actions(7, 0, 0, end).build().classes();
    assertArrayEquals(new double[] {1, 1, 7}, classes.multiplicities());
  }

  @Test
  void aNextStateOfProbabilityZeroIsNotStored() {
    Transitions transitions =
        acyclic()
            .state(1)
            .action(0, 0, new int[] {2, 1, Transitions.END}, new double[] {1, 0, 0})
            .state(0)
            .action(0, 0, Transitions.END)
            .state(0)
            .action(0, 0, Transitions.END)
            .build(unreachable -> assertEquals(1, unreachable))
            .transitions();
    assertEquals(1, transitions.begin(1));
    assertEquals(2, transitions.next(0));
    assertEquals(1, transitions.probability(0));
  }

  /** Ten thousand probabilities may err by half an ulp of 1 each, beside the tolerance. */
  @Test
  void startProbabilitiesMaySumToOneWithinTheirRounding() {
    DecisionProcess.Builder builder = acyclic();
    int states = 10_000;
    for (int s = 0; s < states; s++) {
      builder.state((1 + 1.5e-12) / states).action(0, 0, Transitions.END);
    }
    assertEquals(states, builder.build().classes().states());
  }

  @Test
  void moreStatesActionsAndNextStatesThanWereExpectedAreKept() {
    DecisionProcess.Builder builder = new DecisionProcess.Builder(new Horizon.Steps(2), 1);
    int states = 70;
    for (int s = 0; s < states; s++) {
      builder.state(s == 0 ? 1 : 0);
      for (int a = 0; a <= s % 3; a++) {
        builder.action(s, 100 * s + a, (s + 1) % states);
      }
      int shared = builder.outcome(new int[] {s, 0}, new double[] {0.25, 0.75});
      builder.actions(s + 1, -s, -1, shared);
    }
    DecisionProcess process = builder.build();
    Transitions transitions = process.transitions();
    for (int s = 0; s < states; s++) {
      int begin = process.classes().begin(s);
      int last = process.classes().end(s) - 1;
      assertEquals(s % 3 + 1, last - begin);
      for (int a = 0; a <= s % 3; a++) {
        assertEquals(100 * s + a, process.rewards().get(begin + a));
        assertEquals(s, process.startLogits().get(begin + a));
        assertEquals(1, process.classes().multiplicity(begin + a));
        int only = transitions.begin(transitions.outcome(begin + a));
        assertEquals((s + 1) % states, transitions.next(only));
      }
      assertEquals(s + 1, process.classes().multiplicity(last));
      assertEquals(s == 0 ? 1 : 0, process.startProbability(s));
      int outcome = transitions.outcome(last);
      assertEquals(outcome, transitions.firstOutcome(s + 1) - 1);
      assertEquals(s, transitions.next(transitions.begin(outcome)));
      assertEquals(0.75, transitions.probability(transitions.begin(outcome) + 1));
    }
    assertEquals(states, process.classes().states());
    assertEquals(process.classes().size(), process.rewards().numRows);
    assertEquals(process.classes().size(), process.startLogits().numRows);
  }

  @Test
  void actionsNeedAStateToBelongTo() {
    assertThrows(
        InvalidInputException.class, () -> recurrent().outcome(new int[] {0}, new double[] {1}));
    assertThrows(InvalidInputException.class, () -> recurrent().actions(1, 0, 0, 0));
  }

  private static DecisionProcess.Builder recurrent() {
    return DecisionProcess.builder(new Horizon.Steps(3));
  }

  private static DecisionProcess.Builder acyclic() {
    return DecisionProcess.builder(new Horizon.Acyclic());
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        bad(
            () -> recurrent().state(1).action(0, 0, 0).action(0, 0, 2).build(),
            "state 0, action 1: next state = 2: must be a state between 0 and 0, or END = -1"),
        bad(
            () -> recurrent().state(1).action(0, 0, -2),
            "state 0, action 0: next state = -2: must be a state from 0, or END = -1"),
        bad(
            () -> acyclic().state(1).action(0, 0, 1).state(0).action(0, 0, 0).build(),
            "state 1, action 0: next state = 0: must be a later state, up to 1, or END = -1 (acyclic"
                + " horizon)"),
        bad(
            () -> recurrent().state(1).action(0, 0, new int[] {0, -1}, new double[] {0.5, 0.4}),
            "state 0, action 0: sum of the probabilities of the next states = 0.9: must be 1, to"
                + " within 1.0E-12"),
        bad(
            () -> recurrent().state(1).action(0, 0, new int[] {0, -1}, new double[] {1.5, -0.5}),
            "state 0, action 0: probability of next state 0 = 1.5: must be between 0.0 and 1.0"),
        bad(
            () -> recurrent().state(1).action(0, 0, new int[] {0}, new double[] {Double.NaN}),
            "state 0, action 0: probability of next state 0 = NaN: must be between 0.0 and 1.0"),
        bad(
            () -> recurrent().state(1).action(0, 0, new int[] {0}, new double[] {0.5, 0.5}),
            "state 0, action 0: next states: must be at least one with one probability each, are 1"
                + " with 2 probabilities"),
        bad(
            () -> recurrent().state(1).action(0, 0, 0).action(0, Double.POSITIVE_INFINITY, 0),
            "state 0, action 1: reward = Infinity: must be a finite number"),
        bad(
            () -> recurrent().state(1).action(Double.NaN, 0, 0),
            "state 0, action 0: logit = NaN: must be a finite number"),
        bad(
            () -> recurrent().state(0.5).action(0, 0, 0).build(),
            "sum of the start probabilities = 0.5: must be 1, to within 1.0E-12"),
        bad(() -> recurrent().state(1.5), "state 0: start probability = 1.5: must be between 0.0"),
        bad(
            () -> recurrent().state(1).action(0, 0, 0).state(0).action(0, 0, 0).build(),
            "state 1: must be reachable from a start state"),
        bad(
            () -> recurrent().state(1).state(0),
            "state 0: number of actions = 0: must be at least 1"),
        bad(
            () -> recurrent().state(1).action(0, 0, 0).state(0).build(),
            "state 1: number of actions = 0: must be at least 1"),
        bad(
            () ->
                recurrent()
                    .state(1)
                    .action(0, 0, 0)
                    .action(0, 0, 0)
                    .state(0)
                    .action(0, 0, 2)
                    .build(),
            "state 1, action 0: next state = 2: must be a state between 0 and 1, or END = -1"),
        bad(
            () -> recurrent().state(1).action(0, 0, 0).action(0, 0, 0).state(0).action(0, 0, -2),
            "state 1, action 0: next state = -2: must be a state from 0, or END = -1"),
        bad(
            () -> recurrent().state(1).action(0, 0, new int[0], new double[0]),
            "state 0, action 0: next states: must be at least one with one probability each, are 0"),
        bad(
            () -> {
              DecisionProcess.Builder builder = recurrent().state(1).action(0, 0, 0).state(0);
              builder.outcome(new int[] {0}, new double[] {1});
              builder.actions(1, 0, 0, 0);
            },
            "state 1, action 0: outcome = 0: must be a whole number between 1 and 1"),
        bad(
            () -> {
              DecisionProcess.Builder builder = recurrent().state(1);
              builder.actions(1, 0, 0, builder.outcome(new int[] {0}, new double[] {1}) + 1);
            },
            "state 0, action 0: outcome = 1: must be a whole number between 0 and 0"),
        bad(() -> recurrent().build(), "states: must be at least 1"),
        bad(
            () -> {
              DecisionProcess.Builder builder = recurrent().state(1);
              builder.actions(0.5, 0, 0, builder.outcome(new int[] {0}, new double[] {1}));
            },
            "state 0, action 0: multiplicity = 0.5: must be a whole number of at least 1"),
        bad(
            () -> {
              DecisionProcess.Builder builder = recurrent().state(1);
              builder.actions(0x1p53, 0, 0, builder.outcome(new int[] {0}, new double[] {1}));
              builder.actions(2, 0, 0, 0);
            },
            "state 0: number of actions = 9.007199254740994E15: must be at most 2^53"),
        bad(() -> new Horizon.Discounted(1), "discount factor (gamma) = 1.0: must be in [0, 1)"),
        bad(
            () -> new Horizon.Discounted(-0.1),
            "discount factor (gamma) = -0.1: must be in [0, 1)"),
        bad(() -> new Horizon.Steps(0), "horizon = 0: must be a whole number between 1 and"));
  }

  private static Arguments bad(Executable input, String message) {
    return Arguments.of(input, message);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("bad")
  void badInputIsNamedWithItsPlaceAndTheRange(Executable input, String message) {
    InvalidInputException e = assertThrows(InvalidInputException.class, input);
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
  }

  @Test
  void theProcessesOfTheTestsHaveProbabilities() {
    for (Environment process : Processes.all()) {
      double start = 0;
      for (int s = 0; s < process.classes().states(); s++) {
        start += process.startProbability(s);
      }
      assertEquals(1, start, 1e-15);
      Transitions transitions = process.transitions();
      int outcomes = transitions.firstOutcome(process.classes().states());
      for (int o = 0; o < outcomes; o++) {
        double sum = 0;
        for (int i = transitions.begin(o); i < transitions.begin(o + 1); i++) {
          sum += transitions.probability(i);
        }
        assertTrue(sum <= 1 + 1e-15);
      }
    }
  }

  @Test
  void aBuilderMayBuildAgain() {
    DecisionProcess.Builder builder =
        DecisionProcess.builder(new Horizon.Acyclic()).state(1).action(0, 1, 1).state(0);
    builder.action(0, 2, Transitions.END);
    DecisionProcess once = builder.build();
    DecisionProcess again = builder.action(1, 3, Transitions.END).build();
    assertArrayEquals(new double[] {1, 2}, once.rewards().data);
    assertArrayEquals(new double[] {1, 2, 3}, again.rewards().data);
    assertEquals(2, once.classes().end(1));
    assertEquals(3, again.classes().end(1));
  }
}

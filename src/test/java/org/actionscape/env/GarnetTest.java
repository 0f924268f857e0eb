package org.actionscape.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.actionscape.math.InvalidInputException;
import org.junit.jupiter.api.Test;

class GarnetTest {
  @Test
  void everyActionLeadsToThatManyDifferentStates() {
    DecisionProcess process = new Garnet(7, 5, 3, 0.9, new GaussianStart(1)).process(1);
    Transitions transitions = process.transitions();
    assertEquals(35, process.classes().size());
    for (int k = 0; k < 35; k++) {
      int o = transitions.outcome(k);
      Set<Integer> next = new HashSet<>();
      double sum = 0;
      for (int i = transitions.begin(o); i < transitions.begin(o + 1); i++) {
        next.add(transitions.next(i));
        sum += transitions.probability(i);
      }
      assertEquals(3, next.size());
      assertEquals(1, sum, 1e-15);
      double reward = process.rewards().get(k);
      assertTrue(reward >= 0 && reward < 1);
    }
    assertEquals(0.9, ((Horizon.Discounted) process.horizon()).gamma());
  }

  @Test
  void aSeedDeterminesEveryNumberAndStatesDependOnTheirOwnSeed() {
    Garnet garnet = new Garnet(7, 5, 3, 0.9, new GaussianStart(1));
    DecisionProcess one = garnet.process(1);
    assertArrayEquals(one.rewards().data, garnet.process(1).rewards().data);
    assertArrayEquals(one.startLogits().data, garnet.process(1).startLogits().data);
    DecisionProcess more = new Garnet(9, 5, 2, 0.5, new GaussianStart(1)).process(1);
    for (int k = 0; k < 35; k++) {
      assertEquals(one.rewards().get(k), more.rewards().get(k));
      assertEquals(one.startLogits().get(k), more.startLogits().get(k));
    }
  }

  @Test
  void badSettingsAndSizesAreNamed() {
    assertMessage("branching = 8: must be a whole number between 1 and 7", 7, 5, 8, 0.9);
    assertMessage("discount factor (gamma) = 1.0: must be in [0, 1)", 7, 5, 3, 1);
    assertMessage("number of states = 0: must be a whole number between 1 and", 0, 5, 3, 0.5);
    Garnet huge = new Garnet(1000, 100_000, 5, 0.9, new UniformStart());
    InvalidInputException e = assertThrows(InvalidInputException.class, () -> huge.process(1));
    assertTrue(
        e.getMessage()
            .startsWith(
                "Garnet with 1000 states x 100000 actions x 5 next states: 100000000 entries x 9"
                    + " tables x 8 bytes + 500000000 next states x 12 bytes: needs"),
        e.getMessage());
  }

  private static void assertMessage(String message, int s, int a, int b, double gamma) {
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class, () -> new Garnet(s, a, b, gamma, new UniformStart()));
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
  }
}

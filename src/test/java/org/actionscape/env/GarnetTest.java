package org.actionscape.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.actionscape.check.InvalidInputException;
import org.actionscape.math.Seeds;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
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

  /** The description followed literally: cards are drawn from a full deck for every action. */
  @Test
  void everyStateIsDrawnFromStreamsOfItsOwnAndAFullDeck() {
    int states = 9;
    int branching = 4;
    StartPolicy start = new ZipfStart(1.3);
    DecisionProcess process = new Garnet(states, 5, branching, 0.5, start).process(6);
    for (int s = 0; s < states; s++) {
      long stateSeed = Seeds.split(6, s);
      RankedLogits ranked = start.draw(5, stream(stateSeed, 0));
      UniformRandomProvider rewards = stream(stateSeed, 1);
      UniformRandomProvider random = stream(stateSeed, 2);
      List<Integer> deck = new ArrayList<>(IntStream.range(0, states).boxed().toList());
      for (int a = 0; a < 5; a++) {
        int entry = 5 * s + a;
        for (int i = 0; i < branching; i++) {
          Collections.swap(deck, i, i + random.nextInt(states - i));
        }
        double[] cuts = {0, random.nextDouble(), random.nextDouble(), random.nextDouble(), 1};
        Arrays.sort(cuts);
        int first = process.transitions().begin(process.transitions().outcome(entry));
        for (int i = 0; i < branching; i++) {
          assertEquals(deck.get(i), process.transitions().next(first + i));
          assertEquals(cuts[i + 1] - cuts[i], process.transitions().probability(first + i));
        }
        assertEquals(rewards.nextDouble(), process.rewards().get(entry));
        assertEquals(ranked.logits()[a], process.startLogits().get(entry));
      }
      assertEquals(1.0 / states, process.startProbability(s));
    }
  }

  private static UniformRandomProvider stream(long stateSeed, int stream) {
    return RandomSource.XO_RO_SHI_RO_128_PP.create(Seeds.split(stateSeed, stream));
  }

  @Test
  void actionsOfOneBlockShareItsLogit() {
    DecisionProcess process = new Garnet(1, 400, 1, 0.5, new ZipfStart(1, 0.1)).process(1);
    RankedLogits ranked = new ZipfStart(1, 0.1).draw(400, stream(0, 0));
    int rank = 0;
    for (int b = 0; b < ranked.blocks(); b++) {
      for (int i = 0; i < ranked.count(b); i++) {
        assertEquals(ranked.logits()[b], process.startLogits().get(rank++));
      }
    }
    assertEquals(400, rank);
  }

  @Test
  void theMemoryOfARefusalIsThatOfItsArithmetic() {
    Garnet garnet = new Garnet(1000, 1_000_000, 2, 0.9, new UniformStart());
    String message =
        assertThrows(InvalidInputException.class, () -> garnet.process(1)).getMessage();
    // (10^9 x 9 x 8 + 2 x 10^9 x 12) / 2^20
    assertTrue(message.contains(" + 2000000000 next states x 12 bytes: needs 91553 MiB"), message);
    Garnet most = new Garnet(1, Integer.MAX_VALUE - 8, 1, 0.9, new UniformStart());
    message = assertThrows(InvalidInputException.class, () -> most.process(1)).getMessage();
    assertTrue(message.contains("bytes + 2147483639 next states x 12 bytes: needs"), message);
    Garnet tooMany = new Garnet(1, Integer.MAX_VALUE - 7, 1, 0.9, new UniformStart());
    message = assertThrows(InvalidInputException.class, () -> tooMany.process(1)).getMessage();
    assertTrue(message.contains(": must be at most 2^31 next states; use fewer states"), message);
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

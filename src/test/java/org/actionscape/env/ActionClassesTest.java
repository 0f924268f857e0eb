package org.actionscape.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.actionscape.check.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ActionClassesTest {
  @Test
  void statesOwnTheirEntriesOneAfterTheOther() {
    ActionClasses classes =
        ActionClasses.of(new double[] {1, 3}, new double[] {2, 1, 1, 5}, new double[] {1});
    assertEquals(3, classes.states());
    assertEquals(7, classes.size());
    assertEquals(2, classes.begin(1));
    assertEquals(6, classes.end(1));
    assertEquals(4, classes.widest());
    assertEquals(9, classes.actions(1));
    assertEquals(5, classes.multiplicity(5));
    assertArrayEquals(new double[] {1, 3, 2, 1, 1, 5, 1}, classes.multiplicities());
  }

  @Test
  void explicitActionsNeedNoMultiplicities() {
    for (ActionClasses classes :
        new ActionClasses[] {
          ActionClasses.explicit(2, 3),
          ActionClasses.of(new double[] {1, 1, 1}, new double[] {1, 1, 1})
        }) {
      assertNull(classes.multiplicities());
      assertEquals(1, classes.multiplicity(5));
      assertEquals(3, classes.actions(1));
      assertEquals(3, classes.widest());
      assertEquals(6, classes.end(1));
    }
  }

  @Test
  void aStateHasBetweenOneActionAndAsManyAsADoubleCounts() {
    assertEquals(1, ActionClasses.of(new double[] {1}).actions(0));
    assertEquals(0x1p53, ActionClasses.of(new double[] {0x1p53}).actions(0));
    assertEquals(0x1p53, ActionClasses.of(new double[] {0x1p53 - 1, 1}).actions(0));
    assertRefused(
        () -> ActionClasses.of(new double[] {0x1p53, 2}),
        "number of actions = 9.007199254740994E15: must be between 1 and 2^53");
    assertRefused(
        () -> ActionClasses.of(new double[] {1}, new double[0]),
        "number of actions = 0.0: must be between 1 and 2^53");
    for (double none : new double[] {0, -1, 1.5, Double.NaN}) {
      assertRefused(
          () -> ActionClasses.of(new double[] {1, none}),
          "multiplicities[1] = " + none + ": must be a whole number of at least 1");
    }
  }

  private static void assertRefused(Executable making, String message) {
    String actual = assertThrows(InvalidInputException.class, making).getMessage();
    assertTrue(actual.startsWith(message), actual);
  }
}

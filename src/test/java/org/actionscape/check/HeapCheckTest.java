package org.actionscape.check;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class HeapCheckTest {
  private static final double MIB = 1 << 20;

  /** Twice the heap never fits, whatever else is in it; the numbers are said in MiB. */
  @Test
  void whatCannotFitIsRefusedWithTheArithmetic() {
    double heap = Runtime.getRuntime().maxMemory();
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> HeapCheck.require("2 heaps x 1", 2 * heap, "use one"))
            .getMessage();
    assertTrue(
        message.matches(
            "2 heaps x 1: needs %.0f MiB of memory, must be at most the (\\d+) MiB that are free of a"
                    .formatted(2 * heap / MIB)
                + " heap of %.0f MiB; use one".formatted(heap / MIB)),
        message);
    double free = Double.parseDouble(message.replaceAll(".* the (\\d+) MiB that are free.*", "$1"));
    assertTrue(free < heap / MIB, message);
    // What the JVM has not yet reserved is free, and so is what it has reserved and not filled.
    assertTrue(free > (heap - Runtime.getRuntime().totalMemory()) / MIB, message);
  }

  @Test
  void whatEarlierWorkLeftBehindIsCollectedFirst() {
    WeakReference<byte[]> left = new WeakReference<>(new byte[1 << 20]);
    double heap = Runtime.getRuntime().maxMemory();
    assertThrows(InvalidInputException.class, () -> HeapCheck.require("2 heaps", 2 * heap, ""));
    assertNull(left.get());
  }

  @Test
  void whatFitsIsNot() {
    HeapCheck.require("nothing", 0, "");
    byte[] taken = new byte[1 << 20];
    HeapCheck.require("a MiB beside " + taken.length + " bytes", MIB, "");
  }
}

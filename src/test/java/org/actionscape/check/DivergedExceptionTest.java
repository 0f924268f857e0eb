package org.actionscape.check;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DivergedExceptionTest {
  @Test
  void thePlaceComesBeforeTheMessageAndTheTraceStays() {
    DivergedException diverged = new DivergedException("the logits are infinite");
    DivergedException there = diverged.at("step 3: ");
    assertEquals("step 3: the logits are infinite", there.getMessage());
    assertArrayEquals(diverged.getStackTrace(), there.getStackTrace());
  }
}

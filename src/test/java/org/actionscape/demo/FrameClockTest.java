package org.actionscape.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Frames by a clock that only this test moves, in milliseconds. */
class FrameClockTest {
  private long now = -7;
  private final FrameClock pace = new FrameClock(() -> TimeUnit.MILLISECONDS.toNanos(now));

  private long rest() {
    return TimeUnit.NANOSECONDS.toMillis(pace.rest());
  }

  @Test
  void theFirstFrameIsDueAtOnce() {
    assertEquals(0, rest());
  }

  @Test
  void framesBeginFortyTimesASecond() {
    pace.begin();
    assertEquals(25, rest());
    now += 24;
    assertEquals(1, rest());
    now += 1;
    assertEquals(0, rest());
    now += 100;
    assertEquals(-100, rest());
    pace.begin();
    assertEquals(25, rest(), "frames that were missed are not made up for");
  }

  @Test
  void aFrameComputesForFifteenMillisecondsAndLeavesTheRestToDrawing() {
    pace.begin();
    now += 14;
    assertFalse(pace.over());
    now += 1;
    assertTrue(pace.over());
    pace.begin();
    assertFalse(pace.over());
  }
}

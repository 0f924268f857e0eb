package org.actionscape.demo;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When frames begin, and how long they may compute: 40 a second, so that 30 are left on a busy
 * machine.
 */
final class FrameClock {
  private static final long FRAME = TimeUnit.MILLISECONDS.toNanos(25);

  /** The rest of the frame is for looking at the runs and drawing. */
  private static final long COMPUTING = TimeUnit.MILLISECONDS.toNanos(15);

  private final LongSupplier clock;
  private long begun;

  /**
   * A pace.
   *
   * @param clock nanoseconds, from any start
   */
  FrameClock(LongSupplier clock) {
    this.clock = clock;
    begun = clock.getAsLong() - FRAME;
  }

  /** How long it is until the next frame, nanoseconds; not above 0 if it is due. */
  long rest() {
    return begun + FRAME - clock.getAsLong();
  }

  void begin() {
    begun = clock.getAsLong();
  }

  /** Whether the time for computing is used up. */
  boolean over() {
    return clock.getAsLong() - begun >= COMPUTING;
  }
}

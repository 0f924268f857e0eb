package org.actionscape.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.actionscape.chart.Regularizer;
import org.actionscape.check.InvalidInputException;
import org.junit.jupiter.api.Test;

class SessionTest {
  private static final DemoSettings SMALL =
      DemoSettings.standard().with(SliderSetting.ACTIONS, 1000).with(SliderSetting.STEPS, 1000);

  @Test
  void stepsAreCountedAndTheLastIsTheLast() {
    Session session = new Session(SMALL, Past.NONE, () -> false);
    assertEquals(0, session.snapshot(0, Session.TYPICAL).step());
    session.advance(7, () -> false);
    assertEquals(7, session.snapshot(0, Session.TYPICAL).step());
    session.advance(Integer.MAX_VALUE, () -> false);
    assertEquals(1000, session.snapshot(0, Session.TYPICAL).step());
    assertTrue(session.finished());
  }

  @Test
  void theCoefficientHasAPanelWhileARuleMovesItNowOrInTheRunBefore() {
    DemoSettings moved = SMALL.with(BuiltIn.LINEAR);
    Session linear = new Session(moved, Past.NONE, () -> false);
    assertEquals(5, linear.snapshot(0, Session.TYPICAL).figure().panels());
    Session constant = new Session(SMALL, Past.NONE, () -> false);
    assertEquals(4, constant.snapshot(0, Session.TYPICAL).figure().panels());
    Session after = new Session(SMALL, linear.past(), () -> false);
    assertEquals(5, after.snapshot(0, Session.TYPICAL).figure().panels());
    Session none = new Session(moved.with(Regularizer.NONE), Past.NONE, () -> false);
    assertEquals(4, none.snapshot(0, Session.TYPICAL).figure().panels());
  }

  /**
   * Sure decoys and small steps keep the entropy below the target, so lambda stays at its ceiling.
   */
  @Test
  void aCoefficientThatEndsAtItsLimitIsSaidAfterTheLastStep() {
    DemoSettings steered =
        SMALL
            .with(Regularizer.ENTROPY)
            .with(BuiltIn.SAC)
            .with(SliderSetting.LAMBDA, 1)
            .with(SliderSetting.TARGET, 6.75)
            .with(SliderSetting.DECOY, 5)
            .with(SliderSetting.STEP_SIZE, 0.1)
            .with(SliderSetting.STEPS, 400);
    Session session = new Session(steered, Past.NONE, () -> false);
    assertEquals(List.of(), session.snapshot(0, Session.TYPICAL).notes());
    session.advance(Integer.MAX_VALUE, () -> false);
    String said = String.join(" ", session.snapshot(0, Session.TYPICAL).notes());
    assertTrue(said.startsWith("Entropy: ") && said.contains("its ceiling"), said);
    Session constant = new Session(SMALL, Past.NONE, () -> false);
    constant.advance(Integer.MAX_VALUE, () -> false);
    assertEquals(List.of(), constant.snapshot(0, Session.TYPICAL).notes());
  }

  @Test
  void enoughIsAskedBeforeEveryUpdate() {
    Session session = new Session(SMALL, Past.NONE, () -> false);
    AtomicInteger asked = new AtomicInteger();
    session.advance(Integer.MAX_VALUE, () -> asked.incrementAndGet() > 12);
    assertEquals(12, session.snapshot(0, Session.TYPICAL).step());
  }

  @Test
  void aSceneThatIsNoLongerWantedIsNotPrepared() {
    assertThrows(CancellationException.class, () -> new Session(SMALL, Past.NONE, () -> true));
  }

  @Test
  void aSceneThatCannotBeSaysWhyInOneSentence() {
    DemoSettings crowded = DemoSettings.standard().with(SliderSetting.ACTIONS, 10);
    String message =
        assertThrows(
                InvalidInputException.class, () -> new Session(crowded, Past.NONE, () -> false))
            .getMessage();
    assertTrue(message.contains("number of optimal actions = 15: must be at most"), message);
  }

  /** With a clock of its own: an update takes 1 ms, looking and drawing 5 ms. */
  @Test
  void thereAreThirtyFramesASecondAtFullSpeed() {
    AtomicLong now = new AtomicLong();
    long millisecond = TimeUnit.MILLISECONDS.toNanos(1);
    FrameClock pace = new FrameClock(now::get);
    Session session = new Session(SMALL, Past.NONE, () -> false);
    int frames = 0;
    while (now.get() < TimeUnit.SECONDS.toNanos(1)) {
      pace.begin();
      session.advance(
          Integer.MAX_VALUE,
          () -> {
            boolean over = pace.over();
            now.addAndGet(millisecond);
            return over;
          });
      now.addAndGet(5 * millisecond);
      frames++;
      assertTrue(pace.rest() >= 0, "a frame takes too long");
      now.addAndGet(pace.rest());
    }
    assertTrue(frames >= 30, frames + " frames");
    // 15 ms of each frame are for updates.
    assertEquals(15L * frames, session.snapshot(0, Session.TYPICAL).step());
  }
}

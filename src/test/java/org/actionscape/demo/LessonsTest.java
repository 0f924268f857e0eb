package org.actionscape.demo;

import static org.actionscape.chart.Regularizer.CLAMPED;
import static org.actionscape.chart.Regularizer.ENTROPY;
import static org.actionscape.chart.Regularizer.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.actionscape.chart.Regularizer;
import org.actionscape.experiment.ObservedRun;
import org.junit.jupiter.api.Test;

/** Every lesson is run, and what its text promises must be in the numbers; every sentence of it. */
class LessonsTest {
  private static final int LOOKS = 40;

  /** The numbers of a run at equal distances. */
  private record Seen(DemoSettings scene, List<List<RunReadout>> looks) {
    static Seen of(DemoSettings scene) {
      Session session = new Session(scene, Past.NONE, () -> false);
      List<List<RunReadout>> looks = new ArrayList<>();
      looks.add(session.snapshot(0, Session.TYPICAL).readouts());
      for (int i = 0; i < LOOKS; i++) {
        session.advance((int) scene.whole(SliderSetting.STEPS) / LOOKS, () -> false);
        looks.add(session.snapshot(0, Session.TYPICAL).readouts());
      }
      assertTrue(session.finished());
      return new Seen(scene, looks);
    }

    private static RunReadout of(Regularizer method, List<RunReadout> readouts) {
      return readouts.stream().filter(r -> r.method() == method).findFirst().orElseThrow();
    }

    /** At a share of the run, from 0 to 1. */
    RunReadout at(double share, Regularizer method) {
      return of(method, looks.get((int) Math.round(share * LOOKS)));
    }

    RunReadout last(Regularizer method) {
      return at(1, method);
    }

    double reward(Regularizer method) {
      return last(method).reward();
    }

    double best(Regularizer method) {
      return looks.stream().mapToDouble(look -> of(method, look).reward()).max().orElseThrow();
    }

    List<RunReadout> all() {
      return looks.stream().flatMap(List::stream).toList();
    }
  }

  private static Seen scene(int lesson) {
    return Seen.of(Lessons.ALL.get(lesson - 1).scene());
  }

  private static Seen changed(int lesson) {
    return Seen.of(Lessons.ALL.get(lesson - 1).changed());
  }

  private static void between(double low, double high, double value) {
    assertTrue(low <= value && value <= high, value + " in [" + low + ", " + high + "]");
  }

  /** How likely right answers are, at the end, in the question that the window shows. */
  private static double rightAnswers(DemoSettings scene, Regularizer method) {
    int shown = new Session(scene, Past.NONE, () -> false).snapshot(0, Session.TYPICAL).state();
    ObservedRun run = scene.experiment(method).watch(1);
    run.advance((int) scene.whole(SliderSetting.STEPS));
    return run.optimalMass()[shown];
  }

  @Test
  void theQuestionShownIsTheMiddleOne() {
    for (Lesson lesson : Lessons.ALL) {
      DemoSettings scene = lesson.scene();
      Snapshot first = new Session(scene, Past.NONE, () -> false).snapshot(0, Session.TYPICAL);
      double[] mass = scene.experiment(NONE).watch(1).optimalMass();
      double shown = mass[first.state()];
      assertEquals(12, DoubleStream.of(mass).filter(other -> other < shown).count());
      assertEquals(12, DoubleStream.of(mass).filter(other -> other > shown).count());
      // The first fifth has no decoy.
      assertTrue(first.state() >= 5, lesson.title());
    }
  }

  @Test
  void theQuestionShownDoesWhatTheWordsSay() {
    Lesson first = Lessons.ALL.get(0);
    between(0.99, 1.01, rightAnswers(first.scene(), ENTROPY));
    between(0, 0.01, rightAnswers(first.scene(), NONE));
    between(0, 0.01, rightAnswers(first.changed(), ENTROPY));
    Lesson second = Lessons.ALL.get(1);
    between(0, 0.01, rightAnswers(second.scene(), NONE));
    between(0.99, 1.01, rightAnswers(second.changed(), NONE));
    Lesson fourth = Lessons.ALL.get(3);
    between(0, 0.1, rightAnswers(fourth.scene(), ENTROPY));
    between(0.9, 1.01, rightAnswers(fourth.changed(), ENTROPY));
    between(0.9, 1.01, rightAnswers(Lessons.ALL.get(4).changed(), ENTROPY));
    Lesson sixth = Lessons.ALL.get(5);
    between(0.9, 1.01, rightAnswers(sixth.scene(), CLAMPED));
    between(0.3, 0.45, rightAnswers(sixth.scene(), ENTROPY));
    between(0, 0.01, rightAnswers(sixth.scene(), NONE));
    between(0.9, 1.01, rightAnswers(sixth.changed(), ENTROPY));
    for (Lesson lesson : List.of(Lessons.ALL.get(6), Lessons.ALL.get(7))) {
      between(0.9, 1.01, rightAnswers(lesson.scene(), ENTROPY));
      between(0, 0.1, rightAnswers(lesson.changed(), ENTROPY));
    }
  }

  /** Each question is solved at once or not at all, so reward is the number of solved ones. */
  @Test
  void rewardIsAStaircaseOfSolvedQuestions() {
    Seen seen = scene(1);
    for (RunReadout readout : seen.all()) {
      assertEquals(25, readout.decided());
      // Three questions on their way and a little entropy that the bonus keeps.
      assertEquals(readout.solved() / 25.0, readout.reward(), 0.05);
    }
    between(18, 25, seen.last(ENTROPY).solved());
    assertEquals(5, seen.last(NONE).solved());
  }

  @Test
  void thereAreEightWithATextEach() {
    assertEquals(8, Lessons.ALL.size());
    for (Lesson lesson : Lessons.ALL) {
      for (String text :
          List.of(lesson.title(), lesson.claim(), lesson.text(), lesson.see(), lesson.trial())) {
        assertTrue(!text.isBlank() && !text.contains("\n"), text);
      }
    }
  }

  @Test
  void firstEntropyHelps() {
    Seen seen = scene(1);
    between(0.19, 0.21, seen.reward(NONE));
    between(0.7, 1, seen.reward(ENTROPY));
    between(0.2, 0.5, changed(1).reward(ENTROPY));
  }

  @Test
  void secondDecoysStopPlainTraining() {
    Seen seen = scene(2);
    between(0.19, 0.21, seen.at(0.1, NONE).reward());
    between(0.19, 0.21, seen.reward(NONE));
    between(0.6, 1, changed(2).reward(NONE));
  }

  @Test
  void thirdTheGradientDiesWithTheEntropy() {
    Seen seen = scene(3);
    RunReadout last = seen.last(NONE);
    between(0, 0.1, last.entropy() / seen.at(0, NONE).entropy());
    between(
        0,
        0.01,
        last.gradient()
            / seen.all().stream().mapToDouble(RunReadout::gradient).max().orElseThrow());
    seen.all().forEach(r -> assertTrue(r.gradient() <= r.bound()));
    // Rewards are 0 and 1, so that R = 1.
    seen.all().forEach(r -> assertEquals(2 * r.entropy(), r.bound(), 1e-12 * r.bound()));
    Seen compared = changed(3);
    between(10, 1e9, compared.last(ENTROPY).entropy() / compared.last(NONE).entropy());
    between(10, 1e9, compared.last(ENTROPY).gradient() / compared.last(NONE).gradient());
    // The steps are small, not the direction wrong: the natural gradient frees the same policy.
    DemoSettings natural = Lessons.ALL.get(2).scene().with(BuiltIn.NATURAL);
    assertEquals(1, Seen.of(natural).reward(NONE), 0.01);
  }

  @Test
  void fourthAboveTheCriticalCoefficientTheOptimumIsBad() {
    Seen above = scene(4);
    between(0.1, 0.102, above.scene().criticalEntropy().getAsDouble());
    between(0, 0.05, above.reward(ENTROPY));
    double high = softReward(above.scene());
    between(0, 0.05, high);
    between(0, 0.02, Math.abs(above.reward(ENTROPY) - high));
    Seen below = changed(4);
    between(0.999, 1, softReward(below.scene()));
    between(0.5, 1, below.reward(ENTROPY));
  }

  private static double softReward(DemoSettings scene) {
    return scene.experiment(ENTROPY).watch(1).softReward().orElseThrow();
  }

  @Test
  void fifthItStopsHelpingWithOneRightAnswerInAHundredThousand() {
    Seen seen = scene(5);
    between(0.086, 0.088, seen.scene().criticalEntropy().getAsDouble());
    assertTrue(seen.best(ENTROPY) > seen.reward(NONE) + 0.04, "rises above");
    assertTrue(seen.reward(ENTROPY) < seen.reward(NONE) + 0.01, "falls back");
    assertTrue(seen.last(ENTROPY).entropy() > seen.at(0.5, ENTROPY).entropy(), "entropy grows");
    Seen fewer = changed(5);
    between(0.14, 0.15, fewer.scene().criticalEntropy().getAsDouble());
    between(0.9, 1, fewer.reward(ENTROPY));
  }

  @Test
  void sixthClampingBuysRoom() {
    Seen seen = scene(6);
    between(0.19, 0.21, seen.reward(NONE));
    assertTrue(seen.reward(CLAMPED) > seen.reward(ENTROPY) + 0.2);
    between(0.21, 0.225, seen.scene().criticalClamped().getAsDouble());
    Seen smaller = changed(6);
    between(0, 0.1, Math.abs(smaller.reward(CLAMPED) - smaller.reward(ENTROPY)));
    assertTrue(smaller.reward(ENTROPY) > smaller.reward(NONE) + 0.2);
  }

  @Test
  void seventhARuleForgivesABadStart() {
    Seen seen = scene(7);
    // The band ends at 4.8 nats; lambda_c is 0.101.
    assertTrue(seen.all().stream().anyMatch(r -> r.entropy() > 4.8), "shoots up");
    between(2.9, 3.1, seen.at(0, ENTROPY).coefficient().getAsDouble() / 0.101);
    between(0, 0.05, seen.at(0.05, ENTROPY).reward());
    between(0, 0.05, seen.last(ENTROPY).coefficient().getAsDouble());
    between(0.5, 1, seen.reward(ENTROPY));
    between(0, 0.01, changed(7).best(ENTROPY));
  }

  /** More than once the clamped reward falls from near one half to near nothing. */
  @Test
  void seventhTheSameRuleOvershootsWithTheClampedBonus() {
    Seen seen = Seen.of(Lessons.ALL.get(6).scene().with(CLAMPED));
    int falls = 0;
    boolean high = false;
    for (int i = 0; i <= LOOKS; i++) {
      double reward = seen.at((double) i / LOOKS, CLAMPED).reward();
      if (high && reward < 0.2) {
        falls++;
      }
      high = high ? reward >= 0.2 : reward > 0.4;
    }
    assertTrue(falls >= 2, falls + " falls");
  }

  @Test
  void eighthADecayCommits() {
    Seen seen = scene(8);
    double critical = seen.scene().criticalEntropy().getAsDouble();
    double low =
        IntStream.rangeClosed(LOOKS / 20, LOOKS)
            .mapToObj(i -> seen.at((double) i / LOOKS, ENTROPY))
            .filter(r -> r.coefficient().getAsDouble() > critical)
            .mapToDouble(RunReadout::reward)
            .max()
            .orElseThrow();
    between(0, 0.35, low);
    between(0.55, 1, seen.reward(ENTROPY));
    assertEquals(0, seen.last(ENTROPY).coefficient().getAsDouble());
    between(0, 0.05, changed(8).reward(ENTROPY));
  }
}

package org.actionscape.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.actionscape.chart.Regularizer;
import org.actionscape.experiment.Experiment;
import org.actionscape.experiment.Progress;
import org.actionscape.store.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The window's behaviour without a window: the test's thread stands for Swing's. */
@Timeout(60)
class PresenterTest {
  private static final DemoSettings SMALL =
      DemoSettings.standard().with(SliderSetting.ACTIONS, 1000).with(SliderSetting.STEPS, 1000);

  private final BlockingQueue<Runnable> viewThread = new LinkedBlockingQueue<>();
  private final Screen screen = new Screen();
  private Presenter presenter;

  /** What a window would show. */
  private static final class Screen implements View {
    private final List<Snapshot> snapshots = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();
    private DemoSettings scene;
    private Lesson lesson;
    private boolean running;

    @Override
    public void show(DemoSettings shown) {
      scene = shown;
    }

    @Override
    public void show(Lesson shown, int number) {
      assertEquals(Lessons.ALL.get(number), shown);
      lesson = shown;
    }

    @Override
    public void show(Snapshot snapshot) {
      snapshots.add(snapshot);
    }

    @Override
    public void running(boolean shown) {
      running = shown;
    }

    @Override
    public void say(String sentence) {
      sentences.add(sentence);
    }

    Snapshot last() {
      return snapshots.get(snapshots.size() - 1);
    }

    String said() {
      return sentences.isEmpty() ? "" : sentences.get(sentences.size() - 1);
    }
  }

  @BeforeEach
  void open() throws InterruptedException {
    presenter = new Presenter(screen, viewThread::add);
    show(SMALL);
  }

  @AfterEach
  void close() throws InterruptedException {
    presenter.close();
    // A thread that is left behind ends as soon as its algebra is done.
    awaitNoWorker();
  }

  private static void awaitNoWorker() throws InterruptedException {
    while (workers().findAny().isPresent()) {
      Thread.sleep(10);
    }
  }

  private static Stream<Thread> workers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(Worker.THREAD));
  }

  private void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Runnable next = viewThread.poll(30, TimeUnit.SECONDS);
      assertTrue(next != null, "nothing happens");
      next.run();
    }
  }

  /** Changes the scene and waits for its first picture. */
  private Snapshot show(DemoSettings scene) throws InterruptedException {
    int before = screen.snapshots.size();
    presenter.change(scene);
    await(() -> screen.snapshots.size() > before);
    return screen.last();
  }

  @Test
  void aNewSceneShowsItsFirstStep() {
    assertEquals(0, screen.last().step());
    assertEquals(3, screen.last().readouts().size());
    assertEquals(25, screen.last().states());
    assertEquals(SMALL, screen.scene);
  }

  @Test
  void stepIsOneStepAndResetGoesBack() throws InterruptedException {
    presenter.step();
    await(() -> screen.last().step() == 1);
    presenter.step();
    presenter.step();
    await(() -> screen.last().step() == 3);
    presenter.reset();
    await(() -> screen.last().step() == 0);
    assertFalse(screen.running);
  }

  @Test
  void itRunsToTheEndAndThenAgain() throws InterruptedException {
    presenter.speed(Integer.MAX_VALUE);
    presenter.toggle();
    assertTrue(screen.running);
    await(() -> screen.last().finished());
    assertEquals(1000, screen.last().step());
    assertFalse(screen.running);
    presenter.speed(1);
    presenter.toggle();
    await(() -> screen.last().step() > 0 && !screen.last().finished());
    assertTrue(screen.running);
  }

  @Test
  void pauseStays() throws InterruptedException {
    presenter.toggle();
    await(() -> screen.last().step() > 3);
    presenter.toggle();
    presenter.look(0);
    presenter.look(1);
    int seen = screen.snapshots.size();
    await(() -> screen.snapshots.size() > seen);
    long step = screen.last().step();
    presenter.look(2);
    int more = screen.snapshots.size();
    await(() -> screen.snapshots.size() > more);
    assertTrue(screen.last().step() <= step + 1, "goes on after a pause");
  }

  @Test
  void aChangeWhileRunningStartsAnewAndGoesOn() throws InterruptedException {
    presenter.speed(50);
    presenter.toggle();
    await(() -> screen.last().step() > 200);
    // From here on the worker would need seconds to come so far again.
    presenter.speed(1);
    Snapshot first = show(SMALL.with(SliderSetting.LAMBDA, 0.1));
    assertTrue(first.step() < 200, "step " + first.step());
    assertEquals(0.1, first.readouts().get(1).coefficient().getAsDouble());
    await(() -> screen.last().step() > 3);
    assertTrue(screen.running);
  }

  @Test
  void ofManyChangesOnlyTheLastIsShown() throws InterruptedException {
    int before = screen.snapshots.size();
    for (double lambda : SliderSetting.LAMBDA.scale.values()) {
      presenter.change(SMALL.with(SliderSetting.LAMBDA, lambda));
    }
    await(() -> screen.snapshots.size() > before);
    presenter.look(0);
    await(() -> screen.snapshots.size() > before + 1);
    for (Snapshot snapshot : screen.snapshots.subList(before, screen.snapshots.size())) {
      assertEquals(1, snapshot.readouts().get(1).coefficient().getAsDouble());
    }
  }

  @Test
  void whatCannotBeIsSaidInASentenceUntilItCan() throws InterruptedException {
    presenter.toggle();
    Snapshot refused = show(SMALL.with(SliderSetting.ACTIONS, 10));
    assertTrue(
        refused.problem().contains("number of optimal actions = 15: must be at most"),
        refused.problem());
    assertFalse(screen.running);
    presenter.saveFigure(Path.of("nowhere"));
    await(() -> screen.said().startsWith("Could not save: "));
    assertEquals("", show(SMALL).problem());
  }

  private void runToTheEnd() throws InterruptedException {
    presenter.speed(Integer.MAX_VALUE);
    presenter.toggle();
    await(() -> screen.last().finished());
  }

  @Test
  void theRunBeforeStaysAsAGhostWithWhatWasSetOtherwise() throws InterruptedException {
    assertEquals("", screen.last().before());
    runToTheEnd();
    assertEquals(
        "Pale: the run before, with Coefficient λ 0.05.",
        show(SMALL.with(SliderSetting.LAMBDA, 0.1)).before());
    // Settings on the way of a slider come nowhere and leave no ghost.
    assertEquals(
        "Pale: the run before, with Coefficient λ 0.05, Seed 1.",
        show(SMALL.with(SliderSetting.LAMBDA, 0.2).with(SliderSetting.SEED, 2)).before());
    assertEquals("Pale: the run before.", show(SMALL.with(Regularizer.NONE)).before());
    assertEquals("", show(SMALL).before(), "a run is not compared with itself");
    show(SMALL.with(SliderSetting.SEED, 2));
    presenter.open(3);
    await(() -> !presenter.preparing());
    assertEquals("", screen.last().before());
  }

  @Test
  void aLessonShowsTheTypicalStateUntilAnotherIsChosen() throws InterruptedException {
    int typical = screen.last().state();
    presenter.look(2);
    await(() -> screen.last().state() == 2);
    assertEquals(2, show(SMALL.with(SliderSetting.LAMBDA, 0.1)).state());
    presenter.open(presenter.lesson());
    presenter.change(SMALL);
    await(() -> !presenter.preparing());
    assertEquals(typical, screen.last().state());
  }

  @Test
  void lessonsFollowEachOtherAndEndAtTheEnds() throws InterruptedException {
    presenter.open(-1);
    assertEquals(Lessons.ALL.get(0), screen.lesson);
    for (int i = 0; i < 10; i++) {
      presenter.open(presenter.lesson() + 1);
    }
    assertEquals(Lessons.ALL.get(7), screen.lesson);
    assertEquals(Lessons.ALL.get(7).scene(), screen.scene);
    presenter.tryIt();
    assertEquals(Lessons.ALL.get(7).changed(), screen.scene);
    assertTrue(screen.running);
    await(() -> screen.last().step() > 0);
  }

  /**
   * Frames in between are short, which {@link FrameClockTest} holds, so a slider waits for none of
   * them.
   */
  @Test
  void everyMoveOfASliderIsAnsweredWhileItRuns() throws InterruptedException {
    show(DemoSettings.standard());
    presenter.toggle();
    for (int i = 0; i < 21; i++) {
      DemoSettings moved =
          DemoSettings.standard().with(SliderSetting.LAMBDA, SliderSetting.LAMBDA.scale.at(i));
      assertEquals("", show(moved).problem());
      assertEquals(moved, screen.scene);
      assertTrue(screen.running);
    }
    await(() -> screen.last().step() > 0);
  }

  /** Preparing this takes many seconds of algebra that nothing interrupts. */
  private static DemoSettings slow() {
    NamedVariant garnet =
        ComponentKind.ENVIRONMENT.variants().stream()
            .filter(any -> any.label().equals("garnet"))
            .findFirst()
            .orElseThrow();
    return SMALL.with(garnet.with("states: 2000, actions: 10, branching: 3, gamma: 0.99"));
  }

  /** Until a thread is where nothing interrupts it. */
  private static void awaitAlgebra() throws InterruptedException {
    while (Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().equals(Worker.THREAD))
        .flatMap(thread -> Arrays.stream(thread.getValue()))
        .noneMatch(frame -> frame.getMethodName().equals("eliminate"))) {
      Thread.sleep(5);
    }
  }

  @Test
  void aSceneThatTakesLongToPrepareHoldsNothingUp() throws InterruptedException {
    presenter.change(slow());
    assertTrue(presenter.preparing());
    awaitAlgebra();
    DemoSettings wanted = SMALL.with(SliderSetting.OPTIMAL, 7);
    show(wanted);
    assertFalse(presenter.preparing());
    presenter.change(slow());
    awaitAlgebra();
    presenter.close();
    assertTrue(workers().findAny().isPresent(), "it waited for the slow scene");
  }

  @Test
  void nothingIsOverwrittenBySaving(@TempDir Path folder) throws Exception {
    presenter.saveSettings(folder);
    await(() -> screen.said().startsWith("Saved"));
    byte[] saved = Files.readAllBytes(folder.resolve("entropy.yaml"));
    show(SMALL.with(SliderSetting.LAMBDA, 0.5));
    presenter.saveSettings(folder);
    await(() -> screen.said().startsWith("Could not save"));
    assertTrue(screen.said().contains("must not be there yet"), screen.said());
    assertArrayEquals(saved, Files.readAllBytes(folder.resolve("entropy.yaml")));
  }

  @Test
  void savedSettingsGiveTheSameNumbers(@TempDir Path folder) throws Exception {
    DemoSettings scene =
        SMALL
            .with(SliderSetting.STEPS, 400)
            .with(SliderSetting.SEED, 3)
            .with(SliderSetting.TARGET, 1)
            .with(BuiltIn.AENT)
            .with(BuiltIn.GRPO);
    show(scene);
    presenter.saveSettings(folder.resolve("new"));
    await(() -> screen.said().startsWith("Saved none.yaml, entropy.yaml, clamped.yaml in "));
    presenter.speed(Integer.MAX_VALUE);
    presenter.toggle();
    await(() -> screen.last().finished());
    for (RunReadout readout : screen.last().readouts()) {
      Regularizer method = readout.method();
      Path file = folder.resolve("new").resolve(method.id() + ".yaml");
      Table data = Experiment.read(file, List.of()).run(1, Progress.SILENT).data();
      int last = data.rows() - 1;
      assertEquals(400, data.number(last, "step"));
      assertSame(data.number(last, "average_reward"), readout.reward());
      assertSame(data.number(last, "entropy"), readout.entropy());
      if (method != Regularizer.NONE) {
        assertSame(data.number(last, "coefficient_0"), readout.coefficient().getAsDouble());
      }
    }
  }

  /** The same in the digits that tables have. */
  private static void assertSame(double inTable, double shown) {
    assertEquals(Table.format(inTable), Table.format(shown));
  }

  @Test
  void aSavedFigureHasItsFilesAndTheSameBytesEachTime(@TempDir Path folder) throws Exception {
    presenter.step();
    await(() -> screen.last().step() == 1);
    for (String name : List.of("one", "two")) {
      presenter.saveFigure(folder.resolve(name));
      await(() -> screen.said().endsWith(name + "."));
    }
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("one/figure.svg")),
        Files.readAllBytes(folder.resolve("two/figure.svg")));
    try (Stream<Path> files = Files.list(folder.resolve("one"))) {
      assertEquals(
          List.of("figure.pdf", "figure.png", "figure.svg"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void whatIsBeingSavedWhenTheWindowClosesIsSaved(@TempDir Path folder) throws IOException {
    presenter.saveSettings(folder);
    presenter.close();
    assertTrue(Files.readString(folder.resolve("none.yaml")).contains("name: none"));
  }

  @Test
  void aFolderThatCannotBeIsNamed(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    presenter.saveSettings(file);
    await(() -> screen.said().startsWith("Could not save: "));
    assertTrue(screen.said().contains("output folder " + file + ": must be a folder"));
  }

  @Test
  void closingStopsARunBeforeItsEnd() throws InterruptedException {
    show(DemoSettings.standard().with(SliderSetting.STEPS, 100_000));
    presenter.speed(Integer.MAX_VALUE);
    presenter.toggle();
    await(() -> screen.last().step() > 0);
    presenter.close();
    awaitNoWorker();
    viewThread.forEach(Runnable::run);
    assertFalse(screen.last().finished(), "it ran to its end");
  }
}

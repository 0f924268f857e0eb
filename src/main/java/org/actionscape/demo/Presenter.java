package org.actionscape.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.actionscape.chart.FigureWriter;
import org.actionscape.chart.Regularizer;
import org.actionscape.check.InvalidInputException;
import org.actionscape.check.Printable;
import org.actionscape.store.AtomicFiles;
import org.actionscape.store.FileFailure;
import org.actionscape.store.OutputFolder;

/**
 * What the window does, without the window: holds the scene and the lesson, passes wishes on to the
 * worker and what comes back on to the view. All methods are called on the view's thread and return
 * at once.
 */
final class Presenter implements AutoCloseable {
  private final View view;
  private final Executor viewThread;
  private final Worker worker;

  /** What is not shown yet: a view that is slow misses frames instead of queueing them. */
  private final AtomicReference<Snapshot> latest = new AtomicReference<>();

  private DemoSettings scene = DemoSettings.standard();
  private int lesson;
  private int state = Session.TYPICAL;
  private long generation;
  private long delivered;
  private boolean running;
  private boolean finished;

  Presenter(View view, Executor viewThread) {
    this.view = view;
    this.viewThread = viewThread;
    worker = new Worker(this::publish);
  }

  private void publish(Snapshot snapshot) {
    if (latest.getAndSet(snapshot) == null) {
      viewThread.execute(this::deliver);
    }
  }

  private void deliver() {
    Snapshot snapshot = latest.getAndSet(null);
    if (snapshot.generation() != generation) {
      return;
    }
    delivered = generation;
    finished = snapshot.finished();
    if (finished || !snapshot.problem().isEmpty()) {
      run(false);
    }
    view.show(snapshot);
    if (!snapshot.notes().isEmpty()) {
      view.say(String.join(". ", snapshot.notes()) + ".");
    }
  }

  DemoSettings scene() {
    return scene;
  }

  int lesson() {
    return lesson;
  }

  /** Whether the runs of the scene are still to be shown for the first time. */
  boolean preparing() {
    return delivered != generation;
  }

  boolean running() {
    return running;
  }

  /** Replaces the scene; training starts anew, and goes on if it was. */
  void change(DemoSettings wanted) {
    if (!wanted.equals(scene)) {
      scene = wanted;
      restart();
    }
  }

  /** Makes a choice; a variant starts with the settings that are suggested for it. */
  void choose(Choice option) {
    change(scene.with(option instanceof NamedVariant variant ? variant.suggested(scene) : option));
  }

  private void restart() {
    finished = false;
    view.show(scene);
    generation = worker.show(scene);
  }

  /** Runs or pauses; after the last step, runs again from the first. */
  void toggle() {
    if (finished) {
      restart();
    }
    view.say(" ");
    run(!running);
  }

  private void run(boolean wanted) {
    running = wanted;
    worker.run(wanted);
    view.running(wanted);
  }

  /** Makes one update. */
  void step() {
    run(false);
    worker.step();
  }

  /** Goes back to the first step. */
  void reset() {
    run(false);
    restart();
  }

  /** Sets the most updates of a frame. */
  void speed(int updates) {
    worker.speed(updates);
  }

  /** Sets the state whose policy is shown, from 0, until a lesson is opened. */
  void look(int wanted) {
    state = wanted;
    worker.look(wanted);
  }

  /** Whether the typical state is shown, as nobody has chosen another. */
  boolean looksAtTypical() {
    return state == Session.TYPICAL;
  }

  /** Opens a lesson, numbered from 0; past the ends it is the first or the last. */
  void open(int number) {
    lesson = Math.max(0, Math.min(Lessons.ALL.size() - 1, number));
    Lesson opened = Lessons.ALL.get(lesson);
    run(false);
    view.show(opened, lesson);
    scene = opened.scene();
    finished = false;
    view.show(scene);
    look(Session.TYPICAL);
    generation = worker.showAlone(scene);
    view.say("Press Space to run.");
  }

  /** Makes the change that the lesson proposes, and runs. */
  void tryIt() {
    scene = Lessons.ALL.get(lesson).changed();
    restart();
    run(true);
    view.say(Lessons.ALL.get(lesson).trial());
  }

  /** Keeps the drawing as figure.svg, figure.png and figure.pdf. */
  void saveFigure(Path folder) {
    save(
        folder,
        (session, state) -> FigureWriter.write(session.keepsake(state), folder),
        List.of("figure.svg", "figure.png", "figure.pdf"));
  }

  /** Keeps the settings, one file a method, which {@code actionscape run} takes. */
  void saveSettings(Path folder) {
    DemoSettings kept = scene;
    save(
        folder,
        (session, state) -> {
          try (OutputFolder out = OutputFolder.open(folder)) {
            out.replace(
                fresh -> {
                  for (Regularizer method : kept.compared()) {
                    AtomicFiles.writeText(
                        fresh.resolve(file(method)), kept.experiment(method).yaml());
                  }
                },
                List.of());
          }
        },
        kept.compared().stream().map(Presenter::file).toList());
  }

  private static String file(Regularizer method) {
    return method.id() + ".yaml";
  }

  private void save(Path folder, Worker.Job job, List<String> files) {
    worker.submit(
        (session, state) -> {
          String sentence = "Saved " + String.join(", ", files) + " in " + folder + ".";
          try {
            if (session == null) {
              throw new InvalidInputException("must have runs, see the message");
            }
            requireNothingThere(folder, files);
            job.on(session, state);
          } catch (InvalidInputException e) {
            sentence = "Could not save: " + e.getMessage();
          } catch (IOException e) {
            sentence = "Could not save: " + FileFailure.sentence(e);
          }
          String said = Printable.whole(sentence);
          viewThread.execute(() -> view.say(said));
        });
  }

  private static void requireNothingThere(Path folder, List<String> files) {
    for (String file : files) {
      if (Files.exists(folder.resolve(file))) {
        throw new InvalidInputException(
            folder.resolve(file) + ": must not be there yet; choose or make another folder");
      }
    }
  }

  /** Stops everything; what is being saved is saved first. */
  @Override
  public void close() {
    worker.close();
  }
}

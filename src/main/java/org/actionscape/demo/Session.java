package org.actionscape.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.actionscape.chart.Figure;
import org.actionscape.chart.Regularizer;
import org.actionscape.check.InvalidInputException;
import org.actionscape.demo.LiveFigure.Ghost;
import org.actionscape.demo.LiveFigure.Point;
import org.actionscape.demo.LiveFigure.Trace;
import org.actionscape.experiment.ObservedRun;
import org.actionscape.solver.Step;

/** The runs of one scene, side by side, with what was seen of them. For one thread. */
final class Session {
  /** Asks for the state that {@link #typicalState} is. */
  static final int TYPICAL = -1;

  private static final double HALF = 0.5;

  private final DemoSettings scene;
  private final Past before;
  private final long last;
  private final int every;
  private final List<Course> courses = new ArrayList<>();
  private final int typical;
  private long step;

  /** A run with its recorded points. */
  private static final class Course {
    final Regularizer method;
    final ObservedRun run;
    final List<Point> recorded = new ArrayList<>();
    ObservedRun.Observation observation;
    double[] optimalMass;

    Course(Regularizer method, ObservedRun run) {
      this.method = method;
      this.run = run;
    }

    void observe() {
      observation = run.observe();
    }

    /** Looks at the policy too, which costs as much again. */
    void lookClosely() {
      observe();
      optimalMass = run.optimalMass();
    }

    Point point() {
      Step now = observation.step();
      return new Point(
          now.step(),
          now.value(),
          now.entropy(),
          observation.returnGradient(),
          observation.bound(),
          coefficient().orElse(Double.NaN));
    }

    OptionalDouble coefficient() {
      return observation.step().bonuses().stream().mapToDouble(Step.Bonus::coefficient).findFirst();
    }

    RunReadout readout() {
      Step now = observation.step();
      return new RunReadout(
          method,
          now.value(),
          now.entropy(),
          observation.returnGradient(),
          observation.bound(),
          coefficient(),
          Arrays.stream(optimalMass).filter(mass -> mass > HALF).count(),
          Arrays.stream(optimalMass).filter(mass -> !Double.isNaN(mass)).count());
    }

    List<Point> points() {
      List<Point> points = new ArrayList<>(recorded);
      Point now = point();
      if (points.get(points.size() - 1).step() < now.step()) {
        points.add(now);
      }
      return points;
    }
  }

  /**
   * Prepares the runs.
   *
   * @param before the runs that are shown as ghosts
   * @param unwanted asked between the runs, so that a scene that is out of date costs little
   * @throws InvalidInputException if there are no such runs
   * @throws CancellationException if they are no longer wanted
   */
  Session(DemoSettings scene, Past before, BooleanSupplier unwanted) {
    this.scene = scene;
    this.before = before;
    last = scene.whole(SliderSetting.STEPS);
    every = scene.every();
    for (Regularizer method : scene.compared()) {
      if (unwanted.getAsBoolean()) {
        throw new CancellationException();
      }
      courses.add(
          new Course(method, scene.experiment(method).watch(scene.whole(SliderSetting.SEED))));
    }
    record();
    typical = typicalState();
  }

  /**
   * Of the states in which not every action is best, ordered by how likely the best ones are at the
   * start, the middle one: half of them are easier. A state that stays the same during a run.
   */
  private int typicalState() {
    double[] mass = courses.isEmpty() ? new double[0] : courses.get(0).run.optimalMass();
    int[] decided =
        IntStream.range(0, mass.length)
            .filter(s -> !Double.isNaN(mass[s]))
            .boxed()
            .sorted(Comparator.comparingDouble(s -> mass[s]))
            .mapToInt(s -> s)
            .toArray();
    return decided.length == 0 ? 0 : decided[decided.length / 2];
  }

  DemoSettings scene() {
    return scene;
  }

  boolean finished() {
    return step >= last;
  }

  /** Updates every run, at most so many times, until that is enough. */
  void advance(int most, BooleanSupplier enough) {
    for (int i = 0; i < most && !finished() && !enough.getAsBoolean(); i++) {
      courses.forEach(course -> course.run.advance(1));
      step++;
      if (step % every == 0 || finished()) {
        record();
      }
    }
  }

  private void record() {
    for (Course course : courses) {
      course.observe();
      course.recorded.add(course.point());
    }
  }

  /** What is there to see, with the policy of one state, or of the {@link #TYPICAL} one. */
  Snapshot snapshot(long generation, int wanted) {
    courses.forEach(Course::lookClosely);
    int state = shown(wanted);
    return new Snapshot(
        generation,
        step,
        finished(),
        courses.stream().map(Course::readout).toList(),
        figure(state, ""),
        states(),
        state,
        before.sentence(scene),
        finished() ? notes() : List.of(),
        "");
  }

  private List<String> notes() {
    return courses.stream()
        .flatMap(
            course -> course.run.notes().stream().map(note -> course.method.label() + ": " + note))
        .toList();
  }

  /** The runs as ghosts of the next ones. */
  Past past() {
    return new Past(
        scene,
        step,
        courses.stream().map(course -> new Ghost(course.method, course.points())).toList());
  }

  /** The drawing with a caption that says everything, to be kept. */
  Figure keepsake(int wanted) {
    courses.forEach(Course::lookClosely);
    return figure(shown(wanted), (scene.describe() + " " + before.sentence(scene)).strip());
  }

  private int states() {
    return courses.stream().mapToInt(course -> course.run.states()).findFirst().orElse(1);
  }

  private int shown(int wanted) {
    return wanted == TYPICAL ? typical : Math.min(wanted, states() - 1);
  }

  private Figure figure(int state, String caption) {
    String what = scene.isIn(BuiltIn.BANDIT) ? "context " : "state ";
    String name = what + (state + 1) + " of " + states();
    return LiveFigure.of(
        courses.stream().map(course -> trace(course, state)).toList(),
        before.ghosts(),
        new LiveFigure.Layout(last, scene.movesCoefficient() || before.movesCoefficient(), name),
        caption);
  }

  private Trace trace(Course course, int state) {
    RunReadout now = course.readout();
    return new Trace(
        course.method,
        course.points(),
        course.run.softReward(),
        scene.critical(course.method),
        course.run.ranks(state),
        now.solved() + " of " + now.decided());
  }
}

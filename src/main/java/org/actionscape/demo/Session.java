package org.actionscape.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.actionscape.chart.Figure;
import org.actionscape.chart.LiveFigure;
import org.actionscape.chart.LiveFigure.Point;
import org.actionscape.chart.LiveFigure.Trace;
import org.actionscape.chart.Method;
import org.actionscape.experiment.WatchedRun;
import org.actionscape.math.InvalidInputException;
import org.actionscape.solver.Step;

/** The runs of one scene, side by side, with what was seen of them. For one thread. */
final class Session {
  private final Scene scene;
  private final long last;
  private final int every;
  private final List<Course> courses = new ArrayList<>();
  private long step;

  /** A run with its recorded points. */
  private static final class Course {
    final Method method;
    final WatchedRun run;
    final List<Point> recorded = new ArrayList<>();
    WatchedRun.Sight sight;

    Course(Method method, WatchedRun run) {
      this.method = method;
      this.run = run;
    }

    void look() {
      sight = run.look();
    }

    Point point() {
      Step now = sight.step();
      return new Point(
          now.step(), now.value(), now.entropy(), sight.returnGradient(), sight.bound());
    }

    Readout readout() {
      Step now = sight.step();
      OptionalDouble coefficient =
          now.bonuses().stream().mapToDouble(Step.Bonus::coefficient).findFirst();
      return new Readout(
          method, now.value(), now.entropy(), sight.returnGradient(), sight.bound(), coefficient);
    }
  }

  /**
   * Prepares the runs.
   *
   * @param unwanted asked between the runs, so that a scene that is out of date costs little
   * @throws InvalidInputException if there are no such runs
   * @throws CancellationException if they are no longer wanted
   */
  Session(Scene scene, BooleanSupplier unwanted) {
    this.scene = scene;
    last = scene.whole(Knob.STEPS);
    every = scene.every();
    for (Method method : scene.compared()) {
      if (unwanted.getAsBoolean()) {
        throw new CancellationException();
      }
      courses.add(new Course(method, scene.experiment(method).watch(scene.whole(Knob.SEED))));
    }
    record();
  }

  Scene scene() {
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
      course.look();
      course.recorded.add(course.point());
    }
  }

  Snapshot snapshot(long generation, int state) {
    courses.forEach(Course::look);
    return new Snapshot(
        generation,
        step,
        finished(),
        courses.stream().map(Course::readout).toList(),
        figure(state, ""),
        states(),
        "");
  }

  /** The drawing with a caption that says everything, to be kept. */
  Figure keepsake(int state) {
    courses.forEach(Course::look);
    return figure(state, scene.describe());
  }

  private int states() {
    return courses.stream().mapToInt(course -> course.run.states()).findFirst().orElse(1);
  }

  private Figure figure(int wanted, String caption) {
    int state = Math.min(wanted, states() - 1);
    String what = scene.isIn(BuiltIn.BANDIT) ? "context " : "state ";
    String name = what + (state + 1) + " of " + states();
    return LiveFigure.of(
        courses.stream().map(course -> trace(course, state)).toList(), last, name, caption);
  }

  private static Trace trace(Course course, int state) {
    List<Point> points = new ArrayList<>(course.recorded);
    Point now = course.point();
    if (points.get(points.size() - 1).step() < now.step()) {
      points.add(now);
    }
    return new Trace(course.method, points, course.run.softReward(), course.run.ranks(state));
  }
}

package org.actionscape.chart;

import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.actionscape.experiment.Interval;
import org.actionscape.experiment.RankedActions;

/**
 * What can be seen of a few runs at one moment: reward, entropy, the return's gradient against its
 * bound, and the policy in one state by rank. Drawn anew for every frame of a window, and kept as a
 * figure like any other.
 */
public final class LiveFigure {
  /** Below this, in decades, gradients are as good as zero. */
  private static final double LEAST_GRADIENT = -12;

  /** Room above the highest value, as a share of it. */
  private static final double ROOM = 1.05;

  /** Two points each are what a curve may have. */
  private static final int RANKS_PER_CURVE = Panels.POINTS_PER_CURVE / 2 - 10;

  /** Half the width of the mark of an optimal action, in decades of the rank. */
  private static final double HALF_MARK = 0.04;

  private static final double GAP = 1.1;
  private static final double DECADES_BELOW_UNIFORM = 4;
  private static final double NATS_PER_DECADE = StrictMath.log(10);

  private static final Curve.Stroke SOLID = Curve.Stroke.SOLID;
  private static final Curve.Stroke DASHED = Curve.Stroke.DASHED;
  private static final Curve.Stroke THICK = Curve.Stroke.THICK;

  /**
   * One step of a run.
   *
   * @param step the number of updates so far
   * @param reward the expected return
   * @param entropy the entropy of the policy, nats
   * @param gradient the norm of the return's gradient
   * @param bound what bounds it
   */
  public record Point(double step, double reward, double entropy, double gradient, double bound) {}

  /**
   * One run.
   *
   * @param method whose colour it has
   * @param points its steps so far, ascending
   * @param optimum the reward at the optimum of what it maximises, where that is known
   * @param ranks its policy in the state that is looked at, likeliest actions first
   */
  public record Trace(
      Method method, List<Point> points, OptionalDouble optimum, List<RankedActions> ranks) {
    public Trace {
      points = List.copyOf(points);
      ranks = List.copyOf(ranks);
    }
  }

  private final List<Trace> traces;
  private final double steps;
  private final String state;

  private LiveFigure(List<Trace> traces, double steps, String state) {
    this.traces = traces;
    this.steps = steps;
    this.state = state;
  }

  /**
   * Composes the figure.
   *
   * @param traces the runs
   * @param steps where the axis of steps ends
   * @param state what the state of the ranks is called
   * @param caption the text below
   * @return a figure of four panels
   */
  public static Figure of(List<Trace> traces, double steps, String state, String caption) {
    return new LiveFigure(traces, steps, state).compose(caption);
  }

  private Figure compose(String caption) {
    return new Figure(
        "Reward, entropy, gradient and policy of " + traces.size() + " runs",
        List.of(
            traces.stream().map(trace -> Key.colour(trace.method())).toList(),
            List.of(
                Key.line("bound of the gradient, regularised optimum", Style.INK, DASHED),
                Key.line("optimal actions", Style.INK, THICK))),
        List.of(reward(), entropy(), gradient(), ranks()),
        2,
        caption);
  }

  private Panel reward() {
    List<Curve> curves = new ArrayList<>();
    for (Trace trace : traces) {
      trace.optimum().ifPresent(level -> curves.add(level(trace.method(), level)));
    }
    traces.forEach(trace -> curves.add(curve(trace, "reward", SOLID, Point::reward)));
    Axis range = Axis.linear("expected reward").between(0, ROOM);
    boolean known = traces.stream().anyMatch(trace -> trace.optimum().isPresent());
    String title = "Average reward" + (known ? " (dashed: regularised optimum)" : "");
    return Panels.curves(title, stepAxis(), range, curves, List.of());
  }

  private Curve level(Method method, double level) {
    Map<Double, Interval> points = new LinkedHashMap<>();
    points.put(0.0, exactly(level));
    points.put(steps, exactly(level));
    return new Curve("optimum " + method, method.colour, DASHED, points);
  }

  private Panel entropy() {
    List<Curve> curves =
        traces.stream().map(t -> curve(t, "entropy", SOLID, Point::entropy)).toList();
    double most = all(Point::entropy).max().orElse(0);
    Axis range = Axis.linear("nats").between(0, most > 0 ? most * ROOM : 1);
    return Panels.curves("Entropy", stepAxis(), range, curves, List.of());
  }

  private Panel gradient() {
    List<Curve> curves = new ArrayList<>();
    for (Trace trace : traces) {
      curves.add(curve(trace, "bound", DASHED, point -> decades(point.bound())));
      curves.add(curve(trace, "gradient", SOLID, point -> decades(point.gradient())));
    }
    double least = Math.floor(all(point -> decades(point.gradient())).min().orElse(-1));
    double most = Math.ceil(all(point -> decades(point.bound())).max().orElse(0));
    Axis range = Axis.decades("1-norm").between(least, Math.max(most, least + 1));
    return Panels.curves(
        "Gradient of the reward (dashed: its bound 2 H)", stepAxis(), range, curves, List.of());
  }

  private static double decades(double value) {
    return Math.max(LEAST_GRADIENT, StrictMath.log10(value));
  }

  private Panel ranks() {
    List<Curve> curves = new ArrayList<>();
    double last = traces.stream().mapToDouble(LiveFigure::actions).max().orElse(1);
    traces.forEach(trace -> curves.add(policy(trace)));
    traces.forEach(trace -> curves.add(marks(trace)));
    // Far below a uniform policy, probabilities say nothing but "never".
    double floor = -Math.ceil(StrictMath.log10(last)) - DECADES_BELOW_UNIFORM;
    return Panels.curves(
        "Policy by rank, " + state + " (thick: optimal)",
        Axis.decades("rank")
            .between(-2 * HALF_MARK, Math.max(1, StrictMath.log10(last)) + HALF_MARK),
        Axis.decades("probability").between(floor, HALF_MARK * -floor),
        curves,
        List.of());
  }

  private static double actions(Trace trace) {
    List<RankedActions> ranks = trace.ranks();
    return ranks.isEmpty() ? 1 : ranks.get(ranks.size() - 1).last();
  }

  private static Curve policy(Trace trace) {
    Map<Double, Interval> points = new LinkedHashMap<>();
    double spacing = StrictMath.log10(actions(trace)) / RANKS_PER_CURVE;
    double drawn = Double.NEGATIVE_INFINITY;
    for (RankedActions actions : trace.ranks()) {
      double last = StrictMath.log10(actions.last());
      if (last - drawn >= spacing || actions.last() == actions(trace)) {
        points.put(StrictMath.log10(actions.first()), exactly(decadesOfProbability(actions)));
        points.put(last, exactly(decadesOfProbability(actions)));
        drawn = last;
      }
    }
    return new Curve("policy " + trace.method(), trace.method().colour, SOLID, points);
  }

  private static double decadesOfProbability(RankedActions actions) {
    return actions.logProbability() / NATS_PER_DECADE;
  }

  /** A thick dash at every optimal action, or at every place where there is room for one. */
  private static Curve marks(Trace trace) {
    Map<Double, Interval> points = new LinkedHashMap<>();
    double free = Double.NEGATIVE_INFINITY;
    for (RankedActions actions : trace.ranks()) {
      double rank = StrictMath.log10(actions.first());
      if (actions.optimal() && rank - HALF_MARK > free) {
        double height = decadesOfProbability(actions);
        points.put(rank - HALF_MARK, exactly(height));
        points.put(rank + HALF_MARK, exactly(height));
        // Lifts the pen.
        points.put(rank + GAP * HALF_MARK, exactly(Double.NaN));
        free = rank + GAP * HALF_MARK;
      }
    }
    return new Curve("optimal " + trace.method(), trace.method().colour, THICK, points);
  }

  private Axis stepAxis() {
    return Axis.linear("step").between(0, steps);
  }

  private static Curve curve(
      Trace trace, String name, Curve.Stroke stroke, ToDoubleFunction<Point> value) {
    Map<Double, Interval> points = new LinkedHashMap<>();
    trace.points().forEach(p -> points.put(p.step(), exactly(value.applyAsDouble(p))));
    Color colour = trace.method().colour;
    return new Curve(name + " " + trace.method(), colour, stroke, points);
  }

  private DoubleStream all(ToDoubleFunction<Point> value) {
    Stream<Point> points = traces.stream().flatMap(trace -> trace.points().stream());
    return points.mapToDouble(value);
  }

  private static Interval exactly(double value) {
    return new Interval(value, Double.NaN, Double.NaN);
  }
}

package org.actionscape.demo;

import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.actionscape.chart.Axis;
import org.actionscape.chart.CornerNotes;
import org.actionscape.chart.Curve;
import org.actionscape.chart.Figure;
import org.actionscape.chart.LegendEntry;
import org.actionscape.chart.Panel;
import org.actionscape.chart.Panels;
import org.actionscape.chart.Regularizer;
import org.actionscape.chart.Style;
import org.actionscape.experiment.RankedActions;
import org.actionscape.store.Interval;

/**
 * What can be seen of a few runs at one moment: reward, entropy, the return's gradient against its
 * bound, the policy in one state by rank, and the coefficient where a rule moves it. Runs made
 * before may stand behind them as pale ghosts. Drawn anew for every frame of a window, and kept as
 * a figure like any other.
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
  private static final int WHITE = 255;
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
   * @param coefficient lambda of the next update; NaN without a bonus
   */
  public record Point(
      double step,
      double reward,
      double entropy,
      double gradient,
      double bound,
      double coefficient) {}

  /**
   * One run.
   *
   * @param method whose colour it has
   * @param points its steps so far, ascending
   * @param optimum the reward at the optimum of what it maximises, where that is known
   * @param critical the coefficient above which that optimum is bad, where that is known
   * @param ranks its policy in the state that is looked at, likeliest actions first
   * @param solved how many states it has solved, in words
   */
  public record Trace(
      Regularizer method,
      List<Point> points,
      OptionalDouble optimum,
      OptionalDouble critical,
      List<RankedActions> ranks,
      String solved) {
    public Trace {
      points = List.copyOf(points);
      ranks = List.copyOf(ranks);
    }
  }

  /**
   * A run that was made before, for comparison.
   *
   * @param method whose colour it has, paler
   * @param points its steps, ascending
   */
  public record Ghost(Regularizer method, List<Point> points) {
    public Ghost {
      points = List.copyOf(points);
    }
  }

  /**
   * What the panels show beside the runs.
   *
   * @param steps where the axis of steps ends
   * @param coefficient whether there is a panel for the coefficient
   * @param state what the state of the ranks is called
   */
  public record Layout(double steps, boolean coefficient, String state) {}

  private final List<Trace> traces;
  private final List<Ghost> ghosts;
  private final Layout layout;

  private LiveFigure(List<Trace> traces, List<Ghost> ghosts, Layout layout) {
    this.traces = traces;
    this.ghosts = ghosts;
    this.layout = layout;
  }

  /**
   * Composes the figure.
   *
   * @param traces the runs
   * @param ghosts runs made before
   * @param layout what the panels show beside them
   * @param caption the text below
   * @return a figure of four panels, or of five with one for the coefficient
   */
  public static Figure of(List<Trace> traces, List<Ghost> ghosts, Layout layout, String caption) {
    return new LiveFigure(traces, ghosts, layout).compose(caption);
  }

  private Figure compose(String caption) {
    List<Panel> panels = new ArrayList<>(List.of(reward(), entropy(), gradient(), ranks()));
    if (layout.coefficient()) {
      panels.add(coefficient());
    }
    List<LegendEntry> lines = new ArrayList<>();
    lines.add(LegendEntry.line("what theory says", Style.INK, DASHED));
    lines.add(LegendEntry.line("optimal actions", Style.INK, THICK));
    if (!ghosts.isEmpty()) {
      lines.add(LegendEntry.line("the run before", pale(Style.INK), SOLID));
    }
    return new Figure(
        "Reward, entropy, gradient and policy of " + traces.size() + " runs",
        List.of(traces.stream().map(trace -> LegendEntry.colour(trace.method())).toList(), lines),
        panels,
        2,
        caption);
  }

  private Panel reward() {
    List<Curve> curves = ghosts(Point::reward);
    for (Trace trace : traces) {
      trace.optimum().ifPresent(level -> curves.add(level(trace.method(), level)));
    }
    traces.forEach(trace -> curves.add(curve(trace, "reward", SOLID, Point::reward)));
    Axis range = Axis.linear("expected reward").between(0, ROOM);
    boolean known = traces.stream().anyMatch(trace -> trace.optimum().isPresent());
    String title = "Reward" + (known ? " (dashed: optimum of reward + λ H)" : "");
    return Panels.curves(title, stepAxis(), range, curves, List.of());
  }

  private Curve level(Regularizer method, double level) {
    Map<Double, Interval> points = new LinkedHashMap<>();
    points.put(0.0, exactly(level));
    points.put(layout.steps(), exactly(level));
    return new Curve("theory " + method, method.colour, DASHED, points);
  }

  private Panel entropy() {
    List<Curve> curves = ghosts(Point::entropy);
    traces.forEach(trace -> curves.add(curve(trace, "entropy", SOLID, Point::entropy)));
    double most = all(Point::entropy).max().orElse(0);
    Axis range = Axis.linear("nats").between(0, most > 0 ? most * ROOM : 1);
    return Panels.curves("Entropy", stepAxis(), range, curves, List.of());
  }

  private Panel coefficient() {
    List<Curve> curves = ghosts(Point::coefficient);
    for (Trace trace : traces) {
      trace.critical().ifPresent(level -> curves.add(level(trace.method(), level)));
    }
    traces.forEach(trace -> curves.add(curve(trace, "coefficient", SOLID, Point::coefficient)));
    double most =
        DoubleStream.concat(
                all(Point::coefficient),
                traces.stream().mapToDouble(trace -> trace.critical().orElse(0)))
            .filter(value -> value > 0)
            .max()
            .orElse(1);
    boolean known = traces.stream().anyMatch(trace -> trace.critical().isPresent());
    String title = "Coefficient λ" + (known ? " (dashed: λ_c)" : "");
    Axis range = Axis.linear("λ").between(0, most * ROOM);
    return Panels.curves(title, stepAxis(), range, curves, List.of());
  }

  private Panel gradient() {
    List<Curve> curves = ghosts(point -> decades(point.gradient()));
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
    Panel panel =
        Panels.curves(
            "Policy by rank, " + layout.state() + " (thick: optimal)",
            Axis.decades("rank")
                .between(-2 * HALF_MARK, Math.max(1, StrictMath.log10(last)) + HALF_MARK),
            Axis.decades("probability").between(floor, HALF_MARK * -floor),
            curves,
            List.of());
    panel
        .chart()
        .getXYPlot()
        .addAnnotation(
            new CornerNotes(
                traces.stream()
                    .map(t -> new CornerNotes.Note("solved: " + t.solved(), t.method().colour))
                    .toList()));
    return panel;
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
    return Axis.whole("step").between(0, layout.steps());
  }

  private List<Curve> ghosts(ToDoubleFunction<Point> value) {
    List<Curve> curves = new ArrayList<>();
    for (Ghost ghost : ghosts) {
      Color colour = pale(ghost.method().colour);
      curves.add(
          new Curve("before " + ghost.method(), colour, SOLID, places(ghost.points(), value)));
    }
    return curves;
  }

  /** The colour half way to white. */
  private static Color pale(Color colour) {
    return new Color(pale(colour.getRed()), pale(colour.getGreen()), pale(colour.getBlue()));
  }

  private static int pale(int part) {
    return (part + WHITE) / 2;
  }

  private static Curve curve(
      Trace trace, String name, Curve.Stroke stroke, ToDoubleFunction<Point> value) {
    return new Curve(
        name + " " + trace.method(), trace.method().colour, stroke, places(trace.points(), value));
  }

  private static Map<Double, Interval> places(List<Point> points, ToDoubleFunction<Point> value) {
    Map<Double, Interval> places = new LinkedHashMap<>();
    points.forEach(point -> places.put(point.step(), exactly(value.applyAsDouble(point))));
    return places;
  }

  private DoubleStream all(ToDoubleFunction<Point> value) {
    return Stream.concat(traces.stream().map(Trace::points), ghosts.stream().map(Ghost::points))
        .flatMap(List::stream)
        .mapToDouble(value);
  }

  private static Interval exactly(double value) {
    return new Interval(value, Double.NaN, Double.NaN);
  }
}

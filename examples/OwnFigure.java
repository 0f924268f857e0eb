import java.io.IOException;
import java.nio.file.*;
import java.util.*;
import java.util.stream.LongStream;
import org.actionscape.chart.*;
import org.actionscape.env.*;
import org.actionscape.experiment.*;
import org.actionscape.objective.Objective;
import org.actionscape.solver.*;
import org.actionscape.store.Interval;
import org.actionscape.store.Table;
import org.actionscape.theory.SoftOptimum;

/** Three ways up the same objective, each from eight starts, beside its optimum. */
public class OwnFigure {
  static final double LAMBDA = 0.15;
  static final double STEPS = 300;

  public static void main(String[] args) throws IOException {
    double best = SoftOptimum.of(new double[] {1, 0}, new double[] {10, 990}, LAMBDA).reward();
    var level = new Interval(best, Double.NaN, Double.NaN);
    var figure = Figure.of("Reward under an entropy bonus",
        Axis.linear("step (updates)").between(0, STEPS),
        Axis.linear("average reward").between(0, 1),
        List.of(
            new Curve("ascent", Palette.BLUE, rewards(new GradientAscent(4))),
            new Curve("Adam", Palette.ORANGE, rewards(new Adam(0.05))),
            new Curve("natural gradient", Palette.GREEN, rewards(new NaturalGradient(0.2))),
            new Curve("optimum", Palette.INK, Curve.Stroke.DASHED,
                new TreeMap<>(Map.of(0.0, level, STEPS, level)))),
        "1,000 actions, 10 of them right, λ = " + LAMBDA + ". Start policies: Gaussian logits of"
            + " deviation 2, eight seeds. Gradients and optimum are exact.");
    FigureWriter.write(figure, Files.createDirectories(Path.of("own-figure")));
  }

  /** The mean reward over eight seeds, with its 95 % interval, at every fifth step. */
  static Map<Double, Interval> rewards(Optimizer optimizer) {
    var settings = new BanditSettings(1, 1000, 10).withStart(new GaussianStart(2));
    var table = Table.withColumns("seed", "step", "reward");
    LongStream.rangeClosed(1, 8).forEach(seed -> {
      var bandit = new BanditGenerator(settings, Encoding.EXPLICIT).bandit(seed);
      var run = new Run(bandit, Objective.withEntropy(LAMBDA), optimizer);
      run.steps(5).takeWhile(step -> step.step() <= STEPS)
          .forEach(step -> table.add(seed, step.step(), step.value()));
    });
    return table.intervals("step", "reward");
  }
}

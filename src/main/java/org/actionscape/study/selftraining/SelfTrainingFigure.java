package org.actionscape.study.selftraining;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.actionscape.chart.Figure;
import org.actionscape.env.BanditGenerator;
import org.actionscape.env.BanditSettings;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.Encoding;
import org.actionscape.env.GaussianStart;
import org.actionscape.env.OptimalRanks;
import org.actionscape.experiment.Effort;
import org.actionscape.experiment.FigureSettings;
import org.actionscape.experiment.Grids;
import org.actionscape.experiment.OverSeeds;
import org.actionscape.experiment.Parallel;
import org.actionscape.experiment.Progress;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.settings.Described;
import org.actionscape.solver.CrossEntropy;
import org.actionscape.solver.ExactGradient;
import org.actionscape.solver.GradientAscent;
import org.actionscape.solver.GradientSource;
import org.actionscape.solver.Run;
import org.actionscape.solver.SelfTraining;
import org.actionscape.solver.Step;
import org.actionscape.store.Interval;
import org.actionscape.store.Ranges;
import org.actionscape.store.Result;
import org.actionscape.store.Table;
import org.actionscape.study.FigureStudy;

/**
 * Self-training beside training on the truth, both with and without a small entropy bonus: by
 * cross-entropy towards labels (the own most likely action, or the true one) and by rewards (the
 * own confidence, or whether the action is right).
 */
final class SelfTrainingFigure implements FigureStudy {
  static final double LAMBDA = 0.1;
  static final int ACTIONS = 100;
  static final int CONTEXTS = 40;

  /** From this probability on an action is called confident. */
  static final double CONFIDENT = 0.9;

  private static final double DEVIATION = 1.5;
  private static final int FARTHEST = 3;
  private static final double STEP_SIZE = 1;
  private static final int STEPS = 10_000;
  private static final int QUICK_STEPS = 1000;
  private static final int PER_DECADE = 10;
  private static final int SEEDS = 8;
  private static final int QUICK_SEEDS = 2;
  private static final long FIRST_SEED = 1;

  /** One right action of 100, among the three most likely ones. */
  private static final BanditSettings BANDIT =
      new BanditSettings(CONTEXTS, ACTIONS, 1)
          .withStart(new GaussianStart(DEVIATION))
          .withRanks(OptimalRanks.aligned(1).ranks(1, FARTHEST, ACTIONS));

  /** What is learnt from. */
  enum Signal {
    PSEUDO_LABEL("label", false, new SelfTraining(SelfTraining.Signal.PSEUDO_LABEL)),
    TRUE_LABEL("label", true, new CrossEntropy()),
    CONFIDENCE("reward", false, new SelfTraining(SelfTraining.Signal.CONFIDENCE)),
    TRUE_REWARD("reward", true, new ExactGradient());

    /** By labels or by rewards. */
    final String kind;

    final boolean truth;
    final GradientSource source;

    Signal(String kind, boolean truth, GradientSource source) {
      this.kind = kind;
      this.truth = truth;
      this.source = source;
    }

    String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The source in the words of a settings file. */
    private Map<String, Object> gradient() {
      return switch (this) {
        case PSEUDO_LABEL, CONFIDENCE -> Described.map("kind", "self-training", "signal", id());
        case TRUE_LABEL -> Described.map("kind", "supervised");
        case TRUE_REWARD -> Described.map("kind", "exact");
      };
    }
  }

  /**
   * One recorded step, means over contexts.
   *
   * @param accuracy the mass on the true action
   * @param entropy nats
   * @param confidentlyWrong the share of contexts where a wrong action is confident
   */
  record Point(double accuracy, double entropy, double confidentlyWrong) {}

  @Override
  public String id() {
    return "self-training";
  }

  @Override
  public String description() {
    return "accuracy, entropy and confident errors of self-training and of training on the truth,"
        + " with and without a small entropy bonus";
  }

  /** The contexts of a seed. */
  static ContextualBandit bandit(long seed) {
    return new BanditGenerator(BANDIT, Encoding.EXPLICIT).bandit(seed);
  }

  private static Objective objective(double lambda) {
    return lambda == 0 ? Objective.expectedReturn() : Objective.withEntropy(lambda);
  }

  /** A run with the same step size in every context. */
  static Run run(ContextualBandit bandit, Signal signal, double lambda) {
    return new Run(
        bandit, objective(lambda), GradientAscent.perContext(STEP_SIZE, bandit), signal.source, 0);
  }

  /** Looks at the policy of a run. */
  static Point observe(ContextualBandit bandit, Run run) {
    Step step = run.observe();
    Evaluation evaluation = new Evaluation(bandit, Objective.expectedReturn());
    evaluation.evaluate(run.policy());
    int wrong = 0;
    double confident = StrictMath.log(CONFIDENT);
    for (int s = 0; s < bandit.classes().states(); s++) {
      for (int k = bandit.classes().begin(s); k < bandit.classes().end(s); k++) {
        if (bandit.rewards().data[k] == 0 && evaluation.logProbability(s, k) >= confident) {
          wrong++;
        }
      }
    }
    return new Point(step.value(), step.entropy(), (double) wrong / CONTEXTS);
  }

  @Override
  public Figure draw(Path folder) throws IOException {
    return SelfTrainingChart.of(folder);
  }

  @Override
  public Result run(Effort options, Progress progress) {
    int seeds = options.seedsOr(SEEDS, QUICK_SEEDS);
    List<Integer> steps = Grids.steps(options.quick() ? QUICK_STEPS : STEPS, PER_DECADE);
    int variants = 2 * Signal.values().length;
    List<List<Point>> cells =
        Parallel.map(
            seeds * variants,
            options.threads(),
            cell -> {
              ContextualBandit bandit = bandit(FIRST_SEED + cell / variants);
              Run run = run(bandit, signal(cell % variants), lambda(cell % variants));
              return run.steps(steps).map(step -> observe(bandit, run)).toList();
            },
            progress);
    Table data =
        Table.withColumns(
            "seed", "kind", "signal", "lambda", "step", "accuracy", "entropy", "confidently_wrong");
    for (int cell = 0; cell < cells.size(); cell++) {
      Signal signal = signal(cell % variants);
      for (int t = 0; t < steps.size(); t++) {
        Point point = cells.get(cell).get(t);
        data.add(
            FIRST_SEED + cell / variants,
            signal.kind,
            signal.id(),
            lambda(cell % variants),
            steps.get(t),
            point.accuracy(),
            point.entropy(),
            point.confidentlyWrong());
      }
    }
    return new Result(data, summary(data, steps), describe(seeds, steps));
  }

  private static Signal signal(int variant) {
    return Signal.values()[variant / 2];
  }

  private static double lambda(int variant) {
    return variant % 2 == 0 ? 0 : LAMBDA;
  }

  private static Table summary(Table data, List<Integer> steps) {
    List<String> columns = List.of("accuracy", "entropy", "confidently_wrong");
    List<String> names = new ArrayList<>(List.of("kind", "signal", "lambda"));
    columns.forEach(c -> names.addAll(List.of(c, c + "_low", c + "_high")));
    Table summary = Table.withColumns(names.toArray(String[]::new));
    String last = String.valueOf(steps.get(steps.size() - 1));
    Ranges ranges = Ranges.ofActions(ACTIONS);
    for (Signal signal : Signal.values()) {
      for (double lambda : new double[] {0, LAMBDA}) {
        Table rows =
            data.where("signal", signal.id())
                .where("lambda", Table.format(lambda))
                .where("step", last);
        List<Object> row = new ArrayList<>(List.of(signal.kind, signal.id(), lambda));
        for (String column : columns) {
          Interval interval = ranges.of(column).overSeeds(rows.numbers(column));
          row.addAll(List.of(interval.mean(), interval.low(), interval.high()));
        }
        summary.add(row.toArray());
      }
    }
    return summary;
  }

  private Map<String, Object> describe(int seeds, List<Integer> steps) {
    FigureSettings described =
        FigureSettings.trained(
            id(),
            Described.map(
                "environment", Described.environment(BANDIT, Encoding.EXPLICIT),
                "optimizer", FigureSettings.ascent(GradientAscent.perContext(STEP_SIZE, CONTEXTS)),
                "steps", steps.get(steps.size() - 1),
                "seeds", FigureSettings.seeds(FIRST_SEED, seeds)));
    for (Signal signal : Signal.values()) {
      described.curve(
          signal.id(),
          List.of(Described.map("gradient", signal.gradient())),
          Described.map(
              "objective",
              List.of(Described.objective(objective(0)), Described.objective(objective(LAMBDA)))));
    }
    return described.detail("confident_from", CONFIDENT).with(caption(seeds));
  }

  private static String caption(int seeds) {
    return String.format(
        Locale.ROOT,
        "Self-training (black, blue) and training on the truth (grey, orange) in %d contexts of %d"
            + " actions, the right one among the %d most likely at the start; %s. Left: cross-entropy towards labels, the own most likely action"
            + " or the true one. Right: policy gradient with rewards, the own probability or whether"
            + " the action is right. Without a bonus self-training grows sure of its errors (a"
            + " probability of %s and more). A bonus of %s on confidence as reward stops that in"
            + " all but a few contexts, by unlearning right answers with the wrong ones."
            + " On hard labels it does to errors what it does to the truth: next to nothing. It only bounds how sure training gets. Exact gradient ascent.",
        CONTEXTS,
        ACTIONS,
        FARTHEST,
        OverSeeds.text("mean", seeds, "seed"),
        CONFIDENT,
        LAMBDA);
  }
}

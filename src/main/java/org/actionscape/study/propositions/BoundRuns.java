package org.actionscape.study.propositions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.actionscape.env.BanditGenerator;
import org.actionscape.env.BanditSettings;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.Encoding;
import org.actionscape.env.GaussianStart;
import org.actionscape.env.OptimalRanks;
import org.actionscape.experiment.Effort;
import org.actionscape.experiment.FigureBandit;
import org.actionscape.experiment.FigureSettings;
import org.actionscape.experiment.Grids;
import org.actionscape.experiment.Parallel;
import org.actionscape.experiment.Progress;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.actionscape.settings.Described;
import org.actionscape.solver.GradientAscent;
import org.actionscape.solver.Run;
import org.actionscape.store.Interval;
import org.actionscape.store.Ranges;
import org.actionscape.store.Table;

/**
 * Training runs along which bounds are looked at: a small textbook bandit, where bounds say
 * something, and the paper's, where the optimal actions of a decoyed context are so unlikely that
 * they seldom do. Every seed is one cell; steps are recorded at equal distances of their logarithm.
 */
final class BoundRuns {
  private static final int PER_DECADE = 8;
  private static final int SEEDS = 8;
  private static final int QUICK_SEEDS = 2;
  private static final int QUICK_STEPS = 300;
  private static final double BUCKET_WIDTH = 0.1;
  private static final int OPTIMAL = 10;

  /** Optimal actions among the 40 most likely, so that a clamp to one half never drops them. */
  private static final OptimalRanks TOP = OptimalRanks.aligned(1).ranks(1, 40, 40);

  /** A bandit with the coefficient of its bonuses and a budget of steps. */
  record Setup(String id, BanditSettings bandit, double lambda, int steps) {}

  /** A way to train at a given coefficient. */
  interface Method {
    Objective at(double lambda);
  }

  /** What is asked of a policy on the way; one number a column. */
  interface Question {
    double[] ask(Policy policy);
  }

  /** Prepares the question of a bandit, outside of the run. */
  interface Questions {
    Question over(ContextualBandit bandit, double lambda, String method);
  }

  private final Effort options;
  private final Map<String, Method> methods;

  BoundRuns(Effort options, Map<String, Method> methods) {
    this.options = options;
    this.methods = methods;
  }

  List<Setup> setups() {
    BanditSettings textbook =
        new BanditSettings(5, 100, 3).withStart(new GaussianStart(1)).withRanks(TOP);
    BanditSettings paper =
        FigureBandit.settings(options.actionsOr(FigureBandit.ACTIONS), OPTIMAL, BUCKET_WIDTH);
    return List.of(
        new Setup("textbook", textbook, 0.2, options.quick() ? QUICK_STEPS : 20_000),
        new Setup("decoys", paper, 0.05, options.quick() ? QUICK_STEPS : 4000));
  }

  int seeds() {
    return options.seedsOr(SEEDS, QUICK_SEEDS);
  }

  /**
   * One row per seed, set-up, method and recorded step: the columns after those are the answers.
   */
  Table ask(Questions questions, List<String> answers, Progress progress) {
    List<Setup> setups = setups();
    List<List<Object[]>> cells =
        Parallel.map(
            setups.size() * seeds(),
            options.threads(),
            cell -> rows(setups.get(cell / seeds()), 1 + cell % seeds(), questions),
            progress);
    List<String> columns = new ArrayList<>(List.of("seed", "setup", "method", "step"));
    columns.addAll(answers);
    Table table = Table.withColumns(columns.toArray(String[]::new));
    cells.forEach(rows -> rows.forEach(table::add));
    return table;
  }

  private List<Object[]> rows(Setup setup, long seed, Questions questions) {
    ContextualBandit bandit = new BanditGenerator(setup.bandit(), Encoding.CLASSES).bandit(seed);
    List<Object[]> rows = new ArrayList<>();
    methods.forEach(
        (method, objective) -> {
          Question question = questions.over(bandit, setup.lambda(), method);
          Run run = new Run(bandit, objective.at(setup.lambda()), ascent(setup));
          run.steps(Grids.steps(setup.steps(), PER_DECADE))
              .forEach(
                  step -> {
                    List<Object> row =
                        new ArrayList<>(List.of(seed, setup.id(), method, step.step()));
                    for (double answer : question.ask(run.policy())) {
                      row.add(answer);
                    }
                    rows.add(row.toArray());
                  });
        });
    return rows;
  }

  /**
   * The geometric mean of every answer with its interval at the last step of every set-up and
   * method.
   */
  Table summary(Table data, List<String> answers) {
    List<String> columns = new ArrayList<>(List.of("setup", "method", "step"));
    for (String answer : answers) {
      columns.addAll(List.of(answer, answer + "_low", answer + "_high"));
    }
    Table summary = Table.withColumns(columns.toArray(String[]::new));
    for (Setup setup : setups()) {
      Table ofSetup = data.where("setup", setup.id());
      Ranges ranges = Ranges.ofActions(setup.bandit().actions());
      List<String> steps = ofSetup.distinct("step");
      String last = steps.get(steps.size() - 1);
      for (String method : ofSetup.distinct("method")) {
        Table rows = ofSetup.where("method", method).where("step", last);
        List<Object> row = new ArrayList<>(List.of(setup.id(), method, last));
        for (String answer : answers) {
          Interval interval =
              ranges
                  .of(answer)
                  .geometricOverSeeds(
                      DoubleStream.of(rows.numbers(answer))
                          .filter(x -> !Double.isNaN(x))
                          .toArray());
          row.addAll(List.of(interval.mean(), interval.low(), interval.high()));
        }
        summary.add(row.toArray());
      }
    }
    return summary;
  }

  /** The settings of a figure, without what only it has. */
  FigureSettings describe(String figure) {
    FigureSettings described =
        FigureSettings.trained(
            figure,
            Described.map(
                "environment", environment(setups().get(0)),
                "optimizer", FigureSettings.ascent(ascent(setups().get(0))),
                "steps", setups().get(0).steps(),
                "seeds", FigureSettings.seeds(1, seeds())));
    for (Setup setup : setups()) {
      described.curve(
          setup.id(),
          List.of(
              Described.map(
                  "environment", environment(setup),
                  "optimizer.step_size", ascent(setup).stepSize(),
                  "steps", setup.steps())),
          Described.map(
              "objective",
              methods.values().stream()
                  .map(method -> Described.objective(method.at(setup.lambda())))
                  .toList()));
    }
    return described;
  }

  private static Map<String, Object> environment(Setup setup) {
    return Described.environment(setup.bandit(), Encoding.CLASSES);
  }

  private static GradientAscent ascent(Setup setup) {
    return GradientAscent.perContext(FigureBandit.STEP_SIZE, setup.bandit().contexts());
  }
}

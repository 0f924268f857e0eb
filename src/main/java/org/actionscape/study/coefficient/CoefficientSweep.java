package org.actionscape.study.coefficient;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.actionscape.chart.Figure;
import org.actionscape.experiment.Effort;
import org.actionscape.experiment.FigureBandit;
import org.actionscape.experiment.FigureSettings;
import org.actionscape.experiment.OverSeeds;
import org.actionscape.experiment.Progress;
import org.actionscape.experiment.SeededBandits;
import org.actionscape.objective.CoefficientRule;
import org.actionscape.objective.Entropy;
import org.actionscape.objective.ExponentialDecay;
import org.actionscape.objective.LinearDecay;
import org.actionscape.objective.Objective;
import org.actionscape.objective.StepDecay;
import org.actionscape.settings.Described;
import org.actionscape.store.Interval;
import org.actionscape.store.Range;
import org.actionscape.store.Result;
import org.actionscape.store.Table;
import org.actionscape.study.FigureStudy;

/**
 * The entropy coefficient on a log scale, in steps of ten from 1e-5 to 10, constant or decaying
 * over the run, tuned as one would: on contexts held out for validation, reported on others.
 * Contexts share no parameters, so what is carried from validation to test is the coefficient.
 */
final class CoefficientSweep implements FigureStudy {
  static final List<Double> LAMBDAS = List.of(1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0, 10.0);
  static final int OPTIMAL = 10;

  private static final int SEEDS = 6;
  private static final int VALIDATION_SEEDS = 3;
  private static final int QUICK_SEEDS = 1;
  private static final List<Integer> LENGTHS = List.of(500, 4000, 16_000);
  private static final List<Integer> QUICK_LENGTHS = List.of(500, 2000);
  private static final long FIRST_SEED = 1;
  private static final long FIRST_VALIDATION_SEED = 101;
  private static final double BUCKET_WIDTH = 0.05;

  /** A rule that decays falls by this factor over the run, in as many stages of halving. */
  private static final double DECAY = 1024;

  private static final int STAGES = 10;

  /** How the coefficient goes over a run. */
  enum Rule {
    CONSTANT,
    LINEAR,
    EXPONENTIAL,
    HALVING;

    CoefficientRule over(double lambda, int steps) {
      return switch (this) {
        case CONSTANT -> CoefficientRule.constant(lambda);
        case LINEAR -> new LinearDecay(lambda, 0, steps);
        case EXPONENTIAL -> new ExponentialDecay(lambda, lambda / DECAY, steps);
        case HALVING -> new StepDecay(lambda, steps / STAGES);
      };
    }

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One way to train for one length.
   *
   * @param rule null without a bonus
   * @param lambda the first coefficient; NaN without a bonus
   */
  record Cell(int steps, Rule rule, double lambda) {
    String method() {
      return rule == null ? "none" : rule.id();
    }

    private Objective objective() {
      return rule == null
          ? Objective.expectedReturn()
          : new Objective(List.of(new Objective.Bonus(rule.over(lambda, steps), new Entropy())));
    }
  }

  /** Final reward and entropy of every cell, one number per seed. */
  record Scores(Map<Cell, double[]> rewards, Map<Cell, double[]> entropies) {
    double reward(Cell cell) {
      return Interval.of(rewards.get(cell)).mean();
    }

    /** The coefficient of the highest mean reward, in steps of ten; of equal ones, the smaller. */
    double best(int steps, Rule rule) {
      return best(steps, rule, LAMBDAS);
    }

    /** The same of other coefficients. */
    double best(int steps, Rule rule, List<Double> lambdas) {
      double best = lambdas.get(0);
      for (double lambda : lambdas) {
        if (reward(new Cell(steps, rule, lambda)) > reward(new Cell(steps, rule, best))) {
          best = lambda;
        }
      }
      return best;
    }
  }

  /** All cells of some lengths. */
  static List<Cell> cells(List<Integer> lengths) {
    List<Cell> cells = new ArrayList<>();
    for (int steps : lengths) {
      cells.add(new Cell(steps, null, Double.NaN));
      for (Rule rule : Rule.values()) {
        LAMBDAS.forEach(lambda -> cells.add(new Cell(steps, rule, lambda)));
      }
    }
    return cells;
  }

  /** Trains every cell on the contexts of some seeds. */
  static Scores train(SeededBandits ensemble, List<Cell> all, int threads, Progress progress) {
    Map<Cell, double[]> rewards = new LinkedHashMap<>();
    Map<Cell, double[]> entropies = new LinkedHashMap<>();
    for (int steps : all.stream().map(Cell::steps).distinct().toList()) {
      List<Cell> cells = all.stream().filter(cell -> cell.steps() == steps).toList();
      List<SeededBandits.Curves> seeds =
          new SeededBandits(
                  ensemble.bandit(),
                  ensemble.encoding(),
                  ensemble.stepSize(),
                  ensemble.firstSeed(),
                  ensemble.seeds(),
                  List.of(steps))
              .train(
                  cells.stream()
                      .map(c -> new SeededBandits.Variant(OPTIMAL, c.objective()))
                      .toList(),
                  threads,
                  progress);
      for (int i = 0; i < cells.size(); i++) {
        int v = i;
        rewards.put(cells.get(i), seeds.stream().mapToDouble(c -> c.reward()[v][0]).toArray());
        entropies.put(cells.get(i), seeds.stream().mapToDouble(c -> c.entropy()[v][0]).toArray());
      }
    }
    return new Scores(rewards, entropies);
  }

  /** The bandits of some seeds. */
  static SeededBandits ensemble(Effort options, long firstSeed, int seeds, int steps) {
    return new SeededBandits(
        FigureBandit.settings(options.actionsOr(FigureBandit.ACTIONS), OPTIMAL, BUCKET_WIDTH),
        options.encoding(),
        FigureBandit.STEP_SIZE,
        firstSeed,
        seeds,
        List.of(steps));
  }

  @Override
  public String id() {
    return "coefficient-sweep";
  }

  @Override
  public String description() {
    return "final reward against the entropy coefficient, constant or decaying, for short and long"
        + " runs, and what tuning on held-out contexts picks";
  }

  @Override
  public Figure draw(Path folder) throws IOException {
    return CoefficientSweepChart.of(folder);
  }

  @Override
  public Result run(Effort options, Progress progress) {
    List<Integer> lengths = options.quick() ? QUICK_LENGTHS : LENGTHS;
    int longest = lengths.get(lengths.size() - 1);
    SeededBandits test =
        ensemble(options, FIRST_SEED, options.seedsOr(SEEDS, QUICK_SEEDS), longest);
    SeededBandits validation =
        ensemble(
            options,
            FIRST_VALIDATION_SEED,
            options.quick() ? QUICK_SEEDS : VALIDATION_SEEDS,
            longest);
    Scores validated = train(validation, cells(lengths), options.threads(), progress);
    Scores tested = train(test, cells(lengths), options.threads(), progress);
    Table data =
        Table.withColumns(
            "split", "seed", "steps", "method", "lambda", "final_reward", "final_entropy");
    add(data, "validation", validation, validated, lengths);
    add(data, "test", test, tested, lengths);
    return new Result(
        data, summary(lengths, validated, tested), describe(test, validation, lengths, validated));
  }

  private static void add(
      Table table, String split, SeededBandits ensemble, Scores scores, List<Integer> lengths) {
    for (int seed = 0; seed < ensemble.seeds(); seed++) {
      for (Cell cell : cells(lengths)) {
        table.add(
            split,
            ensemble.firstSeed() + seed,
            cell.steps(),
            cell.method(),
            cell.lambda(),
            scores.rewards().get(cell)[seed],
            scores.entropies().get(cell)[seed]);
      }
    }
  }

  private static Table summary(List<Integer> lengths, Scores validated, Scores tested) {
    Table table =
        Table.withColumns(
            "steps",
            "method",
            "lambda",
            "picked",
            "validation_reward",
            "test_reward",
            "test_reward_low",
            "test_reward_high",
            "test_entropy");
    for (Cell cell : cells(lengths)) {
      boolean picked =
          cell.rule() == null || validated.best(cell.steps(), cell.rule()) == cell.lambda();
      Interval reward = Range.SHARE.overSeeds(tested.rewards().get(cell));
      table.add(
          cell.steps(),
          cell.method(),
          cell.lambda(),
          picked ? "yes" : "no",
          validated.reward(cell),
          reward.mean(),
          reward.low(),
          reward.high(),
          Interval.of(tested.entropies().get(cell)).mean());
    }
    return table;
  }

  private Map<String, Object> describe(
      SeededBandits test, SeededBandits validation, List<Integer> lengths, Scores validated) {
    FigureSettings described = FigureSettings.trained(id(), test);
    described.curve("none", Objective.expectedReturn(), Described.map("steps", lengths));
    for (Rule rule : Rule.values()) {
      List<Map<String, Object>> list = new ArrayList<>();
      for (int steps : lengths) {
        for (double lambda : LAMBDAS) {
          Objective objective = new Cell(steps, rule, lambda).objective();
          list.add(Described.map("steps", steps, "objective", Described.objective(objective)));
        }
      }
      described.curve(rule.id(), list, Map.of());
    }
    return described
        .detail(
            "validation_seeds", FigureSettings.seeds(validation.firstSeed(), validation.seeds()))
        .with(caption(test, validation, lengths, validated));
  }

  private static String caption(
      SeededBandits test, SeededBandits validation, List<Integer> lengths, Scores validated) {
    int longest = lengths.get(lengths.size() - 1);
    String picked =
        List.of(Rule.values()).stream()
            .map(rule -> rule.id() + " " + Table.format(validated.best(longest, rule)))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "Average reward at the end of runs of T steps against the (first) coefficient, for n = %d"
            + " optimal of %d actions; %s of %d contexts."
            + " Linear decay ends at 0, exponential decay and halving at 1 / %.0f of the first"
            + " coefficient. Last panel: the coefficient with the best mean reward on %s,"
            + " held out for validation, tried on the test seeds; at T = %d it picks %s. Contexts"
            + " share no parameters: what generalises is the coefficient. Exact gradients; settings"
            + " are ours, not the paper's.",
        OPTIMAL,
        test.bandit().actions(),
        OverSeeds.text("mean", test.seeds(), "test seed"),
        test.bandit().contexts(),
        DECAY,
        OverSeeds.count(validation.seeds(), "other seed"),
        longest,
        picked);
  }
}

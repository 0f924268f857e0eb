package org.actionscape.study.clamp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.actionscape.chart.Figure;
import org.actionscape.env.BanditSettings;
import org.actionscape.experiment.Effort;
import org.actionscape.experiment.FigureBandit;
import org.actionscape.experiment.FigureSettings;
import org.actionscape.experiment.Grids;
import org.actionscape.experiment.OverSeeds;
import org.actionscape.experiment.Progress;
import org.actionscape.experiment.SeededBandits;
import org.actionscape.math.KeptThreshold;
import org.actionscape.objective.Objective;
import org.actionscape.settings.Described;
import org.actionscape.store.Interval;
import org.actionscape.store.Range;
import org.actionscape.store.Result;
import org.actionscape.store.Table;
import org.actionscape.study.FigureStudy;
import org.actionscape.theory.CriticalCoefficient;

/**
 * Where the bonus works: final reward over entropy coefficient and sparsity n / |A|, for plain and
 * clamped entropy. To the right of {@code lambda_c = 1 / log(m / n - 1)}, m the number of actions
 * that the bonus spreads over, the regularised optimum itself earns less than one half.
 */
final class PhaseDiagram implements FigureStudy {
  private static final double LOWEST = 0.01;
  private static final double HIGHEST = 1;
  private static final int LAMBDAS = 17;
  private static final int QUICK_LAMBDAS = 5;
  private static final List<Integer> OPTIMAL = List.of(1, 3, 10, 32, 100, 316, 1000);
  private static final List<Integer> QUICK_OPTIMAL = List.of(1, 10, 100);
  private static final int CONTEXTS = 10;
  private static final int SEEDS = 8;
  private static final int QUICK_SEEDS = 2;
  private static final int STEPS = 4000;
  private static final int QUICK_STEPS = 500;
  private static final double BUCKET_WIDTH = 0.1;

  @Override
  public String id() {
    return "phase-diagram";
  }

  @Override
  public String description() {
    return "final reward over entropy coefficient and sparsity, entropy and clamped entropy side by"
        + " side";
  }

  private record Cell(String method, int optimal, double lambda, Objective objective) {}

  @Override
  public Figure draw(Path folder) throws IOException {
    return PhaseDiagramChart.of(folder);
  }

  @Override
  public Result run(Effort options, Progress progress) {
    BanditSettings paper =
        FigureBandit.settings(options.actionsOr(FigureBandit.ACTIONS), 1, BUCKET_WIDTH);
    SeededBandits ensemble =
        new SeededBandits(
            new BanditSettings(CONTEXTS, paper.actions(), 1)
                .withRewards(paper.rewards())
                .withStart(paper.start())
                .withRanks(paper.ranks()),
            options.encoding(),
            FigureBandit.STEP_SIZE,
            1,
            options.seedsOr(SEEDS, QUICK_SEEDS),
            List.of(options.quick() ? QUICK_STEPS : STEPS));
    List<Cell> cells = cells(options.quick());
    List<SeededBandits.Curves> seeds =
        ensemble.train(
            cells.stream().map(c -> new SeededBandits.Variant(c.optimal(), c.objective())).toList(),
            options.threads(),
            progress);
    return tables(ensemble, cells, seeds);
  }

  private static List<Cell> cells(boolean quick) {
    List<Cell> cells = new ArrayList<>();
    int count = quick ? QUICK_LAMBDAS : LAMBDAS;
    for (int n : quick ? QUICK_OPTIMAL : OPTIMAL) {
      for (double lambda : Grids.geometric(LOWEST, HIGHEST, count)) {
        cells.add(new Cell("entropy", n, lambda, Objective.withEntropy(lambda)));
        cells.add(
            new Cell(
                "clamped",
                n,
                lambda,
                Objective.withClampedEntropy(lambda, FigureBandit.CLAMP_SHARE)));
      }
    }
    return cells;
  }

  private Result tables(
      SeededBandits ensemble, List<Cell> cells, List<SeededBandits.Curves> seeds) {
    double actions = ensemble.bandit().actions();
    double kept = KeptThreshold.keep(FigureBandit.CLAMP_SHARE, actions);
    Table data =
        Table.withColumns(
            "seed", "method", "optimal_actions", "sparsity", "lambda", "final_reward");
    Table summary =
        Table.withColumns(
            "method",
            "optimal_actions",
            "sparsity",
            "lambda",
            "final_reward",
            "final_reward_low",
            "final_reward_high",
            "lambda_c");
    for (int c = 0; c < cells.size(); c++) {
      Cell cell = cells.get(c);
      int variant = c;
      double sparsity = cell.optimal() / actions;
      for (int seed = 0; seed < seeds.size(); seed++) {
        data.add(
            ensemble.firstSeed() + seed,
            cell.method(),
            cell.optimal(),
            sparsity,
            cell.lambda(),
            seeds.get(seed).lastReward(variant));
      }
      Interval reward =
          Range.SHARE.overSeeds(seeds.stream().mapToDouble(s -> s.lastReward(variant)).toArray());
      double explored = cell.method().equals("clamped") ? kept : actions;
      summary.add(
          cell.method(),
          cell.optimal(),
          sparsity,
          cell.lambda(),
          reward.mean(),
          reward.low(),
          reward.high(),
          // Where half of the explored actions are optimal, no coefficient is too large.
          explored > 2 * cell.optimal()
              ? CriticalCoefficient.of(explored, cell.optimal())
              : Double.NaN);
    }
    return new Result(data, summary, describe(ensemble, cells, kept));
  }

  private Map<String, Object> describe(SeededBandits ensemble, List<Cell> cells, double kept) {
    FigureSettings described = FigureSettings.trained(id(), ensemble);
    cells.stream()
        .collect(Collectors.groupingBy(Cell::method, LinkedHashMap::new, Collectors.toList()))
        .forEach(
            (method, ofMethod) ->
                described.curve(
                    method,
                    ofMethod.get(0).objective(),
                    Described.map(
                        "environment.optimal",
                        ofMethod.stream().map(Cell::optimal).distinct().toList(),
                        "objective[0].coefficient",
                        ofMethod.stream().map(Cell::lambda).distinct().toList())));
    return described.with(caption(ensemble, kept));
  }

  private static String caption(SeededBandits ensemble, double kept) {
    return String.format(
        Locale.ROOT,
        "Average reward after %d steps, %s of %d contexts with |A| = %d actions%s. White line: \u03bb_c = 1 / log(m / n \u2212 1), with"
            + " m = |A| for entropy and m = %.0f for clamped entropy; to its right the regularised"
            + " optimum itself earns less than one half. Dark on the left: the bonus is too weak to"
            + " leave the decoys. Clamping widens the range of λ that works, but training leaves"
            + " it before the line says so: below λ_c the optimum is good, reaching it is another"
            + " matter. Exact gradients; settings are ours, not the paper's.",
        ensemble.recorded().get(0),
        (ensemble.seeds() == 1 ? "" : "mean over ") + OverSeeds.count(ensemble.seeds(), "seed"),
        ensemble.bandit().contexts(),
        ensemble.bandit().actions(),
        ensemble.seeds() == 1 ? "" : " (intervals are in summary.csv)",
        kept);
  }
}

package org.actionscape.study.bias;

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
import org.actionscape.theory.SoftOptimum;

/**
 * The trade-off that the paper's propositions are about, as a curve: what is missing to the optimum
 * at the end of training, {@code V* - V}, against the entropy coefficient. Too small a coefficient
 * leaves the policy behind its decoys (exploration is missing), too large a one makes the
 * regularised optimum itself bad (bias); in between lies the best.
 *
 * <p>Beside the measured curves: the exact bias of the soft optimum {@code 1 - n e^(1/lambda) / (n
 * e^(1/lambda) + m - n)} with m = |A| or, under the clamp, the number of kept actions, and the
 * linear bias of Proposition 2, {@code lambda log(m / n)}.
 */
final class BiasExploration implements FigureStudy {
  private static final double LOWEST = 0.002;
  private static final double HIGHEST = 1;
  private static final int VALUES = 28;
  private static final int QUICK_VALUES = 7;
  private static final int SEEDS = 8;
  private static final int QUICK_SEEDS = 2;
  private static final List<Integer> BUDGETS = List.of(1000, 4000);
  private static final List<Integer> QUICK_BUDGETS = List.of(250, 1000);
  private static final double BUCKET_WIDTH = 0.05;

  @Override
  public String id() {
    return "bias-exploration";
  }

  @Override
  public String description() {
    return "what is missing to the optimum against the entropy coefficient, measured at two budgets"
        + " of steps, with the exact bias and Proposition 2's";
  }

  /** A method with the coefficient it is run at; NaN for none. */
  private record Setting(String method, double lambda, Objective objective) {}

  @Override
  public Figure draw(Path folder) throws IOException {
    return BiasExplorationChart.of(folder);
  }

  @Override
  public Result run(Effort options, Progress progress) {
    SeededBandits ensemble =
        new SeededBandits(
            FigureBandit.settings(
                options.actionsOr(FigureBandit.ACTIONS), FigureBandit.OPTIMAL.get(0), BUCKET_WIDTH),
            options.encoding(),
            FigureBandit.STEP_SIZE,
            1,
            options.seedsOr(SEEDS, QUICK_SEEDS),
            options.quick() ? QUICK_BUDGETS : BUDGETS);
    List<Setting> settings = settings(options.quick() ? QUICK_VALUES : VALUES);
    List<SeededBandits.Variant> variants = new ArrayList<>();
    for (int optimal : FigureBandit.OPTIMAL) {
      for (Setting setting : settings) {
        variants.add(new SeededBandits.Variant(optimal, setting.objective()));
      }
    }
    List<SeededBandits.Curves> seeds = ensemble.train(variants, options.threads(), progress);
    return new Result(
        data(ensemble, settings, seeds),
        summary(ensemble, settings, seeds),
        describe(ensemble, settings));
  }

  private static List<Setting> settings(int values) {
    List<Setting> settings = new ArrayList<>();
    settings.add(new Setting("none", Double.NaN, Objective.expectedReturn()));
    for (double lambda : Grids.roundedGeometric(LOWEST, HIGHEST, values)) {
      settings.add(new Setting("entropy", lambda, Objective.withEntropy(lambda)));
      settings.add(
          new Setting(
              "clamped", lambda, Objective.withClampedEntropy(lambda, FigureBandit.CLAMP_SHARE)));
    }
    return settings;
  }

  private static Table data(
      SeededBandits ensemble, List<Setting> settings, List<SeededBandits.Curves> seeds) {
    Table table =
        Table.withColumns(
            "seed", "optimal_actions", "method", "lambda", "step", "sub_optimality", "entropy");
    for (int seed = 0; seed < seeds.size(); seed++) {
      SeededBandits.Curves curves = seeds.get(seed);
      int variant = 0;
      for (int optimal : FigureBandit.OPTIMAL) {
        for (Setting setting : settings) {
          for (int t = 0; t < ensemble.recorded().size(); t++) {
            table.add(
                ensemble.firstSeed() + seed,
                optimal,
                setting.method(),
                setting.lambda(),
                ensemble.recorded().get(t),
                1 - curves.reward()[variant][t],
                curves.entropy()[variant][t]);
          }
          variant++;
        }
      }
    }
    return table;
  }

  private static Table summary(
      SeededBandits ensemble, List<Setting> settings, List<SeededBandits.Curves> seeds) {
    Table table =
        Table.withColumns(
            "optimal_actions",
            "method",
            "lambda",
            "step",
            "sub_optimality",
            "sub_optimality_low",
            "sub_optimality_high",
            "exact_bias",
            "proposition_2_bias",
            "lambda_c");
    int variant = 0;
    for (int optimal : FigureBandit.OPTIMAL) {
      for (Setting setting : settings) {
        double explored = explored(setting, ensemble.bandit().actions());
        for (int t = 0; t < ensemble.recorded().size(); t++) {
          int v = variant;
          int point = t;
          Interval gap =
              Range.SHARE.overSeeds(
                  seeds.stream().mapToDouble(c -> 1 - c.reward()[v][point]).toArray());
          table.add(
              optimal,
              setting.method(),
              setting.lambda(),
              ensemble.recorded().get(t),
              gap.mean(),
              gap.low(),
              gap.high(),
              exactBias(optimal, explored, setting.lambda()),
              setting.lambda() * StrictMath.log(explored / optimal),
              CriticalCoefficient.of(explored, optimal));
        }
        variant++;
      }
    }
    return table;
  }

  /** The number of actions that the bonus spreads over; NaN without one. */
  private static double explored(Setting setting, double actions) {
    return switch (setting.method()) {
      case "entropy" -> actions;
      case "clamped" -> KeptThreshold.keep(FigureBandit.CLAMP_SHARE, actions);
      default -> Double.NaN;
    };
  }

  private static double exactBias(double optimal, double explored, double lambda) {
    if (Double.isNaN(explored)) {
      return Double.NaN;
    }
    double[] members = {optimal, explored - optimal};
    return SoftOptimum.of(new double[] {1, 0}, members, lambda).bias();
  }

  private Map<String, Object> describe(SeededBandits ensemble, List<Setting> settings) {
    FigureSettings described = FigureSettings.trained(id(), ensemble);
    settings.stream()
        .collect(Collectors.groupingBy(Setting::method, LinkedHashMap::new, Collectors.toList()))
        .forEach(
            (method, ofMethod) ->
                described.curve(method, ofMethod.get(0).objective(), grid(ofMethod)));
    return described.with(caption(ensemble));
  }

  private static Map<String, Object> grid(List<Setting> ofMethod) {
    Map<String, Object> grid = Described.map("environment.optimal", FigureBandit.OPTIMAL);
    if (ofMethod.size() > 1) {
      grid.put("objective[0].coefficient", ofMethod.stream().map(Setting::lambda).toList());
    }
    return grid;
  }

  private static String caption(SeededBandits ensemble) {
    List<Integer> budgets = ensemble.recorded();
    return String.format(
        Locale.ROOT,
        "What is missing to the optimum (best reward 1) against the coefficient \u03bb, for n optimal"
            + " of %d actions. Solid: after %d steps, dotted: after %d; %s"
            + " of %d contexts. Black: without a bonus. Thin dashes: exact bias of the"
            + " regularised optimum, over all actions or over the %.0f that the clamp keeps. Grey:"
            + " Proposition 2's bias \u03bb log(|A| / n), clipped at 1, above which it says nothing."
            + " Left of its valley a curve lacks exploration, right of it bias rules. Everything is"
            + " exact but the draw of the contexts; settings are ours, not the paper's.",
        ensemble.bandit().actions(),
        budgets.get(1),
        budgets.get(0),
        OverSeeds.text("mean", ensemble.seeds(), "seed"),
        ensemble.bandit().contexts(),
        KeptThreshold.keep(FigureBandit.CLAMP_SHARE, ensemble.bandit().actions()));
  }
}

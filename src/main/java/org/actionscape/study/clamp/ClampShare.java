package org.actionscape.study.clamp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.actionscape.store.Ranges;
import org.actionscape.store.Result;
import org.actionscape.store.Table;
import org.actionscape.study.FigureStudy;

/**
 * What the clamp share p does: final reward and entropy against the number of actions that the
 * clamp keeps, from all of them (plain entropy) to one (no bonus). Few kept actions leave the
 * optimal ones out, so the bonus explores where there is nothing to find. The paper's Figure 6 in
 * our setting.
 */
final class ClampShare implements FigureStudy {
  private static final int SEEDS = 8;
  private static final int QUICK_SEEDS = 2;
  private static final int STEPS = 4000;
  private static final int QUICK_STEPS = 500;
  private static final int PER_DECADE = 4;
  private static final int QUICK_PER_DECADE = 1;
  private static final List<Integer> OPTIMAL = List.of(15, 1);
  private static final double BUCKET_WIDTH = 0.05;

  @Override
  public String id() {
    return "clamp-share";
  }

  @Override
  public String description() {
    return "final reward and entropy against the share of actions that the clamp removes";
  }

  @Override
  public Figure draw(Path folder) throws IOException {
    return ClampShareChart.of(folder);
  }

  @Override
  public Result run(Effort options, Progress progress) {
    SeededBandits ensemble =
        new SeededBandits(
            FigureBandit.settings(
                options.actionsOr(FigureBandit.ACTIONS), OPTIMAL.get(0), BUCKET_WIDTH),
            options.encoding(),
            FigureBandit.STEP_SIZE,
            1,
            options.seedsOr(SEEDS, QUICK_SEEDS),
            List.of(options.quick() ? QUICK_STEPS : STEPS));
    double actions = ensemble.bandit().actions();
    List<Double> shares = shares(actions, options.quick() ? QUICK_PER_DECADE : PER_DECADE);
    List<SeededBandits.Variant> variants = new ArrayList<>();
    for (int optimal : OPTIMAL) {
      variants.add(new SeededBandits.Variant(optimal, Objective.expectedReturn()));
      variants.add(new SeededBandits.Variant(optimal, Objective.withEntropy(FigureBandit.LAMBDA)));
      for (double share : shares) {
        variants.add(
            new SeededBandits.Variant(
                optimal, Objective.withClampedEntropy(FigureBandit.LAMBDA, share)));
      }
    }
    List<SeededBandits.Curves> seeds = ensemble.train(variants, options.threads(), progress);
    return tables(ensemble, shares, seeds);
  }

  /** Clamp shares that keep a power of ten and some numbers between, from all actions to one. */
  private static List<Double> shares(double actions, int perDecade) {
    List<Double> shares =
        new ArrayList<>(
            Grids.decades(actions, perDecade).mapToObj(kept -> 1 - kept / actions).toList());
    Collections.reverse(shares);
    return shares;
  }

  private Result tables(
      SeededBandits ensemble, List<Double> shares, List<SeededBandits.Curves> seeds) {
    Table data =
        Table.withColumns(
            "seed", "optimal_actions", "method", "share", "kept", "final_reward", "final_entropy");
    Table summary =
        Table.withColumns(
            "optimal_actions",
            "method",
            "share",
            "kept",
            "final_reward",
            "final_reward_low",
            "final_reward_high",
            "final_entropy",
            "final_entropy_low",
            "final_entropy_high");
    Ranges ranges = Ranges.ofActions(ensemble.bandit().actions());
    int variant = 0;
    for (int optimal : OPTIMAL) {
      for (int i = 0; i < shares.size() + 2; i++) {
        String method = i == 0 ? "none" : i == 1 ? "entropy" : "clamped";
        double share = i < 2 ? Double.NaN : shares.get(i - 2);
        double kept = i < 2 ? Double.NaN : KeptThreshold.keep(share, ensemble.bandit().actions());
        int v = variant++;
        for (int seed = 0; seed < seeds.size(); seed++) {
          SeededBandits.Curves curves = seeds.get(seed);
          data.add(
              ensemble.firstSeed() + seed,
              optimal,
              method,
              share,
              kept,
              curves.lastReward(v),
              curves.entropy()[v][0]);
        }
        Interval reward =
            ranges
                .of("reward")
                .overSeeds(seeds.stream().mapToDouble(c -> c.lastReward(v)).toArray());
        Interval entropy =
            ranges
                .of("entropy")
                .overSeeds(seeds.stream().mapToDouble(c -> c.entropy()[v][0]).toArray());
        summary.add(
            optimal,
            method,
            share,
            kept,
            reward.mean(),
            reward.low(),
            reward.high(),
            entropy.mean(),
            entropy.low(),
            entropy.high());
      }
    }
    return new Result(data, summary, describe(ensemble, shares));
  }

  private Map<String, Object> describe(SeededBandits ensemble, List<Double> shares) {
    FigureSettings described = FigureSettings.trained(id(), ensemble);
    Map<String, Object> sparsities = Described.map("environment.optimal", OPTIMAL);
    return described
        .curve("none", Objective.expectedReturn(), sparsities)
        .curve("entropy", Objective.withEntropy(FigureBandit.LAMBDA), sparsities)
        .curve(
            "clamped",
            Objective.withClampedEntropy(FigureBandit.LAMBDA, shares.get(0)),
            Described.map("environment.optimal", OPTIMAL, "objective[0].share", shares))
        .with(caption(ensemble));
  }

  private static String caption(SeededBandits ensemble) {
    return String.format(
        Locale.ROOT,
        "Average reward and entropy after %d steps against the number of actions that the clamp keeps,"
            + " (1 \u2212 p) |A| of %d, at \u03bb = %s; %s of %d"
            + " contexts. Horizontal lines: no bonus, and plain entropy, which the clamp becomes when"
            + " it keeps everything. Too many kept actions dilute the bonus, too few leave the optimal"
            + " ones out; where a curve is flat in between, p needs no fine tuning. Exact gradients;"
            + " settings are ours, not the paper's.",
        ensemble.recorded().get(0),
        ensemble.bandit().actions(),
        FigureBandit.LAMBDA,
        OverSeeds.text("mean", ensemble.seeds(), "seed"),
        ensemble.bandit().contexts());
  }
}

package org.actionscape.study.figure1;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.actionscape.chart.Figure;
import org.actionscape.env.BanditSettings;
import org.actionscape.env.OptimalRanks;
import org.actionscape.env.ZipfStart;
import org.actionscape.experiment.Effort;
import org.actionscape.experiment.FigureBandit;
import org.actionscape.experiment.FigureSettings;
import org.actionscape.experiment.OverSeeds;
import org.actionscape.experiment.Progress;
import org.actionscape.experiment.SeededBandits;
import org.actionscape.settings.Described;
import org.actionscape.solver.GradientAscent;
import org.actionscape.store.Interval;
import org.actionscape.store.Ranges;
import org.actionscape.store.Result;
import org.actionscape.store.Table;
import org.actionscape.study.FigureStudy;
import org.actionscape.theory.SoftOptimum;

/**
 * Figure 1 of Shen 2025 (arXiv:2509.03493): average reward against step under exact gradients with
 * no bonus, an entropy bonus and a clamped entropy bonus, for |A| = 10^5 and ever fewer optimal
 * actions, and the gain of the two bonuses over none.
 *
 * <p>The published values beside ours were read off the published picture: plateaus of its panels 1
 * to 3 and bars of its panel 4.
 */
final class Figure1 implements FigureStudy {
  /** The numbers of optimal actions of the paper's panels 1 to 3. */
  private static final List<Integer> SHOWN = List.of(15, 10, 1);

  private static final String PUBLISHED = "figure-1-published.csv";

  @Override
  public String id() {
    return "figure-1";
  }

  @Override
  public String description() {
    return "average reward without, with entropy and with clamped entropy bonus, as optimal actions"
        + " become sparse (Figure 1 of arXiv:2509.03493)";
  }

  @Override
  public Figure draw(Path folder) throws IOException {
    return Figure1Chart.of(folder);
  }

  @Override
  public Result run(Effort options, Progress progress) {
    Figure1Settings settings = Figure1Settings.of(options);
    List<SeededBandits.Curves> seeds =
        settings.ensemble().train(settings.variants(), options.threads(), progress);
    return new Result(data(settings, seeds), summary(settings, seeds), describe(settings));
  }

  private static Table data(Figure1Settings settings, List<SeededBandits.Curves> seeds) {
    Table table =
        Table.withColumns("seed", "optimal_actions", "method", "step", "average_reward", "entropy");
    List<String> methods = List.copyOf(settings.methods().keySet());
    List<Integer> recorded = settings.ensemble().recorded();
    for (int seed = 0; seed < seeds.size(); seed++) {
      int variant = 0;
      for (int optimal : settings.optimal()) {
        for (String method : methods) {
          for (int t = 0; t < recorded.size(); t++) {
            table.add(
                settings.firstSeed() + seed,
                optimal,
                method,
                recorded.get(t),
                seeds.get(seed).reward()[variant][t],
                seeds.get(seed).entropy()[variant][t]);
          }
          variant++;
        }
      }
    }
    return table;
  }

  private static Table summary(Figure1Settings settings, List<SeededBandits.Curves> seeds) {
    Table table =
        Table.withColumns(
            "optimal_actions",
            "method",
            "final_reward",
            "final_reward_low",
            "final_reward_high",
            "gain",
            "gain_low",
            "gain_high",
            "published_final_reward",
            "published_gain");
    Table published = published();
    Ranges ranges = Ranges.ofActions(settings.bandit().actions());
    int none = 0;
    for (int optimal : settings.optimal()) {
      int variant = none;
      for (String method : settings.methods().keySet()) {
        Interval reward = ranges.of("reward").overSeeds(lead(seeds, variant, variant, 0));
        Interval gain = ranges.of("gain").overSeeds(lead(seeds, variant, none, 1));
        Table paper =
            published.where("optimal_actions", Integer.toString(optimal)).where("method", method);
        table.add(
            optimal,
            method,
            reward.mean(),
            reward.low(),
            reward.high(),
            gain.mean(),
            gain.low(),
            gain.high(),
            paper.number(0, "final_average_reward"),
            paper.number(0, "gain_over_none"));
        variant++;
      }
      none = variant;
    }
    return table;
  }

  /** The final reward of a variant less some multiple of another's, seed by seed. */
  private static double[] lead(
      List<SeededBandits.Curves> seeds, int variant, int other, int multiple) {
    return seeds.stream()
        .mapToDouble(c -> c.lastReward(variant) - multiple * c.lastReward(other))
        .toArray();
  }

  private static Table published() {
    try (InputStream in = Figure1.class.getResourceAsStream(PUBLISHED)) {
      return Table.read(PUBLISHED, new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> describe(Figure1Settings settings) {
    FigureSettings described = FigureSettings.trained(id(), settings.ensemble());
    settings
        .methods()
        .forEach(
            (method, objective) ->
                described.curve(
                    method, objective, Described.map("environment.optimal", settings.optimal())));
    described.detail("optimal_actions_shown", SHOWN);
    described.detail("source", "settings are ours, not the paper's, which are not public");
    return described.with(caption(settings));
  }

  private static String caption(Figure1Settings settings) {
    BanditSettings bandit = settings.bandit();
    OptimalRanks placement = bandit.ranks();
    String ceilings =
        settings.optimal().stream()
            .map(n -> optimum(bandit, n, settings.lambda()).reward())
            .map(reward -> String.format(Locale.ROOT, "%.2f", reward))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%s of %d contexts with |A| = %d actions each; exact"
            + " gradient ascent, no sampling. Thin dashes: values read off the published figure"
            + " (Shen 2025). Our settings, not the paper's, which are not public: Zipf start"
            + " (exponent %s), a decoy on top of %.0f %% of contexts, step size %s in each context (%s"
            + " in a file for 'run'), coefficient \u03bb = %s, clamp share p = %s. With this \u03bb the"
            + " entropy-regularised optimum itself earns no more than %s (n = %s).%s",
        OverSeeds.sentence(settings.seeds()),
        bandit.contexts(),
        bandit.actions(),
        ((ZipfStart) bandit.start()).exponent(),
        100 * (1 - placement.alignedFraction()),
        settings.stepSize(),
        GradientAscent.perContext(settings.stepSize(), bandit.contexts()).stepSize(),
        settings.lambda(),
        settings.clampShare(),
        ceilings,
        settings.optimal().stream().map(String::valueOf).collect(Collectors.joining(", ")),
        bandit.actions() == FigureBandit.ACTIONS
            ? " Each at its own best \u03bb, the two bonuses end level (figure bias-exploration)."
            : "");
  }

  /** What a bonus of lambda on all actions drives a context with n optimal actions to. */
  private static SoftOptimum optimum(BanditSettings bandit, int optimal, double lambda) {
    return SoftOptimum.of(
        new double[] {bandit.rewards().optimal(), bandit.rewards().other()},
        new double[] {optimal, (double) bandit.actions() - optimal},
        lambda);
  }
}

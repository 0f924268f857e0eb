package org.actionscape.study.bias;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.actionscape.chart.Figure;
import org.actionscape.experiment.Effort;
import org.actionscape.experiment.FigureSettings;
import org.actionscape.experiment.Grids;
import org.actionscape.experiment.Progress;
import org.actionscape.objective.Objective;
import org.actionscape.settings.Described;
import org.actionscape.store.Result;
import org.actionscape.store.Table;
import org.actionscape.study.FigureStudy;
import org.actionscape.theory.SoftOptimum;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * How the bias of an entropy bonus grows with the number of actions: exactly, {@code (|A| - n) / (n
 * e^(1/lambda) + |A| - n)}, and by Proposition 2, {@code lambda log(|A| / n)}, from 10^2 to 10^12
 * actions. Closed forms: nothing is trained and nothing is random.
 */
final class BiasLaw implements FigureStudy {
  private static final List<Double> LAMBDAS = List.of(0.05, 0.1);
  private static final List<Integer> OPTIMAL = List.of(1, 10, 100);
  private static final long FEWEST = 100;
  private static final long MOST = 1_000_000_000_000L;
  private static final int POINTS_PER_DECADE = 8;
  private static final double[] ACTIONS =
      Grids.decades(MOST, POINTS_PER_DECADE).filter(actions -> actions >= FEWEST).toArray();

  /** Below this bias, and above ten times n actions, the exact bias is proportional to |A|. */
  private static final double PROPORTIONAL = 0.02;

  @Override
  public String id() {
    return "bias-law";
  }

  @Override
  public String description() {
    return "exact bias of the entropy bonus and Proposition 2's against the number of actions, 10^2 to"
        + " 10^12";
  }

  @Override
  public Figure draw(Path folder) throws IOException {
    return BiasLawChart.againstActions(folder);
  }

  @Override
  public Result run(Effort options, Progress progress) {
    Table data =
        Table.withColumns(
            "lambda", "optimal_actions", "actions", "exact_bias", "proposition_2_bias");
    Table summary =
        Table.withColumns(
            "lambda",
            "optimal_actions",
            "half_way_actions",
            "proposition_2_slope_per_decade",
            "exact_log_slope");
    for (double lambda : LAMBDAS) {
      for (int n : OPTIMAL) {
        SimpleRegression proportional = new SimpleRegression();
        for (double actions : ACTIONS) {
          if (actions > n) {
            double bias = bias(lambda, n, actions);
            data.add(lambda, n, actions, bias, bound(lambda, n, actions));
            if (actions > 10 * n && bias < PROPORTIONAL) {
              proportional.addData(StrictMath.log(actions), StrictMath.log(bias));
            }
          }
        }
        // The soft optimum earns one half where |A| - n = n e^(1/lambda).
        double halfWay = n * (1 + StrictMath.exp(1 / lambda));
        summary.add(lambda, n, halfWay, lambda * StrictMath.log(10), proportional.getSlope());
      }
    }
    progress.update(1, 1);
    Map<String, Object> settings =
        FigureSettings.untrained(id(), Described.map("kind", "contextual-bandit", "actions", MOST))
            .curve(
                "bias",
                Objective.withEntropy(LAMBDAS.get(0)),
                Described.map("objective[0].coefficient", LAMBDAS, "environment.optimal", OPTIMAL))
            .detail("actions", List.of(FEWEST, MOST))
            .with(caption());
    return new Result(data, summary, settings);
  }

  private static double bias(double lambda, double n, double actions) {
    return SoftOptimum.of(new double[] {1, 0}, new double[] {n, actions - n}, lambda).bias();
  }

  private static double bound(double lambda, double n, double actions) {
    return lambda * StrictMath.log(actions / n);
  }

  private static String caption() {
    return String.format(
        Locale.ROOT,
        "What the optimum of return plus \u03bb entropy loses against the best reward, 1, when n of"
            + " |A| actions are optimal. Solid: exact, (|A| \u2212 n) / (n e^(1/\u03bb) + |A| \u2212"
            + " n). Dashed: Proposition 2's bias, a straight line in log |A| of slope \u03bb log 10 ="
            + " %.3f (\u03bb = %s) and %.3f (\u03bb = %s) a decade, clipped at 1, above which it says"
            + " nothing. Below, the same on a logarithmic axis: up to its half-way point the exact"
            + " bias is proportional to |A|, slope 1. Ten times as many optimal actions move every"
            + " curve one decade to the right. Closed forms, nothing is random.",
        LAMBDAS.get(0) * StrictMath.log(10),
        LAMBDAS.get(0),
        LAMBDAS.get(1) * StrictMath.log(10),
        LAMBDAS.get(1));
  }
}

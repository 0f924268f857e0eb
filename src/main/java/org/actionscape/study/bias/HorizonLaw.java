package org.actionscape.study.bias;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.actionscape.chart.Figure;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Encoding;
import org.actionscape.env.TokenSequenceGenerator;
import org.actionscape.env.TokenSequenceSettings;
import org.actionscape.experiment.Effort;
import org.actionscape.experiment.FigureSettings;
import org.actionscape.experiment.Progress;
import org.actionscape.objective.Objective;
import org.actionscape.settings.Described;
import org.actionscape.store.Result;
import org.actionscape.store.Table;
import org.actionscape.study.FigureStudy;
import org.actionscape.theory.SoftValueIteration;

/**
 * How the bias of an entropy bonus grows with the horizon: token sequences of length H with a
 * reward of 1 at the end of a sequence of right tokens, n right ones of |A| at each step, so that
 * {@code |A*_H|^(1/H) = n}. The exact bias is found by soft value iteration on the automaton;
 * beside it stand the bandit formula with |A|^H sequences and Proposition 2's bias, {@code lambda H
 * log(|A| / n)}.
 */
final class HorizonLaw implements FigureStudy {
  private static final List<Double> LAMBDAS = List.of(0.02, 0.05);
  private static final List<Integer> OPTIMAL = List.of(1, 10, 100);
  private static final long TOKENS = 1000;
  private static final int LONGEST = 24;

  @Override
  public String id() {
    return "horizon-law";
  }

  @Override
  public String description() {
    return "exact bias of the entropy bonus and Proposition 2's against the horizon of token"
        + " sequences";
  }

  @Override
  public Figure draw(Path folder) throws IOException {
    return BiasLawChart.againstHorizon(folder);
  }

  @Override
  public Result run(Effort options, Progress progress) {
    long tokens = options.actionsOr(TOKENS);
    Table data =
        Table.withColumns(
            "lambda",
            "optimal_tokens",
            "horizon",
            "optimal_sequences_per_step",
            "exact_bias",
            "bandit_formula",
            "proposition_2_bias");
    Table summary = Table.withColumns("lambda", "optimal_tokens", "half_way_horizon");
    for (double lambda : LAMBDAS) {
      for (int n : OPTIMAL) {
        for (int horizon = 1; horizon <= LONGEST; horizon++) {
          TokenSequenceSettings settings = settings(tokens, n, horizon);
          data.add(
              lambda,
              n,
              horizon,
              StrictMath.exp(settings.logOptimalSequences() / horizon),
              exact(settings, lambda),
              bandit(tokens, n, horizon, lambda),
              lambda * (horizon * StrictMath.log(tokens) - settings.logOptimalSequences()));
        }
        // The soft optimum earns one half where (|A| / n)^H - 1 = e^(1/lambda).
        double halfWay =
            StrictMath.log1p(StrictMath.exp(1 / lambda)) / StrictMath.log(tokens / (double) n);
        summary.add(lambda, n, halfWay);
      }
    }
    progress.update(1, 1);
    Map<String, Object> settings =
        FigureSettings.untrained(
                id(), Described.environment(settings(tokens, OPTIMAL.get(0), 1), Encoding.CLASSES))
            .curve(
                "bias",
                Objective.withEntropy(LAMBDAS.get(0)),
                Described.map(
                    "objective[0].coefficient",
                    LAMBDAS,
                    "environment.optimal[0]",
                    OPTIMAL,
                    "environment.horizon",
                    IntStream.rangeClosed(1, LONGEST).boxed().toList()))
            .with(caption(tokens));
    return new Result(data, summary, settings);
  }

  private static TokenSequenceSettings settings(long tokens, int optimal, int horizon) {
    return new TokenSequenceSettings(1, horizon, tokens, List.of(optimal));
  }

  private static double exact(TokenSequenceSettings settings, double lambda) {
    DecisionProcess process = new TokenSequenceGenerator(settings, Encoding.CLASSES).process(1);
    return SoftValueIteration.of(process, lambda).bias();
  }

  /** The bandit whose actions are the sequences, counted in units of the optimal ones. */
  private static double bandit(double tokens, double optimal, int horizon, double lambda) {
    double others = StrictMath.pow(tokens / optimal, horizon) - 1;
    return others / (StrictMath.exp(1 / lambda) + others);
  }

  private static String caption(long tokens) {
    return String.format(
        Locale.ROOT,
        "What the optimum of return plus \u03bb entropy loses against the best reward, 1, on token"
            + " sequences of length H over %d tokens, n of them right at each step, so that"
            + " |A*_H| = n^H. Solid: exact, by soft value iteration. Dashed: Proposition 2's bias"
            + " \u03bb H log(|A| / n), clipped at 1, above which it says nothing. Below, the same on a"
            + " logarithmic axis: until it saturates the exact bias grows by the factor |A| / n with"
            + " every token. Closed forms, nothing is random.",
        tokens);
  }
}

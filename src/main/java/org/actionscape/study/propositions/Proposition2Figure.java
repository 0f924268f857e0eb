package org.actionscape.study.propositions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.actionscape.chart.Figure;
import org.actionscape.experiment.Effort;
import org.actionscape.experiment.OverSeeds;
import org.actionscape.experiment.Progress;
import org.actionscape.objective.Objective;
import org.actionscape.store.Result;
import org.actionscape.store.Table;
import org.actionscape.study.FigureStudy;
import org.actionscape.theory.Bound;
import org.actionscape.theory.Proposition1;
import org.actionscape.theory.Proposition2;

/**
 * Proposition 2 along training runs with an entropy bonus and with a clamped one: what is missing
 * to the optimum against the bound and its two terms, {@code eps^2 / (2 lambda C)} and the bias.
 */
final class Proposition2Figure implements FigureStudy {
  private static final double SHARE = 0.5;
  private static final List<String> ANSWERS =
      List.of("sub_optimality", "bound", "gain_term", "bias_term");

  @Override
  public String id() {
    return "proposition-2";
  }

  @Override
  public String description() {
    return "what is missing to the optimum against Proposition 2's bound and its two terms, along"
        + " training runs";
  }

  @Override
  public Figure draw(Path folder) throws IOException {
    return PropositionChart.second(folder);
  }

  @Override
  public Result run(Effort options, Progress progress) {
    Map<String, BoundRuns.Method> methods = new LinkedHashMap<>();
    methods.put("entropy", Objective::withEntropy);
    methods.put("clamped", lambda -> Objective.withClampedEntropy(lambda, SHARE));
    BoundRuns runs = new BoundRuns(options, methods);
    Table data =
        runs.ask(
            (bandit, lambda, method) -> {
              boolean clamped = method.equals("clamped");
              Proposition1 missing = Proposition1.of(bandit);
              Proposition2 proposition = Proposition2.of(bandit, lambda);
              return policy ->
                  sides(
                      missing.subOptimality(policy).left(),
                      clamped
                          ? Proposition2.clamped(bandit, lambda, SHARE, policy)
                          : proposition.subOptimality(policy));
            },
            ANSWERS,
            progress);
    String caption =
        String.format(
            Locale.ROOT,
            "Proposition 2 along training with an entropy bonus (top) and a clamped one that keeps"
                + " %.0f %% of the actions (bottom); %s."
                + " Solid: what is missing to the optimum. It stays below the bound (grey), the sum of"
                + " what the bonus buys, eps^2 / (2 λ C) (dotted), the bias that it costs (dashed)"
                + " and, under a clamp, what the removed actions still hold; all clipped at 1, the"
                + " largest gap there is, above which they say nothing. Left: %d"
                + " actions, Gaussian start, λ = %s; right: the bandit of Figure 1, λ = %s:"
                + " C is the square of the least probability, so with so many actions the first term"
                + " stays vacuous. All exact.",
            100 * (1 - SHARE),
            OverSeeds.text("geometric mean", runs.seeds(), "seed"),
            runs.setups().get(0).bandit().actions(),
            runs.setups().get(0).lambda(),
            runs.setups().get(1).lambda());
    return new Result(data, runs.summary(data, ANSWERS), runs.describe(id()).with(caption));
  }

  private static double[] sides(double missing, Bound bound) {
    return bound.applies()
        ? new double[] {missing, bound.right(), bound.constant("gain"), bound.constant("bias")}
        : new double[] {missing, Double.NaN, Double.NaN, Double.NaN};
  }
}

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

/**
 * Proposition 1 along training runs without a bonus and with one: gradient norm against 2 H(pi),
 * and what is missing to the optimum against eps / C.
 */
final class Proposition1Figure implements FigureStudy {
  private static final List<String> ANSWERS =
      List.of("gradient_norm_1", "two_entropy", "sub_optimality", "eps_over_c");

  @Override
  public String id() {
    return "proposition-1";
  }

  @Override
  public String description() {
    return "gradient norm against 2 H(pi), and what is missing to the optimum against eps / C, along"
        + " training runs";
  }

  @Override
  public Figure draw(Path folder) throws IOException {
    return PropositionChart.first(folder);
  }

  @Override
  public Result run(Effort options, Progress progress) {
    Map<String, BoundRuns.Method> methods = new LinkedHashMap<>();
    methods.put("none", lambda -> Objective.expectedReturn());
    methods.put("entropy", Objective::withEntropy);
    BoundRuns runs = new BoundRuns(options, methods);
    Table data =
        runs.ask(
            (bandit, lambda, method) -> {
              Proposition1 proposition = Proposition1.of(bandit);
              return policy -> {
                Bound stagnation = proposition.stagnation(policy);
                Bound gap = proposition.subOptimality(policy);
                return new double[] {
                  stagnation.left(), stagnation.right(), gap.left(), gap.right()
                };
              };
            },
            ANSWERS,
            progress);
    String caption =
        String.format(
            Locale.ROOT,
            "Proposition 1 along training, without a bonus and with an entropy bonus; %s. Top: ||grad V||_1 of the return (solid) never"
                + " exceeds 2 H(π) (dashed); where entropy collapses behind a decoy, so does the"
                + " gradient. Bottom: what is missing to the optimum (solid) never exceeds eps / C"
                + " (dashed), clipped at 1, the largest gap there is: with decoys optimal actions are"
                + " so unlikely that the bound is vacuous. Left: %d actions, Gaussian start, λ ="
                + " %s; right: the bandit of Figure 1, n = %d, λ = %s. All exact.",
            OverSeeds.text("geometric mean", runs.seeds(), "seed"),
            runs.setups().get(0).bandit().actions(),
            runs.setups().get(0).lambda(),
            runs.setups().get(1).bandit().optimal(),
            runs.setups().get(1).lambda());
    return new Result(data, runs.summary(data, ANSWERS), runs.describe(id()).with(caption));
  }
}

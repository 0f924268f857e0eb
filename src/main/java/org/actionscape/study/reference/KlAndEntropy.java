package org.actionscape.study.reference;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.actionscape.chart.Figure;
import org.actionscape.env.ContextualBandit;
import org.actionscape.experiment.Effort;
import org.actionscape.experiment.FigureSettings;
import org.actionscape.experiment.Grids;
import org.actionscape.experiment.Progress;
import org.actionscape.objective.Entropy;
import org.actionscape.objective.KlToReference;
import org.actionscape.objective.Objective;
import org.actionscape.settings.Described;
import org.actionscape.solver.NaturalGradient;
import org.actionscape.solver.Run;
import org.actionscape.store.Result;
import org.actionscape.store.Table;
import org.actionscape.study.FigureStudy;
import org.actionscape.theory.KlOptimum;

/**
 * Where a divergence from a reference anchors and where entropy spreads, alone and together, at the
 * same sum of coefficients. The reference is sure of a wrong action, knows the right ones a little,
 * and thinks almost all actions impossible, as a language model does of most tokens.
 */
final class KlAndEntropy implements FigureStudy {
  static final double TOTAL_STEP = 0.5;
  static final int STEPS = 120;

  private static final double LOWEST = 0.01;
  private static final double HIGHEST = 1;
  private static final int VALUES = 41;
  private static final int QUICK_VALUES = 9;
  private static final double WATCHED = 0.1;
  private static final int WATCHED_STEPS = 400;
  private static final double WATCHED_STEP_SIZE = 1;

  /** The groups of actions: what they are, how many, their mass in the reference, their reward. */
  enum Group {
    MISTAKE(1, 0.9, 0),
    RIGHT(5, 1e-4, 1),
    PLAUSIBLE(94, 0.1 - 1e-4 - 1e-12, 0),
    IMPOSSIBLE(99_900, 1e-12, 0);

    final double members;
    final double mass;
    final double reward;

    Group(double members, double mass, double reward) {
      this.members = members;
      this.mass = mass;
      this.reward = reward;
    }

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is added to the return: the share of the coefficient that the divergence has. */
  enum Terms {
    ENTROPY(0),
    BOTH(0.5),
    KL(1);

    final double anchored;

    Terms(double anchored) {
      this.anchored = anchored;
    }

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    Objective objective(double total) {
      Objective.Bonus kl = new Objective.Bonus(anchored * total, KlToReference.fromStart());
      Objective.Bonus entropy = new Objective.Bonus((1 - anchored) * total, new Entropy());
      return new Objective(
          switch (this) {
            case ENTROPY -> List.of(entropy);
            case BOTH -> List.of(kl, entropy);
            case KL -> List.of(kl);
          });
    }

    KlOptimum optimum(double total) {
      return KlOptimum.withEntropy(
          rewards(), members(), reference(), anchored * total, (1 - anchored) * total);
    }
  }

  static double[] rewards() {
    return List.of(Group.values()).stream().mapToDouble(g -> g.reward).toArray();
  }

  static double[] members() {
    return List.of(Group.values()).stream().mapToDouble(g -> g.members).toArray();
  }

  static double[] reference() {
    return List.of(Group.values()).stream()
        .mapToDouble(g -> StrictMath.log(g.mass / g.members))
        .toArray();
  }

  /** The bandit, which starts at the reference. */
  static ContextualBandit bandit() {
    return ContextualBandit.of(reference(), rewards(), members());
  }

  /** The log-probability of a member of each group. */
  static double[] logProbabilities(double[] logits) {
    double[] members = members();
    double max = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      max = Math.max(max, logit);
    }
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      sum += members[k] * StrictMath.exp(logits[k] - max);
    }
    double[] result = new double[logits.length];
    for (int k = 0; k < logits.length; k++) {
      result[k] = logits[k] - max - StrictMath.log(sum);
    }
    return result;
  }

  /** The largest difference of two policies' log-probabilities, nats. */
  static double distance(double[] logProbabilities, double[] others) {
    double most = 0;
    for (int k = 0; k < others.length; k++) {
      most = Math.max(most, Math.abs(logProbabilities[k] - others[k]));
    }
    return most;
  }

  /** Natural gradient to rest. */
  static double[] trained(Terms terms, double total) {
    Run run = new Run(bandit(), terms.objective(total), new NaturalGradient(TOTAL_STEP / total));
    run.advance(STEPS);
    return logProbabilities(run.policy().logits().data);
  }

  @Override
  public String id() {
    return "kl-and-entropy";
  }

  @Override
  public String description() {
    return "where a divergence from a reference anchors and where entropy spreads, alone and"
        + " together, with their closed-form optima";
  }

  @Override
  public Figure draw(Path folder) throws IOException {
    return KlAndEntropyChart.of(folder);
  }

  @Override
  public Result run(Effort options, Progress progress) {
    int values = options.quick() ? QUICK_VALUES : VALUES;
    Table data =
        Table.withColumns(
            "terms", "coefficient", "step", "group", "mass", "optimal_mass", "distance");
    Table summary =
        Table.withColumns(
            "terms", "coefficient", "beta", "lambda", "reward", "entropy", "value", "distance");
    for (Terms terms : Terms.values()) {
      for (double total : Grids.roundedGeometric(LOWEST, HIGHEST, values)) {
        double[] policy = trained(terms, total);
        KlOptimum optimum = terms.optimum(total);
        double[] wanted = optimum.policy().logProbabilities();
        double distance = distance(policy, wanted);
        for (Group group : Group.values()) {
          int k = group.ordinal();
          data.add(
              terms.id(),
              total,
              STEPS,
              group.id(),
              group.members * StrictMath.exp(policy[k]),
              group.members * StrictMath.exp(wanted[k]),
              distance);
        }
        summary.add(
            terms.id(),
            total,
            terms.anchored * total,
            (1 - terms.anchored) * total,
            optimum.reward(),
            optimum.policy().entropy(),
            optimum.value(),
            distance);
      }
      watch(terms, data);
      progress.update(terms.ordinal() + 1, Terms.values().length);
    }
    return new Result(data, summary, describe(values));
  }

  /** The distance to the closed form, step by step, at one coefficient. */
  private static void watch(Terms terms, Table data) {
    Run run = new Run(bandit(), terms.objective(WATCHED), new NaturalGradient(WATCHED_STEP_SIZE));
    double[] wanted = terms.optimum(WATCHED).policy().logProbabilities();
    run.steps(Grids.every(4, WATCHED_STEPS))
        .forEach(
            step -> {
              double distance = distance(logProbabilities(run.policy().logits().data), wanted);
              data.add(
                  terms.id(),
                  WATCHED,
                  step.step(),
                  "all",
                  Double.NaN,
                  Double.NaN,
                  // At rounding there is nothing more to be seen.
                  Math.max(distance, 1e-15));
            });
  }

  private Map<String, Object> describe(int values) {
    FigureSettings described =
        FigureSettings.trained(
            id(),
            Described.map(
                "environment",
                    Described.map(
                        "kind", "bandit",
                        "logits", reference(),
                        "rewards", rewards(),
                        "multiplicities", members()),
                "optimizer", Described.map("kind", "natural", "step_size", TOTAL_STEP / LOWEST),
                "steps", STEPS));
    for (Terms terms : Terms.values()) {
      List<Map<String, Object>> list = new ArrayList<>();
      for (double total : Grids.roundedGeometric(LOWEST, HIGHEST, values)) {
        list.add(
            Described.map(
                "objective",
                Described.objective(terms.objective(total)),
                "optimizer.step_size",
                TOTAL_STEP / total));
      }
      list.add(
          Described.map(
              "objective", Described.objective(terms.objective(WATCHED)),
              "optimizer.step_size", WATCHED_STEP_SIZE,
              "steps", WATCHED_STEPS));
      described.curve(terms.id(), list, Map.of());
    }
    return described
        .detail("groups", List.of(Group.values()).stream().map(Group::id).toList())
        .with(caption());
  }

  private static String caption() {
    return String.format(
        Locale.ROOT,
        "A bandit of 100,000 actions whose reference policy (also the start) has %.0f %% on one"
            + " mistake, 1e-4 on %.0f right actions, the rest on %.0f plausible wrong ones, and 1e-12"
            + " on %.0f impossible ones. c is the coefficient of the entropy, of the divergence from"
            + " the reference, or the sum of both, half each. Coloured: natural gradient to rest; thin"
            + " dashes over it: the closed form, ref^(\u03b2/c) exp(r/c) up to a factor, with \u03b2"
            + " the divergence's part of c. The divergence keeps impossible actions impossible and"
            + " clings to the reference's mistake; entropy lets go of both. Last panel: largest"
            + " distance of log-probabilities to the closed form at c = %s, step size %s. Everything"
            + " is exact.",
        100 * Group.MISTAKE.mass,
        Group.RIGHT.members,
        Group.PLAUSIBLE.members,
        Group.IMPOSSIBLE.members,
        WATCHED,
        Table.format(WATCHED_STEP_SIZE));
  }
}

package org.actionscape.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.objective.CoefficientRule;
import org.actionscape.objective.ConstantCoefficient;
import org.actionscape.objective.Entropy;
import org.actionscape.objective.KlToReference;
import org.actionscape.objective.Objective;
import org.actionscape.objective.StepEntropy;
import org.actionscape.objective.Term;
import org.actionscape.solver.ExactGradient;
import org.actionscape.solver.GradientAscent;
import org.actionscape.solver.GradientSource;
import org.actionscape.solver.NaturalGradient;
import org.actionscape.solver.Optimizer;
import org.actionscape.solver.Step;
import org.actionscape.store.Table;
import org.actionscape.theory.Curvature;

/**
 * What a run is not in error about but people should hear of: a coefficient that ended where its
 * rule can steer no further, and a step size with which the optimum repels.
 */
public final class RunNotes {
  /** How a metric begins that is 1 if a term's coefficient ended at a limit. */
  public static final String AT_LIMIT = "at_limit_";

  private RunNotes() {}

  /**
   * The curvature that a step size is held against: with more than 2 divided by it a run moves away
   * from the optimum for the coefficients at its end.
   *
   * @param environment where it was trained
   * @param last its last step
   * @return 0 where nothing is known: see the table in docs/metrics.md; 0 also without a bonus,
   *     where the optimum is out of reach and flat
   */
  static double curvature(
      Environment environment,
      Objective objective,
      Optimizer optimizer,
      GradientSource gradient,
      Step last) {
    boolean bandit = environment.transitions().isNone();
    // With a recurrent horizon one policy serves all steps, and is not the optimum of each.
    boolean recurrent = !bandit && environment.horizon() instanceof Horizon.Steps;
    if (recurrent || !(gradient instanceof ExactGradient)) {
      return 0;
    }
    double lambda = 0;
    double beta = 0;
    for (int i = 0; i < objective.bonuses().size(); i++) {
      Term term = objective.bonuses().get(i).term();
      double coefficient = last.bonuses().get(i).coefficient();
      if (term instanceof Entropy || bandit && term instanceof StepEntropy) {
        lambda += coefficient;
      } else if (term instanceof KlToReference divergence && divergence.isFromStart()) {
        beta += coefficient;
      } else {
        return 0;
      }
    }
    if (lambda + beta == 0 || optimizer instanceof NaturalGradient) {
      // Its update is linear in log pi: an error shrinks to 1 - eta (lambda + beta) of itself.
      return lambda + beta;
    }
    if (!(optimizer instanceof GradientAscent)) {
      return 0;
    }
    try {
      if (bandit) {
        return Curvature.atKlOptimum(environment, lambda, beta);
      }
      return beta == 0 && environment.horizon() instanceof Horizon.Acyclic
          ? Curvature.atSoftOptimum(environment, lambda)
          : 0;
    } catch (InvalidInputException e) {
      // An optimum out of the range of numbers is no reason to lose the run.
      return 0;
    }
  }

  /** A note as a sentence of a caption. */
  static String inCaption(String note) {
    return "Note: " + note + ".";
  }

  /** The fixed step size of an optimiser; 0 if it has none. */
  private static double stepSize(Optimizer optimizer) {
    if (optimizer instanceof GradientAscent ascent) {
      return ascent.stepSize();
    }
    return optimizer instanceof NaturalGradient natural ? natural.stepSize() : 0;
  }

  /** Whether a rule moves, so that where it ends is worth a number. */
  static boolean moves(CoefficientRule rule) {
    return !(rule instanceof ConstantCoefficient);
  }

  /** Whether the coefficient of a bonus ended where its rule can steer no further. */
  static boolean atLimit(Objective objective, int term, Step last) {
    return limit(objective, term, last).isPresent();
  }

  private static Optional<String> limit(Objective objective, int term, Step last) {
    CoefficientRule rule = objective.bonuses().get(term).rule();
    return Checks.made(
        "the limit of rule \"" + rule.id() + "\"",
        rule.limit(last.bonuses().get(term).coefficient()));
  }

  /**
   * The notes of an experiment, one sentence each.
   *
   * @param ends the last step of every seed
   * @param curvature the largest of all seeds
   */
  static List<String> of(
      Objective objective, Optimizer optimizer, List<Step> ends, double curvature) {
    List<String> notes = new ArrayList<>();
    for (int i = 0; i < objective.bonuses().size(); i++) {
      int term = i;
      List<Step> stuck = ends.stream().filter(end -> atLimit(objective, term, end)).toList();
      if (!stuck.isEmpty()) {
        notes.add(
            "objective["
                + i
                + "].coefficient: rule \""
                + objective.bonuses().get(i).rule().id()
                + "\" ended at "
                + limit(objective, i, stuck.get(0)).orElseThrow()
                + ", "
                + Table.format(stuck.get(0).bonuses().get(i).coefficient())
                + ","
                + (ends.size() == 1
                    ? ""
                    : " with " + stuck.size() + " of " + ends.size() + " seeds,")
                + " where it can steer no further; the term was then worth "
                + Table.format(stuck.get(0).bonuses().get(i).observed())
                + " nats a step");
      }
    }
    double eta = stepSize(optimizer);
    // At exactly 2 a run jumps to and fro for ever; the curvature has rounding.
    if (eta * curvature >= 2 * (1 - 1e-12)) {
      notes.add(
          "optimizer.step_size = "
              + Table.format(eta)
              + " is not below "
              + Table.format(2 / curvature)
              + " = 2 / "
              + Table.format(curvature)
              + ", the curvature of the objective at its optimum with the last coefficient"
              + (optimizer instanceof NaturalGradient
                  ? " (the coefficient itself for the natural gradient)"
                  : " (the coefficient times d(s) times a variance under that optimum)")
              + ": with such steps a run does not settle there; use a smaller step size or coefficient");
    }
    return notes;
  }
}

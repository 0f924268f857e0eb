package org.actionscape.study.stagnation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.actionscape.claim.Claim;
import org.actionscape.claim.Evidence;
import org.actionscape.claim.Finding;
import org.actionscape.env.ContextualBandit;
import org.actionscape.experiment.FigureBandit;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.actionscape.solver.GradientAscent;
import org.actionscape.solver.Run;
import org.actionscape.solver.Step;
import org.actionscape.theory.Bound;
import org.actionscape.theory.Proposition1;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/** Entropy collapse implies a vanishing gradient, and training that stands still. */
final class CollapseClaim {
  private static final double ACTIONS = 1e5;
  private static final double OPTIMAL = 15;
  private static final int STEPS = 4000;

  private CollapseClaim() {}

  static Claim claim() {
    return Claim.of(
        "collapse",
        "As a policy collapses on a mistake, its gradient vanishes at least as fast as its"
            + " entropy, and training stands still.",
        "Shen 2025, arXiv:2509.03493, Proposition 1(a)",
        "a wrong action with odds 10^1 to 10^300 against 15 right ones and all others of"
            + " 100000: slope of log gradient over log entropy; then 4000 steps of gradient ascent",
        lab -> examine());
  }

  private static List<Finding> examine() {
    SimpleRegression fit = new SimpleRegression();
    double largest = 0;
    for (int exponent = 1; exponent <= 300; exponent += exponent < 20 ? 1 : 20) {
      ContextualBandit bandit = collapsed(exponent);
      Bound bound = Proposition1.of(bandit).stagnation(Policy.startOf(bandit));
      double entropy = bound.constant("entropy");
      double norm = bound.constant("norm2");
      fit.addData(StrictMath.log(entropy), StrictMath.log(norm));
      largest = Math.max(largest, norm / entropy);
    }
    Map<String, Double> numbers =
        Evidence.of("slope", fit.getSlope())
            .and("slope_half_width", fit.getSlopeConfidenceInterval())
            .and("least_slope", 1.0)
            .and("largest_gradient_over_entropy", largest)
            .numbers();
    List<Finding> findings = new ArrayList<>();
    boolean vanishes = fit.getSlope() + fit.getSlopeConfidenceInterval() >= 1 && largest <= 2;
    findings.add(Finding.of("odds 10^1 to 10^300", vanishes, numbers));
    for (int exponent : new int[] {4, 8, 16}) {
      Run run =
          new Run(
              collapsed(exponent),
              Objective.expectedReturn(),
              new GradientAscent(FigureBandit.STEP_SIZE));
      Step first = run.observe();
      run.advance(STEPS);
      Map<String, Double> training =
          Evidence.of("entropy", first.entropy())
              .and("gradient_norm", first.gradientNorm())
              .and("reward_after_4000_steps", run.observe().value())
              .numbers();
      findings.add(
          Finding.of(
              "odds 10^" + exponent, training.get("reward_after_4000_steps") < 0.01, training));
    }
    return findings;
  }

  private static ContextualBandit collapsed(int exponent) {
    double logit = exponent * StrictMath.log(10) + StrictMath.log(ACTIONS - 1);
    return ContextualBandit.of(
        new double[] {logit, 0, 0},
        new double[] {0, 1, 0},
        new double[] {1, OPTIMAL, ACTIONS - 1 - OPTIMAL});
  }
}

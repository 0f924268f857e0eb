package org.actionscape.study.clamp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.actionscape.claim.Claim;
import org.actionscape.claim.Evidence;
import org.actionscape.claim.Finding;
import org.actionscape.env.ContextualBandit;
import org.actionscape.experiment.FigureBandit;
import org.actionscape.math.KeptThreshold;
import org.actionscape.objective.Objective;
import org.actionscape.solver.NaturalGradient;
import org.actionscape.solver.Run;
import org.actionscape.theory.CriticalCoefficient;

/** Clamping widens the range of lambda that works, by the predicted factor. */
final class ClampRangeClaim {
  private static final double ACTIONS = FigureBandit.ACTIONS;
  private static final double TOLERANCE = 1e-3;
  private static final int STEPS = 150;

  /** A step of natural gradient ascent multiplies the distance to the soft optimum by 1 - this. */
  private static final double RATE = 0.5;

  /** So much less likely is an action outside the kept set, in nats. */
  private static final double OUTSIDE = 40;

  private ClampRangeClaim() {}

  static Claim claim() {
    return Claim.of(
        "clamp-range",
        "Clamping to m actions widens the range of lambda at which training keeps more than half"
            + " of the reward by log(|A| / n - 1) / log(m / n - 1).",
        "Shen 2025, arXiv:2509.03493, on AEnt's bias; the factor derived here",
        "a bandit of 100000 actions, 500 of them likely and half of the mass on the n optimal"
            + " ones, trained by natural gradient ascent; bisection for the lambda at which half of the reward"
            + " is left, with entropy and with clamped entropy",
        lab -> examine());
  }

  private static List<Finding> examine() {
    List<Finding> findings = new ArrayList<>();
    for (int optimal : FigureBandit.OPTIMAL) {
      findings.add(examine(optimal));
    }
    return findings;
  }

  private static Finding examine(int optimal) {
    double kept = KeptThreshold.keep(FigureBandit.CLAMP_SHARE, ACTIONS);
    double wide = CriticalCoefficient.of(kept, optimal);
    double narrow = CriticalCoefficient.of(ACTIONS, optimal);
    double entropy = half(optimal, Objective::withEntropy);
    double clamped = half(optimal, l -> Objective.withClampedEntropy(l, FigureBandit.CLAMP_SHARE));
    Map<String, Double> numbers =
        Evidence.of("lambda_entropy", entropy)
            .and("predicted_lambda_entropy", narrow)
            .and("lambda_clamped", clamped)
            .and("predicted_lambda_clamped", wide)
            .and("factor", clamped / entropy)
            .and("predicted_factor", wide / narrow)
            .numbers();
    boolean holds = Math.abs(clamped / entropy * narrow / wide - 1) <= TOLERANCE;
    return Finding.of("n = " + optimal, holds, numbers);
  }

  /** The coefficient at which training ends with half of the reward. */
  private static double half(int optimal, DoubleFunction<Objective> objective) {
    double low = 0.05;
    double high = 0.5;
    while (high - low > TOLERANCE / 100) {
      double middle = (low + high) / 2;
      double left = reward(optimal, middle, objective.apply(middle));
      low = left > 0.5 ? middle : low;
      high = left > 0.5 ? high : middle;
    }
    return (low + high) / 2;
  }

  private static double reward(int optimal, double lambda, Objective objective) {
    double kept = KeptThreshold.keep(FigureBandit.CLAMP_SHARE, ACTIONS);
    double likely = StrictMath.log((kept - optimal) / optimal);
    ContextualBandit bandit =
        ContextualBandit.of(
            new double[] {likely, 0, -OUTSIDE},
            new double[] {1, 0, 0},
            new double[] {optimal, kept - optimal, ACTIONS - kept});
    Run run = new Run(bandit, objective, new NaturalGradient(RATE / lambda));
    run.advance(STEPS);
    return run.observe().value();
  }
}

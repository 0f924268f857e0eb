package org.actionscape.study.stagnation;

import java.util.ArrayList;
import java.util.List;
import org.actionscape.claim.Claim;
import org.actionscape.claim.Evidence;
import org.actionscape.claim.Finding;
import org.actionscape.env.BanditGenerator;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.Encoding;
import org.actionscape.experiment.FigureBandit;
import org.actionscape.math.Seeds;
import org.actionscape.objective.Objective;
import org.actionscape.solver.Adam;
import org.actionscape.solver.ClippedUpdates;
import org.actionscape.solver.ExactGradient;
import org.actionscape.solver.GradientAscent;
import org.actionscape.solver.GradientSource;
import org.actionscape.solver.Grpo;
import org.actionscape.solver.NaturalGradient;
import org.actionscape.solver.Optimizer;
import org.actionscape.solver.Run;
import org.actionscape.solver.Sampling;
import org.actionscape.solver.Sampling.BonusGradient;

/** How far the stagnation of Proposition 1 is one of plain gradient ascent. */
final class OptimizerClaims {
  private static final int OPTIMAL = 5;
  private static final int STEPS = 4000;
  private static final int SEEDS = 4;

  /** Above it most of the four contexts in five that have a decoy are solved. */
  private static final double SOLVED = 0.9;

  /** Below it most of them are not. */
  private static final double STUCK = 0.5;

  private static final String SOURCE = "derived here, beside Proposition 1 of arXiv:2509.03493";
  private static final String EXPERIMENT =
      "the bandit of figure-1 with 5 optimal actions of 100000, no bonus, "
          + STEPS
          + " steps, "
          + SEEDS
          + " seeds (quick: 1)";

  private OptimizerClaims() {}

  static List<Claim> all() {
    return List.of(
        Claim.of(
            "stagnation-rescaled",
            "Stagnation is one of the gradient's size, not of its direction: with exact gradients,"
                + " Adam and the natural gradient, which rescale each logit, solve without a bonus"
                + " what ascent is stuck in.",
            SOURCE,
            EXPERIMENT,
            lab -> rescaled(lab.quick())),
        Claim.of(
            "stagnation-sampled",
            "From samples Adam stays stuck too: an answer that is never drawn has no gradient that"
                + " could be rescaled.",
            SOURCE,
            EXPERIMENT + ", 16 samples a context and step",
            lab -> sampled(lab.quick())));
  }

  private static List<Finding> rescaled(boolean quick) {
    GradientSource exact = new ExactGradient();
    List<Finding> findings = new ArrayList<>();
    double plain = reward(exact, ascent(), quick);
    findings.add(finding("ascent", plain < STUCK, plain));
    for (Optimizer optimizer : List.of(new Adam(0.1), new NaturalGradient(0.1))) {
      double reward = reward(exact, optimizer, quick);
      findings.add(finding(optimizer.id(), reward > SOLVED, reward));
    }
    return findings;
  }

  private static List<Finding> sampled(boolean quick) {
    GradientSource grpo =
        new Grpo(
            new Sampling(0, 16, BonusGradient.VISITED), true, new ClippedUpdates(0.2, 0.2, 1, 1));
    List<Finding> findings = new ArrayList<>();
    for (Optimizer optimizer : List.of(ascent(), new Adam(0.1))) {
      double reward = reward(grpo, optimizer, quick);
      findings.add(finding("grpo, " + optimizer.id(), reward < STUCK, reward));
    }
    return findings;
  }

  private static Optimizer ascent() {
    return GradientAscent.perContext(FigureBandit.STEP_SIZE, FigureBandit.CONTEXTS);
  }

  private static Finding finding(String setting, boolean holds, double reward) {
    return Finding.of(setting, holds, Evidence.of("final_reward", reward).numbers());
  }

  private static double reward(GradientSource source, Optimizer optimizer, boolean quick) {
    int seeds = quick ? 1 : SEEDS;
    double sum = 0;
    for (int seed = 1; seed <= seeds; seed++) {
      Run run =
          new Run(
              bandit(seed), Objective.expectedReturn(), optimizer, source, Seeds.split(seed, 1));
      run.advance(quick ? STEPS / 4 : STEPS);
      sum += run.observe().value();
    }
    return sum / seeds;
  }

  private static ContextualBandit bandit(int seed) {
    return new BanditGenerator(
            FigureBandit.settings(FigureBandit.ACTIONS, OPTIMAL, 0.1), Encoding.CLASSES)
        .bandit(seed);
  }
}

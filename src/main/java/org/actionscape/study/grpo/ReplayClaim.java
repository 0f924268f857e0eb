package org.actionscape.study.grpo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.actionscape.claim.Claim;
import org.actionscape.claim.Evidence;
import org.actionscape.claim.Finding;
import org.actionscape.env.Encoding;
import org.actionscape.env.Environment;
import org.actionscape.env.OptimalRanks;
import org.actionscape.env.TokenSequenceGenerator;
import org.actionscape.env.TokenSequenceSettings;
import org.actionscape.env.TokenSequenceSettings.EndToken;
import org.actionscape.env.ZipfStart;
import org.actionscape.objective.AentCoefficient;
import org.actionscape.objective.ClampedEntropy;
import org.actionscape.objective.CoefficientRule;
import org.actionscape.objective.Objective;
import org.actionscape.objective.SacCoefficient;
import org.actionscape.solver.ClippedUpdates;
import org.actionscape.solver.ExactGradient;
import org.actionscape.solver.GradientAscent;
import org.actionscape.solver.GradientSource;
import org.actionscape.solver.Grpo;
import org.actionscape.solver.Run;
import org.actionscape.solver.Sampling;
import org.actionscape.solver.Sampling.BonusGradient;
import org.actionscape.solver.Step;

/** Adaptive coefficients follow from what is recorded, to the last bit. */
final class ReplayClaim {
  private static final int STEPS = 300;

  private ReplayClaim() {}

  static Claim claim() {
    return Claim.of(
        "coefficient-replay",
        "The coefficient of every step is the rule's answer to the coefficient, the observed"
            + " entropy and the step that are recorded, to the last bit.",
        "Shen 2025, arXiv:2509.03493, Algorithm 1; and the rules beside it",
        STEPS
            + " recorded steps on responses of three tokens of 1000, with GRPO and with exact"
            + " gradients, under AEnt's rule, the authors' two settings of it, and SAC's",
        lab -> examine());
  }

  private static List<Finding> examine() {
    Environment environment =
        new TokenSequenceGenerator(
                new TokenSequenceSettings(2, 3, 1000, List.of(5))
                    .withPartialCredit(List.of(0.5, 0.2))
                    .withEnd(new EndToken(0.2, 0))
                    .withStart(new ZipfStart(1))
                    .withRanks(
                        OptimalRanks.aligned(0).nearMiss(1).ranks(2, 20, 100).decoyLogOdds(1, 2)),
                Encoding.CLASSES)
            .process(1);
    Map<String, CoefficientRule> rules = new LinkedHashMap<>();
    rules.put("aent", TokenTask.RULE);
    rules.put("aent-verl", AentCoefficient.verl(0.5, 1.5, 1e-3));
    rules.put("aent-areal", AentCoefficient.areal(1e-3));
    rules.put("sac", new SacCoefficient(0.05, 1, 0.1, 0.3));
    Map<String, GradientSource> sources = new LinkedHashMap<>();
    sources.put(
        "grpo",
        new Grpo(
            new Sampling(1, 8, BonusGradient.VISITED), true, new ClippedUpdates(0.2, 0.2, 1, 1)));
    sources.put("exact gradients", new ExactGradient());
    List<Finding> findings = new ArrayList<>();
    sources.forEach(
        (name, source) ->
            rules.forEach(
                (id, rule) -> findings.add(replay(id + ", " + name, environment, rule, source))));
    return findings;
  }

  private static Finding replay(
      String setting, Environment environment, CoefficientRule rule, GradientSource source) {
    Objective objective =
        new Objective(List.of(new Objective.Bonus(rule, new ClampedEntropy(0.9))));
    Run run = new Run(environment, objective, new GradientAscent(20), source, 1);
    List<Step> steps = run.steps().limit(STEPS + 1).toList();
    double last = rule.start();
    double different = 0;
    double changes = 0;
    for (Step step : steps.subList(1, steps.size())) {
      Step.Bonus bonus = step.bonuses().get(0);
      different += rule.next(last, bonus.observed(), step.step()) == bonus.coefficient() ? 0 : 1;
      changes += bonus.coefficient() == last ? 0 : 1;
      last = bonus.coefficient();
    }
    Map<String, Double> numbers =
        Evidence.of("steps", STEPS)
            .and("steps_that_differ", different)
            .and("steps_that_change_the_coefficient", changes)
            .numbers();
    // A coefficient that never moves would replay whatever was recorded.
    return Finding.of(setting, different == 0 && changes > 0, numbers);
  }
}

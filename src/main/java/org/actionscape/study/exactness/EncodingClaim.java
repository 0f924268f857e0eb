package org.actionscape.study.exactness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.actionscape.claim.Claim;
import org.actionscape.claim.Evidence;
import org.actionscape.claim.Finding;
import org.actionscape.env.BanditGenerator;
import org.actionscape.env.BanditSettings;
import org.actionscape.env.Encoding;
import org.actionscape.env.Environment;
import org.actionscape.env.OptimalRanks;
import org.actionscape.env.TokenSequenceGenerator;
import org.actionscape.env.TokenSequenceSettings;
import org.actionscape.env.TokenSequenceSettings.EndToken;
import org.actionscape.env.ZipfStart;
import org.actionscape.objective.Objective;
import org.actionscape.solver.GradientAscent;
import org.actionscape.solver.Run;
import org.actionscape.solver.Step;

/** Action classes are exact: a run with them is the run with one entry per action. */
final class EncodingClaim {
  private static final double TOLERANCE = 1e-9;
  private static final int STEPS = 300;
  private static final long ACTIONS = 2000;

  private EncodingClaim() {}

  static Claim claim() {
    return Claim.of(
        "explicit-equals-lumped",
        "Training with action classes is training with one entry an action.",
        "derived here (actions with equal logits, rewards and next states stay equal)",
        "the same environments of 2000 actions written down in both ways, 300 steps of gradient"
            + " ascent with each objective: value, entropy and gradient norm every 30 steps",
        lab -> examine());
  }

  private static List<Finding> examine() {
    ZipfStart start = new ZipfStart(1.2, 0.05);
    BanditSettings bandit =
        new BanditSettings(5, ACTIONS, 10)
            .withStart(start)
            .withRanks(
                OptimalRanks.aligned(0.2).nearMiss(0.2).ranks(2, 20, ACTIONS).decoyLogOdds(1, 3));
    TokenSequenceSettings tokens =
        new TokenSequenceSettings(2, 3, ACTIONS, List.of(5))
            .withPartialCredit(List.of(0.5))
            .withSlip(0.1)
            .withEnd(new EndToken(0.05, 0))
            .withStart(start)
            .withRanks(OptimalRanks.aligned(1).ranks(1, 20, ACTIONS));
    List<Finding> findings = new ArrayList<>();
    findings.add(compare("contextual bandit", e -> new BanditGenerator(bandit, e).bandit(1), 10));
    findings.add(
        compare("token sequences", e -> new TokenSequenceGenerator(tokens, e).process(1), 4));
    return findings;
  }

  private static Finding compare(
      String setting, Function<Encoding, Environment> environment, double stepSize) {
    Environment classes = environment.apply(Encoding.CLASSES);
    Environment explicit = environment.apply(Encoding.EXPLICIT);
    double largest = 0;
    for (Objective objective :
        List.of(
            Objective.expectedReturn(),
            Objective.withEntropy(0.1),
            Objective.withClampedEntropy(0.1, 0.9))) {
      List<Step> few = steps(classes, objective, stepSize);
      List<Step> many = steps(explicit, objective, stepSize);
      for (int i = 0; i < few.size(); i++) {
        largest = Math.max(largest, difference(few.get(i).value(), many.get(i).value()));
        largest = Math.max(largest, difference(few.get(i).entropy(), many.get(i).entropy()));
        largest =
            Math.max(largest, difference(few.get(i).gradientNorm(), many.get(i).gradientNorm()));
      }
    }
    Map<String, Double> numbers =
        Evidence.of("largest_relative_difference", largest)
            .and("allowed", TOLERANCE)
            .and("entries_as_classes", classes.classes().size())
            .and("entries_explicit", explicit.classes().size())
            .numbers();
    return Finding.of(setting, largest <= TOLERANCE, numbers);
  }

  private static List<Step> steps(Environment environment, Objective objective, double stepSize) {
    return new Run(environment, objective, new GradientAscent(stepSize))
        .steps(STEPS / 10)
        .limit(11)
        .toList();
  }

  private static double difference(double a, double b) {
    return Math.abs(a - b) / Math.max(Math.max(Math.abs(a), Math.abs(b)), Double.MIN_NORMAL);
  }
}

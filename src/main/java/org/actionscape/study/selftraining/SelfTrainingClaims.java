package org.actionscape.study.selftraining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.actionscape.claim.Claim;
import org.actionscape.claim.Evidence;
import org.actionscape.claim.Finding;
import org.actionscape.claim.SharedRuns;
import org.actionscape.claim.Verdict;
import org.actionscape.env.ContextualBandit;
import org.actionscape.objective.Objective;
import org.actionscape.solver.CrossEntropy;
import org.actionscape.solver.GradientAscent;
import org.actionscape.solver.Run;
import org.actionscape.solver.SelfTraining;
import org.actionscape.solver.Step;
import org.actionscape.study.selftraining.SelfTrainingFigure.Point;
import org.actionscape.study.selftraining.SelfTrainingFigure.Signal;

/** What an entropy bonus does, and does not, where a policy learns from itself. */
final class SelfTrainingClaims {
  private static final String PRACTICE =
      "pseudo-labels: Lee 2013; entropy against confident errors: practice of self-training";
  private static final String EXPERIMENT =
      "the experiment of self-training with 3 seeds and 4000 steps (quick: 1 and 1000)";

  private SelfTrainingClaims() {}

  static List<Claim> all() {
    return List.of(
        Claim.of(
            "self-training-collapses",
            "Self-training collapses onto confident errors: nearly no entropy is left, and a wrong"
                + " action holds 0.9 and more in at least four contexts of ten.",
            PRACTICE,
            EXPERIMENT,
            SelfTrainingClaims::collapses),
        Claim.of(
            "bonus-blocks-self-training",
            "A small bonus blocks the collapse where the own confidence is the reward: at most one"
                + " context in ten ends confidently wrong and entropy does not fall; accuracy does"
                + " not rise by it.",
            PRACTICE,
            EXPERIMENT,
            SelfTrainingClaims::blocks),
        Claim.of(
            "bonus-bounds-pseudo-labels",
            "Against hard pseudo-labels a small bonus does not block the collapse: as many contexts"
                + " end confidently wrong. It only bounds it, each other action keeps exp(- 1 /"
                + " lambda - H), on wrong labels as on true ones.",
            "derived here",
            EXPERIMENT + "; then ascent to rest at lambda = 0.3, 10 actions",
            SelfTrainingClaims::bounds),
        Claim.of(
            "bonus-on-supervised",
            "On plain supervised labels the same bonus is nearly a no-op: it costs at most 0.01 of"
                + " accuracy.",
            "confidence penalty: Pereyra et al. 2017, arXiv:1701.06548",
            EXPERIMENT,
            SelfTrainingClaims::supervised));
  }

  /** Mean over seeds at the end of training. */
  private static Point end(SharedRuns lab, Signal signal, double lambda) {
    return mean(lab, signal, lambda, lab.quick() ? 1000 : 4000);
  }

  private static Point start(SharedRuns lab) {
    return mean(lab, Signal.CONFIDENCE, 0, 0);
  }

  private static Point mean(SharedRuns lab, Signal signal, double lambda, int steps) {
    int seeds = lab.quick() ? 1 : 3;
    double accuracy = 0;
    double entropy = 0;
    double wrong = 0;
    for (long seed = 1; seed <= seeds; seed++) {
      ContextualBandit bandit = SelfTrainingFigure.bandit(seed);
      Run run = SelfTrainingFigure.run(bandit, signal, lambda);
      run.advance(steps);
      Point point = SelfTrainingFigure.observe(bandit, run);
      accuracy += point.accuracy() / seeds;
      entropy += point.entropy() / seeds;
      wrong += point.confidentlyWrong() / seeds;
    }
    return new Point(accuracy, entropy, wrong);
  }

  private static List<Finding> collapses(SharedRuns lab) {
    Point start = start(lab);
    List<Finding> findings = new ArrayList<>();
    for (Signal signal : List.of(Signal.PSEUDO_LABEL, Signal.CONFIDENCE)) {
      Point end = end(lab, signal, 0);
      findings.add(
          Finding.of(
              signal.id(),
              end.entropy() <= 0.05
                  && start.confidentlyWrong() == 0
                  && end.confidentlyWrong() >= 0.4,
              Evidence.of("entropy_at_the_start", start.entropy())
                  .and("entropy", end.entropy())
                  .and("confidently_wrong", end.confidentlyWrong())
                  .and("accuracy", end.accuracy())
                  .numbers()));
    }
    return findings;
  }

  private static List<Finding> blocks(SharedRuns lab) {
    Point start = start(lab);
    Point without = end(lab, Signal.CONFIDENCE, 0);
    Point with = end(lab, Signal.CONFIDENCE, SelfTrainingFigure.LAMBDA);
    Map<String, Double> numbers =
        Evidence.of("confidently_wrong_without", without.confidentlyWrong())
            .and("confidently_wrong", with.confidentlyWrong())
            .and("entropy_at_the_start", start.entropy())
            .and("entropy", with.entropy())
            .and("accuracy_at_the_start", start.accuracy())
            .and("accuracy_without", without.accuracy())
            .and("accuracy", with.accuracy())
            .numbers();
    return List.of(
        new Finding(
            Signal.CONFIDENCE.id(),
            with.confidentlyWrong() <= 0.1
                    && with.confidentlyWrong() <= without.confidentlyWrong() / 5
                    && with.entropy() >= start.entropy()
                    && with.accuracy() <= start.accuracy()
                ? Verdict.HOLDS
                : Verdict.FAILS,
            numbers,
            "what is blocked is confidence, right or wrong: the bonus unlearns right answers too"));
  }

  private static List<Finding> bounds(SharedRuns lab) {
    Point without = end(lab, Signal.PSEUDO_LABEL, 0);
    Point with = end(lab, Signal.PSEUDO_LABEL, SelfTrainingFigure.LAMBDA);
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.of(
            Signal.PSEUDO_LABEL.id(),
            with.confidentlyWrong() == without.confidentlyWrong()
                && with.entropy() > 2 * without.entropy(),
            Evidence.of("confidently_wrong_without", without.confidentlyWrong())
                .and("confidently_wrong", with.confidentlyWrong())
                .and("entropy_without", without.entropy())
                .and("entropy", with.entropy())
                .numbers()));
    findings.add(atRest("wrong label, at rest", true));
    findings.add(atRest("true label, at rest", false));
    return findings;
  }

  /** Ten actions, of which one is preferred and another one right. */
  private static Finding atRest(String setting, boolean self) {
    double lambda = 0.3;
    ContextualBandit bandit =
        ContextualBandit.of(
            new double[] {1, 0.5, 0}, new double[] {0, 1, 0}, new double[] {1, 1, 8});
    Run run =
        new Run(
            bandit,
            Objective.withEntropy(lambda),
            new GradientAscent(1),
            self ? new SelfTraining(SelfTraining.Signal.PSEUDO_LABEL) : new CrossEntropy(),
            0);
    run.advance(20_000);
    Step step = run.observe();
    double wanted = StrictMath.exp(-1 / lambda - step.entropy());
    double label = self ? 0 : 1;
    double[] probabilities = probabilities(run.policy().logits().data);
    double distance = 0;
    for (int k = 0; k < 3; k++) {
      if (k != label) {
        distance = Math.max(distance, Math.abs(probabilities[k] / wanted - 1));
      }
    }
    return Finding.of(
        setting,
        distance <= 1e-9,
        Evidence.of("each_other_action", probabilities[2])
            .and("predicted", wanted)
            .and("label", probabilities[self ? 0 : 1])
            .and("largest_relative_difference", distance)
            .numbers());
  }

  private static double[] probabilities(double[] logits) {
    double sum =
        StrictMath.exp(logits[0]) + StrictMath.exp(logits[1]) + 8 * StrictMath.exp(logits[2]);
    return new double[] {
      StrictMath.exp(logits[0]) / sum,
      StrictMath.exp(logits[1]) / sum,
      StrictMath.exp(logits[2]) / sum
    };
  }

  private static List<Finding> supervised(SharedRuns lab) {
    List<Finding> findings = new ArrayList<>();
    for (Signal signal : List.of(Signal.TRUE_LABEL, Signal.TRUE_REWARD)) {
      Point without = end(lab, signal, 0);
      Point with = end(lab, signal, SelfTrainingFigure.LAMBDA);
      findings.add(
          Finding.of(
              signal.id(),
              without.accuracy() - with.accuracy() <= 0.01,
              Evidence.of("accuracy_without", without.accuracy())
                  .and("accuracy", with.accuracy())
                  .and("cost", without.accuracy() - with.accuracy())
                  .and("entropy", with.entropy())
                  .numbers()));
    }
    return findings;
  }
}

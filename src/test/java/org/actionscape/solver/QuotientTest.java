package org.actionscape.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.actionscape.env.BanditGenerator;
import org.actionscape.env.BanditSettings;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.Encoding;
import org.actionscape.env.OptimalRanks;
import org.actionscape.env.RewardLevels;
import org.actionscape.env.ZipfStart;
import org.actionscape.objective.ClampedEntropy;
import org.actionscape.objective.Entropy;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Objective.Bonus;
import org.actionscape.objective.Policy;
import org.actionscape.solver.Optimizers.Case;
import org.actionscape.theory.SoftOptimum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Action classes are exact: the same runs as with explicit actions, at any number of actions. */
class QuotientTest {
  private static final int STEPS = 60;

  /** Ranks beyond 300 share logits in blocks of 3 to 10. */
  private static final BanditSettings SETTINGS =
      new BanditSettings(3, 1000, 40)
          .withRewards(new RewardLevels(1, 0, 0.2))
          .withStart(new ZipfStart(1.2))
          .withRanks(
              OptimalRanks.aligned(0.34).nearMiss(0.33).ranks(2, 20, 900).decoyLogOdds(0.5, 1.5));

  private static Map<String, Objective> objectives() {
    Map<String, Objective> objectives = new LinkedHashMap<>();
    objectives.put("return", Objective.expectedReturn());
    objectives.put("entropy", Objective.withEntropy(0.1));
    for (double share : new double[] {0.001, 0.3, 0.45, 0.7, 0.995, 0.9995}) {
      objectives.put("clamped " + share, Objective.withClampedEntropy(0.1, share));
    }
    objectives.put(
        "both",
        new Objective(
            List.of(new Bonus(0.05, new Entropy()), new Bonus(0.1, new ClampedEntropy(0.5)))));
    return objectives;
  }

  static Stream<Arguments> everyTermAndOptimizer() {
    List<Arguments> all = new ArrayList<>();
    objectives()
        .forEach(
            (name, objective) ->
                Optimizers.all().forEach(c -> all.add(Arguments.of(name, objective, c))));
    return all.stream();
  }

  /**
   * Tolerance: the two add the same numbers in another order, an error of some ulps of the sums a
   * step, which a step passes on at most about unchanged; 60 steps leave 1e-11 of a logit (for the
   * others see {@link Optimizers}).
   */
  @ParameterizedTest(name = "{0}, {2}")
  @MethodSource("everyTermAndOptimizer")
  void explicitIsLumpedAtEveryStep(String name, Objective objective, Case c) {
    ContextualBandit explicit = new BanditGenerator(SETTINGS, Encoding.EXPLICIT).bandit(7);
    ContextualBandit lumped = new BanditGenerator(SETTINGS, Encoding.CLASSES).bandit(7);
    int[] classOf = SmallBandit.classOf(explicit, lumped);
    Run one = new Run(explicit, objective, c.optimizer());
    Run other = new Run(lumped, objective, c.optimizer());
    for (int t = 0; t < STEPS; t++) {
      one.advance(1);
      other.advance(1);
      double[] byAction = one.policy().logits().data;
      double[] byClass = other.policy().logits().data;
      for (int a = 0; a < byAction.length; a++) {
        assertEquals(byClass[classOf[a]], byAction[a], c.rounding(), "step " + t + " entry " + a);
      }
      Step x = one.observe();
      Step y = other.observe();
      assertEquals(y.value(), x.value(), c.rounding());
      assertEquals(y.entropy(), x.entropy(), c.rounding());
      assertEquals(y.bonus(), x.bonus(), c.rounding());
      assertEquals(y.gradientNorm(), x.gradientNorm(), c.rounding());
    }
  }

  @Test
  void theBoundaryOfTheClampCutsThroughTies() {
    ContextualBandit lumped = new BanditGenerator(SETTINGS, Encoding.CLASSES).bandit(7);
    for (double share : new double[] {0.3, 0.45, 0.7}) {
      Evaluation evaluation = new Evaluation(lumped, Objective.withClampedEntropy(0.1, share));
      evaluation.evaluate(Policy.startOf(lumped));
      double asked = 1000 - Math.floor(share * 1000);
      assertTrue(evaluation.kept(0, 0) > asked, "nothing tied at p = " + share);
    }
  }

  /**
   * One optimal action among ten to the twelve at the coefficient where it holds about half of the
   * mass, so that both kinds of action count; from a start half-way up.
   */
  @ParameterizedTest
  @MethodSource("org.actionscape.solver.Optimizers#all")
  void aMillionMillionActionsMeetTheSoftOptimum(Case c) {
    double[] rewards = {1, 0};
    double[] members = {1, 1e12 - 1};
    double lambda = 0.036;
    Run run =
        new Run(
            ContextualBandit.of(new double[] {27, 0}, rewards, members),
            Objective.withEntropy(lambda),
            c.optimizer());
    run.advance(4 * c.steps());
    SoftOptimum soft = SoftOptimum.of(rewards, members, lambda);
    Step end = run.observe();
    assertEquals(soft.reward(), end.value(), 1e-10 * soft.reward());
    assertEquals(soft.bias(), 1 - end.value(), 1e-10 * soft.bias());
    assertEquals(soft.value(), end.value() + end.bonus(), 1e-10 * soft.value());
    assertEquals(soft.policy().entropy(), end.entropy(), 1e-10 * soft.policy().entropy());
  }
}

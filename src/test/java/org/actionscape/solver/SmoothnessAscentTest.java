package org.actionscape.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Environment;
import org.actionscape.env.Garnet;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.actionscape.env.UniformStart;
import org.actionscape.objective.Entropy;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.KlToReference;
import org.actionscape.objective.LinearDecay;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Objective.Bonus;
import org.actionscape.objective.Policy;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class SmoothnessAscentTest {
  private static final List<Objective> OBJECTIVES =
      List.of(
          Objective.expectedReturn(),
          Objective.withEntropy(0.01),
          Objective.withEntropy(0.3),
          Objective.withEntropy(5),
          Objective.withClampedEntropy(0.3, 0));

  /** Downward curvature along random directions, from gradients on both sides, against beta. */
  @Test
  void noDirectionCurvesDownFasterThanBeta() {
    Random random = new Random(4);
    double tightest = 0;
    for (int i = 0; i < 3000; i++) {
      ContextualBandit bandit = random(random);
      Objective objective = OBJECTIVES.get(i % OBJECTIVES.size());
      Policy policy = Policy.startOf(bandit);
      Evaluation evaluation = new Evaluation(bandit, objective);
      double beta = new ExactSource(bandit, objective, policy, evaluation).smoothness();
      int size = bandit.classes().size();
      double[] x = new double[size];
      double squares = 0;
      for (int k = 0; k < size; k++) {
        x[k] = random.nextGaussian();
        squares += x[k] * x[k];
      }
      double h = 1e-5;
      double curvature = 0;
      for (int sign : new int[] {1, -1}) {
        for (int k = 0; k < size; k++) {
          policy.logits().data[k] = bandit.startLogits().data[k] + sign * h * x[k];
        }
        evaluation.evaluate(policy);
        DMatrixRMaj gradient = new DMatrixRMaj(size, 1);
        evaluation.addGradient(1, gradient);
        for (int k = 0; k < size; k++) {
          curvature -= sign * gradient.data[k] * x[k] / (2 * h);
        }
      }
      tightest = Math.max(tightest, curvature / squares / beta);
    }
    assertTrue(tightest <= 1, "curvature / beta = " + tightest);
    assertTrue(tightest >= 0.3, "beta is far from needed: " + tightest);
  }

  @Test
  void everyStepGainsWhatTheTheoryPromises() {
    Random random = new Random(5);
    for (int i = 0; i < 100; i++) {
      ContextualBandit bandit = random(random);
      Objective objective = OBJECTIVES.get(i % OBJECTIVES.size());
      double beta =
          new ExactSource(
                  bandit, objective, Policy.startOf(bandit), new Evaluation(bandit, objective))
              .smoothness();
      Run run = new Run(bandit, objective, new SmoothnessAscent());
      Step last = run.observe();
      for (int t = 0; t < 50; t++) {
        run.advance(1);
        Step step = run.observe();
        double gain = step.value() + step.bonus() - last.value() - last.bonus();
        double promised = last.gradientNorm() * last.gradientNorm() / (2 * beta);
        assertTrue(gain >= promised - 1e-14, gain + " < " + promised);
        last = step;
      }
    }
  }

  /** Mei et al. 2020, Theorem 2, with this step size: V* - V_t at most 2 beta / (c^2 t). */
  @Test
  void withoutABonusTheGapFallsAsFastAsPublished() {
    Run run = new Run(SmallBandit.explicit(), Objective.expectedReturn(), new SmoothnessAscent());
    double least = 1;
    for (int t = 1; t <= 2000; t++) {
      double best = Math.exp(SmallBandit.logProbabilities(run.policy())[0]);
      least = Math.min(least, best);
      run.advance(1);
      // Two optimal actions stay equal, so each has the probability that the theorem asks for.
      assertTrue(1 - run.observe().value() <= 1.3 / (least * least * t));
    }
  }

  @Test
  void theStepIsTwoForRewardsBetweenZeroAndOne() {
    ContextualBandit bandit = ContextualBandit.of(new double[3], new double[] {1, 0.5, 0});
    Run theory = new Run(bandit, Objective.expectedReturn(), new SmoothnessAscent());
    Run constant = new Run(bandit, Objective.expectedReturn(), new GradientAscent(2));
    assertEquals(constant.steps().limit(20).toList(), theory.steps().limit(20).toList());
  }

  /** {@code max_s d(s) (R(s) + lambda (1 + log |A(s)|)) / 2}, members counted one by one. */
  @Test
  void betaIsThatOfTheStateThatCurvesMost() {
    double narrow = (0.5 + 0.3 * (1 + Math.log(2))) / 2;
    double wide = (3 + 0.3 * (1 + Math.log(7))) / 2;
    for (double first : new double[] {0, 0.25, 0.75, 0.875, 1}) {
      DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Acyclic());
      int end = builder.state(first).outcome(new int[] {Transitions.END}, new double[] {1});
      builder.actions(1, 0, 0.5, end).actions(1, 2, 1, end).state(1 - first);
      end = builder.outcome(new int[] {Transitions.END}, new double[] {1});
      builder.actions(1, 0, 0, end).actions(5, 0, -1, end).actions(1, 0, 2, end);
      Environment bandit = builder.build(unreachable -> {});
      Objective objective = Objective.withEntropy(0.3);
      ExactSource source =
          new ExactSource(
              bandit, objective, Policy.startOf(bandit), new Evaluation(bandit, objective));
      assertEquals(Math.max(first * narrow, (1 - first) * wide), source.smoothness(), 1e-15);
    }
  }

  @Test
  void anObjectiveWithoutCurvatureIsLeftAlone() {
    ContextualBandit flat = ContextualBandit.of(new double[] {1, 2}, new double[] {3, 3});
    Run run = new Run(flat, Objective.expectedReturn(), new SmoothnessAscent());
    run.advance(3);
    assertArrayEquals(new double[] {1, 2}, run.policy().logits().data);
  }

  @Test
  void rulesAndTermsWithoutABoundAreRefusedByName() {
    assertRefused(
        new Bonus(new LinearDecay(0.5, 0, 10), new Entropy()),
        "theory-ascent: must be used with constant coefficients, which its step size needs");
    assertRefused(
        new Bonus(0.1, KlToReference.fromStart()),
        "theory-ascent: must be used with terms of bounded curvature, which kl is not");
  }

  private static void assertRefused(Bonus bonus, String message) {
    Objective objective = new Objective(List.of(bonus));
    assertEquals(
        message,
        assertThrows(
                InvalidInputException.class,
                () -> new Run(SmallBandit.lumped(), objective, new SmoothnessAscent()))
            .getMessage());
  }

  @Test
  void anEnvironmentThatIsNoBanditIsRefused() {
    Environment garnet = new Garnet(3, 2, 2, 0.5, new UniformStart()).process(1);
    assertThrows(
        InvalidInputException.class,
        () -> new Run(garnet, Objective.expectedReturn(), new SmoothnessAscent()));
  }

  private static ContextualBandit random(Random random) {
    int actions = 2 + random.nextInt(5);
    double[] logits = random.doubles(actions, -3, 3).toArray();
    double[] rewards = random.doubles(actions, -1, 2).toArray();
    if (random.nextBoolean()) {
      // Half of the mass on two opposite rewards, where the curvature is largest.
      for (int k = 2; k < actions; k++) {
        logits[k] -= 4;
      }
    }
    return ContextualBandit.of(logits, rewards);
  }
}

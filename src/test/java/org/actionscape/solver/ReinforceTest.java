package org.actionscape.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.actionscape.solver.Sampling.BonusGradient;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/**
 * REINFORCE in a bandit of three actions, without statistics: every batch that can be drawn is
 * drawn once, and counts with its exact probability.
 */
class ReinforceTest {
  private static final double[] LOGITS = {0.4, -0.3, 0};

  /** All are far from 0, so that a baseline has something to take away. */
  private static final double[] REWARDS = {2, 1, 1.5};

  private static final ContextualBandit BANDIT = ContextualBandit.of(LOGITS, REWARDS);

  /** Batches of so many samples: which actions, how likely, and the gradients they give. */
  private record Batches(int[][] actions, double[] probabilities, double[][] gradients) {
    static Batches all(int samples, Baseline baseline) {
      int count = (int) Math.pow(3, samples);
      Batches all = new Batches(new int[count][], new double[count], new double[count][]);
      Sampling sampling = new Sampling(0, samples, BonusGradient.VISITED);
      Evaluation evaluation = new Evaluation(BANDIT, Objective.expectedReturn());
      evaluation.evaluate(Policy.startOf(BANDIT));
      Rollouts rollouts = new Rollouts(evaluation, sampling);
      Batch batch = new Batch(samples);
      double[] pi = pi();
      int found = 0;
      for (long seed = 0; found < count; seed++) {
        rollouts.draw(seed, 0, batch);
        int which = 0;
        double probability = 1;
        int[] actions = new int[samples];
        for (int i = 0; i < samples; i++) {
          actions[i] = batch.entries[i];
          which = 3 * which + actions[i];
          probability *= pi[actions[i]];
        }
        if (all.actions[which] == null) {
          all.actions[which] = actions;
          all.probabilities[which] = probability;
          all.gradients[which] = gradient(BANDIT, new Reinforce(sampling, baseline), seed);
          found++;
        }
      }
      return all;
    }

    double[] mean() {
      double[] mean = new double[3];
      for (int b = 0; b < probabilities.length; b++) {
        for (int k = 0; k < 3; k++) {
          mean[k] += probabilities[b] * gradients[b][k];
        }
      }
      return mean;
    }

    /** The mean squared distance from the mean. */
    double variance() {
      double[] mean = mean();
      double variance = 0;
      for (int b = 0; b < probabilities.length; b++) {
        for (int k = 0; k < 3; k++) {
          variance += probabilities[b] * Math.pow(gradients[b][k] - mean[k], 2);
        }
      }
      return variance;
    }
  }

  @Test
  void eachActionCountsWithItsRewardLessTheMeanOfTheOthers() {
    double[] pi = pi();
    for (int samples = 2; samples <= 3; samples++) {
      for (Baseline baseline : Baseline.values()) {
        Batches all = Batches.all(samples, baseline);
        for (int b = 0; b < all.actions.length; b++) {
          double total = 0;
          for (int a : all.actions[b]) {
            total += REWARDS[a];
          }
          double[] expected = new double[3];
          for (int a : all.actions[b]) {
            double others = baseline == Baseline.NONE ? 0 : (total - REWARDS[a]) / (samples - 1);
            for (int k = 0; k < 3; k++) {
              expected[k] += (REWARDS[a] - others) * ((k == a ? 1 : 0) - pi[k]) / samples;
            }
          }
          // Some ten roundings of numbers up to 2.
          assertArrayEquals(expected, all.gradients[b], 4e-15);
        }
      }
    }
  }

  @Test
  void theBaselineLeavesTheMeanAndLowersTheVariance() {
    double[] pi = pi();
    double value = 0;
    for (int a = 0; a < 3; a++) {
      value += pi[a] * REWARDS[a];
    }
    double[] exact = new double[3];
    for (int a = 0; a < 3; a++) {
      exact[a] = pi[a] * (REWARDS[a] - value);
    }
    for (int samples = 2; samples <= 3; samples++) {
      Batches plain = Batches.all(samples, Baseline.NONE);
      Batches judged = Batches.all(samples, Baseline.LEAVE_ONE_OUT);
      assertArrayEquals(exact, plain.mean(), 1e-14);
      assertArrayEquals(exact, judged.mean(), 1e-14);
      // A baseline of the wrong sign would leave the mean as well, and raise the variance.
      assertTrue(
          judged.variance() < plain.variance() / 4, judged.variance() + " of " + plain.variance());
    }
  }

  @Test
  void withoutABaselineTheVarianceIsThatOfOneSampleOverTheirNumber() {
    double[] pi = pi();
    double[] mean = Batches.all(2, Baseline.NONE).mean();
    double ofOne = 0;
    for (int a = 0; a < 3; a++) {
      for (int k = 0; k < 3; k++) {
        ofOne += pi[a] * Math.pow(REWARDS[a] * ((k == a ? 1 : 0) - pi[k]) - mean[k], 2);
      }
    }
    assertEquals(ofOne / 2, Batches.all(2, Baseline.NONE).variance(), 1e-14);
    assertEquals(ofOne / 3, Batches.all(3, Baseline.NONE).variance(), 1e-14);
  }

  @Test
  void aPromptIsJudgedByItsOwnSamplesAlone() {
    // All actions of a context pay alike: nothing is to be learnt, whatever the other one pays.
    DecisionProcess twoLevels =
        DecisionProcess.builder(new Horizon.Acyclic())
            .state(0.5)
            .action(0, 1, Transitions.END)
            .action(1, 1, Transitions.END)
            .state(0.5)
            .action(0, 5, Transitions.END)
            .action(-1, 5, Transitions.END)
            .build();
    Sampling sampling = new Sampling(0, 3, BonusGradient.VISITED);
    for (long seed = 0; seed < 5; seed++) {
      assertArrayEquals(
          new double[4],
          gradient(twoLevels, new Reinforce(sampling, Baseline.LEAVE_ONE_OUT), seed));
      assertTrue(norm(gradient(twoLevels, new Reinforce(sampling, Baseline.NONE), seed)) > 0);
    }
  }

  /** Two steps that pay 1 and 4, whatever is done: the first counts with 5, the second with 4. */
  @Test
  void anActionCountsWithWhatFollowedItNotWithWhatCameBefore() {
    DecisionProcess process =
        DecisionProcess.builder(new Horizon.Acyclic())
            .state(1)
            .action(0, 1, 1)
            .action(0, 1, 1)
            .state(0)
            .action(0, 4, Transitions.END)
            .action(0, 4, Transitions.END)
            .build();
    double[] gradient =
        gradient(
            process, new Reinforce(new Sampling(0, 1, BonusGradient.VISITED), Baseline.NONE), 1);
    assertEquals(5.0 / 2, Math.abs(gradient[0]));
    assertEquals(4.0 / 2, Math.abs(gradient[2]));
  }

  @Test
  void leaveOneOutNeedsTwoSamples() {
    Sampling one = new Sampling(0, 1, BonusGradient.VISITED);
    String message =
        assertThrows(InvalidInputException.class, () -> new Reinforce(one, Baseline.LEAVE_ONE_OUT))
            .getMessage();
    assertTrue(message.startsWith("samples of a prompt (group) = 1: must be at least 2"), message);
  }

  private static double[] pi() {
    double[] log = SmallBandit.logProbabilities(Policy.startOf(BANDIT));
    double[] pi = new double[log.length];
    for (int k = 0; k < log.length; k++) {
      pi[k] = Math.exp(log[k]);
    }
    return pi;
  }

  private static double norm(double[] vector) {
    double squares = 0;
    for (double x : vector) {
      squares += x * x;
    }
    return Math.sqrt(squares);
  }

  private static double[] gradient(Environment environment, GradientSource source, long seed) {
    Objective objective = Objective.expectedReturn();
    Policy policy = Policy.startOf(environment);
    GradientSource.Prepared prepared =
        source.prepare(objective, policy, new Evaluation(environment, objective), seed);
    prepared.evaluate();
    DMatrixRMaj gradient = new DMatrixRMaj(environment.classes().size(), 1);
    prepared.addGradient(1, gradient);
    return gradient.data;
  }
}

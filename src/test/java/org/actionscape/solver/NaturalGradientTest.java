package org.actionscape.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.actionscape.env.ContextualBandit;
import org.actionscape.objective.Objective;
import org.actionscape.theory.GibbsPolicy;
import org.actionscape.theory.NaturalGradientPath;
import org.actionscape.theory.SoftOptimum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NaturalGradientTest {
  private static final double[] REWARDS = SmallBandit.REWARDS;
  private static final double[] LOGITS = SmallBandit.LOGITS;

  /** Rounding: a step errs by an ulp of a logit that has grown to eta t gap, hence the factor t. */
  @ParameterizedTest
  @CsvSource({
    "0.3,0,1,2",
    "0.3,0,10,2",
    "0.3,0,1000,2",
    "50,0,7,2",
    "0.7,0.25,1,2",
    "0.7,0.25,100,2",
    "5,0.3,40,2",
    "2,0.5,1,2",
    "0.3,0,150,1e12",
    "0.7,0.02,50,1e12",
    "0.7,0.02,2000,1e12"
  })
  void everyStepIsTheClosedForm(double eta, double lambda, int steps, double others) {
    double[] members = {1, 3, others, 2};
    Run run =
        new Run(
            ContextualBandit.of(LOGITS, REWARDS, members),
            lambda == 0 ? Objective.expectedReturn() : Objective.withEntropy(lambda),
            new NaturalGradient(eta));
    run.advance(steps);
    GibbsPolicy expected = NaturalGradientPath.at(LOGITS, REWARDS, members, eta, lambda, steps);
    double[] actual = SmallBandit.logProbabilities(run.policy());
    for (int k = 0; k < actual.length; k++) {
      double log = expected.logProbabilities()[k];
      assertEquals(log, actual[k], 1e-15 * (steps + 10) * (1 + Math.abs(log)));
    }
    // What eta t r / ulp costs the logits, it costs the probabilities.
    assertEquals(expected.reward(), run.observe().value(), 1e-12);
  }

  @Test
  void oneStepOfSizeOneOverLambdaReachesTheSoftOptimum() {
    double lambda = 0.2;
    Run run =
        new Run(
            SmallBandit.lumped(), Objective.withEntropy(lambda), new NaturalGradient(1 / lambda));
    run.advance(1);
    SoftOptimum soft = SoftOptimum.of(REWARDS, SmallBandit.MEMBERS, lambda);
    assertEquals(soft.reward(), run.observe().value(), 1e-14);
  }

  /** Gradient ascent cannot move an action of probability 1e-200; the advantage can. */
  @Test
  void anActionOfVanishingProbabilityIsLearntAtTheSameRate() {
    Run run =
        new Run(
            ContextualBandit.of(new double[] {0, 460}, new double[] {1, 0}),
            Objective.expectedReturn(),
            new NaturalGradient(1));
    run.advance(460);
    assertEquals(0.5, run.observe().value(), 1e-10);
  }

  @Test
  void aClampedBonusLeadsToTheClampedOptimum() {
    double lambda = 0.3;
    // Of eleven actions floor(0.8 x 11) = 8 go: the two best and the next one stay.
    for (ContextualBandit bandit : SmallBandit.encodings()) {
      Run run =
          new Run(bandit, Objective.withClampedEntropy(lambda, 0.8), new NaturalGradient(0.2));
      run.advance(2000);
      SoftOptimum clamped = SoftOptimum.clamped(REWARDS, SmallBandit.MEMBERS, lambda, 3);
      Step end = run.observe();
      assertEquals(clamped.reward(), end.value(), 1e-12);
      assertEquals(clamped.value(), end.value() + end.bonus(), 1e-12);
    }
  }

  @Test
  void fromTwoOverLambdaOnItDoesNotConverge() {
    for (double rate : List.of(1.9, 2.1)) {
      double lambda = 0.5;
      Run run =
          new Run(
              SmallBandit.lumped(),
              Objective.withEntropy(lambda),
              new NaturalGradient(rate / lambda));
      run.advance(200);
      double bias =
          run.observe().value() - SoftOptimum.of(REWARDS, SmallBandit.MEMBERS, lambda).reward();
      assertTrue(rate < 2 ? Math.abs(bias) < 1e-6 : Math.abs(bias) > 0.1, "bias " + bias);
    }
  }
}

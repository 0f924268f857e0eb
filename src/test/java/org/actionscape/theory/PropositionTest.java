package org.actionscape.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.actionscape.math.BigCounts;
import org.actionscape.objective.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropositionTest {
  /** Probabilities 1/2, 1/4, 1/4 with rewards 1, 1, 0. */
  private static final ContextualBandit THREE =
      ContextualBandit.of(new double[] {Math.log(2), 0, 0}, new double[] {1, 1, 0});

  /** The same actions, the last two as eight members each. */
  private static final ContextualBandit CLASSES =
      ContextualBandit.of(
          new double[] {Math.log(16), 0, 0}, new double[] {1, 1, 0}, new double[] {1, 8, 8});

  private static final ContextualBandit COIN =
      ContextualBandit.of(new double[2], new double[] {1, 0});

  @Test
  void stagnationOfThreeActionsIsThatOfAHandCalculation() {
    Bound bound = Proposition1.of(THREE).stagnation(Policy.startOf(THREE));
    // V = 3/4; gradient (1/8, 1/16, -3/16).
    double entropy = 1.5 * Math.log(2);
    assertEquals(6.0 / 16, bound.left(), 1e-15);
    assertEquals(2 * entropy, bound.right(), 1e-15);
    assertEquals(Math.sqrt(4 + 1 + 9) / 16, bound.constant("norm2"), 1e-15);
    assertTrue(bound.applies() && bound.holds());
  }

  /** A fair coin of 2 or -1: R = 3, H = log 2. */
  @Test
  void stagnationIsMeasuredInTheRangeOfRewards() {
    ContextualBandit coin = ContextualBandit.of(new double[2], new double[] {2, -1});
    Proposition1 proposition = Proposition1.of(coin);
    Bound bound = proposition.stagnation(Policy.startOf(coin));
    assertEquals(1.5, bound.left(), 1e-15);
    assertEquals(2 * 3 * Math.log(2), bound.right(), 1e-14);
    // The sharp factor is attained.
    assertEquals(1.5, proposition.sharpStagnation(Policy.startOf(coin)).right(), 1e-15);
  }

  @Test
  void normsCountTheMembersOfClassesOneByOne() {
    Bound bound = Proposition1.of(CLASSES).stagnation(Policy.startOf(CLASSES));
    // Probabilities 1/2, 8 of 1/32, 8 of 1/32; V = 3/4; gradient 1/8, 1/128 each, -3/128 each.
    assertEquals(1.0 / 8 + 8.0 / 128 + 24.0 / 128, bound.left(), 1e-15);
    assertEquals(Math.sqrt(1.0 / 64 + 8 * (1 + 9) / 16384.0), bound.constant("norm2"), 1e-15);
  }

  @Test
  void aFairCoinAttainsTheSharpFactorSoHalfTheEntropyIsNoBound() {
    Bound bound = Proposition1.of(COIN).sharpStagnation(Policy.startOf(COIN));
    assertEquals(1, bound.ratio(), 1e-15);
    assertTrue(bound.holds());
    assertFalse(bound.withRight(bound.constant("entropy") / 2).holds());
  }

  @ParameterizedTest
  @ValueSource(doubles = {40, 300, 600})
  void collapsedPoliciesAreComparedByTheirDigits(double logit) {
    ContextualBandit bandit = ContextualBandit.of(new double[] {logit, 0}, new double[] {0, 1});
    Bound bound = Proposition1.of(bandit).stagnation(Policy.startOf(bandit));
    assertEquals(2 * Math.exp(-logit), bound.left(), 1e-12 * bound.left());
    assertEquals(2 * Math.exp(-logit) * (1 + logit), bound.right(), 1e-12 * bound.right());
    assertTrue(bound.holds());
    assertFalse(bound.withRight(0.9 * bound.left()).holds());
  }

  @Test
  void theBanditsConstantIsTheLargerOfItsTwoForms() {
    Bound bound = Proposition1.of(THREE).subOptimality(Policy.startOf(THREE));
    // max pi = 1/2 against (3/4) / sqrt(2) = 0.53.
    assertEquals(0.75 / Math.sqrt(2), bound.constant("C"), 1e-15);
    assertEquals(0.25, bound.left(), 1e-15);
    assertEquals(Math.sqrt(14) / 16 / bound.constant("C"), bound.right(), 1e-15);
    Bound lumped = Proposition1.of(CLASSES).subOptimality(Policy.startOf(CLASSES));
    // max pi = 1/2 against (3/4) / sqrt(9) = 1/4.
    assertEquals(0.5, lumped.constant("C"), 1e-15);
  }

  /** Two ways of two steps to a reward of 1, and a last action that pays half of it. */
  private static DecisionProcess twoWays(Horizon horizon) {
    return DecisionProcess.builder(horizon)
        .state(1)
        .action(0, 0, 1)
        .action(Math.log(3), 0, 2)
        .state(0)
        .action(Math.log(3), 1, Transitions.END)
        .action(0, 0, Transitions.END)
        .state(0)
        .action(0, 1, Transitions.END)
        .action(Math.log(2), 0.5, Transitions.END)
        .build();
  }

  @Test
  void theConstantOfAProcessIsThatOfItsLikeliestOptimalSequence() {
    DecisionProcess process = twoWays(new Horizon.Acyclic());
    Bound bound = Proposition1.of(process).subOptimality(Policy.startOf(process));
    // By way of state 1: min(1/4, 1/4 3/4) = 3/16; by way of state 2: min(3/4, 3/4 1/3) = 1/4.
    assertEquals(0.25 / Math.sqrt(2), bound.constant("C"), 1e-15);
    // V = 1/4 3/4 + 3/4 (1/3 + 1/3).
    assertEquals(1 - 0.1875 - 0.5, bound.left(), 1e-15);
    assertTrue(bound.holds());
  }

  @Test
  void theSecondTermCountsTheOptimalSequences() {
    DecisionProcess process = twoWays(new Horizon.Acyclic());
    double lambda = 0.3;
    Bound bound = Proposition2.of(process, lambda).subOptimality(Policy.startOf(process));
    BigInteger count = OptimalSequences.of(process, 0).count();
    assertEquals(BigInteger.TWO, count);
    assertEquals(lambda * (2 * Math.log(2) - BigCounts.log(count)), bound.constant("bias"), 1e-15);
    assertEquals(
        bound.constant("eps") * bound.constant("eps") / (2 * lambda * bound.constant("C")),
        bound.constant("gain"),
        1e-12 * bound.constant("gain"));
    assertTrue(bound.holds());
  }

  @Test
  void theConstantOfTheRegularisedProcessIsThatOfAHandCalculation() {
    DecisionProcess process = twoWays(new Horizon.Acyclic());
    double lambda = 0.5;
    Bound bound = Proposition2.of(process, lambda).subOptimality(Policy.startOf(process));
    double first = lambda * Math.log(Math.exp(1 / lambda) + 1);
    double second = lambda * Math.log(Math.exp(1 / lambda) + Math.exp(0.5 / lambda));
    double toFirst = 1 / (1 + Math.exp((second - first) / lambda));
    double s0 = 1 / 16.0;
    double s1 = Math.pow(0.25 * 0.25, 2) / toFirst;
    double s2 = Math.pow(0.75 / 3, 2) / (1 - toFirst);
    assertEquals(Math.min(s0, Math.min(s1, s2)), bound.constant("C"), 1e-14);
  }

  @Test
  void atTheSoftOptimumTheGradientVanishesAndTheBiasRemains() {
    double lambda = 0.2;
    SoftValueIteration soft = SoftValueIteration.of(CLASSES, lambda);
    Policy policy = soft.policy();
    Proposition2 proposition = Proposition2.of(CLASSES, lambda);
    Bound bound = proposition.subOptimality(policy);
    assertEquals(soft.bias(), bound.left(), 1e-15);
    assertEquals(lambda * Math.log(17.0 / 9), bound.constant("bias"), 1e-15);
    assertTrue(bound.constant("gain") < 1e-25);
    Bound middle = proposition.subOptimalityByEntropy(policy);
    assertTrue(middle.right() < bound.right() && middle.holds());
  }

  @Test
  void aClampTakesTheNumberOfKeptActionsInThePlaceOfAll() {
    ContextualBandit bandit =
        ContextualBandit.of(
            new double[] {3, 2, -30}, new double[] {1, 0, 0}, new double[] {2, 8, 90});
    Bound bound = Proposition2.clamped(bandit, 0.1, 0.9, Policy.startOf(bandit));
    assertEquals(10, bound.constant("kept"));
    assertEquals(0.1 * Math.log(5), bound.constant("bias"), 1e-11);
    assertTrue(bound.holds());
  }

  @Test
  void puttingTheKeptActionsInThePlaceOfAllIsNotEnoughWhileTheOutsideHoldsMass() {
    // One of two nearly equal actions is kept, so the bonus is 0 and the bias too: what is missing
    // is outside, and the gradient is too small to show it in its square.
    ContextualBandit bandit = ContextualBandit.of(new double[] {0.2, 0}, new double[] {1, 0.99});
    Bound bound = Proposition2.clamped(bandit, 2.8, 0.5, Policy.startOf(bandit));
    assertTrue(bound.left() > 100 * (bound.constant("gain") + bound.constant("bias")));
    assertTrue(bound.holds());
  }

  /** Everything is proportional to rewards and coefficient, also where squares are no numbers. */
  @ParameterizedTest
  @ValueSource(doubles = {0x1p-600, 0x1p-200, 0x1p600})
  void theClampedBoundHasTheUnitOfTheRewards(double unit) {
    double[] logits = {0.2, 0, -0.3, -1};
    ContextualBandit plain = ContextualBandit.of(logits, new double[] {1, 0.5, 0, 0.25});
    ContextualBandit scaled =
        ContextualBandit.of(logits, new double[] {unit, 0.5 * unit, 0, 0.25 * unit});
    Bound expected = Proposition2.clamped(plain, 0.1, 0.4, Policy.startOf(plain));
    Bound bound = Proposition2.clamped(scaled, 0.1 * unit, 0.4, Policy.startOf(scaled));
    assertEquals(expected.left(), bound.left() / unit, 1e-14);
    // The first term goes by logarithms of the unit, some 400, with their rounding.
    assertEquals(1, bound.right() / unit / expected.right(), 1e-12);
  }

  @Test
  void aClampThatRemovesAnOptimalActionIsNotCovered() {
    ContextualBandit bandit =
        ContextualBandit.of(new double[] {0, 1, 2, 3}, new double[] {1, 0, 0, 0});
    Bound bound = Proposition2.clamped(bandit, 0.1, 0.5, Policy.startOf(bandit));
    assertEquals("a clamp that removes an optimal action", bound.obstacle().orElseThrow());
    assertTrue(bound.holds());
  }

  @Test
  void aRecurrentHorizonIsCoveredByTheFirstPartAlone() {
    Environment recurrent = twoWays(new Horizon.Steps(2));
    Policy policy = Policy.startOf(recurrent);
    assertTrue(Proposition1.of(recurrent).stagnation(policy).applies());
    assertFalse(Proposition1.of(recurrent).subOptimality(policy).applies());
    assertFalse(Proposition2.of(recurrent, 0.1).subOptimality(policy).applies());
    assertFalse(Lemmas.softSubOptimality(recurrent, 0.1, policy).applies());
  }

  @Test
  void theDiscountedConstantIsSharperThanThePublishedOne() {
    Environment discounted = twoWays(new Horizon.Discounted(0.9));
    Policy policy = Policy.startOf(discounted);
    Proposition1 proposition = Proposition1.of(discounted);
    Bound derived = proposition.subOptimality(policy);
    Bound published = proposition.publishedDiscounted(policy);
    assertTrue(derived.holds() && published.holds());
    assertTrue(derived.right() < published.right());
    // By way of state 2, where d / d* = 3/4 and pi = 1/3.
    assertEquals(0.25 / Math.sqrt(2), derived.constant("C"), 1e-15);
    // S = 3, largest d* / d = 4/3, least pi = 1/3.
    assertEquals(0.25 / Math.sqrt(3), published.constant("C"), 1e-15);
  }

  /**
   * In state 0 all actions lead on, so the longest episode has two steps of at most two actions.
   */
  @Test
  void theConstantsOfAProcessAreReportedByName() {
    DecisionProcess process = twoWays(new Horizon.Acyclic());
    Policy policy = Policy.startOf(process);
    Bound bound = Proposition2.of(process, 0.3).subOptimality(policy);
    assertEquals(2, bound.constant("H"));
    assertEquals(Math.log(2), bound.constant("logOptimal"), 1e-15);
    // From state 1: 1 or 0.
    assertEquals(1, bound.constant("range"));
    assertEquals(bound.right(), bound.constant("gain") + bound.constant("bias"), 1e-12);
    Bound first = Proposition1.of(process).subOptimality(policy);
    assertEquals(2, first.constant("visited"));
    assertEquals(1, first.constant("range"));
    assertEquals(first.constant("eps") / first.constant("C"), first.right(), 1e-15);
    Bound middle = Proposition2.of(process, 0.3).subOptimalityByEntropy(policy);
    double h0 = entropy(0.25);
    double entropy = h0 + 0.25 * entropy(0.25) + 0.75 * entropy(1 / 3.0);
    assertEquals(0.3 * (entropy - Math.log(2)), middle.constant("bias"), 1e-15);
    // What is forgiven is the rounding of the entropies.
    assertEquals(1e-13 * 0.3 * (entropy + Math.log(2)), middle.rounding(), 1e-27);
  }

  private static double entropy(double p) {
    return -p * Math.log(p) - (1 - p) * Math.log(1 - p);
  }

  @Test
  void optimalActionsAreThoseOfTheBestWays() {
    boolean[] expected = {true, true, true, false, true, false};
    for (Horizon horizon : new Horizon[] {new Horizon.Acyclic(), new Horizon.Discounted(0.5)}) {
      Proposition1 proposition = Proposition1.of(twoWays(horizon));
      for (int k = 0; k < expected.length; k++) {
        assertEquals(expected[k], proposition.isOptimal(k));
      }
    }
    Proposition1 recurrent = Proposition1.of(twoWays(new Horizon.Steps(2)));
    String message =
        assertThrows(InvalidInputException.class, () -> recurrent.isOptimal(0)).getMessage();
    assertTrue(message.startsWith("horizon: must be acyclic or discounted"), message);
  }

  /** Ways of two steps, discounted by a half: visits of 1, 1/8 and 3/8, an optimum of 1/2. */
  @Test
  void discountedSidesAreThoseOfAHandCalculation() {
    DecisionProcess process = twoWays(new Horizon.Discounted(0.5));
    Policy policy = Policy.startOf(process);
    double value = 0.5 * (0.25 * 0.75 + 0.75 * (1 / 3.0 + 1 / 3.0));
    Bound first = Proposition1.of(process).subOptimality(policy);
    assertEquals(0.5 - value, first.left(), 1e-15);
    Bound published = Proposition1.of(process).publishedDiscounted(policy);
    assertEquals(0.5 - value, published.left(), 1e-15);
    assertEquals(published.constant("eps") / published.constant("C"), published.right(), 1e-12);
    Bound second = Proposition2.of(process, 0.3).subOptimality(policy);
    assertEquals(2, second.constant("H"), 1e-15);
    // Two optimal ways, the second steps of which have one optimal action.
    assertEquals(Math.log(2), second.constant("logOptimal"), 1e-15);
    assertEquals(0.3 * (2 * Math.log(2) - Math.log(2)), second.constant("bias"), 1e-15);
    assertTrue(first.holds() && published.holds() && second.holds());
  }

  /** Every state is a start: {@code mu min pi^2 / (S max d*_lambda / d)}, worked out here. */
  @Test
  void thePublishedRegularisedConstantIsThatOfItsFormula() {
    double gamma = 0.5;
    double lambda = 0.4;
    DecisionProcess process =
        DecisionProcess.builder(new Horizon.Discounted(gamma))
            .state(0.75)
            .action(0, 0.2, 1)
            .action(Math.log(3), 0, Transitions.END)
            .state(0.25)
            .action(0, 1, Transitions.END)
            .action(Math.log(4), 0, Transitions.END)
            .build();
    Policy policy = Policy.startOf(process);
    Bound bound = Proposition2.of(process, lambda).publishedDiscounted(policy);
    double later = lambda * Math.log(Math.exp(1 / lambda) + 1);
    double on = 1 / (1 + Math.exp(-(0.2 + gamma * later) / lambda));
    double soft = 0.25 + gamma * 0.75 * on;
    double own = 0.25 + gamma * 0.75 * 0.25;
    double mismatch = Math.max(1, soft / own);
    double constant = 0.25 * 0.2 * 0.2 / (2 * mismatch);
    assertEquals(constant, bound.constant("C"), 1e-15);
    double eps = bound.constant("eps");
    assertEquals(eps * eps / (2 * lambda * constant), bound.right(), 1e-12 * bound.right());
    assertTrue(bound.holds());
    assertEquals(
        "a state where no episode starts: mu = 0",
        Proposition2.of(twoWays(new Horizon.Discounted(0.5)), lambda)
            .publishedDiscounted(policy())
            .obstacle()
            .orElseThrow());
    for (Bound bad :
        new Bound[] {
          Proposition1.of(COIN).publishedDiscounted(Policy.startOf(COIN)),
          Proposition2.of(COIN, 1).publishedDiscounted(Policy.startOf(COIN))
        }) {
      assertEquals(
          "episodes that end: the lemma is about discounting", bad.obstacle().orElseThrow());
    }
    assertEquals(
        "lambda = 0: there is no bonus",
        Proposition2.of(process, 0).publishedDiscounted(policy).obstacle().orElseThrow());
  }

  private static Policy policy() {
    return Policy.startOf(twoWays(new Horizon.Discounted(0.5)));
  }

  /** Two contexts of weights 4, 2, 1 or 3, 2, 1, of which a clamp at 0.4 keeps two. */
  @Test
  void theClampedBoundOfTwoContextsIsThatOfAHandCalculation() {
    double lambda = 0.5;
    double[] starts = {0.25, 0.75};
    double[][] weights = {{4, 2, 1}, {3, 2, 1}};
    double[][] rewards = {{2, 0, 0}, {0.5, 1, 0.25}};
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Acyclic());
    double left = 0;
    double gain = 0;
    double bias = 0;
    double outside = 0;
    double squares = 0;
    for (int s = 0; s < 2; s++) {
      builder.state(starts[s]);
      double total = weights[s][0] + weights[s][1] + weights[s][2];
      double value = 0;
      double[] pi = new double[3];
      for (int a = 0; a < 3; a++) {
        builder.action(Math.log(weights[s][a]), rewards[s][a], Transitions.END);
        pi[a] = weights[s][a] / total;
        value += pi[a] * rewards[s][a];
      }
      double kept = pi[0] + pi[1];
      double entropy = entropy(pi[0] / kept);
      double[] gradient = new double[3];
      double norm = 0;
      for (int a = 0; a < 3; a++) {
        double q = pi[a] / kept;
        double ofEntropy = a < 2 ? -q * (Math.log(q) + entropy) : 0;
        gradient[a] = starts[s] * (pi[a] * (rewards[s][a] - value) + lambda * ofEntropy);
        norm += a < 2 ? gradient[a] * gradient[a] : 0;
        squares += gradient[a] * gradient[a];
      }
      double least = pi[1] / kept;
      gain += norm / (2 * lambda * starts[s] * kept * least * least);
      bias += starts[s] * lambda * Math.log(2) / kept;
      outside += (gradient[0] + gradient[1]) / kept;
      left += starts[s] * ((s == 0 ? 2 : 1) - value);
    }
    DecisionProcess bandit = builder.build();
    Bound bound = Proposition2.clamped(bandit, lambda, 0.4, Policy.startOf(bandit));
    assertEquals(left, bound.left(), 1e-15);
    assertEquals(gain, bound.constant("gain"), 1e-14);
    assertEquals(bias, bound.constant("bias"), 1e-15);
    assertEquals(outside, bound.constant("outside"), 1e-15);
    assertEquals(Math.sqrt(squares), bound.constant("eps"), 1e-15);
    assertEquals(2, bound.constant("kept"));
    assertEquals(2, bound.constant("range"));
    assertEquals(gain + bias + outside, bound.right(), 1e-14);
    assertEquals(2e-13, bound.rounding(), 1e-27, "the rounding of the range");
    assertEquals(
        "lambda = 0: there is no bonus",
        Proposition2.clamped(bandit, 0, 0.5, Policy.startOf(bandit)).obstacle().orElseThrow());
    DecisionProcess process = twoWays(new Horizon.Acyclic());
    assertEquals(
        "several steps: the clamped bonus is not the gradient of a function",
        Proposition2.clamped(process, 1, 0.5, Policy.startOf(process)).obstacle().orElseThrow());
  }

  @Test
  void aGradientOfZeroGainsNothingAndAnUnlikelyActionAllowsEverything() {
    assertEquals(0, Proposition2.gain(0, 0.5, -1e5));
    assertEquals(Double.POSITIVE_INFINITY, Proposition2.gain(1, 0.5, -1e5));
    assertEquals(9 / (2 * 0.5 * 0.25), Proposition2.gain(3, 0.5, Math.log(0.25)), 1e-13);
    assertEquals(Double.POSITIVE_INFINITY, Proposition2.gain(0, 0.5, Double.NEGATIVE_INFINITY));
  }

  /**
   * A state met once in e^800, which is 0: gradient and constant vanish, and nothing is violated.
   */
  @Test
  void wherePoliciesAreSurerThanNumbersTheBoundSaysNothing() {
    DecisionProcess process =
        DecisionProcess.builder(new Horizon.Acyclic())
            .state(1)
            .action(-800, 0, 1)
            .action(0, 1, Transitions.END)
            .state(0)
            .action(800, 1, Transitions.END)
            .action(0, 0, Transitions.END)
            .build();
    Policy policy = Policy.startOf(process);
    Bound second = Proposition2.of(process, 1e-9).subOptimality(policy);
    assertEquals(Double.POSITIVE_INFINITY, second.right());
    assertTrue(second.holds());
    assertTrue(Lemmas.gradientDomination(process, 1e-9, policy).holds());
  }

  /** Met once in e^800 by the policy and once in e^5000 by the soft optimum, which are both 0. */
  @Test
  void aStateThatNeitherPolicyMeetsDoesNotCount() {
    DecisionProcess process =
        DecisionProcess.builder(new Horizon.Acyclic())
            .state(1)
            .action(-800, 0, 1)
            .action(0, 5, Transitions.END)
            .state(0)
            .action(0, 0, Transitions.END)
            .action(0, 0, Transitions.END)
            .build();
    Bound bound = Proposition2.of(process, 1e-3).subOptimality(Policy.startOf(process));
    assertEquals(0, bound.constant("gain"));
    assertEquals(0, bound.left());
    assertTrue(bound.holds());
  }

  @Test
  void withoutABonusTheSecondPropositionSaysNothing() {
    Bound bound = Proposition2.of(COIN, 0).subOptimality(Policy.startOf(COIN));
    assertEquals("lambda = 0: there is no bonus", bound.obstacle().orElseThrow());
  }

  @Test
  void anUnknownConstantIsRefusedWithTheKnownOnes() {
    Bound bound = Proposition1.of(COIN).stagnation(Policy.startOf(COIN));
    InvalidInputException e = assertThrows(InvalidInputException.class, () -> bound.constant("C"));
    assertEquals("constant C: must be one of [norm2, entropy, R]", e.getMessage());
  }
}

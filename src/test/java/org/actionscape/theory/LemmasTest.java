package org.actionscape.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.actionscape.env.ContextualBandit;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.actionscape.objective.Policy;
import org.junit.jupiter.api.Test;

class LemmasTest {
  private static final double LAMBDA = 0.5;
  private static final ContextualBandit COIN =
      ContextualBandit.of(new double[2], new double[] {0.02, 0});

  private static final DecisionProcess CHAIN =
      DecisionProcess.builder(new Horizon.Acyclic())
          .state(1)
          .action(0.3, 0.1, 1)
          .action(0, 0.4, Transitions.END)
          .state(0)
          .action(1, 0.2, Transitions.END)
          .action(0, 0.9, Transitions.END)
          .build();

  private static Policy moved() {
    Policy policy = Policy.startOf(CHAIN);
    policy.logits().data[0] = -1;
    policy.logits().data[3] = 2;
    return policy;
  }

  @Test
  void entropyOfTwoStepsIsDifferentiatedWithTheVisits() {
    double[] direction = {1, 0, 0, 0};
    Bound bound = Lemmas.entropyGradient(CHAIN, Policy.startOf(CHAIN), direction);
    double p = 1 / (1 + Math.exp(-0.3));
    double q = 1 / (1 + Math.exp(-1));
    double later = -q * Math.log(q) - (1 - q) * Math.log(1 - q);
    // d/dp ( h(p) + p h(q) ) times dp/dtheta.
    double expected = p * (1 - p) * (Math.log((1 - p) / p) + later);
    assertEquals(expected, bound.right(), 1e-15);
    assertEquals(expected, bound.left(), 1e-11);
    assertTrue(bound.holds());
  }

  @Test
  void theGradientOfTheRegularisedReturnIsItsDerivative() {
    double[] direction = {1, -2, 0.5, 3};
    assertTrue(Lemmas.softPolicyGradient(CHAIN, LAMBDA, moved(), direction).holds());
    Bound bound = Lemmas.softPolicyGradient(CHAIN, LAMBDA, moved(), direction);
    assertFalse(bound.withRight(1.001 * bound.right()).holds());
  }

  @Test
  void aDifferenceOfValuesIsThatOfAHandCalculation() {
    Bound bound = Lemmas.performanceDifference(CHAIN, Policy.startOf(CHAIN), moved());
    double before = value(0.3, 1, 0);
    double after = value(-1, 1, 2);
    assertEquals(after - before, bound.left(), 1e-15);
    assertEquals(after - before, bound.right(), 1e-15);
  }

  private static double value(double first, double wrong, double right) {
    double p = 1 / (1 + Math.exp(-first));
    double q = 1 / (1 + Math.exp(wrong - right));
    return p * (0.1 + 0.2 + 0.7 * q) + (1 - p) * 0.4;
  }

  @Test
  void theSoftDifferenceNeedsTheDivergence() {
    Bound bound = Lemmas.softPerformanceDifference(CHAIN, LAMBDA, Policy.startOf(CHAIN), moved());
    assertTrue(bound.holds());
    assertFalse(
        bound
            .withRight(
                Lemmas.softPerformanceDifference(CHAIN, 0, Policy.startOf(CHAIN), moved()).right())
            .holds());
  }

  @Test
  void softSubOptimalityIsADivergence() {
    Bound bound = Lemmas.softSubOptimality(CHAIN, LAMBDA, moved());
    assertTrue(bound.holds() && bound.left() > 0.1);
    assertTrue(Lemmas.softSubOptimalityBound(CHAIN, LAMBDA, moved()).holds());
  }

  @Test
  void aFairCoinAttainsHoeffdingsBoundSoAQuarterInsteadOfOneHalfIsNoBound() {
    Bound bound = Lemmas.divergence(COIN, LAMBDA, Policy.startOf(COIN));
    // A = +-0.01, so A / lambda = +-0.02.
    assertEquals(0.02 * 0.02 / 2, bound.right(), 1e-16);
    assertEquals(Math.log(Math.cosh(0.02)), bound.left(), 1e-15);
    assertTrue(bound.ratio() > 0.999 && bound.holds());
    assertFalse(bound.withRight(bound.right() / 2).holds());
  }

  @Test
  void aFairCoinComesWithinAFactorTwoOfGradientDomination() {
    Bound bound = Lemmas.gradientDomination(COIN, LAMBDA, Policy.startOf(COIN));
    assertEquals(0.5, bound.ratio(), 1e-3);
    assertFalse(bound.withRight(bound.right() / 4).holds());
  }

  @Test
  void theSoftDifferenceIsThatOfAHandCalculation() {
    Policy start = Policy.startOf(CHAIN);
    Bound bound = Lemmas.softPerformanceDifference(CHAIN, LAMBDA, start, moved());
    double before = value(0.3, 1, 0) + LAMBDA * trajectoryEntropy(0.3, 1);
    double after = value(-1, 1, 2) + LAMBDA * trajectoryEntropy(-1, -1);
    assertEquals(after - before, bound.left(), 1e-15);
    assertEquals(after - before, bound.right(), 1e-15);
    assertTrue(bound.rounding() > 0 && bound.rounding() < 1e-11);
  }

  private static double trajectoryEntropy(double first, double second) {
    double p = 1 / (1 + Math.exp(-first));
    return coin(first) + p * coin(second);
  }

  private static double coin(double logit) {
    double p = 1 / (1 + Math.exp(-logit));
    return -p * Math.log(p) - (1 - p) * Math.log(1 - p);
  }

  /** The soft optimum of the chain by hand, two logarithms. */
  @Test
  void softSubOptimalityIsWhatIsMissingToTheSoftOptimum() {
    double later = LAMBDA * Math.log(Math.exp(0.2 / LAMBDA) + Math.exp(0.9 / LAMBDA));
    double best = LAMBDA * Math.log(Math.exp((0.1 + later) / LAMBDA) + Math.exp(0.4 / LAMBDA));
    double own = value(-1, 1, 2) + LAMBDA * trajectoryEntropy(-1, -1);
    Bound bound = Lemmas.softSubOptimality(CHAIN, LAMBDA, moved());
    assertEquals(best - own, bound.left(), 1e-14);
    assertEquals(best - own, bound.right(), 1e-14);
    // What is forgiven is the rounding of both values and of what is between them.
    assertEquals(1e-12 * (best + own + (best - own)), bound.rounding(), 1e-24);
    Bound improved = Lemmas.softSubOptimalityBound(CHAIN, LAMBDA, moved());
    assertEquals(best - own, improved.left(), 1e-14);
    assertFalse(improved.withRight(0.9 * improved.left()).holds());
  }

  /** In a bandit the best reply is the optimum, so one-step improvement loses nothing. */
  @Test
  void inABanditOneStepImprovementIsExact() {
    for (double lambda : new double[] {0.05, 0.5, 20}) {
      ContextualBandit bandit =
          ContextualBandit.of(
              new double[] {0.3, -1, 0}, new double[] {1, 0.2, 0}, new double[] {1, 4, 2});
      Bound bound = Lemmas.softSubOptimalityBound(bandit, lambda, Policy.startOf(bandit));
      double sum = Math.exp(1 / lambda) + 4 * Math.exp(0.2 / lambda) + 2;
      double z = Math.exp(0.3) + 4 * Math.exp(-1) + 2;
      double[] p = {Math.exp(0.3) / z, Math.exp(-1) / z, 1 / z};
      double value = p[0] + 4 * p[1] * 0.2;
      double entropy =
          -p[0] * Math.log(p[0]) - 4 * p[1] * Math.log(p[1]) - 2 * p[2] * Math.log(p[2]);
      double gap = lambda * Math.log(sum) - value - lambda * entropy;
      assertEquals(gap, bound.left(), 1e-13 * (1 + lambda));
      assertEquals(bound.left(), bound.right(), 1e-14 * (1 + lambda));
      assertTrue(bound.holds());
    }
  }

  /** The second state's policy is the further from its best reply, relative to its bound. */
  @Test
  void theDivergenceIsThatOfTheStateWhereTheBoundIsTightest() {
    double[] rewards = {0.02, 1};
    for (int coin = 0; coin < 2; coin++) {
      DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Acyclic());
      for (int s = 0; s < 2; s++) {
        builder.state(0.5);
        // A fair coin of small stakes comes closest to the bound.
        builder.action(s == coin ? 0 : 2, s == coin ? 0.02 : 1, Transitions.END);
        builder.action(0, 0, Transitions.END);
      }
      DecisionProcess bandit = builder.build();
      Bound bound = Lemmas.divergence(bandit, LAMBDA, Policy.startOf(bandit));
      assertEquals(coin, bound.constant("state"));
      assertEquals(rewards[0] * rewards[0] / 2, bound.right(), 1e-16);
      assertEquals(Math.log(Math.cosh(0.02)), bound.left(), 1e-15);
    }
  }

  /** The same divergence where exponentials of the advantages are large: by the definition. */
  @Test
  void aFarBestReplyDivergesByItsDefinition() {
    ContextualBandit bandit = ContextualBandit.of(new double[2], new double[] {1, 0});
    // From where the formula changes to where e^x is no double: log cosh x and x^2 / 2.
    for (double lambda : new double[] {0.5, 0.4, 0.01, 0.0005}) {
      double x = 0.5 / lambda;
      Bound bound = Lemmas.divergence(bandit, lambda, Policy.startOf(bandit));
      double expected = x + Math.log1p(Math.exp(-2 * x)) - Math.log(2);
      assertEquals(expected, bound.left(), 1e-14 * (1 + x));
      assertEquals(x * x / 2, bound.right(), 1e-13 * x * x);
    }
  }

  @Test
  void gradientDominationIsThatOfAHandCalculation() {
    Bound bound = Lemmas.gradientDomination(COIN, LAMBDA, Policy.startOf(COIN));
    // Gradient +-0.005; d = d* = 1 and pi = 1/2.
    double eps = Math.sqrt(2) * 0.005;
    assertEquals(eps, bound.constant("eps"), 1e-16);
    assertEquals(0.25, bound.constant("C"), 1e-15);
    assertEquals(eps * eps / (2 * LAMBDA * 0.25), bound.right(), 1e-16);
    assertEquals(LAMBDA * Math.log(Math.cosh(0.02)), bound.left(), 1e-15);
  }

  @Test
  void slopesAreDerivativesAlongTheDirectionAndCountMembers() {
    ContextualBandit bandit =
        ContextualBandit.of(new double[] {0, 0}, new double[] {1, 0}, new double[] {1, 3});
    Policy policy = Policy.startOf(bandit);
    // V = p with p = 1/4: dV = p (1 - p) (x1 - x2), whatever the length of the direction.
    for (double length : new double[] {1, 1000}) {
      double[] direction = {2 * length, -length};
      Bound bound = Lemmas.softPolicyGradient(bandit, 0, policy, direction);
      assertEquals(3 * length * 3 / 16, bound.right(), 1e-14 * length);
      assertEquals(bound.right(), bound.left(), 1e-11 * length);
      assertTrue(bound.holds());
      // What is forgiven is the error of a difference, a hundred-millionth of the largest value,
      // which a thousandth of a logit makes by less than one per cent larger than 1/4.
      assertEquals(1e-8 * 0.25 * 2 * length, bound.rounding(), 5e-11 * length);
    }
  }

  @Test
  void recurrentHorizonsAndNoBonusAreNotCovered() {
    DecisionProcess recurrent =
        DecisionProcess.builder(new Horizon.Steps(2)).state(1).action(0, 1, 0).build();
    Policy policy = Policy.startOf(recurrent);
    String steps = "a recurrent horizon: ";
    assertObstacle(steps, Lemmas.performanceDifference(recurrent, policy, policy));
    assertObstacle(steps, Lemmas.softSubOptimality(recurrent, 1, policy));
    assertObstacle(steps, Lemmas.softSubOptimalityBound(recurrent, 1, policy));
    assertObstacle(steps, Lemmas.divergence(recurrent, 1, policy));
    assertObstacle(steps, Lemmas.gradientDomination(recurrent, 1, policy));
    Policy coin = Policy.startOf(COIN);
    String none = "lambda = 0: there is no bonus";
    assertObstacle(none, Lemmas.softSubOptimality(COIN, 0, coin));
    assertObstacle(none, Lemmas.softSubOptimalityBound(COIN, 0, coin));
    assertObstacle(none, Lemmas.divergence(COIN, 0, coin));
    assertObstacle(none, Lemmas.gradientDomination(COIN, 0, coin));
  }

  private static void assertObstacle(String start, Bound bound) {
    assertTrue(bound.obstacle().orElseThrow().startsWith(start));
  }

  /** Two contexts, visited with 1/4 and 3/4; of the second an unlikely action is the better one. */
  private static final DecisionProcess TWO =
      DecisionProcess.builder(new Horizon.Acyclic())
          .state(0.25)
          .action(0, 0.5, Transitions.END)
          .action(0, 0, Transitions.END)
          .state(0.75)
          .action(5, 0.25, Transitions.END)
          .action(0, 1, Transitions.END)
          .build();

  /** Of a context: the probability of its first action, log-probabilities and {@code V_lambda}. */
  private record Coin(double logit, double first, double second) {
    double probability() {
      return 1 / (1 + Math.exp(-logit));
    }

    double log(int action) {
      return -Math.log1p(Math.exp(action == 0 ? -logit : logit));
    }

    double entropy() {
      return coin(logit);
    }

    double value() {
      return probability() * first + (1 - probability()) * second + LAMBDA * entropy();
    }

    double advantage(int action) {
      return (action == 0 ? first : second) - LAMBDA * log(action) - value();
    }

    double best() {
      return LAMBDA * Math.log(Math.exp(first / LAMBDA) + Math.exp(second / LAMBDA));
    }
  }

  private static final double[] WEIGHTS = {0.25, 0.75};
  private static final Coin[] COINS = {new Coin(0, 0.5, 0), new Coin(5, 0.25, 1)};

  /** With weights of contexts; what is forgiven is 1e-12 of all the numbers on the way. */
  @Test
  void theRoomOfADifferenceIsTheRoundingOfWhatItIsMadeOf() {
    Policy other = Policy.of(TWO, 1, 0, -1, 0);
    Coin[] others = {new Coin(1, 0.5, 0), new Coin(-1, 0.25, 1)};
    double before = 0;
    double after = 0;
    double way = 0;
    for (int s = 0; s < 2; s++) {
      double p = others[s].probability();
      double gained = p * COINS[s].advantage(0) + (1 - p) * COINS[s].advantage(1);
      double spread =
          LAMBDA
              * (p * (others[s].log(0) - COINS[s].log(0))
                  + (1 - p) * (others[s].log(1) - COINS[s].log(1)));
      way += WEIGHTS[s] * (Math.abs(gained) + spread);
      before += WEIGHTS[s] * COINS[s].value();
      after += WEIGHTS[s] * others[s].value();
    }
    Bound bound = Lemmas.softPerformanceDifference(TWO, LAMBDA, Policy.startOf(TWO), other);
    assertEquals(after - before, bound.right(), 1e-14);
    assertEquals(1, bound.rounding() / (1e-12 * (before + after + way)), 1e-12);
  }

  /**
   * {@code e (e + 2 sqrt(2 KL))} with e = 1e-12 of the largest surprise: near the optimum a room of
   * 1e-12 itself would be more than the divergence, and any statement true.
   */
  @Test
  void theRoomOfADivergenceShrinksWithIt() {
    Policy policy = Policy.startOf(TWO);
    double error = 1e-12 * -COINS[1].log(1);
    double gap = 0;
    for (int s = 0; s < 2; s++) {
      gap += WEIGHTS[s] * (COINS[s].best() - COINS[s].value());
    }
    double room = LAMBDA * error * (error + 2 * Math.sqrt(2 * gap / LAMBDA));
    Bound improved = Lemmas.softSubOptimalityBound(TWO, LAMBDA, policy);
    assertEquals(gap, improved.left(), 1e-14);
    assertEquals(gap, improved.right(), 1e-14);
    assertEquals(1, improved.rounding() / room, 1e-12);
    assertEquals(1, Lemmas.gradientDomination(TWO, LAMBDA, policy).rounding() / room, 1e-12);
  }

  /** At the optimum itself both sides are 0, and what is forgiven is a rounding squared. */
  @Test
  void atTheSoftOptimumTheRoomIsARoundingSquared() {
    double lambda = 0.25;
    ContextualBandit fair = ContextualBandit.of(new double[2], new double[] {3, 3});
    Policy policy = Policy.startOf(fair);
    // Values of 3 + lambda log 2 are larger than log-probabilities of log 2.
    double error = 1e-12 * (3 / lambda + Math.log(2));
    Bound divergence = Lemmas.divergence(fair, lambda, policy);
    assertEquals(0, divergence.left(), 1e-30);
    assertEquals(1, divergence.rounding() / (error * error), 1e-9);
    Bound gap = Lemmas.softSubOptimalityBound(fair, lambda, policy);
    assertEquals(1, gap.rounding() / (lambda * error * error), 1e-9);
  }

  /** With discounting what policy iteration leaves open is forgiven besides. */
  @Test
  void theRoomOfADiscountedOptimumHoldsItsErrorBound() {
    double gamma = 0.999;
    DecisionProcess process =
        DecisionProcess.builder(new Horizon.Discounted(gamma))
            .state(1)
            .action(1, 1, 0)
            .action(0, 0, 0)
            .build();
    Bound bound = Lemmas.softSubOptimality(process, LAMBDA, Policy.startOf(process));
    Coin step = new Coin(1, 1, 0);
    double best = step.best() / (1 - gamma);
    double own = step.value() / (1 - gamma);
    double open = SoftValueIteration.of(process, LAMBDA).errorBound();
    assertEquals(best - own, bound.right(), 1e-10);
    // Room of 2e-9, of which what is open is a thousandth: held to a millionth.
    assertTrue(open > 1e-13);
    assertEquals(1e-12 * (best + own + (best - own)) + open, bound.rounding(), 1e-15);
  }
}

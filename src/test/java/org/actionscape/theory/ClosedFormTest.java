package org.actionscape.theory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.actionscape.check.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClosedFormTest {
  private static final double[] REWARDS = {1, 0.4, 0, -0.3};
  private static final double[] MEMBERS = {2, 1, 7, 3};
  private static final double[] LOGITS = {-1, 2, 0.5, 0};

  /** The formula of THEORY.md for two reward levels, term by term in decimals. */
  @ParameterizedTest
  @CsvSource({"1e5,15,0.11", "1e5,1,0.087", "1e12,1,0.03", "1e12,1,0.1", "1e3,1,0.02", "1e12,7,2"})
  void theBiasOfTwoRewardLevelsIsTheSigmoidOfTheTheory(double actions, double n, double lambda) {
    SoftOptimum soft = SoftOptimum.of(new double[] {1, 0}, new double[] {n, actions - n}, lambda);
    MathContext digits = new MathContext(40);
    BigDecimal good =
        new BigDecimal(n).multiply(new BigDecimal(StrictMath.exp(1 / lambda)), digits);
    BigDecimal all = good.add(new BigDecimal(actions - n));
    // One rounding of 1 / lambda costs |1 / lambda| ulps of its exponential.
    double tolerance = (4 + 1 / lambda) * 0x1p-52;
    assertClose(good.divide(all, digits).doubleValue(), soft.reward(), tolerance);
    assertClose(
        new BigDecimal(actions - n).divide(all, digits).doubleValue(), soft.bias(), tolerance);
    assertClose(lambda * Math.log(all.doubleValue()), soft.value(), 1e-14);
  }

  @ParameterizedTest
  @CsvSource({"1e5,15,0.114", "1e5,10,0.109", "1e5,5,0.101", "1e5,1,0.087"})
  void theSoftOptimumEarnsOneHalfAtTheCriticalCoefficient(double actions, double n, double known) {
    double critical = CriticalCoefficient.of(actions, n);
    assertEquals(known, critical, 0.0005);
    double[] rewards = {1, 0};
    double[] members = {n, actions - n};
    assertEquals(0.5, SoftOptimum.of(rewards, members, critical).reward(), 1e-13);
    // A clamp to m actions moves it out.
    double kept = 100 * n;
    double further = CriticalCoefficient.of(kept, n);
    assertTrue(further > critical);
    assertEquals(0.5, SoftOptimum.clamped(rewards, members, further, kept).reward(), 1e-13);
  }

  @Test
  void noPolicyDoesBetterThanTheSoftOptimum() {
    double lambda = 0.3;
    SoftOptimum soft = SoftOptimum.of(REWARDS, MEMBERS, lambda);
    assertClose(soft.value(), soft.reward() + lambda * soft.policy().entropy(), 1e-15);
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      double[] near = soft.policy().logProbabilities().clone();
      for (int k = 0; k < near.length; k++) {
        near[k] += 0.1 * random.nextGaussian();
      }
      GibbsPolicy other = GibbsPolicy.of(near, MEMBERS, REWARDS);
      assertTrue(other.reward() + lambda * other.entropy() <= soft.value());
    }
  }

  @Test
  void noPolicyDoesBetterThanTheKlOptimum() {
    double beta = 0.3;
    KlOptimum optimum = KlOptimum.of(REWARDS, MEMBERS, LOGITS, beta);
    assertClose(optimum.value(), klObjective(optimum.policy(), beta), 1e-14);
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      double[] near = optimum.policy().logProbabilities().clone();
      for (int k = 0; k < near.length; k++) {
        near[k] += 0.1 * random.nextGaussian();
      }
      GibbsPolicy other = GibbsPolicy.of(near, MEMBERS, REWARDS);
      assertTrue(klObjective(other, beta) <= optimum.value() + 1e-15);
    }
  }

  @Test
  void noPolicyDoesBetterThanTheOptimumOfDivergenceAndEntropyTogether() {
    double beta = 0.3;
    double lambda = 0.2;
    KlOptimum optimum = KlOptimum.withEntropy(REWARDS, MEMBERS, LOGITS, beta, lambda);
    GibbsPolicy best = optimum.policy();
    assertClose(optimum.value(), klObjective(best, beta) + lambda * best.entropy(), 1e-14);
    // The documented form: reference to the power of 0.6, reward over 0.5, up to a constant.
    for (int k = 1; k < REWARDS.length; k++) {
      double expected = 0.6 * (LOGITS[k] - LOGITS[0]) + (REWARDS[k] - REWARDS[0]) / 0.5;
      assertEquals(expected, best.logProbabilities()[k] - best.logProbabilities()[0], 1e-14);
    }
    Random random = new Random(2);
    for (int i = 0; i < 1000; i++) {
      double[] near = best.logProbabilities().clone();
      for (int k = 0; k < near.length; k++) {
        near[k] += 0.1 * random.nextGaussian();
      }
      GibbsPolicy other = GibbsPolicy.of(near, MEMBERS, REWARDS);
      assertTrue(klObjective(other, beta) + lambda * other.entropy() <= optimum.value() + 1e-15);
    }
  }

  @Test
  void withoutTheDivergenceTheOptimumIsTheSoftOne() {
    KlOptimum both = KlOptimum.withEntropy(REWARDS, MEMBERS, LOGITS, 0, 0.2);
    SoftOptimum soft = SoftOptimum.of(REWARDS, MEMBERS, 0.2);
    assertArrayEquals(soft.policy().logProbabilities(), both.policy().logProbabilities(), 1e-14);
    assertEquals(soft.value(), both.value(), 1e-14);
    assertThrows(
        InvalidInputException.class, () -> KlOptimum.withEntropy(REWARDS, MEMBERS, LOGITS, 0, 0));
  }

  private static double klObjective(GibbsPolicy policy, double beta) {
    double[] reference = GibbsPolicy.of(LOGITS, MEMBERS, REWARDS).logProbabilities();
    double divergence = 0;
    for (int k = 0; k < REWARDS.length; k++) {
      double log = policy.logProbabilities()[k];
      divergence += MEMBERS[k] * Math.exp(log) * (log - reference[k]);
    }
    return policy.reward() - beta * divergence;
  }

  @Test
  void aUniformReferenceMakesTheKlOptimumTheSoftOptimum() {
    double[] uniform = new double[REWARDS.length];
    KlOptimum kl = KlOptimum.of(REWARDS, MEMBERS, uniform, 0.2);
    SoftOptimum soft = SoftOptimum.of(REWARDS, MEMBERS, 0.2);
    assertArrayEquals(soft.policy().logProbabilities(), kl.policy().logProbabilities(), 1e-14);
    assertEquals(soft.value() - 0.2 * Math.log(DoubleStream.of(MEMBERS).sum()), kl.value(), 1e-14);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-300, 1e-3, 0.1, 1, 1e6})
  void classesAndExplicitActionsAgree(double lambda) {
    double[] rewards = spread(REWARDS);
    double[] ones = spread(new double[] {1, 1, 1, 1});
    SoftOptimum lumped = SoftOptimum.of(REWARDS, MEMBERS, lambda);
    SoftOptimum explicit = SoftOptimum.of(rewards, ones, lambda);
    assertClose(explicit.value(), lumped.value(), 1e-15);
    assertClose(explicit.reward(), lumped.reward(), 1e-15);
    assertClose(explicit.bias(), lumped.bias(), 1e-15);
    assertArrayEquals(
        explicit.policy().logProbabilities(), spread(lumped.policy().logProbabilities()), 1e-14);
  }

  @Test
  void aClampThatCutsAClassKeepsSomeOfItsMembers() {
    SoftOptimum clamped = SoftOptimum.clamped(REWARDS, MEMBERS, 0.2, 5);
    SoftOptimum byHand = SoftOptimum.of(new double[] {1, 0.4, 0}, new double[] {2, 1, 2}, 0.2);
    assertEquals(byHand.value(), clamped.value());
    assertEquals(byHand.bias(), clamped.bias());
    assertEquals(Double.NEGATIVE_INFINITY, clamped.policy().logProbabilities()[3]);
    SoftOptimum all = SoftOptimum.clamped(REWARDS, MEMBERS, 0.2, 13);
    assertEquals(SoftOptimum.of(REWARDS, MEMBERS, 0.2).value(), all.value());
  }

  @Test
  void theNaturalGradientPathIsItsOwnRecursion() {
    double eta = 0.7;
    double lambda = 0.25;
    double[] log = GibbsPolicy.of(LOGITS, MEMBERS, REWARDS).logProbabilities();
    for (int t = 0; t < 50; t++) {
      GibbsPolicy now = NaturalGradientPath.at(LOGITS, REWARDS, MEMBERS, eta, lambda, t);
      assertArrayEquals(log, now.logProbabilities(), 1e-13);
      for (int k = 0; k < log.length; k++) {
        log[k] += eta * (REWARDS[k] - lambda * log[k]);
      }
      log = GibbsPolicy.of(log, MEMBERS, REWARDS).logProbabilities();
    }
    assertArrayEquals(
        SoftOptimum.of(REWARDS, MEMBERS, lambda).policy().logProbabilities(),
        NaturalGradientPath.at(LOGITS, REWARDS, MEMBERS, eta, lambda, 1_000_000).logProbabilities(),
        1e-14);
  }

  /**
   * Also without a bonus, in one step to the optimum, and beyond it, where the rate is negative.
   */
  @ParameterizedTest
  @CsvSource({"0.7,0", "2,0.5", "3,0.5", "4,0.5", "1e-3,1e-3"})
  void thePathIsItsRecursionAtEveryRate(double eta, double lambda) {
    double[] log = GibbsPolicy.of(LOGITS, MEMBERS, REWARDS).logProbabilities();
    for (int t = 0; t < 8; t++) {
      GibbsPolicy now = NaturalGradientPath.at(LOGITS, REWARDS, MEMBERS, eta, lambda, t);
      // Logits of up to 20 and eight roundings of them.
      assertArrayEquals(log, now.logProbabilities(), 2e-13);
      for (int k = 0; k < log.length; k++) {
        log[k] += eta * (REWARDS[k] - lambda * log[k]);
      }
      log = GibbsPolicy.of(log, MEMBERS, REWARDS).logProbabilities();
    }
  }

  /** Probability 1/2 of one action, 1/8 of each of four: all sums are known. */
  @Test
  void aPolicyTellsWhatItEarnsAndHowSureItIs() {
    GibbsPolicy policy =
        GibbsPolicy.of(
            new double[] {Math.log(4) + 700, 700}, new double[] {1, 4}, new double[] {-1, 3});
    assertEquals(1, policy.reward(), 1e-14);
    assertEquals(2, policy.bias(), 1e-14);
    assertEquals(2 * Math.log(2), policy.entropy(), 1e-14);
    assertEquals(700 + Math.log(8), policy.logNormalizer(), 1e-12);
    assertArrayEquals(new double[] {-Math.log(2), -Math.log(8)}, policy.logProbabilities(), 1e-13);
    assertEquals(0.5, policy.mass(1, 4), 1e-14);
  }

  @Test
  void anActionThatIsNeverTakenCostsNothing() {
    GibbsPolicy policy =
        GibbsPolicy.of(
            new double[] {0, Double.NEGATIVE_INFINITY},
            new double[] {2, 5},
            new double[] {1, Double.NEGATIVE_INFINITY});
    assertEquals(1, policy.reward());
    assertEquals(0, policy.bias());
    assertEquals(Math.log(2), policy.entropy());
  }

  @Test
  void differencesThatRoundingMadeAreTies() {
    double[] q = {0.3, 0.1 + 0.2, 0.3 - 1e-12, -5};
    double[] sizes = {0.3, 0.3, 0.3, 5};
    double[] gaps = GibbsPolicy.gaps(q, sizes);
    assertEquals(0, gaps[0]);
    assertEquals(0, gaps[1]);
    assertEquals(1e-12, gaps[2], 1e-15);
    assertEquals(5.3, gaps[3], 1e-15);
  }

  /** Of numbers of 1e15 a difference of 1 is rounding, of those of 1e-20 one of 1e-20 is none. */
  @Test
  void whatIsRoundingDependsOnTheSizeOfNumbers() {
    assertArrayEquals(
        new double[2], GibbsPolicy.gaps(new double[] {1e15, 1e15 + 1}, new double[] {1e15, 1e15}));
    assertArrayEquals(
        new double[] {0, 1e-20},
        GibbsPolicy.gaps(new double[] {1e-20, 0}, new double[] {1e-20, 1e-20}));
  }

  /** Only differences of rewards matter, and those of 1e16 and 1e16 + 2 are exact. */
  @Test
  void anOffsetOfTheRewardsDoesNotMoveThePath() {
    double[] two = new double[2];
    double[] ones = {1, 1};
    assertArrayEquals(
        NaturalGradientPath.at(two, new double[] {0, 2}, ones, 0.5, 0.1, 3).logProbabilities(),
        NaturalGradientPath.at(two, new double[] {1e16, 1e16 + 2}, ones, 0.5, 0.1, 3)
            .logProbabilities());
  }

  @Test
  void theCriticalCoefficientIsThatOfItsFormula() {
    assertEquals(1 / Math.log(9), CriticalCoefficient.of(100, 10), 1e-15);
    assertEquals(
        SoftOptimum.of(REWARDS, MEMBERS, 0.4).policy().reward(),
        SoftOptimum.of(REWARDS, MEMBERS, 0.4).reward());
    KlOptimum kl = KlOptimum.of(REWARDS, MEMBERS, LOGITS, 0.3);
    assertEquals(kl.policy().reward(), kl.reward());
  }

  @Test
  void aVanishingBonusIsTheLimitOfASmallOne() {
    assertArrayEquals(
        NaturalGradientPath.at(LOGITS, REWARDS, MEMBERS, 0.5, 0, 20).logProbabilities(),
        NaturalGradientPath.at(LOGITS, REWARDS, MEMBERS, 0.5, 1e-17, 20).logProbabilities(),
        1e-13);
    SoftOptimum zero = SoftOptimum.of(REWARDS, MEMBERS, 0);
    assertEquals(1, zero.value());
    assertEquals(0, zero.bias());
    assertEquals(Math.log(2), zero.policy().entropy(), 1e-15);
  }

  @Test
  void nonsenseIsRefusedByName() {
    assertRefused("rewards", () -> SoftOptimum.of(new double[0], new double[0], 1));
    assertRefused("multiplicities", () -> SoftOptimum.of(REWARDS, new double[] {1}, 1));
    assertRefused("lambda", () -> SoftOptimum.of(REWARDS, MEMBERS, Double.NaN));
    assertRefused("kept", () -> SoftOptimum.clamped(REWARDS, MEMBERS, 1, 14));
    assertRefused("beta", () -> KlOptimum.of(REWARDS, MEMBERS, LOGITS, 0));
    assertRefused("beta", () -> KlOptimum.withEntropy(REWARDS, MEMBERS, LOGITS, -1, 2));
    assertRefused("lambda", () -> KlOptimum.withEntropy(REWARDS, MEMBERS, LOGITS, 2, -1));
    assertRefused("reference logits", () -> KlOptimum.of(REWARDS, MEMBERS, new double[2], 1));
    double[] bad = {0, 0, Double.NaN, 0};
    assertRefused("reference logits[2]", () -> KlOptimum.of(REWARDS, MEMBERS, bad, 1));
    assertRefused("rewards[2]", () -> SoftOptimum.of(bad, MEMBERS, 1));
    assertRefused("multiplicities[0]", () -> SoftOptimum.of(REWARDS, bad, 1));
    assertRefused("rewards", () -> KlOptimum.of(bad, MEMBERS, LOGITS, 1));
    assertRefused("rewards", () -> NaturalGradientPath.at(LOGITS, bad, MEMBERS, 1, 0, 1));
    assertRefused("start logits[2]", () -> NaturalGradientPath.at(bad, REWARDS, MEMBERS, 1, 0, 1));
    assertRefused(
        "start logits", () -> NaturalGradientPath.at(new double[1], REWARDS, MEMBERS, 1, 0, 1));
    assertRefused("step size", () -> NaturalGradientPath.at(LOGITS, REWARDS, MEMBERS, 0, 0, 1));
    assertRefused("lambda", () -> NaturalGradientPath.at(LOGITS, REWARDS, MEMBERS, 1, -1, 1));
    assertRefused("kept", () -> SoftOptimum.clamped(REWARDS, MEMBERS, 1, 0));
    assertRefused("rewards[2]", () -> SoftOptimum.clamped(bad, MEMBERS, 1, 2));
    assertRefused("steps", () -> NaturalGradientPath.at(LOGITS, REWARDS, MEMBERS, 1, 0, -1));
  }

  private static void assertRefused(String name, Runnable call) {
    String message = assertThrows(InvalidInputException.class, call::run).getMessage();
    assertTrue(message.contains(name), message);
  }

  private static double[] spread(double[] values) {
    DoubleStream.Builder all = DoubleStream.builder();
    for (int k = 0; k < values.length; k++) {
      for (int i = 0; i < MEMBERS[k]; i++) {
        all.add(values[k]);
      }
    }
    return all.build().toArray();
  }

  private static void assertClose(double expected, double actual, double relative) {
    assertEquals(expected, actual, relative * Math.abs(expected));
  }
}

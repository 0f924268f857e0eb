package org.actionscape.theory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.actionscape.check.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoftOptimumTest {
  @ParameterizedTest
  @CsvSource({"100000, 15, 0.11", "100000, 1, 0.05", "1000000000000, 10, 0.2", "10, 2, 5"})
  void rewardIsTheClosedFormOfTheZeroOneBandit(double actions, double n, double lambda) {
    SoftOptimum soft = SoftOptimum.of(new double[] {1, 0}, new double[] {n, actions - n}, lambda);
    double optimal = n * Math.exp(1 / lambda);
    double expected = optimal / (optimal + actions - n);
    // Both sides are a handful of roundings of 1e-16 each; exp multiplies its argument's by 20.
    assertEquals(expected, soft.reward(), 1e-14 * expected + 1e-15);
    assertEquals(
        lambda * Math.log(optimal + actions - n), soft.value(), 1e-13 * Math.abs(soft.value()));
  }

  @ParameterizedTest
  @CsvSource({"15, 0.114", "10, 0.109", "5, 0.101", "1, 0.087"})
  void theCriticalCoefficientIsThePublishedOne(double n, double published) {
    assertEquals(published, CriticalCoefficient.of(1e5, n), 5e-4);
  }

  @ParameterizedTest
  @CsvSource({"1e5, 1", "1e5, 15", "1e12, 3"})
  void atTheCriticalCoefficientTheSoftOptimumEarnsOneHalf(double actions, double n) {
    double lambda = CriticalCoefficient.of(actions, n);
    double reward =
        SoftOptimum.of(new double[] {1, 0}, new double[] {n, actions - n}, lambda).reward();
    // A relative error of 1e-16 in lambda is one of 3e-15 in exp(1 / lambda) here.
    assertEquals(0.5, reward, 1e-14);
  }

  @Test
  void withoutABonusTheOptimumIsTheBestReward() {
    SoftOptimum soft = SoftOptimum.of(new double[] {0.2, 0.7}, new double[] {5, 1}, 0);
    assertEquals(0.7, soft.value());
    assertEquals(0.7, soft.reward());
    assertEquals(0, soft.bias());
  }

  @Test
  void aNegativeOrMissingCoefficientIsRefused() {
    double[] one = {1};
    assertThrows(InvalidInputException.class, () -> SoftOptimum.of(one, one, -0.1));
    assertThrows(InvalidInputException.class, () -> SoftOptimum.of(one, one, Double.NaN));
  }

  /** In whatever order classes are given: both of reward 1, the one of 0.4 and two of 0. */
  @Test
  void aClampKeepsTheBestActions() {
    SoftOptimum kept = SoftOptimum.of(new double[] {1, 0.4, 0}, new double[] {2, 1, 2}, 0.2);
    double best = kept.policy().logProbabilities()[0];
    double middle = kept.policy().logProbabilities()[1];
    double zero = kept.policy().logProbabilities()[2];
    double never = Double.NEGATIVE_INFINITY;
    SoftOptimum clamped =
        SoftOptimum.clamped(new double[] {-0.3, 0, 1, 0.4}, new double[] {3, 7, 2, 1}, 0.2, 5);
    assertArrayEquals(
        new double[] {never, zero, best, middle}, clamped.policy().logProbabilities(), 1e-15);
    assertEquals(kept.value(), clamped.value(), 1e-15);
    assertEquals(kept.bias(), clamped.bias(), 1e-15);
  }

  /** Rewards of +-1e308 differ by 2e308, which is no double, and their odds are e^2. */
  @Test
  void rewardsMayDifferByMoreThanTheLargestNumber() {
    SoftOptimum soft = SoftOptimum.of(new double[] {1e308, -1e308}, new double[] {1, 1}, 1e308);
    double worse = 1 / (1 + Math.exp(2));
    assertEquals(Math.log(worse), soft.policy().logProbabilities()[1], 1e-15);
    // Relative errors of a few roundings.
    assertEquals(2 * worse, soft.bias() / 1e308, 1e-15);
    assertEquals(1 - 2 * worse, soft.reward() / 1e308, 1e-15);
    assertEquals(1 + Math.log1p(Math.exp(-2)), soft.value() / 1e308, 1e-15);
  }

  /** Twelve actions of reward -1e308: lambda log 12 = 2.5e308 is no double, the sum is one. */
  @Test
  void aBonusMayBeLargerThanTheLargestNumberIfTheValueIsNot() {
    SoftOptimum soft = SoftOptimum.of(new double[] {-1e308}, new double[] {12}, 1e308);
    assertEquals(Math.log(12) - 1, soft.value() / 1e308, 1e-15);
  }
}

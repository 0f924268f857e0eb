package org.actionscape.theory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import org.actionscape.env.ContextualBandit;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Norms, probabilities and divergences by hand. */
class EvaluatedPolicyTest {
  /** Probabilities 1/2 and eight of 1/16; V = 1/2, gradient 1/4 and -1/32 each. */
  private static final ContextualBandit BANDIT =
      ContextualBandit.of(new double[] {Math.log(8), 0}, new double[] {1, 0}, new double[] {1, 8});

  private static EvaluatedPolicy evaluate(ContextualBandit bandit) {
    return EvaluatedPolicy.of(bandit, Objective.expectedReturn(), Policy.startOf(bandit));
  }

  @Test
  void membersOfAClassCountOneByOne() {
    EvaluatedPolicy evaluated = evaluate(BANDIT);
    assertArrayEquals(new double[] {0.25, -1.0 / 32}, evaluated.gradient, 1e-16);
    assertEquals(0.5, evaluated.norm1(), 1e-15);
    assertEquals(Math.sqrt(1.0 / 16 + 8.0 / 1024), evaluated.norm2(), 1e-15);
    assertEquals(Math.sqrt(8.0 / 1024), evaluated.norm2(1, 2), 1e-15);
    assertEquals(0.5 * 3 + 0.5 * -1, evaluated.mean(0, new double[] {3, -1}), 1e-15);
    assertEquals(1.0 / 16, evaluated.probability(0, 1), 1e-16);
    assertEquals(-Math.log(16), evaluated.logProbability(0, 1), 1e-15);
    assertEquals(-Math.log(16), evaluated.leastLogProbability(0), 1e-15);
    assertArrayEquals(new double[] {0.5, -0.5}, evaluated.advantages(), 1e-15);
  }

  @Test
  void aGradientWhoseSquareVanishesHasANorm() {
    EvaluatedPolicy sure =
        evaluate(ContextualBandit.of(new double[] {0, 500}, new double[] {1, 0}));
    assertEquals(1, sure.norm2() / (Math.sqrt(2) * Math.exp(-500)), 1e-12);
    EvaluatedPolicy flat = evaluate(ContextualBandit.of(new double[2], new double[2]));
    assertEquals(0, flat.norm2());
    assertEquals(0, flat.norm1());
  }

  /** {@code sum m p log(p / q)}, term by term. */
  @Test
  void theDivergenceIsThatOfItsDefinition() {
    double[] members = {1, 8};
    double[] rewards = {1, 0};
    for (double logit : new double[] {-40, -3, 0, 2, 2.1, 25, 60}) {
      EvaluatedPolicy here = evaluate(BANDIT);
      EvaluatedPolicy there =
          evaluate(ContextualBandit.of(new double[] {logit, 0}, rewards, members));
      double total = Math.log(Math.exp(logit) + 8);
      double expected = 0.5 * (Math.log(0.5) - logit + total) + 0.5 * (total - Math.log(16));
      assertEquals(expected, here.divergence(0, there), 1e-14 * (1 + expected), "to " + logit);
      double p = Math.exp(logit - total);
      double q = 1 / Math.exp(total);
      double back = p * Math.log(p / 0.5) + 8 * q * Math.log(16 * q);
      assertEquals(back, there.divergence(0, here), 1e-14 * (1 + back), "from " + logit);
    }
    assertEquals(0, evaluate(BANDIT).divergence(0, evaluate(BANDIT)));
  }

  /**
   * A policy {@code p, 1 - p} against a fair coin, {@code log 2 + p log p + (1 - p) log(1 - p)}. At
   * logits of 30 and 31 the ratio of probabilities is on either side of e^30, and the unlikely
   * action's part is some 1e-12 of the sum.
   */
  @ParameterizedTest
  @ValueSource(doubles = {30, 31, 33})
  void anUnlikelyActionCountsInTheDivergence(double logit) {
    double[] rewards = {1, 0};
    EvaluatedPolicy sure = evaluate(ContextualBandit.of(new double[] {logit, 0}, rewards));
    EvaluatedPolicy fair = evaluate(ContextualBandit.of(new double[2], rewards));
    double p = 1 / (1 + Math.exp(logit));
    double expected = Math.log(2) - p * (logit + p) + (1 - p) * Math.log1p(-p);
    // Rounding of two summands below 1.
    assertEquals(expected, sure.divergence(0, fair), 5e-16);
  }

  /** To second order {@code p (1 - p) x^2 / 2}; a difference of logarithms has no digits there. */
  @Test
  void nearbyPoliciesDivergeByTheirDigits() {
    double x = 1e-9;
    ContextualBandit near =
        ContextualBandit.of(
            new double[] {Math.log(8) + x, 0}, new double[] {1, 0}, new double[] {1, 8});
    // The step itself is rounded to an ulp of log 8, 4e-16: 1e-6 of it.
    assertEquals(1, evaluate(BANDIT).divergence(0, evaluate(near)) / (x * x / 8), 2e-6);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {1e-12, -1e-8, 1e-5, -9.99e-4, 9.99e-4, 1e-3, -1e-3, 1.01e-3, -0.5, 1, 20, -20})
  void theExcessOfTheExponentialKeepsItsDigits(double u) {
    MathContext digits = new MathContext(60);
    BigDecimal x = new BigDecimal(u);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 1; i < 150; i++) {
      term = term.multiply(x, digits).divide(BigDecimal.valueOf(i), digits);
      sum = i > 1 ? sum.add(term, digits) : sum;
    }
    // At 1e-3 the difference e^u - 1 - u cancels half of its digits less three: 4e-13 at most.
    assertEquals(1, EvaluatedPolicy.excess(u) / sum.doubleValue(), 5e-13);
  }
}

package org.actionscape.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.actionscape.check.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A second set of sums is refused, because it would replace the first. */
class StateGradientTest {
  private static final double[] LOGITS = {0, 1, 2};

  private static SoftmaxSums sums(double... logits) {
    LogitRange extremes = new LogitRange();
    SoftmaxSums sums = new SoftmaxSums();
    PolicyKernel kernel = new ScalarKernel();
    kernel.extremes(logits, 0, logits.length, extremes);
    double[] weights = new double[logits.length];
    kernel.exponentiate(logits, null, 0, logits.length, extremes, logits, 0, weights, sums);
    return sums;
  }

  private static void add(String door, StateGradient gradient, SoftmaxSums sums) {
    switch (door) {
      case "return" -> gradient.addReward(1, sums, 0, 1);
      case "entropy" -> gradient.addEntropy(1, sums);
      case "clamped" -> gradient.addClampedEntropy(1, sums, 1);
      default -> gradient.addDivergence(1, sums, LOGITS, 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"return", "entropy", "clamped", "divergence"})
  void theSecondCallerWithOtherSumsIsRefused(String door) {
    StateGradient gradient = new StateGradient();
    gradient.clear();
    add(door, gradient, sums(LOGITS));
    assertThrows(InvalidInputException.class, () -> add(door, gradient, sums(0, 0, 5)));
    gradient.clear();
    add(door, gradient, sums(0, 0, 5));
  }

  @Test
  void aDivergenceNeedsAReferenceForEveryEntry() {
    StateGradient gradient = new StateGradient();
    gradient.clear();
    assertThrows(
        InvalidInputException.class, () -> gradient.addDivergence(1, sums(LOGITS), null, 0));
    gradient.addDivergence(1, sums(LOGITS), new double[LOGITS.length - 1], 0);
    double[] target = new double[LOGITS.length];
    for (PolicyKernel kernel : new PolicyKernel[] {new ScalarKernel(), PolicyKernels.get()}) {
      assertThrows(
          InvalidInputException.class,
          () ->
              kernel.addGradient(
                  LOGITS,
                  LOGITS,
                  0,
                  LOGITS.length,
                  0,
                  new double[LOGITS.length],
                  gradient,
                  1,
                  target,
                  new LogitRange()));
    }
    assertArrayEquals(new double[LOGITS.length], target);
  }

  /** Entropy and step entropy in one objective. */
  @Test
  void entropiesOfTheSameSumsAddUp() {
    StateGradient gradient = new StateGradient();
    gradient.clear();
    gradient.addEntropy(1, sums(LOGITS));
    gradient.addEntropy(2, sums(LOGITS));
    assertEquals(3 / sums(LOGITS).total(), gradient.entropy, 1e-15);
  }
}

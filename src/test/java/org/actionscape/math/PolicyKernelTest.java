package org.actionscape.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every kernel owes to its contract, each on its own. */
class PolicyKernelTest {
  private static final int[] SIZES = {1, 2, 7, 13, 207, 4098};

  /** More entries than the longest vector has, and no multiple of its length. */
  private static final int OFFSET = 37;

  static List<PolicyKernel> kernels() {
    return PolicyKernels.all();
  }

  static List<Arguments> problems() {
    List<Arguments> problems = new ArrayList<>();
    for (PolicyKernel kernel : kernels()) {
      for (int size : SIZES) {
        problems.add(Arguments.of(kernel, size, false));
        problems.add(Arguments.of(kernel, size, true));
      }
    }
    return problems;
  }

  /** Entries before and after belong to other states. */
  @ParameterizedTest
  @MethodSource("problems")
  void onlyTheEntriesOfTheStateAreReadAndWritten(PolicyKernel kernel, int size, boolean classes) {
    assertArrayEquals(
        results(kernel, size, classes, 0, 0), results(kernel, size, classes, OFFSET, OFFSET));
  }

  /** All numbers that a kernel finds, with entries of NaN around those of the state. */
  private static double[] results(
      PolicyKernel kernel, int size, boolean classes, int before, int after) {
    SplittableRandom random = new SplittableRandom(size);
    double[][] arrays = new double[6][before + size + after];
    for (double[] array : arrays) {
      Arrays.fill(array, Double.NaN);
      for (int i = before; i < before + size; i++) {
        array[i] = random.nextDouble(-4, 0);
      }
    }
    double[] logits = arrays[0];
    double[] q = arrays[1];
    double[] reference = arrays[2];
    double[] members = classes ? arrays[3] : null;
    double[] weights = arrays[4];
    double[] target = arrays[5];
    for (int i = before; classes && i < before + size; i++) {
      members[i] = Math.rint(2 - members[i]);
    }
    int to = before + size;
    double threshold = logits[before + size / 2];
    LogitRange found = new LogitRange();
    LogitRange next = new LogitRange();
    SoftmaxSums sums = new SoftmaxSums();
    SoftmaxSums kept = new SoftmaxSums();
    kernel.extremes(logits, before, to, found);
    kernel.exponentiate(logits, members, before, to, found, q, 0.25, weights, sums);
    double first = sums.centred();
    kernel.recentre(q, members, before, to, 0.5, weights, sums);
    double above = kernel.sumKept(logits, members, before, to, threshold, weights, sums, kept);
    double divergence = kernel.divergence(logits, members, before, to, weights, sums, reference);
    StateGradient gradient = new StateGradient();
    gradient.clear();
    gradient.addReward(1, sums, 0.5, sums.centred() / sums.total());
    gradient.addEntropy(0.1, sums);
    gradient.addClampedEntropy(0.2, kept, threshold);
    gradient.addDivergence(0.3, sums, reference, divergence);
    kernel.addGradient(
        logits, q, before, to, found.largest(), weights, gradient, 0.7, target, next);
    for (double[] array : arrays) {
      for (int i = 0; i < array.length; i++) {
        boolean inside = i >= before && i < to;
        assertTrue(inside || Double.isNaN(array[i]), "written at " + (i - before));
      }
    }
    List<Double> results =
        new ArrayList<>(
            List.of(
                found.least(),
                found.largest(),
                first,
                sums.centred(),
                sums.total(),
                sums.entropy(),
                above,
                kept.actions(),
                kept.total(),
                kept.entropy(),
                divergence,
                next.least(),
                next.largest()));
    for (int i = before; i < to; i++) {
      results.add(weights[i]);
      results.add(target[i]);
    }
    return results.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @ParameterizedTest
  @MethodSource("problems")
  void aClampKeepsWhatIsNotBelowItsThreshold(PolicyKernel kernel, int size, boolean classes) {
    SplittableRandom random = new SplittableRandom(size);
    int to = OFFSET + size;
    double[] logits = new double[to];
    double[] members = new double[to];
    for (int i = 0; i < to; i++) {
      // Many entries are equal, and 0 has either sign.
      logits[i] = Math.rint(random.nextDouble(-3, 0.6)) * (random.nextBoolean() ? 0 : 1);
      members[i] = classes ? 1 + random.nextInt(9) : 1;
    }
    for (double threshold : new double[] {-0.0, 0.0, -1, -3}) {
      double above = 0;
      double notBelow = 0;
      double mass = 0;
      for (int i = OFFSET; i < to; i++) {
        above += logits[i] > threshold ? members[i] : 0;
        notBelow += logits[i] >= threshold ? members[i] : 0;
        mass += logits[i] >= threshold ? members[i] * StrictMath.exp(logits[i]) : 0;
      }
      if (notBelow == 0) {
        continue; // Above the largest logit, where no clamp is.
      }
      LogitRange extremes = new LogitRange();
      double[] weights = new double[to];
      SoftmaxSums sums = new SoftmaxSums();
      SoftmaxSums kept = new SoftmaxSums();
      double[] counts = classes ? members : null;
      kernel.extremes(logits, OFFSET, to, extremes);
      kernel.exponentiate(logits, counts, OFFSET, to, extremes, logits, 0, weights, sums);
      assertEquals(
          above, kernel.sumKept(logits, counts, OFFSET, to, threshold, weights, sums, kept));
      assertEquals(notBelow, kept.actions());
      // Sums of at most 4098 positive terms, each rounded.
      assertEquals(mass, kept.total() * StrictMath.exp(extremes.largest()), 1e-12 * mass);
    }
  }

  /** Sums relative to what is not the largest logit are to be noticed, not used. */
  @ParameterizedTest
  @MethodSource("kernels")
  void sumsAreConsistentWhereTheLargestLogitIsTheOneThatWasSaid(PolicyKernel kernel) {
    assertTrue(told(kernel, 1, 0, 1, -2).consistent(3), "one at the maximum");
    assertTrue(told(kernel, 1, 1, 1, 1).consistent(3), "all at the maximum");
    assertFalse(told(kernel, 1, 1, 1, 1).consistent(2), "more than there are");
    assertFalse(told(kernel, 2, 0, 1, -2).consistent(3), "told too large a one");
    assertFalse(told(kernel, 0.5, 0, 1, -2).consistent(3), "told too small a one");
  }

  private static SoftmaxSums told(PolicyKernel kernel, double largest, double... logits) {
    LogitRange extremes = new LogitRange();
    extremes.set(-2, largest);
    SoftmaxSums sums = new SoftmaxSums();
    double[] weights = new double[logits.length];
    kernel.exponentiate(logits, null, 0, logits.length, extremes, logits, 0, weights, sums);
    return sums;
  }

  @Test
  void namesSayWhatRuns() {
    List<String> names = kernels().stream().map(PolicyKernel::name).toList();
    assertEquals("scalar", names.get(0));
    for (String name : names.subList(1, names.size())) {
      assertTrue(name.matches("vector (256|512)-bit"), name);
    }
  }
}

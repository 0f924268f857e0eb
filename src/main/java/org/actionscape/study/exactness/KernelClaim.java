package org.actionscape.study.exactness;

import java.util.List;
import java.util.Map;
import org.actionscape.claim.Claim;
import org.actionscape.claim.Evidence;
import org.actionscape.claim.Finding;
import org.actionscape.claim.Verdict;
import org.actionscape.experiment.Draws;
import org.actionscape.math.LogitRange;
import org.actionscape.math.PolicyKernel;
import org.actionscape.math.PolicyKernels;
import org.actionscape.math.SoftmaxSums;
import org.actionscape.math.StateGradient;

/** The vector kernel returns the bits of the scalar one. */
final class KernelClaim {
  private static final int[] SIZES = {1, 2, 7, 13, 207, 4098};
  private static final double[] DEVIATIONS = {0, 0.1, 3, 300};

  private KernelClaim() {}

  static Claim claim() {
    return Claim.of(
        "scalar-equals-vector",
        "The vector kernel returns the same bits as the scalar one.",
        "derived here (the order of sums is part of the kernels' contract)",
        "weights, entropies and gradients of random policies of 1 to 4098 actions by every"
            + " kernel that this JVM can run, bit by bit",
        lab -> examine());
  }

  private static List<Finding> examine() {
    List<PolicyKernel> kernels = PolicyKernels.all();
    String setting = "all kernels of this JVM";
    if (kernels.size() == 1) {
      return List.of(
          new Finding(setting, Verdict.OUT_OF_SCOPE, Map.of(), "this JVM has no vector kernel"));
    }
    int compared = 0;
    int differing = 0;
    for (int size : SIZES) {
      for (double deviation : DEVIATIONS) {
        double[] logits = Draws.normal(size, Draws.generator(size));
        double[] rewards = Draws.normal(size, Draws.generator(-size));
        for (int k = 0; k < size; k++) {
          logits[k] *= deviation;
        }
        double[] expected = numbers(kernels.get(0), logits, rewards);
        for (PolicyKernel kernel : kernels.subList(1, kernels.size())) {
          double[] found = numbers(kernel, logits, rewards);
          for (int i = 0; i < expected.length; i++) {
            compared++;
            boolean same =
                Double.doubleToLongBits(expected[i]) == Double.doubleToLongBits(found[i]);
            differing += same ? 0 : 1;
          }
        }
      }
    }
    Map<String, Double> numbers =
        Evidence.of("numbers_compared", compared).and("numbers_that_differ", differing).numbers();
    return List.of(Finding.of(setting, differing == 0, numbers));
  }

  /** Weights, the sums, and the gradient of V + H, one after the other. */
  private static double[] numbers(PolicyKernel kernel, double[] logits, double[] rewards) {
    int size = logits.length;
    double[] weights = new double[size];
    double[] gradient = new double[size];
    SoftmaxSums sums = new SoftmaxSums();
    LogitRange extremes = new LogitRange();
    kernel.extremes(logits, 0, size, extremes);
    kernel.exponentiate(logits, null, 0, size, extremes, rewards, rewards[0], weights, sums);
    StateGradient coefficients = new StateGradient();
    PolicyKernel.clear(coefficients);
    coefficients.addReward(1, sums, rewards[0], sums.centred() / sums.total());
    coefficients.addEntropy(1, sums);
    kernel.addGradient(
        logits, rewards, 0, size, sums.max(), weights, coefficients, 1, gradient, extremes);
    double[] numbers = new double[2 * size + 3];
    System.arraycopy(weights, 0, numbers, 0, size);
    System.arraycopy(gradient, 0, numbers, size, size);
    numbers[2 * size] = sums.entropy();
    numbers[2 * size + 1] = sums.centred();
    numbers[2 * size + 2] = sums.logNormalizer();
    return numbers;
  }
}

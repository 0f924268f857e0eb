package org.actionscape.math;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Every bit that a kernel computes on a fixed set of problems, as one number: awkward sizes, scales
 * 1 and 300, explicit actions and classes, an offset into the arrays, ties. Its {@code main} prints
 * the number for the kernel that the JVM was told to use, so that JVMs can be compared.
 */
final class KernelTranscript {
  static final int[] SIZES = {1, 2, 7, 13, 207, 4098, 100_003};
  static final double[] SCALES = {1, 300};
  private static final int OFFSET = 3;

  private final PolicyKernel kernel;
  private long hash = 1;

  private KernelTranscript(PolicyKernel kernel) {
    this.kernel = kernel;
  }

  public static void main(String[] arguments) {
    System.out.println(PolicyKernels.get().name() + " " + of(PolicyKernels.get()));
  }

  /** The transcript of all problems. */
  static long of(PolicyKernel kernel) {
    long hash = 1;
    for (int size : SIZES) {
      for (double scale : SCALES) {
        for (boolean classes : new boolean[] {false, true}) {
          hash = 31 * hash + of(kernel, size, scale, classes);
        }
      }
    }
    return hash;
  }

  /** The transcript of one problem. */
  static long of(PolicyKernel kernel, int size, double scale, boolean classes) {
    KernelTranscript transcript = new KernelTranscript(kernel);
    transcript.run(size, scale, classes);
    return transcript.hash;
  }

  private void run(int size, double scale, boolean classes) {
    SplittableRandom random = new SplittableRandom(size);
    int from = OFFSET;
    int to = from + size;
    double[] logits = new double[to + OFFSET];
    double[] q = new double[logits.length];
    double[] reference = new double[logits.length];
    double[] members = classes ? new double[logits.length] : null;
    for (int i = 0; i < logits.length; i++) {
      logits[i] = scale * (4 * random.nextDouble() - 3);
      q[i] = random.nextInt(3) == 0 ? random.nextDouble() : 0;
      reference[i] = -20 * random.nextDouble();
      if (classes) {
        members[i] = 1 + random.nextInt(1_000_000);
      }
    }
    for (int i = from; i < to; i += 5) {
      logits[i] = Math.rint(logits[i]);
    }
    double[] weights = new double[logits.length];
    SoftmaxSums sums = new SoftmaxSums();
    SoftmaxSums kept = new SoftmaxSums();
    StateGradient gradient = new StateGradient();
    LogitRange extremes = new LogitRange();
    LogitRange next = new LogitRange();
    kernel.extremes(logits, from, to, extremes);
    for (int step = 0; step < 4; step++) {
      double max = note(extremes.largest());
      note(extremes.least());
      kernel.exponentiate(logits, members, from, to, extremes, q, q[from], weights, sums);
      note(sums);
      note(weights);
      double threshold = logits[from + step * (size - 1) / 3];
      note(kernel.sumKept(logits, members, from, to, threshold, weights, sums, kept));
      note(kept);
      double kl = note(kernel.divergence(logits, members, from, to, weights, sums, reference));
      for (int terms = 0; terms < 16; terms++) {
        set(gradient, terms, sums, q[from], kept, threshold, reference, kl);
        double[] target = q.clone();
        kernel.addGradient(logits, q, from, to, max, weights, gradient, 0.7, target, next);
        note(next.largest());
        note(target);
      }
      kernel.recentre(q, members, from, to, 0.25, weights, sums);
      note(sums);
      kernel.addGradient(logits, q, from, to, max, weights, gradient, 1, logits, next);
      kernel.extremes(logits, from, to, extremes);
      if (next.largest() != extremes.largest() || next.least() != extremes.least()) {
        throw new AssertionError("the gradient pass found other extremes");
      }
      note(logits);
    }
  }

  private static void set(
      StateGradient gradient,
      int terms,
      SoftmaxSums sums,
      double centre,
      SoftmaxSums kept,
      double threshold,
      double[] reference,
      double kl) {
    gradient.clear();
    if ((terms & 1) != 0) {
      gradient.addReward(1, sums, centre, sums.centred() / sums.total());
    }
    if ((terms & 2) != 0) {
      gradient.addEntropy(0.1, sums);
    }
    if ((terms & 4) != 0) {
      gradient.addClampedEntropy(0.2, kept, threshold);
    }
    if ((terms & 8) != 0) {
      gradient.addDivergence(0.3, sums, reference, kl);
    }
  }

  private void note(SoftmaxSums sums) {
    note(sums.max());
    note(sums.total());
    note(sums.logNormalizer());
    note(sums.meanGap());
    note(sums.entropy());
    note(sums.centred());
    note(sums.actions());
  }

  private void note(double[] values) {
    hash = 31 * hash + Arrays.hashCode(values);
  }

  private double note(double value) {
    hash = 31 * hash + Double.hashCode(value);
    return value;
  }
}

package org.actionscape.theory;

import org.actionscape.math.Checks;
import org.actionscape.math.InvalidInputException;

/**
 * A policy of one state in closed form, {@code pi_k} proportional to {@code exp(x_k)}, with what it
 * earns. Sums are relative to the largest x, with those who attain it apart from the rest, so that
 * neither 1e12 members nor huge x overflow and small biases keep their digits. Logarithms and
 * exponentials are {@link StrictMath}'s, computed without the kernels that the solvers use.
 *
 * @param logProbabilities the log-probability of one member of each class, nats; minus infinity for
 *     an action that is never taken; not copied
 * @param reward the expected reward, {@code sum_k m_k pi_k r_k}
 * @param bias what is lost against the best reward, {@code max r - reward}, summed without
 *     cancellation
 * @param entropy {@code - sum_k m_k pi_k log pi_k}, nats
 * @param logNormalizer {@code log sum_k m_k exp(x_k)}, nats
 */
public record GibbsPolicy(
    double[] logProbabilities, double reward, double bias, double entropy, double logNormalizer) {

  /** The policy with these x; cost O(classes). */
  static GibbsPolicy of(double[] x, double[] multiplicities, double[] rewards) {
    double top = max(x);
    double best = max(rewards);
    double ties = 0;
    double rest = 0;
    for (int k = 0; k < x.length; k++) {
      if (x[k] == top) {
        ties += multiplicities[k];
      } else {
        rest += multiplicities[k] * StrictMath.exp(x[k] - top);
      }
    }
    double log = StrictMath.log(ties) + StrictMath.log1p(rest / ties);
    double total = ties + rest;
    double[] logProbabilities = new double[x.length];
    double reward = 0;
    double bias = 0;
    double entropy = 0;
    for (int k = 0; k < x.length; k++) {
      double surprise = log - (x[k] - top);
      double mass = multiplicities[k] * StrictMath.exp(x[k] - top) / total;
      logProbabilities[k] = -surprise;
      reward += mass * rewards[k];
      bias += mass * (best - rewards[k]);
      // Mass 0 times an infinite surprise counts as 0.
      entropy += mass == 0 ? 0 : mass * surprise;
    }
    return new GibbsPolicy(logProbabilities, reward, bias, entropy, top + log);
  }

  static double max(double[] values) {
    double max = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      max = Math.max(max, value);
    }
    return max;
  }

  /** Requires finite rewards and whole multiplicities of the same number of classes. */
  static void requireClasses(double[] rewards, double[] multiplicities) {
    requireLength("rewards", rewards, Math.max(1, rewards.length));
    requireLength("multiplicities", multiplicities, rewards.length);
    for (int k = 0; k < rewards.length; k++) {
      Checks.finite("rewards[" + k + "]", rewards[k]);
      Checks.between("multiplicities[" + k + "]", multiplicities[k], 1, 0x1p53);
    }
  }

  static void requireLength(String name, double[] values, int length) {
    if (values.length != length) {
      throw new InvalidInputException(
          name + ": must have " + length + " entries, has " + values.length);
    }
  }
}

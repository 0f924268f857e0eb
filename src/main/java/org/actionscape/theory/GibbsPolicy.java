package org.actionscape.theory;

import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;

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
  /** Differences of sums that rounding may have made, relative to the absolute summands. */
  static final double TIE = 0x1p-47;

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
      // Mass 0 times an infinite loss or surprise counts as 0.
      reward += mass == 0 ? 0 : mass * rewards[k];
      bias += mass == 0 ? 0 : loss(mass, best, rewards[k]);
      entropy += mass == 0 ? 0 : mass * surprise;
    }
    // Rounded masses that add up to more than 1 must not carry a mean out of the doubles.
    double mean = reward == Double.POSITIVE_INFINITY ? best : reward;
    return new GibbsPolicy(logProbabilities, mean, bias, entropy, top + log);
  }

  /** {@code mass (best - reward)}, also where the difference overflows and the product does not. */
  private static double loss(double mass, double best, double reward) {
    double difference = best - reward;
    return difference <= Double.MAX_VALUE ? mass * difference : mass * (best / 2 - reward / 2) * 2;
  }

  /** The probability of all members of a class together. */
  double mass(int k, double multiplicity) {
    return multiplicity * StrictMath.exp(logProbabilities[k]);
  }

  /**
   * What each action gives away against the best one; 0 if rounding may have made the difference,
   * for rewards of 0.1 + 0.2 and of 0.3 are not worth a difference in policy.
   *
   * @param q the value of each action
   * @param sizes the sum of the absolute numbers that each value is made of
   */
  static double[] gaps(double[] q, double[] sizes) {
    int top = 0;
    for (int k = 1; k < q.length; k++) {
      top = q[k] > q[top] ? k : top;
    }
    double[] gaps = new double[q.length];
    for (int k = 0; k < q.length; k++) {
      double gap = q[top] - q[k];
      // Not where both are infinite: an action that is forbidden.
      gaps[k] = gap < TIE * Math.max(sizes[k], sizes[top]) ? 0 : gap;
    }
    return gaps;
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

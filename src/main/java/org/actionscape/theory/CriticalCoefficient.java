package org.actionscape.theory;

import java.math.BigInteger;
import java.util.OptionalDouble;
import org.actionscape.math.BigCounts;
import org.actionscape.math.KeptThreshold;

/**
 * The entropy coefficient at which the regularised optimum itself earns one half, {@code lambda_c =
 * 1 / log(|A| / n - 1)} where n of |A| actions have reward 1 and the others 0: a larger bonus makes
 * the best that it can lead to a bad policy. There is none if half of the actions or more are
 * optimal. With rewards other than 1 and 0, multiply by their difference.
 */
public final class CriticalCoefficient {
  private CriticalCoefficient() {}

  /**
   * In a bandit.
   *
   * @param actions the number of actions |A|, or of kept actions under a clamp that keeps the
   *     optimal ones; above {@code 2 optimal}
   * @param optimal the number of optimal actions n, at least 1
   * @return {@code 1 / log(|A| / n - 1)}
   */
  public static double of(double actions, double optimal) {
    return 1 / StrictMath.log(actions / optimal - 1);
  }

  /**
   * Where a reward of 1 is paid at the end of an optimal sequence and 0 otherwise: that of a bandit
   * whose actions are the sequences.
   *
   * @param sequences the number of all sequences, |A|^H, above twice {@code optimal}
   * @param optimal the number of optimal ones, |A*_H|, at least 1
   * @return {@code 1 / log(sequences / optimal - 1)}, however large the numbers
   */
  public static double of(BigInteger sequences, BigInteger optimal) {
    return 1 / (BigCounts.log(sequences.subtract(optimal)) - BigCounts.log(optimal));
  }

  /**
   * With an entropy bonus, if a reward of 1 is paid for responses all of whose tokens are right.
   *
   * @param actions the number of actions |A| at each step
   * @param optimal the number of right ones, n
   * @param horizon the number of steps, 1 in a bandit
   * @return {@code 1 / log(|A|^H / n^H - 1)}, if there is one
   */
  public static OptionalDouble entropy(long actions, int optimal, int horizon) {
    BigInteger sequences = BigInteger.valueOf(actions).pow(horizon);
    BigInteger right = BigInteger.valueOf(optimal).pow(horizon);
    return sequences.compareTo(right.shiftLeft(1)) > 0
        ? OptionalDouble.of(of(sequences, right))
        : OptionalDouble.empty();
  }

  /**
   * With a clamped entropy bonus in a bandit, if the clamp keeps the optimal actions and no ties.
   *
   * @param actions the number of actions |A|
   * @param optimal the number of optimal ones, n
   * @param share the clamp share p
   * @return {@code 1 / log(m / n - 1)} with m the number of kept actions, if there is one
   */
  public static OptionalDouble clamped(long actions, int optimal, double share) {
    double kept = KeptThreshold.keep(share, actions);
    return kept > 2.0 * optimal ? OptionalDouble.of(of(kept, optimal)) : OptionalDouble.empty();
  }
}

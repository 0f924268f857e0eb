package org.actionscape.theory;

import java.math.BigInteger;
import java.util.OptionalDouble;
import org.actionscape.math.KeptThreshold;

/**
 * The entropy coefficient above which the regularised optimum itself earns less than one half, for
 * those who set one: lambda_c, where there is one. There is none if half of the actions or more are
 * optimal.
 */
public final class CriticalCoefficient {
  private CriticalCoefficient() {}

  /**
   * With an entropy bonus, if a reward of 1 is paid for responses all of whose tokens are right.
   *
   * @param actions the number of actions |A| at each step
   * @param optimal the number of right ones, n
   * @param horizon the number of steps, 1 in a bandit
   * @return {@code 1 / log(|A|^H / n^H - 1)}
   */
  public static OptionalDouble entropy(long actions, int optimal, int horizon) {
    BigInteger sequences = BigInteger.valueOf(actions).pow(horizon);
    BigInteger right = BigInteger.valueOf(optimal).pow(horizon);
    return sequences.compareTo(right.shiftLeft(1)) > 0
        ? OptionalDouble.of(OptimalSequences.criticalCoefficient(sequences, right))
        : OptionalDouble.empty();
  }

  /**
   * With a clamped entropy bonus in a bandit, if the clamp keeps the optimal actions and no ties.
   *
   * @param actions the number of actions |A|
   * @param optimal the number of optimal ones, n
   * @param share the clamp share p
   * @return {@code 1 / log(m / n - 1)} with m the number of kept actions
   */
  public static OptionalDouble clamped(long actions, int optimal, double share) {
    double kept = KeptThreshold.keep(share, actions);
    return kept > 2.0 * optimal
        ? OptionalDouble.of(SoftOptimum.criticalCoefficient(kept, optimal))
        : OptionalDouble.empty();
  }
}

package org.actionscape.objective;

import java.util.Optional;
import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;

/**
 * SAC's learned coefficient (Haarnoja et al. 2018, arXiv:1812.05905, section 5): gradient descent
 * on {@code lambda (H - H_target)} by {@code log lambda}, which keeps the coefficient positive,
 *
 * <pre>
 *   lambda_t = min( most, lambda_(t-1) exp(- beta lambda_(t-1) (H - H_target)) )
 * </pre>
 *
 * <p>It falls while the entropy is above the target and rises while it is below; unlike AEnt's rule
 * it rests at one entropy, not in a band. The ceiling is ours: an entropy that stays below the
 * target would carry the coefficient out of the doubles.
 *
 * @param start lambda_0, above 0
 * @param target H_target, nats a step, at least 0
 * @param stepSize beta, at least 0
 * @param most the ceiling, at least {@code start}
 */
public record SacCoefficient(double start, double target, double stepSize, double most)
    implements CoefficientRule {
  public SacCoefficient {
    Checks.positive("coefficient at the start", start);
    Checks.nonNegative("target entropy", target);
    Checks.nonNegative("step size of the coefficient (beta)", stepSize);
    Checks.between("most coefficient", most, start, Double.MAX_VALUE);
  }

  @Override
  public String id() {
    return "sac";
  }

  @Override
  public double next(double current, double entropy, long step) {
    return Math.min(most, current * StrictMath.exp(-stepSize * current * (entropy - target)));
  }

  @Override
  public Optional<String> limit(double coefficient) {
    if (coefficient >= most) {
      return Optional.of("its ceiling");
    }
    return coefficient < Double.MIN_NORMAL
        ? Optional.of("the smallest of doubles")
        : Optional.empty();
  }

  @Override
  public double upperBound() {
    return most;
  }

  @Override
  public void requireReachable(double reachable) {
    if (target > reachable) {
      throw new InvalidInputException(
          "target entropy = "
              + target
              + ": must be at most "
              + reachable
              + " nats, the largest entropy of a step");
    }
  }
}

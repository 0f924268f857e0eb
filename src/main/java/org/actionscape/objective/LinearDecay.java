package org.actionscape.objective;

import org.actionscape.check.Checks;

/**
 * A straight line, {@code lambda_t = from + (to - from) t / steps}, and {@code to} from step {@code
 * steps} on.
 *
 * @param from the first coefficient, at least 0
 * @param to the last coefficient, at least 0
 * @param steps the number of updates from one to the other, at least 1
 */
public record LinearDecay(double from, double to, long steps) implements CoefficientRule {
  public LinearDecay {
    Checks.nonNegative("coefficient at the start (from)", from);
    Checks.nonNegative("coefficient at the end (to)", to);
    Checks.between("steps of the decay", steps, 1, Long.MAX_VALUE);
  }

  @Override
  public String id() {
    return "linear";
  }

  @Override
  public double start() {
    return from;
  }

  @Override
  public double next(double current, double entropy, long step) {
    return step >= steps ? to : from + (to - from) * ((double) step / steps);
  }
}

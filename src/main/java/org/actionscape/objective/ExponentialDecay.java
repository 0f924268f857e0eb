package org.actionscape.objective;

import org.actionscape.check.Checks;

/**
 * A straight line on a log scale, {@code lambda_t = from (to / from)^(t / steps)}, and {@code to}
 * from step {@code steps} on: the same factor at every update.
 *
 * @param from the first coefficient, above 0
 * @param to the last coefficient, above 0; {@code to / from} must be a finite number above 0
 * @param steps the number of updates from one to the other, at least 1
 */
public record ExponentialDecay(double from, double to, long steps) implements CoefficientRule {
  public ExponentialDecay {
    Checks.positive("coefficient at the start (from)", from);
    Checks.positive("coefficient at the end (to)", to);
    Checks.positive(
        "quotient of the coefficients at the end and at the start (to / from)", to / from);
    Checks.between("steps of the decay", steps, 1, Long.MAX_VALUE);
  }

  @Override
  public String id() {
    return "exponential";
  }

  @Override
  public double start() {
    return from;
  }

  @Override
  public double next(double current, double entropy, long step) {
    return step >= steps ? to : from * StrictMath.pow(to / from, (double) step / steps);
  }
}

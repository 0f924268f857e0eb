package org.actionscape.objective;

import java.util.Optional;
import org.actionscape.check.Checks;

/**
 * Half the coefficient at the end of each stage, {@code lambda_t = from 2^(-floor(t / every))}:
 * each stage settles near its own regularised optimum before the bias is halved (the stage-wise
 * decay of Mei et al. 2020, arXiv:2005.06392, section 4.2, with stages of fixed length).
 *
 * @param from the coefficient of the first stage, at least 0
 * @param every the number of updates in a stage, at least 1
 */
public record StepDecay(double from, long every) implements CoefficientRule {
  /** After so many halvings every double is 0. */
  private static final long MOST_HALVINGS = 3000;

  public StepDecay {
    Checks.nonNegative("coefficient at the start (from)", from);
    Checks.between("updates in a stage (every)", every, 1, Long.MAX_VALUE);
  }

  @Override
  public String id() {
    return "halving";
  }

  @Override
  public Optional<String> limit(double coefficient) {
    return from > 0 && coefficient == 0 ? Optional.of("the smallest of doubles") : Optional.empty();
  }

  @Override
  public double start() {
    return from;
  }

  @Override
  public double next(double current, double entropy, long step) {
    return Math.scalb(from, -(int) Math.min(MOST_HALVINGS, step / every));
  }
}

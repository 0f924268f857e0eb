package org.actionscape.objective;

import org.actionscape.check.Checks;

/**
 * Half a wave of the cosine, {@code lambda_t = to + (from - to) (1 + cos(pi t / steps)) / 2}
 * (Loshchilov and Hutter 2017, arXiv:1608.03983, without restarts), and {@code to} from step {@code
 * steps} on.
 *
 * @param from the first coefficient, at least 0
 * @param to the last coefficient, at least 0
 * @param steps the number of updates from one to the other, at least 1
 */
public record CosineDecay(double from, double to, long steps) implements CoefficientRule {
  public CosineDecay {
    Checks.nonNegative("coefficient at the start (from)", from);
    Checks.nonNegative("coefficient at the end (to)", to);
    Checks.between("steps of the decay", steps, 1, Long.MAX_VALUE);
  }

  @Override
  public String id() {
    return "cosine";
  }

  @Override
  public double start() {
    return from;
  }

  @Override
  public double next(double current, double entropy, long step) {
    double wave = (1 + StrictMath.cos(Math.PI * ((double) step / steps))) / 2;
    return step >= steps ? to : to + (from - to) * wave;
  }
}

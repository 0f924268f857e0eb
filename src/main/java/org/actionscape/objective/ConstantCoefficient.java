package org.actionscape.objective;

import org.actionscape.check.Checks;

/**
 * The same coefficient for ever: what A3C and PPO use (0.01 in both papers' Atari settings).
 *
 * @param start lambda, at least 0
 */
public record ConstantCoefficient(double start) implements CoefficientRule {
  public ConstantCoefficient {
    start = Checks.nonNegative("entropy coefficient (lambda)", start);
  }

  @Override
  public String id() {
    return "constant";
  }

  @Override
  public double next(double current, double entropy, long step) {
    return start;
  }
}

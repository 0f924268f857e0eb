package com.example.actionscape;

import org.actionscape.objective.CoefficientRule;

/** {@code lambda_t = from (1 - (t mod period) / period)}. */
record Sawtooth(double from, long period) implements CoefficientRule {
  @Override
  public String id() {
    return "sawtooth";
  }

  @Override
  public double start() {
    return from;
  }

  @Override
  public double next(double current, double entropy, long step) {
    return from * (1 - (double) (step % period) / period);
  }
}

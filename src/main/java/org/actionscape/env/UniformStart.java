package org.actionscape.env;

import org.apache.commons.rng.UniformRandomProvider;

/** Every action equally likely: logit 0. One block; draws no random number. */
public record UniformStart() implements StartPolicy {
  @Override
  public long blocks(long actions) {
    return 1;
  }

  @Override
  public RankedLogits draw(long actions, UniformRandomProvider random) {
    return new RankedLogits(new long[] {actions}, new double[1]);
  }
}

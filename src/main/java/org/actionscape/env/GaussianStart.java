package org.actionscape.env;

import java.util.Arrays;
import org.actionscape.check.Checks;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Independent Gaussian logits. No two are equal, so each action is a class of its own: 16 bytes an
 * action while drawing.
 *
 * @param deviation the standard deviation of a logit, nats, at least 0
 */
public record GaussianStart(double deviation) implements StartPolicy {
  public GaussianStart {
    Checks.nonNegative("start deviation", deviation);
  }

  @Override
  public long blocks(long actions) {
    return actions;
  }

  @Override
  public RankedLogits draw(long actions, UniformRandomProvider random) {
    int size = Math.toIntExact(actions);
    ContinuousSampler normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] ascending = new double[size];
    for (int i = 0; i < size; i++) {
      ascending[i] = deviation * normal.sample();
    }
    Arrays.sort(ascending);
    long[] ends = new long[size];
    double[] logits = new double[size];
    for (int i = 0; i < size; i++) {
      ends[i] = i + 1;
      logits[i] = ascending[size - 1 - i];
    }
    return new RankedLogits(ends, logits);
  }
}

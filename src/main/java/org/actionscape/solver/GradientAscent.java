package org.actionscape.solver;

import org.actionscape.check.Checks;

/**
 * Gradient ascent, {@code theta <- theta + eta gradient}. On bandits with rewards in [0, 1] and no
 * bonus it converges at rate O(1/t) for eta up to 2/5 (Mei et al. 2020, arXiv:2005.06392, Theorem
 * 2), with an entropy bonus at a linear rate; {@link SmoothnessAscent} takes the largest step for
 * which ascent is certain. Larger steps often work, without that guarantee. Cost of a step: one
 * gradient and one evaluation, no memory.
 *
 * @param stepSize eta, above 0
 */
public record GradientAscent(double stepSize) implements Optimizer {
  public GradientAscent {
    Checks.positive("step size (eta)", stepSize);
  }

  @Override
  public String id() {
    return "ascent";
  }

  @Override
  public Bound over(GradientSource.Bound source) {
    return () -> {
      source.addGradient(stepSize, source.logits());
      source.evaluate();
    };
  }
}

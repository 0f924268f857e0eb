package org.actionscape.solver;

import org.actionscape.math.Checks;
import org.ejml.data.DMatrixRMaj;

/**
 * Gradient ascent, {@code theta <- theta + eta gradient}. Without a bonus and with eta at most 2/5
 * it converges on bandits with rewards in [0, 1] at rate O(1/t) (Mei et al. 2020, arXiv:2005.06392,
 * Theorem 2); larger steps work in practice, without that guarantee. Cost: one pass over the
 * entries, no memory.
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
  public void step(DMatrixRMaj logits, GradientSource gradient) {
    gradient.addGradient(stepSize, logits);
  }
}

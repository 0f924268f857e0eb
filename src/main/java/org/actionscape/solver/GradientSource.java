package org.actionscape.solver;

import org.ejml.data.DMatrixRMaj;

/** Where an optimiser gets the gradient of the objective at the current policy from. */
@FunctionalInterface
public interface GradientSource {
  /**
   * Adds a multiple of the gradient.
   *
   * @param scale the multiple
   * @param target size x 1, modified; may be the logits of the current policy
   */
  void addGradient(double scale, DMatrixRMaj target);
}

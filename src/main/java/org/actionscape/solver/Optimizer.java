package org.actionscape.solver;

import org.ejml.data.DMatrixRMaj;

/** A rule that changes the logits for the better. */
public interface Optimizer {
  /**
   * The name by which settings call this kind.
   *
   * @return a short stable id
   */
  String id();

  /**
   * Takes one step.
   *
   * @param logits the logits, size x 1, modified
   * @param gradient the gradient at these logits
   */
  void step(DMatrixRMaj logits, GradientSource gradient);
}

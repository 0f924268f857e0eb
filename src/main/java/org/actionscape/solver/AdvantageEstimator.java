package org.actionscape.solver;

/** How good each sampled action was. With its workspace, such as a critic's table. */
@FunctionalInterface
interface AdvantageEstimator {
  /**
   * Estimates them.
   *
   * @param batch a new batch; its advantages are written
   */
  void estimate(Batch batch);
}

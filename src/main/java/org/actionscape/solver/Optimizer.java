package org.actionscape.solver;

import org.actionscape.check.InvalidInputException;

/** An update rule for the logits. Immutable settings; what it remembers is made once per run. */
public interface Optimizer {
  /**
   * The name by which settings call this kind.
   *
   * @return a short stable id
   */
  String id();

  /**
   * Prepares the rule for one run.
   *
   * @param source the run's logits and objective, not yet evaluated
   * @return the rule with its workspace
   * @throws InvalidInputException if the optimiser does not fit the source
   */
  Prepared prepare(GradientSource.Prepared source);

  /** A rule with its workspace. Not safe for use by several threads. */
  @FunctionalInterface
  interface Prepared {
    /**
     * Takes one step. The source is evaluated at the current logits; on return the logits have
     * changed and the source is evaluated at the new ones.
     */
    void step();
  }
}

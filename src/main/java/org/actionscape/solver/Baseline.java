package org.actionscape.solver;

/** What REINFORCE subtracts from a return; neither biases the gradient. */
public enum Baseline {
  /** Nothing. */
  NONE,
  /** The mean return of the prompt's other samples: leave-one-out, as in RLOO. */
  LEAVE_ONE_OUT
}

package org.actionscape.objective;

import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.ejml.data.DMatrixRMaj;

/**
 * A softmax policy: {@code pi(a|s) = exp(theta[s,a]) / sum_b exp(theta[s,b])}. The logits are an
 * EJML column vector with one row an entry of the environment's {@link ActionClasses}; an entry's
 * logit is that of each of its members. Mutable: an optimiser writes to {@link #logits()}.
 */
public final class Policy {
  private final ActionClasses classes;
  private final DMatrixRMaj logits;

  private Policy(ActionClasses classes, DMatrixRMaj logits) {
    this.classes = classes;
    this.logits = logits;
  }

  /**
   * The start policy of an environment.
   *
   * @param environment the environment
   * @return a new policy with a copy of its start logits
   */
  public static Policy startOf(Environment environment) {
    return new Policy(environment.classes(), environment.startLogits().copy());
  }

  /**
   * The layout of the logits.
   *
   * @return states and action classes
   */
  public ActionClasses classes() {
    return classes;
  }

  /**
   * The logits theta.
   *
   * @return size x 1, live: writing to it changes the policy
   */
  public DMatrixRMaj logits() {
    return logits;
  }
}

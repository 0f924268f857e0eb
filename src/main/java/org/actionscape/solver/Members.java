package org.actionscape.solver;

import org.actionscape.env.ActionClasses;

/** Geometry in the space of all actions, members of classes counted one by one. */
final class Members {
  private Members() {}

  /** The inner product {@code sum_k m_k a_k b_k}. */
  static double dot(ActionClasses classes, double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < classes.size(); k++) {
      sum += classes.multiplicity(k) * a[k] * b[k];
    }
    return sum;
  }
}

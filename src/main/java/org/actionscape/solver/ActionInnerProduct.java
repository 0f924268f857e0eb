package org.actionscape.solver;

import org.actionscape.env.ActionClasses;

/** Geometry in the space of all actions, members of classes counted one by one. */
final class ActionInnerProduct {
  /**
   * Of a sum of squares that is at least this, what squares lose to underflow (2^-1075 each) is
   * below half a unit in the last place, for up to 2^53 of them.
   */
  private static final double LEAST_SQUARES = 0x1p-968;

  private ActionInnerProduct() {}

  /** The inner product {@code sum_k m_k a_k b_k}. */
  static double dot(ActionClasses classes, double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < classes.size(); k++) {
      sum += classes.multiplicity(k) * a[k] * b[k];
    }
    return sum;
  }

  /**
   * The Euclidean norm {@code sqrt(sum_k m_k a_k^2)}. Where the squares leave the range in which
   * their sum keeps all its digits, it is found relative to the largest entry.
   */
  static double norm(ActionClasses classes, double[] a) {
    double squares = dot(classes, a, a);
    if (squares >= LEAST_SQUARES && squares <= Double.MAX_VALUE) {
      return Math.sqrt(squares);
    }
    double largest = 0;
    for (int k = 0; k < classes.size(); k++) {
      largest = Math.max(largest, Math.abs(a[k]));
    }
    if (!(largest > 0 && largest <= Double.MAX_VALUE)) {
      return largest;
    }
    double sum = 0;
    for (int k = 0; k < classes.size(); k++) {
      double relative = a[k] / largest;
      sum += classes.multiplicity(k) * relative * relative;
    }
    return largest * Math.sqrt(sum);
  }
}

package org.actionscape.solver;

import org.actionscape.env.ActionClasses;
import org.actionscape.math.InvalidInputException;
import org.ejml.data.DMatrixRMaj;

/**
 * What an optimiser sees of a run: the logits, which it changes, and the objective J at the point
 * where it was last evaluated. Every vector has one row an entry of {@link #classes()}; derivatives
 * are per member, so an inner product over all actions is {@code sum_k m_k a_k b_k}.
 *
 * <p>After changing the logits, {@link #evaluate()} must be called before anything else is asked
 * for.
 */
public interface GradientSource {
  /**
   * The layout of the logits.
   *
   * @return states and action classes
   */
  ActionClasses classes();

  /**
   * The logits theta of the run.
   *
   * @return size x 1, live: writing to it moves the policy
   */
  DMatrixRMaj logits();

  /** Evaluates the objective at the logits as they are now. */
  void evaluate();

  /**
   * The objective.
   *
   * @return J, as last evaluated
   */
  double objective();

  /**
   * Adds a multiple of the gradient, {@code dJ/dtheta[s,a]}.
   *
   * @param scale the multiple
   * @param target size x 1, modified; may be the logits
   */
  void addGradient(double scale, DMatrixRMaj target);

  /**
   * Adds a multiple of the advantage, {@code (dJ/dtheta[s,a]) / (d(s) pi(a|s))}, the direction of
   * the natural gradient.
   *
   * @param scale the multiple
   * @param target size x 1, modified; may be the logits
   */
  void addAdvantage(double scale, DMatrixRMaj target);

  /**
   * A bound on how fast the gradient can turn against a step.
   *
   * @return the least beta that theory offers such that {@code J(theta + x) >= J(theta) + grad J .
   *     x - beta |x|^2 / 2} for all theta and x
   * @throws InvalidInputException if there is none for this environment
   */
  double smoothness();
}

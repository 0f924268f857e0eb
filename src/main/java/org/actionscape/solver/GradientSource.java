package org.actionscape.solver;

import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ActionClasses;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.ejml.data.DMatrixRMaj;

/** How the gradient of an objective is found: exactly or from samples. Immutable settings. */
public interface GradientSource {
  /**
   * The name by which settings call this kind.
   *
   * @return a short stable id
   */
  String id();

  /**
   * Prepares the source for one run.
   *
   * @param objective what is maximised
   * @param policy the run's policy
   * @param evaluation the run's evaluation, of this objective
   * @param seed from which everything random is split
   * @return the source with its workspace
   * @throws InvalidInputException if the source does not fit the environment or the objective
   */
  Prepared prepare(Objective objective, Policy policy, Evaluation evaluation, long seed);

  /**
   * Whether it is the expected return that is climbed, beside the objective's bonuses; perhaps with
   * a bias that the source states.
   *
   * @return false where something else takes the place of the return
   */
  default boolean maximizesReturn() {
    return true;
  }

  /**
   * What an optimiser sees of a run: the logits, which it changes, and the gradient at the point
   * where they were last evaluated. Every vector has one row per entry of {@link #classes()};
   * derivatives are per member, so an inner product over all actions is {@code sum_k m_k a_k b_k}.
   *
   * <p>After changing the logits, {@link #evaluate()} must be called, once, before anything else is
   * asked for.
   */
  interface Prepared {
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

    /** Evaluates the policy at the logits as they are now; draws new samples when it is time. */
    void evaluate();

    /**
     * Adds a multiple of the gradient, {@code dJ/dtheta[s,a]}, or of its estimate.
     *
     * @param scale the multiple
     * @param target size x 1, modified; may be the logits
     */
    void addGradient(double scale, DMatrixRMaj target);

    /**
     * What a term of the objective is worth in a step, as this source sees it: what coefficient
     * rules observe.
     *
     * @param term the term's place in the objective
     * @return its mean over the steps of an episode, nats per step
     */
    double observed(int term);

    /**
     * What only an exact source knows.
     *
     * @param optimizer who asks
     * @return this source
     * @throws InvalidInputException if this source samples
     */
    default Exact exact(String optimizer) {
      throw new InvalidInputException(
          optimizer + ": must be used with exact gradients; ascent and adam take sampled ones");
    }
  }

  /** A source whose gradient is that of a known objective, and may be asked for anywhere. */
  interface Exact extends Prepared {
    /**
     * The objective.
     *
     * @return J, as last evaluated
     */
    double objective();

    /**
     * The size of the numbers that the objective is a sum of, which its rounding is relative to;
     * the sum itself may be 0.
     *
     * @return at least {@code |J|}, as last evaluated
     */
    double magnitude();

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
     * @return the least beta that theory offers such that {@code J(theta + x) >= J(theta) + grad J
     *     . x - beta |x|^2 / 2} for all theta and x
     * @throws InvalidInputException if there is none for this environment and objective
     */
    double smoothness();

    @Override
    default Exact exact(String optimizer) {
      return this;
    }
  }
}

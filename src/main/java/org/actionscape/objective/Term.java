package org.actionscape.objective;

import org.actionscape.check.InvalidInputException;
import org.actionscape.math.StateGradient;

/** A kind of bonus that an objective adds to the return. Immutable. */
public interface Term {
  /**
   * The name by which settings call this kind.
   *
   * @return a short stable id
   */
  String id();

  /**
   * Whether the term is an expectation over trajectories, so that its gradient includes how an
   * action changes the states that are visited later. If not, visits are held fixed in its
   * gradient.
   *
   * @return whether the gradient follows the visits
   */
  default boolean isTrajectoryTerm() {
    return false;
  }

  /**
   * A bound on how fast the term's gradient in one state can turn against a step.
   *
   * @param actions the number of actions |A|
   * @return beta such that {@code term(theta + x) >= term(theta) + grad term . x - beta |x|^2 / 2}
   *     for all theta and x, a kept set held fixed; infinite if there is no bound
   */
  double smoothness(double actions);

  /**
   * Prepares the term for one run.
   *
   * @param pass what the term reads, state by state
   * @return the term with its workspace
   */
  Prepared prepare(StatePass pass);

  /** A term with its workspace: what it is worth and how it pulls, state by state. */
  interface Prepared {
    /**
     * Evaluates the term in one state, after the evaluation has summed over its actions.
     *
     * @param state the state
     */
    default void evaluate(int state) {}

    /**
     * The term's value in a state, as last evaluated.
     *
     * @param state the state
     * @return the value, nats
     */
    double value(int state);

    /**
     * Adds the term's gradient in a state.
     *
     * @param factor coefficient times visits
     * @param state the state
     * @param gradient the state's gradient, modified
     */
    void addGradient(double factor, int state, StateGradient gradient);

    /**
     * What the term pays for one action if it is counted as a reward, so that its expectation under
     * the policy is the term's value: {@code - log pi(a|s)} for the entropy.
     *
     * @param state the state
     * @param entry the action's entry
     * @return the reward, nats
     * @throws InvalidInputException if the term is no such expectation
     */
    default double reward(int state, int entry) {
      throw new InvalidInputException(
          "sampled bonus: must be used with terms that are rewards of single actions: entropy or"
              + " kl");
    }

    /**
     * The number of a state's actions that the term looks at.
     *
     * @param state the state
     * @return kept actions; |A| unless the term clamps
     */
    double kept(int state);

    /**
     * The largest value that the term can have in a state.
     *
     * @param state the state
     * @return an upper bound, nats
     */
    default double upperBound(int state) {
      return StrictMath.log(kept(state));
    }
  }
}

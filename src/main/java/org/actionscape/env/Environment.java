package org.actionscape.env;

import org.ejml.data.DMatrixRMaj;

/**
 * A controlled decision problem: a short list of states, each with a list of action classes, what
 * an action pays and which state follows. A member of a class has the class's reward and its
 * distribution of the next state. All tables are EJML column vectors with one row an entry of
 * {@link #classes()}. Immutable: the tables it hands out must not be modified.
 */
public interface Environment {
  /**
   * The layout of the tables.
   *
   * @return states and action classes
   */
  ActionClasses classes();

  /**
   * The expected reward of each action, that is of one member of each class.
   *
   * @return size x 1
   */
  DMatrixRMaj rewards();

  /**
   * The logits of the start policy, from which training begins.
   *
   * @return size x 1
   */
  DMatrixRMaj startLogits();

  /**
   * The probability that an episode starts in a state.
   *
   * @param state the state
   * @return a probability; they sum to 1 over the states
   */
  double startProbability(int state);

  /**
   * What follows an action.
   *
   * @return the next states; none in a bandit, where every action ends the episode
   */
  default Transitions transitions() {
    return Transitions.none();
  }

  /**
   * How long an episode lasts.
   *
   * @return the horizon; acyclic in a bandit
   */
  default Horizon horizon() {
    return new Horizon.Acyclic();
  }
}

package org.actionscape.objective;

import java.util.Optional;
import org.actionscape.check.InvalidInputException;

/**
 * How the coefficient lambda of a bonus goes from one step to the next. Every rule is a pure
 * function of what it is given, so that a trace with coefficient, observed entropy and step says
 * all there is. Immutable.
 */
public interface CoefficientRule {
  /**
   * The name by which settings call this kind.
   *
   * @return a short stable id
   */
  String id();

  /**
   * The coefficient of the first update.
   *
   * @return lambda_0, at least 0
   */
  double start();

  /**
   * The coefficient of the next update.
   *
   * @param current the coefficient of the last update, lambda_(t-1)
   * @param entropy what the term was worth after it as the gradient source saw it, the mean over
   *     the steps of an episode, nats
   * @param step the number t of updates so far, at least 1
   * @return lambda_t, at least 0
   */
  double next(double current, double entropy, long step);

  /**
   * Refuses an aim that no policy can meet.
   *
   * @param reachable the largest value that the term can have in a step, {@code log |A|} or, under
   *     a clamp, the logarithm of the number of kept actions; nats
   * @throws InvalidInputException if the rule steers towards an entropy above it
   */
  default void requireReachable(double reachable) {}

  /**
   * Where a coefficient is that the rule has carried as far as it can.
   *
   * @param coefficient a coefficient of a run
   * @return the side of the rule's box, or the smallest of doubles, in words; empty inside
   */
  default Optional<String> limit(double coefficient) {
    return Optional.empty();
  }

  /**
   * The smallest coefficient that the rule can give.
   *
   * @return the lower side of its box, 0 without one
   */
  default double lowerBound() {
    return 0;
  }

  /**
   * The largest coefficient that the rule can give, if it has a box.
   *
   * @return the upper side of its box, infinity without one
   */
  default double upperBound() {
    return Double.POSITIVE_INFINITY;
  }

  /**
   * The same coefficient for ever.
   *
   * @param coefficient lambda, at least 0
   * @return the rule
   */
  static CoefficientRule constant(double coefficient) {
    return new ConstantCoefficient(coefficient);
  }
}

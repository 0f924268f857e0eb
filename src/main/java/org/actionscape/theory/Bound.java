package org.actionscape.theory;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.actionscape.check.InvalidInputException;

/**
 * A statement about one policy with numbers on both sides. Immutable.
 *
 * <p>A bound whose right side is infinite, or above the largest value that its left side can have,
 * is vacuous, which is no violation. Both sides are compared with room for rounding: {@value
 * #RELATIVE} of the larger one, so that a gradient of 1e-16 is told from a bound of 1e-17, plus
 * {@link #rounding}, which is 0 where neither side is a difference of larger numbers.
 *
 * @param relation how the sides compare if the statement is true
 * @param left the left side
 * @param right the right side, possibly infinite
 * @param rounding how far the difference of the sides can be off, absolutely
 * @param constants what the statement is made of, by name, in order
 * @param obstacle why the statement does not cover the case; both sides are then NaN
 */
public record Bound(
    Relation relation,
    double left,
    double right,
    double rounding,
    Map<String, Double> constants,
    Optional<String> obstacle) {
  /** Room for the rounding of sums and products. */
  public static final double RELATIVE = 1e-9;

  /** Below this, numbers lose digits whatever the formula. */
  private static final double UNDERFLOW = 1e-290;

  /** How two sides compare. */
  public enum Relation {
    /** The left side is at most the right one. */
    AT_MOST,
    /** The sides are equal. */
    EQUAL
  }

  public Bound {
    constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
  }

  /** An inequality, {@code left <= right}. */
  static Bound atMost(double left, double right, double rounding, Map<String, Double> constants) {
    return new Bound(Relation.AT_MOST, left, right, rounding, constants, Optional.empty());
  }

  /** An identity, {@code left = right}. */
  static Bound equal(double left, double right, double rounding) {
    return new Bound(Relation.EQUAL, left, right, rounding, Map.of(), Optional.empty());
  }

  /** A statement that does not cover the case. */
  static Bound notCovered(Relation relation, String obstacle) {
    return new Bound(relation, Double.NaN, Double.NaN, Double.NaN, Map.of(), Optional.of(obstacle));
  }

  /**
   * Whether the statement covers the case.
   *
   * @return whether there is no obstacle
   */
  public boolean applies() {
    return obstacle.isEmpty();
  }

  /**
   * Whether the statement is true of these numbers, or does not cover the case.
   *
   * @return false if it is violated by more than rounding, or a side is NaN though it applies
   */
  public boolean holds() {
    if (!applies()) {
      return true;
    }
    double room = RELATIVE * Math.max(Math.abs(left), Math.abs(right)) + rounding + UNDERFLOW;
    double excess = relation == Relation.AT_MOST ? left - right : Math.abs(left - right);
    // An infinite side makes the room infinite too.
    return right == Double.POSITIVE_INFINITY && relation == Relation.AT_MOST
        || excess <= room && excess < Double.POSITIVE_INFINITY;
  }

  /**
   * How much of the right side the left one takes: 1 for a bound that is attained.
   *
   * @return {@code left / right}; 0 if both are 0
   */
  public double ratio() {
    return left == 0 && right == 0 ? 0 : left / right;
  }

  /**
   * The same statement with another right side: a bound that is wrong on purpose, or one that is
   * sharper.
   *
   * @param newRight the right side
   * @return a statement that differs in this alone
   */
  public Bound withRight(double newRight) {
    return new Bound(relation, left, newRight, rounding, constants, obstacle);
  }

  /**
   * One of the constants.
   *
   * @param name its name
   * @return its value
   * @throws InvalidInputException if there is none of this name
   */
  public double constant(String name) {
    Double value = constants.get(name);
    if (value == null) {
      throw new InvalidInputException(
          "constant " + name + ": must be one of " + constants.keySet());
    }
    return value;
  }
}

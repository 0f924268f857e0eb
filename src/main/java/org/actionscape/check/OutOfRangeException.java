package org.actionscape.check;

/**
 * Thrown when settings that are each permitted lead to numbers beyond the doubles before any
 * training: rewards too far apart, or a start policy drawn with infinite logits. It may depend on
 * the seed, so in a sweep it is the result of a cell, like divergence.
 */
public final class OutOfRangeException extends InvalidInputException {
  /**
   * Makes the exception.
   *
   * @param message what is out of range, and the range, in one sentence
   */
  public OutOfRangeException(String message) {
    super(message);
  }
}

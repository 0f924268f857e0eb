package org.actionscape.check;

/**
 * Thrown when a run becomes non-finite or its numerical method does not converge. A run is a pure
 * function of its settings, so it diverges every time: this is a result, not a defect. The message
 * is one sentence; the command line prints it and ends with exit code 1.
 */
public final class DivergedException extends ArithmeticException {
  /**
   * Makes the exception.
   *
   * @param message where it happened and what to change, in one sentence
   */
  public DivergedException(String message) {
    super(message);
  }

  /**
   * Adds the step or seed to the message.
   *
   * @param where the step, or the seed
   * @return the same with that before its message
   */
  public DivergedException at(String where) {
    DivergedException there = new DivergedException(where + getMessage());
    there.setStackTrace(getStackTrace());
    return there;
  }
}

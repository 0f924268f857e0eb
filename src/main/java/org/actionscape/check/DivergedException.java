package org.actionscape.check;

/**
 * A run that left the finite numbers, or whose numerical method gave up. A run is a pure function
 * of its settings, so it diverges every time: this is a result, not a defect. The message is one
 * sentence; the command line prints it and ends with exit code 1.
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
   * Says more closely where it was.
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

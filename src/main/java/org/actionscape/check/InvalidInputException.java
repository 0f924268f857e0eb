package org.actionscape.check;

/**
 * Input that a user can correct. The message is one sentence that says what was given, where, and
 * the permitted range; the command line prints it and ends with exit code 2. Anything else that is
 * thrown is a defect of the program. Text of others within the message is made {@link Printable}
 * here, whatever printed it.
 */
public class InvalidInputException extends IllegalArgumentException {
  /**
   * Makes the exception.
   *
   * @param message what, where, and the permitted range, in one sentence
   */
  public InvalidInputException(String message) {
    super(Printable.line(message));
  }

  /**
   * Makes the exception with the failure that revealed the bad input.
   *
   * @param message what, where, and the permitted range, in one sentence
   * @param cause what revealed it
   */
  public InvalidInputException(String message, Throwable cause) {
    super(Printable.line(message), cause);
  }
}

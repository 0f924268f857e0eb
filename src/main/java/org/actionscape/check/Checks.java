package org.actionscape.check;

/**
 * Argument checks. Each returns the value it was given, so that a record's constructor reads as a
 * list of permitted ranges, and each compares positively, so that NaN never passes.
 */
public final class Checks {
  /** Added to a number that may be minus 0, of which the reciprocal is negative: 0 then. */
  private static final double POSITIVE_ZERO = 0;

  private Checks() {}

  /**
   * Requires a finite number.
   *
   * @param name what the value is, in the user's words
   * @param value the value
   * @return the value; 0 for minus 0
   * @throws InvalidInputException if the value is NaN or infinite
   */
  public static double finite(String name, double value) {
    if (Math.abs(value) <= Double.MAX_VALUE) {
      return value + POSITIVE_ZERO;
    }
    throw invalid(name, value, "must be a finite number");
  }

  /**
   * Requires {@code 0 <= value < infinity}.
   *
   * @param name what the value is, in the user's words
   * @param value the value
   * @return the value; 0 for minus 0
   * @throws InvalidInputException if the value is negative, NaN or infinite
   */
  public static double nonNegative(String name, double value) {
    if (value >= 0 && value <= Double.MAX_VALUE) {
      return value + POSITIVE_ZERO;
    }
    throw invalid(name, value, "must be a finite number, at least 0");
  }

  /**
   * Requires {@code 0 < value < infinity}.
   *
   * @param name what the value is, in the user's words
   * @param value the value
   * @return the value
   * @throws InvalidInputException if the value is not positive, or NaN, or infinite
   */
  public static double positive(String name, double value) {
    if (value > 0 && value <= Double.MAX_VALUE) {
      return value;
    }
    throw invalid(name, value, "must be a finite number above 0");
  }

  /**
   * Requires {@code 0 <= value < 1}, the range of a share of which something must remain.
   *
   * @param name what the value is, in the user's words
   * @param value the value
   * @return the value; 0 for minus 0
   * @throws InvalidInputException if the value is outside [0, 1) or NaN
   */
  public static double share(String name, double value) {
    if (value >= 0 && value < 1) {
      return value + POSITIVE_ZERO;
    }
    throw invalid(name, value, "must be in [0, 1)");
  }

  /**
   * Requires {@code low <= value <= high}.
   *
   * @param name what the value is, in the user's words
   * @param value the value
   * @param low the smallest permitted value
   * @param high the largest permitted value
   * @return the value; 0 for minus 0
   * @throws InvalidInputException if the value is outside [low, high] or NaN
   */
  public static double between(String name, double value, double low, double high) {
    if (value >= low && value <= high) {
      return value + POSITIVE_ZERO;
    }
    throw invalid(name, value, "must be between " + low + " and " + high);
  }

  /**
   * Requires {@code low <= value <= high} of a whole number.
   *
   * @param name what the value is, in the user's words
   * @param value the value
   * @param low the smallest permitted value
   * @param high the largest permitted value
   * @return the value
   * @throws InvalidInputException if the value is outside [low, high]
   */
  public static long between(String name, long value, long low, long high) {
    if (value >= low && value <= high) {
      return value;
    }
    throw new InvalidInputException(
        name + " = " + value + ": must be a whole number between " + low + " and " + high);
  }

  /**
   * Requires {@code low <= value <= high} of a whole number.
   *
   * @param name what the value is, in the user's words
   * @param value the value
   * @param low the smallest permitted value
   * @param high the largest permitted value
   * @return the value
   * @throws InvalidInputException if the value is outside [low, high]
   */
  public static int between(String name, int value, int low, int high) {
    return (int) between(name, (long) value, low, high);
  }

  /**
   * Requires that an extension returned something.
   *
   * @param name what it should have returned, in the user's words
   * @param value what it returned
   * @param <T> its type
   * @return the value
   * @throws InvalidInputException if the value is null
   */
  public static <T> T made(String name, T value) {
    if (value == null) {
      throw new InvalidInputException(
          name + ": must be made by its extension, which returned nothing (null)");
    }
    return value;
  }

  private static InvalidInputException invalid(String name, double value, String range) {
    return new InvalidInputException(name + " = " + value + ": " + range);
  }
}

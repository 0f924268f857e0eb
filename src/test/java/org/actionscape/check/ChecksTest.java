package org.actionscape.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What is permitted is returned as it is; what is not is one sentence. */
class ChecksTest {
  private static final double LARGEST = Double.MAX_VALUE;

  private static void permits(DoubleUnaryOperator check, double... values) {
    for (double value : values) {
      assertEquals(value, check.applyAsDouble(value));
    }
  }

  private static void refuses(DoubleUnaryOperator check, String range, double... values) {
    for (double value : values) {
      refuses("x = " + value + ": must be " + range, () -> check.applyAsDouble(value));
    }
  }

  private static void refuses(String sentence, Executable check) {
    assertEquals(sentence, assertThrows(InvalidInputException.class, check).getMessage());
  }

  @Test
  void finiteNumbers() {
    DoubleUnaryOperator check = x -> Checks.finite("x", x);
    permits(check, 0, -1, LARGEST, -LARGEST);
    refuses(
        check, "a finite number", Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
  }

  @Test
  void numbersOfAtLeastZero() {
    DoubleUnaryOperator check = x -> Checks.nonNegative("x", x);
    permits(check, 0, Double.MIN_VALUE, LARGEST);
    refuses(
        check,
        "a finite number, at least 0",
        -Double.MIN_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY);
  }

  @Test
  void numbersAboveZero() {
    DoubleUnaryOperator check = x -> Checks.positive("x", x);
    permits(check, Double.MIN_VALUE, LARGEST);
    refuses(check, "a finite number above 0", 0, -1, Double.NaN, Double.POSITIVE_INFINITY);
  }

  @Test
  void sharesThatLeaveSomething() {
    DoubleUnaryOperator check = x -> Checks.share("x", x);
    permits(check, 0, 0.5, Math.nextDown(1.0));
    refuses(check, "in [0, 1)", -Double.MIN_VALUE, 1, Double.NaN);
  }

  @Test
  void rangesIncludeTheirEnds() {
    DoubleUnaryOperator check = x -> Checks.between("x", x, 2.5, 4);
    permits(check, 2.5, 3, 4);
    refuses(check, "between 2.5 and 4.0", Math.nextDown(2.5), Math.nextUp(4.0), Double.NaN);
  }

  /** The reciprocal of minus 0 is negative, and users mean 0. Expected and found differ in bits. */
  @Test
  void minusZeroBecomesZero() {
    assertEquals(0.0, Checks.finite("x", -0.0));
    assertEquals(0.0, Checks.nonNegative("x", -0.0));
    assertEquals(0.0, Checks.share("x", -0.0));
    assertEquals(0.0, Checks.between("x", -0.0, -1, 1));
  }

  @Test
  void whatAnExtensionMadeIsPassedOn() {
    assertEquals("made", Checks.made("name", "made"));
    refuses(
        "name: must be made by its extension, which returned nothing (null)",
        () -> Checks.made("name", null));
  }

  @Test
  void rangesOfWholeNumbersIncludeTheirEnds() {
    assertEquals(2, Checks.between("x", 2, 2, 4));
    assertEquals(4, Checks.between("x", 4, 2, 4));
    assertEquals(2L, Checks.between("x", 2L, 2L, 4L));
    assertEquals(4L, Checks.between("x", 4L, 2L, 4L));
    refuses("x = 1: must be a whole number between 2 and 4", () -> Checks.between("x", 1, 2, 4));
    refuses("x = 5: must be a whole number between 2 and 4", () -> Checks.between("x", 5L, 2L, 4L));
  }
}

package org.actionscape.cli;

import java.math.BigDecimal;
import org.actionscape.check.Printable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads whole numbers as people in this field write them: 100000 or 1e5. */
final class WholeNumber implements ITypeConverter<Long> {
  /** A long with an exponent; digits by the million take minutes to read. */
  private static final int MOST_CHARACTERS = 40;

  @Override
  public Long convert(String text) {
    try {
      if (text.length() <= MOST_CHARACTERS) {
        return new BigDecimal(text).longValueExact();
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // Said below.
    }
    throw new TypeConversionException(
        "\"" + Printable.value(text) + "\" must be a whole number, like 1e5");
  }
}

package org.actionscape.cli;

import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads whole numbers as people in this field write them: 100000 or 1e5. */
final class WholeNumber implements ITypeConverter<Long> {
  @Override
  public Long convert(String text) {
    try {
      return new BigDecimal(text).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new TypeConversionException("\"" + text + "\" must be a whole number, like 1e5");
    }
  }
}

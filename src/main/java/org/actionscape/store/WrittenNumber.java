package org.actionscape.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * A number of a settings file with the digits that it was written with: where a name is expected,
 * 1.10 is another one than 1.1.
 */
public final class WrittenNumber extends ValueNode {
  /** Digits beyond these say nothing about a double, and a million take minutes to read. */
  public static final int MOST_CHARACTERS = 1000;

  /** The end of a sentence about a number that is infinite as a double. */
  public static final String BEYOND = "; this is beyond the largest double, 1.8e308";

  /** The end of a sentence about a number that would become 0. */
  public static final String BENEATH = "; this is closer to 0 than the smallest double, 4.9e-324";

  private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9]*)");

  /** Decimal digits without leading zeros, a point, an exponent as people write it. */
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?((0|[1-9][0-9]*)(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]{1,9})?");

  private static final long serialVersionUID = 1;

  private final String text;

  /**
   * A number.
   *
   * @param text its text, for which {@link #is} holds
   */
  public WrittenNumber(String text) {
    this.text = text;
  }

  /** Whether a text is a number. */
  public static boolean is(String text) {
    return text.length() <= MOST_CHARACTERS && NUMBER.matcher(text).matches();
  }

  /** Why a text is no number, to end a sentence; empty where that is plain to see. */
  public static String fault(String text) {
    if (text.length() > MOST_CHARACTERS) {
      return "; this has " + text.length() + " characters";
    }
    if (text.matches("(?i)[-+]?\\.?(nan|inf|infinity)")) {
      return "; this is not finite";
    }
    if (text.matches("[-+]?[0-9]*\\.?[0-9]*[eE][-+]?[0-9]{10,}")) {
      return text.contains("-") ? BENEATH : BEYOND;
    }
    if (text.matches("[-+]?0[0-9]+(\\.[0-9]*)?([eE][-+]?[0-9]+)?")) {
      return "; this begins with 0, which some programs read as octal";
    }
    return text.matches("[-+]?[0-9][0-9a-fA-FxXoObB_:.]*")
        ? "; this is not in plain decimal digits"
        : "";
  }

  private boolean isWhole() {
    return WHOLE.matcher(text).matches();
  }

  @Override
  public JsonNodeType getNodeType() {
    return JsonNodeType.NUMBER;
  }

  @Override
  public JsonToken asToken() {
    return isWhole() ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_NUMBER_FLOAT;
  }

  @Override
  public boolean isDouble() {
    return !isWhole();
  }

  @Override
  public String asText() {
    return text;
  }

  @Override
  public double doubleValue() {
    return Double.parseDouble(text);
  }

  @Override
  public double asDouble() {
    return doubleValue();
  }

  @Override
  public BigDecimal decimalValue() {
    return new BigDecimal(text);
  }

  /** A Long if it is whole and fits one, otherwise a Double, or a BigInteger if it is whole. */
  @Override
  public Number numberValue() {
    if (!isWhole()) {
      return doubleValue();
    }
    BigInteger whole = new BigInteger(text);
    return whole.bitLength() < Long.SIZE ? (Number) whole.longValue() : whole;
  }

  @Override
  public void serialize(JsonGenerator out, SerializerProvider provider) throws IOException {
    out.writeNumber(text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WrittenNumber number && number.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}

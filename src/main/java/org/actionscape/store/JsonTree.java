package org.actionscape.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.actionscape.check.InvalidInputException;
import org.actionscape.check.Printable;

/**
 * Reads JSON strictly. Numbers are doubles; those that are not finite as doubles, or would become
 * 0, stay as they are written ({@link WrittenNumber}), so that a message can say which they are.
 */
public final class JsonTree {
  private static final int MOST_DEPTH = 50;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // Read, so that the message can say where the number that is none stands.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private static final Pattern KEY = Pattern.compile("Duplicate field '(.*)'.*", Pattern.DOTALL);
  private static final Pattern CHARACTER =
      Pattern.compile("Unexpected (?:character \\(|close marker )'(.)'.*", Pattern.DOTALL);

  private static final Pattern TOKEN =
      Pattern.compile("Unrecognized token '(.*?)'.*", Pattern.DOTALL);

  private final String what;
  private final JsonParser parser;

  private JsonTree(String what, JsonParser parser) {
    this.what = what;
    this.parser = parser;
  }

  /**
   * Reads one document.
   *
   * @param what what the text is, for messages
   * @param text the text
   * @return its tree; missing if there is no value
   * @throws InvalidInputException if it is not JSON; the message says where and why
   */
  public static JsonNode read(String what, String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return new JsonTree(what, parser).document();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode document() throws IOException {
    try {
      JsonNode root = parser.nextToken() == null ? MissingNode.getInstance() : node(MOST_DEPTH);
      if (parser.nextToken() != null) {
        throw refusal(parser.currentTokenLocation(), "text after the end", null);
      }
      return root;
    } catch (JacksonException e) {
      // A limit of the parser does not say where it was passed.
      JsonLocation place =
          e.getLocation() == null ? parser.currentTokenLocation() : e.getLocation();
      throw refusal(place, reason(e, e.getOriginalMessage()), e);
    }
  }

  private InvalidInputException refusal(JsonLocation place, String reason, Exception cause) {
    return new InvalidInputException(
        what
            + ": must be JSON, is not at line "
            + place.getLineNr()
            + ", column "
            + place.getColumnNr()
            + " ("
            + reason
            + ")",
        cause);
  }

  /** The parser's message in plain words. */
  private static String reason(JacksonException e, String message) {
    Matcher key = KEY.matcher(message);
    Matcher character = CHARACTER.matcher(message);
    Matcher token = TOKEN.matcher(message);
    if (e instanceof StreamConstraintsException) {
      return message.startsWith("Number")
          ? "a number has more than " + WrittenNumber.MOST_CHARACTERS + " characters"
          : "a text is too long";
    }
    if (e instanceof JsonEOFException) {
      return "it ends too early";
    }
    if (key.matches()) {
      return "the key " + Printable.value(key.group(1)) + " is there twice";
    }
    if (message.contains("Leading zeroes")) {
      return "a number begins with 0";
    }
    if (character.matches()) {
      return "unexpected " + character.group(1);
    }
    if (token.matches()) {
      return "unexpected " + Printable.value(token.group(1));
    }
    if (message.contains("CTRL-CHAR")) {
      return "an unexpected control character";
    }
    return message.contains("escape") ? "a \\ that begins no escape" : "it cannot be read";
  }

  private JsonNode node(int depth) throws IOException {
    if (depth == 0) {
      throw refusal(
          parser.currentTokenLocation(),
          "more than " + MOST_DEPTH + " levels of arrays and objects",
          null);
    }
    return switch (parser.currentToken()) {
      case START_ARRAY -> array(depth);
      case START_OBJECT -> object(depth);
      case VALUE_STRING -> new TextNode(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
      case VALUE_TRUE -> BooleanNode.TRUE;
      case VALUE_FALSE -> BooleanNode.FALSE;
      default -> NullNode.getInstance();
    };
  }

  private ArrayNode array(int depth) throws IOException {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(node(depth - 1));
    }
    return array;
  }

  private ObjectNode object(int depth) throws IOException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      parser.nextToken();
      object.set(key, node(depth - 1));
    }
    return object;
  }

  private JsonNode number(String text) throws IOException {
    if (parser.isNaN()) {
      return DoubleNode.valueOf(parser.getDoubleValue());
    }
    double value = Double.parseDouble(text);
    // A long is a number that messages show as it was written.
    if (Math.abs(value) <= 1L << 53 && parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return JsonNodeFactory.instance.numberNode((long) value);
    }
    boolean becomesZero = value == 0 && text.matches("[^eE]*[1-9].*");
    return becomesZero || Double.isInfinite(value)
        ? new WrittenNumber(text)
        : DoubleNode.valueOf(value);
  }
}

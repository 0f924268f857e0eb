package org.actionscape.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.stream.Collectors;
import org.actionscape.check.InvalidInputException;
import org.actionscape.store.Table;

/**
 * A value with its name.
 *
 * @param name its key in settings
 * @param meaning what it is, with its unit
 * @param schema what is permitted
 * @param defaultValue what holds if it is not given; null if it must be given
 */
public record Parameter(String name, String meaning, Schema schema, Object defaultValue) {
  /** What stands in the catalogue instead of a default. */
  public static final String REQUIRED = "required";

  /** Apart, because a mapper takes an eighth of a second to load, and lists need none. */
  private static final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper();
  }

  /**
   * A value that must be given.
   *
   * @param name its key in settings
   * @param meaning what it is, with its unit
   * @param schema what is permitted
   * @return the parameter
   */
  public static Parameter required(String name, String meaning, Schema schema) {
    return new Parameter(name, meaning, schema, null);
  }

  Object read(String path, JsonNode node) {
    if (node != null) {
      return schema.read(path, node);
    }
    if (defaultValue == null) {
      throw new InvalidInputException(path + ": must be given, " + schema.range());
    }
    return schema.read(path, Json.MAPPER.valueToTree(defaultValue));
  }

  /** Requires that the default, if there is one, is permitted. */
  void requireDefault(String path) {
    if (defaultValue != null) {
      schema.read(path, Json.MAPPER.valueToTree(defaultValue));
    }
  }

  /** The default in the words of a settings file. */
  public String defaultText() {
    return defaultValue == null ? REQUIRED : text(defaultValue);
  }

  private static String text(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return value instanceof Double d ? Table.format(d) : value.toString();
  }
}

package org.actionscape.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.actionscape.check.InvalidInputException;

/** The {@code settings.yaml} that a result was left with, for what draws it. */
public final class WrittenSettings {
  private final Path file;
  private final ObjectNode root;

  private WrittenSettings(Path file, ObjectNode root) {
    this.file = file;
    this.root = root;
  }

  /**
   * Reads settings.
   *
   * @param file the file
   * @return its settings
   * @throws IOException if it cannot be read
   * @throws InvalidInputException if it is no YAML map
   */
  public static WrittenSettings read(Path file) throws IOException {
    return new WrittenSettings(file, SettingsFile.read(file).root());
  }

  /**
   * A text.
   *
   * @param key where it stands, of the outermost keys
   * @return the text
   * @throws InvalidInputException if there is none
   */
  public String text(String key) {
    JsonNode value = root.path(key);
    if (!value.isTextual()) {
      throw refusal(key, "a text");
    }
    return value.asText();
  }

  /**
   * A number.
   *
   * @param key where it stands, a path like {@code outer.inner[0].number}
   * @return the number, finite
   * @throws InvalidInputException if there is none
   */
  public double number(String key) {
    return number(key, at(key), "a finite number");
  }

  /**
   * A list of numbers.
   *
   * @param key where it stands, a path as for a number
   * @return the numbers, at least one, all finite
   * @throws InvalidInputException if there is none
   */
  public List<Double> numbers(String key) {
    String what = "a list of finite numbers";
    JsonNode list = at(key);
    if (!list.isArray() || list.isEmpty()) {
      throw refusal(key, what);
    }
    List<Double> numbers = new ArrayList<>();
    list.forEach(item -> numbers.add(number(key, item, what)));
    return numbers;
  }

  private JsonNode at(String path) {
    JsonNode place = root;
    for (String step : SettingsFile.steps(path)) {
      place = step.startsWith("[") ? place.path(SettingsFile.index(step)) : place.path(step);
    }
    return place;
  }

  private double number(String key, JsonNode node, String what) {
    double value = node.isNumber() ? node.doubleValue() : Double.NaN;
    if (!Double.isFinite(value)) {
      throw refusal(key, what);
    }
    return value;
  }

  private InvalidInputException refusal(String key, String what) {
    return new InvalidInputException(file + ": must have " + what + " under the key " + key);
  }
}

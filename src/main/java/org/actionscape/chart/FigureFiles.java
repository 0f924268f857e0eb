package org.actionscape.chart;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.actionscape.experiment.Table;
import org.actionscape.math.InvalidInputException;

/** The files that a figure's run left behind, from which alone the figure is drawn. */
record FigureFiles(Path folder) {
  /** A table of the folder. */
  Table table(String name) throws IOException {
    return Table.read(existing(name));
  }

  /** The caption, from {@code settings.yaml}. */
  String caption() throws IOException {
    return setting("caption", JsonNode::isTextual, "a text").textValue();
  }

  /** A list of numbers of {@code settings.yaml}. */
  List<Double> numbers(String key) throws IOException {
    List<Double> numbers = new ArrayList<>();
    setting(key, node -> node.isArray() && !node.isEmpty(), "numbers")
        .forEach(number -> numbers.add(number.asDouble()));
    return numbers;
  }

  /** A number of {@code settings.yaml}. */
  double number(String key) throws IOException {
    return setting(key, JsonNode::isNumber, "a number").asDouble();
  }

  private JsonNode setting(String key, Predicate<JsonNode> wanted, String kind) throws IOException {
    Path file = existing("settings.yaml");
    try {
      JsonNode setting = new YAMLMapper().readTree(file.toFile()).path(key);
      if (wanted.test(setting)) {
        return setting;
      }
      throw new InvalidInputException(file + ": must have " + kind + " under the key " + key);
    } catch (JacksonException e) {
      throw new InvalidInputException(file + ": must be YAML", e);
    }
  }

  private Path existing(String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(file + ": must be there to draw the figure from");
    }
    return file;
  }
}

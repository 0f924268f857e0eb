package org.actionscape.chart;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    Path file = existing("settings.yaml");
    try {
      JsonNode caption = new YAMLMapper().readTree(file.toFile()).path("caption");
      if (caption.isTextual()) {
        return caption.textValue();
      }
      throw new InvalidInputException(file + ": must have a text under the key caption");
    } catch (JacksonException e) {
      throw new InvalidInputException(file + ": must be YAML", e);
    }
  }

  /** A list of numbers of {@code settings.yaml}. */
  List<Double> numbers(String key) throws IOException {
    Path file = existing("settings.yaml");
    List<Double> numbers = new ArrayList<>();
    new YAMLMapper().readTree(file.toFile()).path(key).forEach(n -> numbers.add(n.asDouble()));
    if (numbers.isEmpty()) {
      throw new InvalidInputException(file + ": must have numbers under the key " + key);
    }
    return numbers;
  }

  /** A number of {@code settings.yaml}. */
  double number(String key) throws IOException {
    Path file = existing("settings.yaml");
    JsonNode number = new YAMLMapper().readTree(file.toFile()).path(key);
    if (!number.isNumber()) {
      throw new InvalidInputException(file + ": must have a number under the key " + key);
    }
    return number.asDouble();
  }

  private Path existing(String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(file + ": must be there to draw the figure from");
    }
    return file;
  }
}

package org.actionscape.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.actionscape.math.InvalidInputException;

/**
 * What a cell leaves behind, as text that proves itself:
 *
 * <pre>
 *   # SHA-256 of all below: 0f3c...
 *   settings: {...}     # exactly the text that the cell's id is the hash of
 *   metrics: {...}      # the final ones; those that are not numbers are left out
 *   trace: |            # thinned, CSV
 * </pre>
 *
 * A run that diverged, which it does every time, has {@code failure: why} instead of the last two.
 *
 * @param text the whole file
 * @param outcome what tables need of it
 */
record CellFile(String text, Outcome outcome) {
  private static final String CHECKSUM = "# SHA-256 of all below: ";

  /** A cell's file is a few KiB; a larger one is something else. */
  private static final long MOST_BYTES = 1 << 20;

  /**
   * How a cell ended.
   *
   * @param metrics the final metrics, with the digits of a {@link Table}; none if it diverged
   * @param failure why it diverged, or an empty text
   */
  record Outcome(Map<String, Double> metrics, String failure) {
    boolean failed() {
      return !failure.isEmpty();
    }
  }

  /** The file of a cell's result. */
  static CellFile of(Cell cell, Map<String, Double> metrics, Table trace) {
    Map<String, Double> numbers = new LinkedHashMap<>(metrics);
    numbers.values().removeIf(value -> value.isNaN());
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("metrics", numbers);
    result.put("trace", trace.csv());
    return of(cell, result, new Outcome(numbers, ""));
  }

  /** The file of a cell whose training diverges. */
  static CellFile failed(Cell cell, String failure) {
    return of(cell, Map.of("failure", failure), new Outcome(Map.of(), failure));
  }

  private static CellFile of(Cell cell, Map<String, Object> result, Outcome outcome) {
    String body = cell.settings() + Yaml.write(result);
    return new CellFile(CHECKSUM + Cell.sha256(body) + "\n" + body, outcome);
  }

  /**
   * Reads the file of a cell.
   *
   * @throws InvalidInputException if it is not whole, was changed, or is another cell's
   */
  static CellFile read(Cell cell, Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
      throw damaged(file);
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    String body = text.substring(text.indexOf('\n') + 1);
    if (!text.equals(CHECKSUM + Cell.sha256(body) + "\n" + body)) {
      throw damaged(file);
    }
    if (!body.startsWith(cell.settings())) {
      throw new InvalidInputException(
          file
              + ": must be the result of "
              + cell.label()
              + ", is of other settings; nothing was overwritten, move it away to compute it again");
    }
    JsonNode result = YamlTree.read(file.toString(), body);
    return new CellFile(
        text, new Outcome(metrics(result.path("metrics")), result.path("failure").asText()));
  }

  private static Map<String, Double> metrics(JsonNode node) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    node.properties()
        .forEach(field -> metrics.put(field.getKey(), Double.valueOf(field.getValue().asText())));
    return metrics;
  }

  private static InvalidInputException damaged(Path file) {
    return new InvalidInputException(
        file
            + ": must be a whole result of a sweep, does not fit its checksum; nothing was"
            + " overwritten, move it away to compute it again");
  }
}

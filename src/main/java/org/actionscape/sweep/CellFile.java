package org.actionscape.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.actionscape.check.InvalidInputException;
import org.actionscape.check.Printable;
import org.actionscape.experiment.Experiment;
import org.actionscape.store.Table;
import org.actionscape.store.WrittenNumber;
import org.actionscape.store.Yaml;
import org.actionscape.store.YamlTree;

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
   * @throws InvalidInputException if it is not whole, was changed, is another cell's, or holds
   *     anything that a run of this cell would not leave, whatever its checksum says
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
      throw notOf(cell, file, "of other settings");
    }
    JsonNode result = YamlTree.read(file.toString(), body);
    CellFile content =
        result.has("failure")
            ? failed(cell, failure(cell, file, result))
            : of(cell, metrics(cell, file, result.path("metrics")), trace(cell, file, result));
    if (!content.text().equals(text)) {
      throw notOf(cell, file, "written in another way");
    }
    if (!content.outcome().failed()) {
      requireAgreement(cell, file, content, trace(cell, file, result));
    }
    return content;
  }

  /** Numbers that seem to disagree are computed again: rounding is no reason to refuse a result. */
  private static void requireAgreement(Cell cell, Path file, CellFile content, Table trace) {
    boolean agree = new CellNumbers(cell.experiment(), content.outcome().metrics(), trace).agree();
    if (!agree && !cell.compute().text().equals(content.text())) {
      throw notOf(cell, file, "with numbers that its run does not give");
    }
  }

  private static String failure(Cell cell, Path file, JsonNode result) {
    String failure = text(cell, file, result, "failure");
    if (!failure.equals(Printable.line(failure))) {
      throw notOf(cell, file, "with a failure that is no short line of text");
    }
    return failure;
  }

  private static String text(Cell cell, Path file, JsonNode result, String key) {
    JsonNode text = result.path(key);
    if (!text.isTextual() || text.textValue().isBlank()) {
      throw notOf(cell, file, "without a text under the key " + key);
    }
    return text.textValue();
  }

  private static Map<String, Double> metrics(Cell cell, Path file, JsonNode node) {
    List<String> permitted = cell.experiment().metrics();
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String number = field.getValue().asText();
      double value = WrittenNumber.is(number) ? Double.parseDouble(number) : Double.NaN;
      if (!permitted.contains(field.getKey()) || !(Math.abs(value) <= Double.MAX_VALUE)) {
        throw notOf(
            cell, file, "with " + Printable.value(field.getKey() + ": " + number) + " as a metric");
      }
      metrics.put(field.getKey(), value);
    }
    for (String metric : permitted.subList(0, Experiment.ALWAYS)) {
      if (!metrics.containsKey(metric)) {
        throw notOf(cell, file, "without the metric " + metric);
      }
    }
    return metrics;
  }

  /** The trace, which ends where training does, with the final metrics. */
  private static Table trace(Cell cell, Path file, JsonNode result) throws IOException {
    String text = text(cell, file, result, "trace");
    Table trace;
    try {
      trace = Table.read("trace", new StringReader(text));
      trace.columns().forEach(trace::numbers);
    } catch (UncheckedIOException | InvalidInputException e) {
      throw notOf(cell, file, "with a trace that is no table of numbers");
    }
    Experiment experiment = cell.experiment();
    if (!trace.columns().equals(experiment.columns())
        || !isOf(trace.distinct("step"), experiment.recorded())
        || trace.distinct("step").size() < trace.rows()
        || !trace.distinct("seed").equals(List.of(Long.toString(cell.seed())))) {
      throw notOf(cell, file, "with a trace of other columns, steps or seeds");
    }
    Experiment.TRACED.forEach(
        (metric, column) -> {
          String last = trace.text(trace.rows() - 1, column);
          String end = Table.format(result.path("metrics").path(metric).asDouble());
          if (!last.equals(end)) {
            throw notOf(cell, file, "with another " + metric + " than at the end of its trace");
          }
        });
    return trace;
  }

  /** Whether steps of a trace are recorded ones in their order, with the first and the last. */
  private static boolean isOf(List<String> steps, List<Integer> recorded) {
    List<String> all = recorded.stream().map(String::valueOf).toList();
    return all.stream().filter(Set.copyOf(steps)::contains).toList().equals(steps)
        && steps.size() >= Math.min(2, all.size())
        && steps.get(0).equals(all.get(0))
        && steps.get(steps.size() - 1).equals(all.get(all.size() - 1))
        && (steps.size() == all.size() || all.size() > Cell.TRACE_ROWS);
  }

  private static InvalidInputException notOf(Cell cell, Path file, String what) {
    return new InvalidInputException(
        file
            + ": must be the result of "
            + cell.label()
            + ", is "
            + what
            + "; nothing was overwritten, move it away to compute it again");
  }

  private static InvalidInputException damaged(Path file) {
    return new InvalidInputException(
        file
            + ": must be a whole result of a sweep, does not fit its checksum; nothing was"
            + " overwritten, move it away to compute it again");
  }
}

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
import org.actionscape.experiment.RunTables;
import org.actionscape.store.Table;
import org.actionscape.store.WrittenNumber;
import org.actionscape.store.YamlTree;

/** Reads the result of a cell, and trusts nothing in it, whatever its checksum says. */
final class CellReader {
  /** A cell's file is a few KiB; a larger one is something else. */
  private static final long MOST_BYTES = 1 << 20;

  private final Cell cell;
  private final String where;
  private final JsonNode tree;
  private final Experiment experiment;

  private CellReader(Cell cell, String where, JsonNode tree) {
    this.cell = cell;
    this.where = where;
    this.tree = tree;
    experiment = Task.experiment(tree);
  }

  /**
   * Reads the file of a cell.
   *
   * @throws InvalidInputException if it is not whole, was changed, is another cell's, or holds
   *     anything that a run of this cell would not leave
   */
  static Outcome read(Cell cell, Path file) throws IOException {
    CellResult result = text(cell, file);
    CellReader reader = of(cell, file.toString(), result);
    Outcome outcome = reader.outcome(result);
    if (!outcome.failed()) {
      reader.requireAgreement(result, outcome);
    }
    return outcome;
  }

  /**
   * Reads a result that was just computed: its form is checked, its numbers are believed.
   *
   * @throws InvalidInputException as for a file
   */
  static Outcome read(Cell cell, CellResult result) throws IOException {
    return of(cell, "result of " + cell.label(), result).outcome(result);
  }

  /** The text of a file, if it is whole. */
  static CellResult text(Cell cell, Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
      throw damaged(file.toString());
    }
    CellResult result =
        new CellResult(cell.id(), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    if (!result.isWhole()) {
      throw damaged(file.toString());
    }
    return result;
  }

  private static CellReader of(Cell cell, String where, CellResult result) throws IOException {
    if (!result.isWhole()) {
      throw damaged(where);
    }
    if (!result.body().startsWith(cell.task().settings())) {
      throw notOf(cell, where, "of other settings");
    }
    return new CellReader(cell, where, YamlTree.read(where, result.body()));
  }

  private Outcome outcome(CellResult result) throws IOException {
    Outcome outcome;
    CellResult again;
    if (tree.has("failure")) {
      outcome = new Outcome(result.checksum(), Map.of(), failure());
      again = CellResult.failed(cell.task(), outcome.failure());
    } else {
      outcome = new Outcome(result.checksum(), metrics(), "");
      again = CellResult.of(cell.task(), outcome.metrics(), trace());
    }
    if (!again.text().equals(result.text())) {
      throw notOf("written in another way");
    }
    return outcome;
  }

  /** Numbers that seem to disagree are computed again: rounding is no reason to refuse a result. */
  private void requireAgreement(CellResult result, Outcome outcome) throws IOException {
    boolean agree = new CellNumbers(experiment, outcome.metrics(), trace()).agree();
    if (!agree && !cell.task().compute().equals(result)) {
      throw notOf("with numbers that its run does not give");
    }
  }

  private String failure() {
    String failure = text("failure");
    if (!failure.equals(Printable.line(failure))) {
      throw notOf("with a failure that is no short line of text");
    }
    return failure;
  }

  private String text(String key) {
    JsonNode text = tree.path(key);
    if (!text.isTextual() || text.textValue().isBlank()) {
      throw notOf("without a text under the key " + key);
    }
    return text.textValue();
  }

  private Map<String, Double> metrics() {
    List<String> permitted = experiment.tables().metrics();
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : tree.path("metrics").properties()) {
      String number = field.getValue().asText();
      double value = WrittenNumber.is(number) ? Double.parseDouble(number) : Double.NaN;
      if (!permitted.contains(field.getKey()) || !(Math.abs(value) <= Double.MAX_VALUE)) {
        throw notOf("with " + Printable.value(field.getKey() + ": " + number) + " as a metric");
      }
      metrics.put(field.getKey(), value);
    }
    for (String metric : permitted.subList(0, RunTables.ALWAYS)) {
      if (!metrics.containsKey(metric)) {
        throw notOf("without the metric " + metric);
      }
    }
    return metrics;
  }

  /** The trace, which ends where training does, with the final metrics. */
  private Table trace() throws IOException {
    String text = text("trace");
    Table trace;
    try {
      trace = Table.read("trace", new StringReader(text));
      trace.columns().forEach(trace::numbers);
    } catch (UncheckedIOException | InvalidInputException e) {
      throw notOf("with a trace that is no table of numbers");
    }
    if (!trace.columns().equals(experiment.tables().columns())
        || !isOf(trace.distinct("step"), experiment.recorded())
        || trace.distinct("step").size() < trace.rows()
        || !trace.distinct("seed").equals(List.of(Long.toString(cell.seed())))) {
      throw notOf("with a trace of other columns, steps or seeds");
    }
    RunTables.TRACED.forEach(
        (metric, column) -> {
          String last = trace.text(trace.rows() - 1, column);
          String end = Table.format(tree.path("metrics").path(metric).asDouble());
          if (!last.equals(end)) {
            throw notOf("with another " + metric + " than at the end of its trace");
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
        && (steps.size() == all.size() || all.size() > Task.TRACE_ROWS);
  }

  private InvalidInputException notOf(String what) {
    return notOf(cell, where, what);
  }

  private static InvalidInputException notOf(Cell cell, String where, String what) {
    return new InvalidInputException(
        where
            + ": must be the result of "
            + cell.label()
            + ", is "
            + what
            + "; nothing was overwritten, move it away to compute it again");
  }

  private static InvalidInputException damaged(String where) {
    return new InvalidInputException(
        where
            + ": must be a whole result of a sweep, does not fit its checksum; nothing was"
            + " overwritten, move it away to compute it again");
  }
}

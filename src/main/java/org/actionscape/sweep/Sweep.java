package org.actionscape.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.actionscape.check.InvalidInputException;
import org.actionscape.check.Printable;
import org.actionscape.experiment.Experiment;
import org.actionscape.settings.Registry;
import org.actionscape.store.SettingsFile;
import org.actionscape.store.Table;
import org.actionscape.sweep.Cell.Point;

/**
 * An experiment at many settings, each over some seeds.
 *
 * <pre>{@code
 * Sweep sweep = Sweep.read(Path.of("examples/sweep.yaml"));
 * try (CellStore store = CellStore.open(Path.of("out/sweep"), sweep, true)) {
 *   SweepRunner.run(store, Shard.ALL, Engine.threads(4), Progress.SILENT);
 *   store.merge();
 * }
 * }</pre>
 *
 * <p>A YAML file describes it:
 *
 * <pre>
 *   name: a-name                                      # of the output folder; the file's by default
 *   experiment: {environment: {...}, optimizer: ...}  # as actionscape run takes it, or its path
 *   grid: {environment.actions: [100, 1000], ...}     # every combination of these
 *   list: [{steps: 10, optimizer.step_size: 1}, ...]  # with each of these
 *   seeds: {count: 5, first: 1}                       # the experiment's own by default
 * </pre>
 *
 * <p>Each seed of each point is a cell. Their order is that of the file: entries of the list, then
 * the grid with its last setting varying fastest, then seeds. Settings of the list are applied
 * before those of the grid, so the list may give whole terms of which the grid varies a part. An
 * empty entry, <code>{}</code>, is the experiment as it stands.
 *
 * <p>Reading checks every cell's settings: O(cells) time and memory, about 1 KiB a cell.
 */
public final class Sweep {
  /** The most cells of a sweep. */
  public static final int MOST_CELLS = 100_000;

  private final String name;
  private final List<String> columns;
  private final Map<String, Cell> byId;
  private final List<Cell> cells;
  private final String settings;

  private Sweep(String name, List<String> columns, Map<String, Cell> byId, String settings) {
    this.name = name;
    this.columns = columns;
    this.byId = byId;
    cells = List.copyOf(byId.values());
    this.settings = settings;
  }

  /**
   * Reads a sweep.
   *
   * @param file a YAML file; the settings that a sweep leaves behind are one
   * @return the sweep, of which every cell's settings are in range
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException if it is not YAML, has a key that is not known or twice, has a
   *     cell whose settings are not permitted, two cells with the same settings, or too many
   */
  public static Sweep read(Path file) throws IOException {
    // Before the cells, of which none is to blame.
    Registry.requireLoaded();
    SweepSchema schema = SweepSchema.read(file);
    Set<String> columns = new LinkedHashSet<>();
    schema.changes().forEach(change -> columns.addAll(change.keySet()));
    Map<String, Cell> cells = new LinkedHashMap<>();
    for (Map<String, JsonNode> change : schema.changes()) {
      Point point = point(schema, change, columns);
      for (int i = 0; i < schema.seeds(); i++) {
        Cell cell = Cell.of(point, schema.firstSeed() + i);
        requireOther(cells.put(cell.id(), cell), cell);
      }
    }
    return new Sweep(schema.name(), List.copyOf(columns), cells, schema.stored());
  }

  private static Point point(
      SweepSchema schema, Map<String, JsonNode> change, Set<String> columns) {
    ObjectNode tree = schema.experiment().deepCopy();
    tree.put("name", schema.name());
    String given =
        change.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + Printable.value(text(entry.getValue())))
            .collect(Collectors.joining(", "));
    try {
      // Copies, because a value that is a map or list may be changed again, by a longer path.
      change.forEach(
          (path, value) -> SettingsFile.put("path " + path, tree, path, value.deepCopy()));
      Map<String, Object> canonical = Experiment.of(tree).settings();
      List<String> values =
          columns.stream().map(path -> value(change.get(path), at(canonical, path))).toList();
      return new Point(canonical, values, given);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          given.isEmpty() ? e.getMessage() : "cells with " + given + ": " + e.getMessage(), e);
    }
  }

  /**
   * A varied setting for a table: a map or list as it was given, so that it does not change with
   * what else is varied inside of it; all else as it was understood.
   */
  private static String value(JsonNode given, Object canonical) {
    return given != null && given.isContainerNode() ? text(given) : text(canonical);
  }

  /** What stands at a path of canonical settings; null if they have no such place. */
  private static Object at(Map<String, Object> canonical, String path) {
    Object place = canonical;
    for (String step : SettingsFile.steps(path)) {
      if (place instanceof Map<?, ?> map) {
        place = map.get(step);
      } else if (place instanceof List<?> list && SettingsFile.index(step) < list.size()) {
        place = list.get(SettingsFile.index(step));
      } else {
        return null;
      }
    }
    return place;
  }

  /** A setting in one line, as it was given. */
  private static String text(JsonNode node) {
    if (node.isObject()) {
      return node.properties().stream()
          .map(field -> field.getKey() + ": " + text(field.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false)
          .map(Sweep::text)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return node.isNumber() ? text(node.numberValue()) : node.asText();
  }

  /** A setting in one line, as YAML has it; empty for null. */
  private static String text(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Sweep::text).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Double number && Math.abs(number) <= Double.MAX_VALUE) {
      return Table.exact(number);
    }
    return value == null ? "" : value.toString();
  }

  private static void requireOther(Cell before, Cell cell) {
    if (before != null) {
      throw new InvalidInputException(
          "cells with "
              + before.label()
              + " and with "
              + cell.label()
              + ": must differ, have the same settings");
    }
  }

  /**
   * The name of the output folder.
   *
   * @return letters, digits, dots, underscores and hyphens
   */
  public String name() {
    return name;
  }

  /**
   * The number of cells.
   *
   * @return points x seeds
   */
  public int size() {
    return cells.size();
  }

  /** The cells, in the order of the file. */
  List<Cell> cells() {
    return cells;
  }

  /** The cell with an id; null if there is none. */
  Cell cell(String id) {
    return byId.get(id);
  }

  /** The paths of the varied settings, those of the list first. */
  List<String> columns() {
    return columns;
  }

  /** The sweep as settings.yaml stores it: equal text, equal sweep. */
  String settings() {
    return settings;
  }
}

package org.actionscape.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;
import org.actionscape.check.Printable;
import org.actionscape.check.Suggestions;
import org.actionscape.experiment.Experiment;
import org.actionscape.settings.Extensions;
import org.actionscape.settings.Schema.Name;
import org.actionscape.settings.Settings;
import org.actionscape.store.SettingsFile;
import org.actionscape.store.Table;
import org.actionscape.store.Version;
import org.actionscape.store.Yaml;
import org.actionscape.sweep.Cell.Point;

/**
 * An experiment at many settings, each over some seeds, as a YAML file describes it:
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

  private static final List<String> KEYS = List.of("name", "experiment", "grid", "list", "seeds");

  private final String name;
  private final List<String> columns;
  private final List<Cell> cells;
  private final String settings;

  private Sweep(String name, List<String> columns, List<Cell> cells, String settings) {
    this.name = name;
    this.columns = columns;
    this.cells = cells;
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
    Extensions.requireSound();
    SettingsFile tree = SettingsFile.read(file);
    Experiment.FOR_THE_READER.forEach(tree::remove);
    tree.fallback("name", Experiment.stem(file));
    ObjectNode root = tree.root();
    root.fieldNames().forEachRemaining(key -> Suggestions.require(file + ": key", key, KEYS));
    final String name = (String) new Name().read("name", root.get("name"));
    ObjectNode experiment = experiment(file, root.path("experiment"));
    JsonNode own = experiment.remove("seeds");
    JsonNode seeds = root.has("seeds") ? root.get("seeds") : own;
    List<Map<String, JsonNode>> changes = changes(list(root.get("list")), grid(root.get("grid")));
    Settings canonicalSeeds = seeds(seeds);
    int count = canonicalSeeds.count("count");
    requireFew((long) changes.size() * count);

    Set<String> columns = new LinkedHashSet<>();
    changes.forEach(change -> columns.addAll(change.keySet()));
    List<Cell> cells = new ArrayList<>();
    for (Map<String, JsonNode> change : changes) {
      Point point = point(name, experiment, change, columns);
      for (int i = 0; i < count; i++) {
        cells.add(Cell.of(point, canonicalSeeds.whole("first") + i));
      }
    }
    requireDistinct(cells);
    return new Sweep(
        name,
        List.copyOf(columns),
        List.copyOf(cells),
        stored(name, experiment, root, canonicalSeeds.values()));
  }

  private static ObjectNode experiment(Path file, JsonNode given) throws IOException {
    ObjectNode experiment;
    if (given instanceof ObjectNode inline) {
      experiment = inline;
    } else if (given.isTextual() || given.isNumber()) {
      experiment = SettingsFile.read(beside(file, given.asText())).root();
    } else {
      throw new InvalidInputException(
          "experiment: must be given, the settings of an experiment or the path of its file");
    }
    Experiment.FOR_THE_READER.forEach(experiment::remove);
    experiment.remove("name");
    return experiment;
  }

  private static Path beside(Path file, String given) {
    try {
      return file.resolveSibling(given);
    } catch (InvalidPathException e) {
      throw new InvalidInputException(
          "experiment = \"" + Printable.value(given) + "\": must be the path of a file", e);
    }
  }

  private static Settings seeds(JsonNode given) {
    JsonNode node = given == null ? JsonNodeFactory.instance.objectNode() : given;
    @SuppressWarnings("unchecked")
    Map<String, Object> values = (Map<String, Object>) Experiment.SEEDS.read("seeds", node);
    Settings seeds = new Settings("seeds", values);
    long last = seeds.whole("first") + seeds.whole("count") - 1;
    Checks.between("last of the seeds", last, 0, Integer.MAX_VALUE);
    return seeds;
  }

  private static List<Map<String, JsonNode>> list(JsonNode given) {
    if (given == null || given.isArray() && given.isEmpty()) {
      return List.of(Map.of());
    }
    if (!given.isArray()) {
      throw new InvalidInputException(
          "list = " + Printable.value(given.toString()) + ": must be a list of maps");
    }
    List<Map<String, JsonNode>> entries = new ArrayList<>();
    for (JsonNode entry : given) {
      String where = "list[" + entries.size() + "]";
      if (!entry.isObject()) {
        throw new InvalidInputException(
            where
                + " = "
                + Printable.value(entry.toString())
                + ": must be a map of paths to values");
      }
      Map<String, JsonNode> change = new LinkedHashMap<>();
      entry.properties().forEach(e -> change.put(path(where, e.getKey()), e.getValue()));
      entries.add(change);
    }
    return entries;
  }

  private static Map<String, List<JsonNode>> grid(JsonNode given) {
    Map<String, List<JsonNode>> grid = new LinkedHashMap<>();
    if (given == null) {
      return grid;
    }
    if (!given.isObject()) {
      throw new InvalidInputException(
          "grid = "
              + Printable.value(given.toString())
              + ": must be a map of paths to lists of values");
    }
    given
        .properties()
        .forEach(
            field -> {
              JsonNode values = field.getValue();
              if (!values.isArray() || values.isEmpty()) {
                throw new InvalidInputException(
                    "grid: "
                        + Printable.value(field.getKey())
                        + " = "
                        + Printable.value(values.toString())
                        + ": must be a list of at least one value");
              }
              List<JsonNode> each = new ArrayList<>();
              values.forEach(each::add);
              grid.put(path("grid", field.getKey()), each);
            });
    return grid;
  }

  private static String path(String where, String path) {
    boolean permitted =
        SettingsFile.isPath(path)
            && !List.of("name", "seeds", "version", "caption")
                .contains(SettingsFile.steps(path)[0]);
    if (!permitted) {
      throw new InvalidInputException(
          where
              + ": path \""
              + Printable.value(path)
              + "\": must lead to a setting of the experiment, like environment.actions, other than"
              + " name and seeds");
    }
    return path;
  }

  /** Every entry of the list with every point of the grid. */
  private static List<Map<String, JsonNode>> changes(
      List<Map<String, JsonNode>> list, Map<String, List<JsonNode>> grid) {
    for (Map<String, JsonNode> entry : list) {
      for (String path : entry.keySet()) {
        if (grid.containsKey(path)) {
          throw new InvalidInputException(
              "path \"" + path + "\": must be in the grid or in the list, is in both");
        }
      }
    }
    List<Map<String, JsonNode>> changes = list;
    for (Map.Entry<String, List<JsonNode>> axis : grid.entrySet()) {
      requireFew((long) changes.size() * axis.getValue().size());
      List<Map<String, JsonNode>> longer = new ArrayList<>();
      for (Map<String, JsonNode> change : changes) {
        for (JsonNode value : axis.getValue()) {
          Map<String, JsonNode> one = new LinkedHashMap<>(change);
          one.put(axis.getKey(), value);
          longer.add(one);
        }
      }
      changes = longer;
    }
    return changes;
  }

  private static void requireFew(long cells) {
    if (cells > MOST_CELLS) {
      throw new InvalidInputException(
          "number of cells = " + cells + ": must be at most " + MOST_CELLS);
    }
  }

  private static Point point(
      String name, ObjectNode experiment, Map<String, JsonNode> change, Set<String> columns) {
    ObjectNode tree = experiment.deepCopy();
    tree.put("name", name);
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
      return new Point(tree, canonical, values, given);
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

  private static void requireDistinct(List<Cell> cells) {
    Map<String, Cell> byId = new HashMap<>();
    for (Cell cell : cells) {
      Cell other = byId.put(cell.id(), cell);
      if (other != null) {
        throw new InvalidInputException(
            "cells with "
                + other.label()
                + " and with "
                + cell.label()
                + ": must differ, have the same settings");
      }
    }
  }

  private static String stored(
      String name, ObjectNode experiment, ObjectNode root, Map<String, Object> seeds) {
    Map<String, Object> stored = new LinkedHashMap<>();
    stored.put("name", name);
    stored.put("experiment", experiment);
    stored.put("list", root.get("list"));
    stored.put("grid", root.get("grid"));
    stored.values().removeIf(value -> value == null);
    stored.put("seeds", seeds);
    stored.put("version", Version.build());
    return SettingsFile.requireReadable(Yaml.write(stored));
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

  /** The paths of the varied settings, those of the list first. */
  List<String> columns() {
    return columns;
  }

  /** The sweep as settings.yaml stores it: equal text, equal sweep. */
  String settings() {
    return settings;
  }
}

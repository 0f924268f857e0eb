package org.actionscape.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;
import org.actionscape.check.Printable;
import org.actionscape.check.Suggestions;
import org.actionscape.experiment.ExperimentSchema;
import org.actionscape.settings.Schema.Name;
import org.actionscape.settings.Settings;
import org.actionscape.store.SettingsFile;
import org.actionscape.store.Version;
import org.actionscape.store.Yaml;

/**
 * A sweep's file, read: which changes it makes to which experiment.
 *
 * @param name the name of the output folder
 * @param experiment the settings that all cells share, without name and seeds
 * @param changes one per point, in the order of the sweep: values by the paths of the settings that
 *     they replace, those of the list first
 * @param firstSeed the first seed of each point
 * @param seeds the number of seeds of each point
 * @param stored the sweep as settings.yaml stores it
 */
record SweepSchema(
    String name,
    ObjectNode experiment,
    List<Map<String, JsonNode>> changes,
    long firstSeed,
    int seeds,
    String stored) {
  private static final List<String> KEYS = List.of("name", "experiment", "grid", "list", "seeds");

  static SweepSchema read(Path file) throws IOException {
    SettingsFile tree = SettingsFile.read(file);
    ExperimentSchema.FOR_THE_READER.forEach(tree::remove);
    tree.setDefault("name", ExperimentSchema.stem(file));
    ObjectNode root = tree.root();
    root.fieldNames().forEachRemaining(key -> Suggestions.require(file + ": key", key, KEYS));
    String name = (String) new Name().read("name", root.get("name"));
    ObjectNode experiment = experiment(file, root.path("experiment"));
    JsonNode own = experiment.remove("seeds");
    List<Map<String, JsonNode>> changes = changes(list(root.get("list")), grid(root.get("grid")));
    Settings seeds = seeds(root.has("seeds") ? root.get("seeds") : own);
    int count = seeds.count("count");
    requireFew((long) changes.size() * count);
    return new SweepSchema(
        name,
        experiment,
        changes,
        seeds.whole("first"),
        count,
        stored(name, experiment, root, seeds.values()));
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
    ExperimentSchema.removeNotes(experiment);
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
    Map<String, Object> values = (Map<String, Object>) ExperimentSchema.SEEDS.read("seeds", node);
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
    if (cells > Sweep.MOST_CELLS) {
      throw new InvalidInputException(
          "number of cells = " + cells + ": must be at most " + Sweep.MOST_CELLS);
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
}

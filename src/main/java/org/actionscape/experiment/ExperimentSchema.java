package org.actionscape.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.actionscape.check.InvalidInputException;
import org.actionscape.check.Printable;
import org.actionscape.settings.Parameter;
import org.actionscape.settings.Registry;
import org.actionscape.settings.Schema.Name;
import org.actionscape.settings.Schema.Section;
import org.actionscape.settings.Schema.Several;
import org.actionscape.settings.Schema.Whole;
import org.actionscape.settings.Settings;
import org.actionscape.store.SettingsFile;
import org.actionscape.store.YamlTree;

/** What the file of an experiment may say, and how it is read. */
public final class ExperimentSchema {
  /** Keeps data.csv below 2 MiB: at most about 70 bytes a row. */
  private static final int MOST_ROWS = 30_000;

  /** Keys of stored settings that say something but set nothing. */
  public static final List<String> FOR_THE_READER = List.of("version", "caption");

  /** Which seeds to run. */
  public static final Section SEEDS =
      new Section(
          List.of(
              new Parameter("count", "number of seeds", new Whole(1, Effort.MOST_SEEDS), 1),
              new Parameter(
                  "first",
                  "the first seed; the others follow",
                  new Whole(0, Integer.MAX_VALUE),
                  1)));

  /** What an experiment's file may say. */
  public static final Section EXPERIMENT =
      new Section(
          List.of(
              Parameter.required("name", "names the output folder", new Name()),
              Parameter.required("environment", "where to train", Registry.ENVIRONMENTS),
              new Parameter(
                  "objective",
                  "terms added to the expected return",
                  new Several(Registry.TERMS),
                  List.of()),
              new Parameter(
                  "gradient",
                  "where the gradient comes from",
                  Registry.GRADIENTS,
                  Map.of("kind", "exact")),
              Parameter.required("optimizer", "how to train", Registry.OPTIMIZERS),
              new Parameter("steps", "number of updates", new Whole(1, 100_000_000), 1000),
              new Parameter(
                  "recorded_every",
                  "distance of the steps in data.csv; the last step is always there",
                  new Whole(1, 100_000_000),
                  10),
              new Parameter("seeds", "runs that differ in what is drawn", SEEDS, Map.of())));

  private ExperimentSchema() {}

  /**
   * Reads a file.
   *
   * @param file a YAML file
   * @param changes settings that replace those of the file, each {@code path=value}
   * @return its settings with every default
   */
  static Settings read(Path file, List<String> changes) throws IOException {
    SettingsFile tree = SettingsFile.read(file);
    removeNotes(tree.root());
    changes.forEach(tree::change);
    tree.setDefault("name", stem(file));
    return read(tree.root());
  }

  /**
   * Removes what sets nothing: of a figure's settings, all but the run that stands in them.
   *
   * @param root settings as a file holds them
   */
  public static void removeNotes(ObjectNode root) {
    root.remove(FOR_THE_READER);
    if (root.has(FigureSettings.FIGURE)) {
      root.remove(FigureSettings.FOR_THE_READER);
    }
  }

  /** The settings of a tree as a file holds it, with every default. */
  static Settings read(JsonNode tree) {
    Registry.requireLoaded();
    return new Settings("", fields(EXPERIMENT.read("", tree)));
  }

  /**
   * A part of such a map, as people type it.
   *
   * @param what what is typed, for messages
   * @param text the values of some keys in YAML: {@code key: value, key: value}
   * @return the keys and their values, not yet checked
   * @throws InvalidInputException if the text is not such a list
   */
  public static Map<String, Object> part(String what, String text) {
    JsonNode part = YamlTree.read(what + " (" + Printable.value(text) + ")", "{" + text + "}");
    return fields(values(part));
  }

  private static Object values(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> map = new LinkedHashMap<>();
      node.properties().forEach(field -> map.put(field.getKey(), values(field.getValue())));
      return map;
    }
    if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      node.forEach(item -> list.add(values(item)));
      return list;
    }
    return node.isNumber() ? node.numberValue() : node.asText();
  }

  /** The name of a file without its ending. */
  public static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> fields(Object canonical) {
    return (Map<String, Object>) canonical;
  }

  /** The steps in the long table. */
  static List<Integer> recorded(Settings settings) {
    int steps = settings.count("steps");
    int every = settings.count("recorded_every");
    int seeds = settings.part("seeds").count("count");
    long most = Math.max(2, MOST_ROWS / seeds);
    if (steps / every + 2L > most) {
      throw new InvalidInputException(
          "recorded_every = "
              + every
              + ": must be at least "
              + (steps + most - 3) / Math.max(1, most - 2)
              + ", so that "
              + seeds
              + " seeds x "
              + steps
              + " steps leave at most "
              + MOST_ROWS
              + " rows in data.csv");
    }
    TreeSet<Integer> recorded = new TreeSet<>(Grids.every(every, steps));
    recorded.add(steps);
    return List.copyOf(recorded);
  }
}

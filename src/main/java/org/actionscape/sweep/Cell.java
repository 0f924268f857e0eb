package org.actionscape.sweep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.actionscape.experiment.Experiment;
import org.actionscape.store.Version;
import org.actionscape.store.Yaml;

/**
 * One run of a sweep: one seed of one point.
 *
 * @param point the settings but the seed
 * @param seed the seed
 * @param task what is computed: all settings with their defaults, as they stand in the cell's file
 */
record Cell(Point point, long seed, Task task) {
  /**
   * What the seeds of a sweep have in common.
   *
   * @param canonical the settings of the experiment with their defaults
   * @param values the varied settings as text, one a column of the merged table
   * @param label the varied settings in one line, for messages
   */
  record Point(Map<String, Object> canonical, List<String> values, String label) {}

  static Cell of(Point point, long seed) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("version", Version.build());
    settings.putAll(point.canonical());
    // What it is called does not change what is computed.
    settings.remove("name");
    settings.put("seeds", seeds(seed));
    return new Cell(point, seed, Task.of(Yaml.write(Map.of("settings", settings))));
  }

  private static Map<String, Object> seeds(long seed) {
    Map<String, Object> seeds = new LinkedHashMap<>();
    seeds.put("count", 1L);
    seeds.put("first", seed);
    return seeds;
  }

  String id() {
    return task.id();
  }

  /** The name of its file. */
  String file() {
    return id() + ".yaml";
  }

  /** The cell in the user's words. */
  String label() {
    return point.label().isEmpty() ? "seed " + seed : point.label() + ", seed " + seed;
  }

  /** The experiment of this seed alone. */
  Experiment experiment() {
    return task.experiment();
  }
}

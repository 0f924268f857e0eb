package org.actionscape.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.actionscape.check.DivergedException;
import org.actionscape.check.OutOfRangeException;
import org.actionscape.check.Printable;
import org.actionscape.experiment.Experiment;
import org.actionscape.experiment.Progress;
import org.actionscape.store.Result;
import org.actionscape.store.Table;
import org.actionscape.store.Version;
import org.actionscape.store.Yaml;

/**
 * One run of a sweep: one seed of one point. What it computes is a pure function of its settings,
 * which include the program's build; its id is their hash, so it is the same on every machine.
 *
 * @param point the settings but the seed
 * @param seed the seed
 * @param settings all settings with their defaults, as they stand in the cell's file
 * @param id the first 32 hexadecimal digits of the SHA-256 of the settings; names the file
 */
record Cell(Point point, long seed, String settings, String id) {
  private static final int ID_DIGITS = 32;

  /** The most rows of a trace. */
  static final int TRACE_ROWS = 51;

  /**
   * What the seeds of a sweep have in common.
   *
   * @param tree the experiment, as {@link Experiment#of} takes it
   * @param canonical its settings with their defaults
   * @param values the varied settings as text, one a column of the merged table
   * @param label the varied settings in one line, for messages
   */
  record Point(ObjectNode tree, Map<String, Object> canonical, List<String> values, String label) {}

  static Cell of(Point point, long seed) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("version", Version.build());
    settings.putAll(point.canonical());
    // What it is called does not change what is computed.
    settings.remove("name");
    settings.put("seeds", seeds(seed));
    String text = Yaml.write(Map.of("settings", settings));
    return new Cell(point, seed, text, sha256(text).substring(0, ID_DIGITS));
  }

  private static Map<String, Object> seeds(long seed) {
    Map<String, Object> seeds = new LinkedHashMap<>();
    seeds.put("count", 1L);
    seeds.put("first", seed);
    return seeds;
  }

  /** SHA-256 of a text as UTF-8, in 64 hexadecimal digits. */
  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The name of its file. */
  String file() {
    return id + ".yaml";
  }

  /** The cell in the user's words. */
  String label() {
    return point.label().isEmpty() ? "seed " + seed : point.label() + ", seed " + seed;
  }

  /** The experiment of this seed alone. */
  Experiment experiment() {
    ObjectNode tree = point.tree().deepCopy();
    tree.putObject("seeds").put("count", 1).put("first", seed);
    return Experiment.of(tree);
  }

  /**
   * Runs it: the metrics of its summary, and {@value #TRACE_ROWS} rows of its trace at most; or why
   * it diverged.
   */
  CellFile compute() {
    Result result;
    try {
      result = experiment().run(1, Progress.SILENT);
    } catch (DivergedException | OutOfRangeException e) {
      return CellFile.failed(this, Printable.line(e.getMessage()));
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    Table summary = result.summary();
    for (int row = 0; row < summary.rows(); row++) {
      metrics.put(summary.text(row, "metric"), summary.number(row, "mean"));
    }
    return CellFile.of(this, metrics, trace(result.data()));
  }

  /** With the lows and highs of everything but seed and step, which only rise. */
  private static Table trace(Table data) {
    return data.thinned(TRACE_ROWS, data.columns().subList(2, data.columns().size()));
  }
}

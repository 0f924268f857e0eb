package org.actionscape.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.actionscape.check.DivergedException;
import org.actionscape.check.InvalidInputException;
import org.actionscape.check.OutOfRangeException;
import org.actionscape.check.Printable;
import org.actionscape.experiment.Experiment;
import org.actionscape.experiment.Progress;
import org.actionscape.store.Result;
import org.actionscape.store.Table;
import org.actionscape.store.Version;
import org.actionscape.store.YamlTree;

/**
 * The work of one cell, as text that can go to any machine. What it gives is a pure function of its
 * settings, which hold the program's build; its id is their hash, so both are the same everywhere.
 *
 * @param id the first 32 hexadecimal digits of the SHA-256 of the settings
 * @param settings the key {@code settings} with all settings of one seed, in YAML
 */
public record Task(String id, String settings) {
  /** The most rows of a trace. */
  static final int TRACE_ROWS = 51;

  private static final int ID_DIGITS = 32;

  /**
   * A task as an engine hands it on.
   *
   * @throws InvalidInputException if the id is not that of the settings
   */
  public Task {
    if (!id.equals(id(settings))) {
      throw new InvalidInputException(
          "task " + Printable.value(id) + ": must have the id of its settings, " + id(settings));
    }
  }

  static Task of(String settings) {
    return new Task(id(settings), settings);
  }

  private static String id(String settings) {
    return sha256(settings).substring(0, ID_DIGITS);
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

  /** The experiment of its one seed. */
  Experiment experiment() {
    return experiment(YamlTree.read("task " + id, settings));
  }

  /** The experiment of the settings that a tree has under the key {@code settings}. */
  static Experiment experiment(JsonNode tree) {
    if (!(tree.path("settings") instanceof ObjectNode settings)) {
      throw new InvalidInputException("settings of a task: must be a YAML map");
    }
    JsonNode build = settings.remove("version");
    if (build == null || !build.asText().equals(Version.build())) {
      throw new InvalidInputException(
          "version of a task = "
              + Printable.value(String.valueOf(build))
              + ": must be that of the program, "
              + Version.build());
    }
    // What it is called does not change what is computed.
    return Experiment.of(settings.put("name", "cell"));
  }

  /**
   * Runs it: the metrics of its summary, and {@value #TRACE_ROWS} rows of its trace at most; or why
   * it diverged, which it does every time.
   *
   * @return what it leaves behind, the same bytes on every machine
   * @throws InvalidInputException if it is a task of another build of the program, does not fit in
   *     memory, or an extension that it names is not there
   */
  public CellResult compute() {
    Result result;
    try {
      result = experiment().run(1, Progress.SILENT);
    } catch (DivergedException | OutOfRangeException e) {
      return CellResult.failed(this, Printable.line(e.getMessage()));
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    Table summary = result.summary();
    for (int row = 0; row < summary.rows(); row++) {
      metrics.put(summary.text(row, "metric"), summary.number(row, "mean"));
    }
    return CellResult.of(this, metrics, trace(result.data()));
  }

  /** With the lows and highs of everything but seed and step, which only rise. */
  private static Table trace(Table data) {
    return data.thinned(TRACE_ROWS, data.columns().subList(2, data.columns().size()));
  }
}

package org.actionscape.sweep;

import java.util.LinkedHashMap;
import java.util.Map;
import org.actionscape.store.Table;
import org.actionscape.store.Yaml;

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
 * A run that diverged has {@code failure: why} instead of the last two.
 *
 * @param id that of the task
 * @param text the whole file
 */
public record CellResult(String id, String text) {
  private static final String CHECKSUM = "# SHA-256 of all below: ";

  /** The result of a run. */
  static CellResult of(Task task, Map<String, Double> metrics, Table trace) {
    Map<String, Double> numbers = new LinkedHashMap<>(metrics);
    numbers.values().removeIf(value -> value.isNaN());
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("metrics", numbers);
    result.put("trace", trace.csv());
    return of(task, result);
  }

  /** The result of a run that diverges. */
  static CellResult failed(Task task, String failure) {
    return of(task, Map.of("failure", failure));
  }

  private static CellResult of(Task task, Map<String, Object> result) {
    String body = task.settings() + Yaml.write(result);
    return new CellResult(task.id(), CHECKSUM + Task.sha256(body) + "\n" + body);
  }

  /** All below the checksum. */
  String body() {
    return text.substring(text.indexOf('\n') + 1);
  }

  /** Whether the text is what its checksum says. */
  boolean isWhole() {
    return text.equals(CHECKSUM + Task.sha256(body()) + "\n" + body());
  }

  /** The checksum of a whole result: equal checksum, equal result. */
  String checksum() {
    return text.substring(CHECKSUM.length(), text.indexOf('\n'));
  }
}

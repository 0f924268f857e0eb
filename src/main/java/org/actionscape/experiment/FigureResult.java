package org.actionscape.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a figure's experiment leaves behind; everything a chart is drawn from.
 *
 * @param data the long table: one row a seed, method and recorded step
 * @param summary one row a method and setting, with intervals over seeds
 * @param settings all settings, for {@code settings.yaml}; {@code caption} is drawn below the
 *     figure
 */
public record FigureResult(Table data, Table summary, Map<String, Object> settings) {
  /**
   * Writes {@code data.csv}, {@code summary.csv} and {@code settings.yaml}, each in one step.
   *
   * @param folder where to; it exists
   * @throws IOException if a file cannot be written
   */
  public void write(Path folder) throws IOException {
    data.write(folder.resolve("data.csv"));
    summary.write(folder.resolve("summary.csv"));
    AtomicFiles.writeText(folder.resolve("settings.yaml"), Yaml.write(settings));
  }
}

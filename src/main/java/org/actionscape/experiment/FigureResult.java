package org.actionscape.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
  /** The file without which the others count for nothing. */
  public static final String SETTINGS = "settings.yaml";

  /** The setting under which options of the command line stand, if there were any. */
  static final String OPTIONS = "options";

  /**
   * The same with what the command line changed, so that its settings tell how to make it again.
   *
   * @param options the options of the run
   * @return the same tables; the same settings if nothing was changed
   */
  public FigureResult madeWith(FigureOptions options) {
    if (options.arguments().isEmpty()) {
      return this;
    }
    Map<String, Object> told = new LinkedHashMap<>(settings);
    Object caption = told.remove("caption");
    told.put(OPTIONS, options.arguments());
    told.put("caption", caption);
    return new FigureResult(data, summary, told);
  }

  /**
   * Writes {@code data.csv}, {@code summary.csv} and {@code settings.yaml}, each in one step.
   *
   * @param folder where to; it exists
   * @throws IOException if a file cannot be written
   */
  public void write(Path folder) throws IOException {
    data.write(folder.resolve("data.csv"));
    summary.write(folder.resolve("summary.csv"));
    AtomicFiles.writeText(folder.resolve(SETTINGS), Yaml.write(settings));
  }
}

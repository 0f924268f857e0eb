package org.actionscape.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.actionscape.check.InvalidInputException;
import org.actionscape.check.Printable;

/**
 * What a figure's experiment leaves behind; everything a chart is drawn from.
 *
 * @param data the long table: one row per seed, method and recorded step
 * @param summary one row per method and setting, with intervals over seeds
 * @param settings all settings, for {@code settings.yaml}; {@code caption} is drawn below the
 *     figure
 */
public record Result(Table data, Table summary, Map<String, Object> settings) {
  /** The file without which the others count for nothing. */
  public static final String SETTINGS = "settings.yaml";

  /** The setting under which options of the command line stand, if there were any. */
  public static final String OPTIONS = "options";

  /**
   * Refuses a folder that holds anything else than this figure, with whatever options it was made.
   *
   * @param folder where the figure is to go
   * @param figure its id
   * @throws IOException if what is there cannot be read
   * @throws InvalidInputException if it is something else
   */
  public static void requireFree(Path folder, String figure) throws IOException {
    ResultKind.FIGURE.requireFree(folder);
    Path file = folder.resolve(SETTINGS);
    if (Files.exists(file)) {
      String found = SettingsFile.read(file).root().path("figure").asText();
      if (!found.equals(figure)) {
        throw new InvalidInputException(
            "output folder "
                + folder
                + ": must be new or hold the figure "
                + figure
                + ", holds "
                + Printable.value(found)
                + "; nothing was overwritten, choose another --out, or move it away");
      }
    }
  }

  /**
   * The same with what the command line changed, so that its settings tell how to make it again.
   *
   * @param options the options of the run, as arguments of the command line
   * @return the same tables; the same settings if nothing was changed
   */
  public Result madeWith(List<String> options) {
    if (options.isEmpty()) {
      return this;
    }
    Map<String, Object> told = new LinkedHashMap<>(settings);
    Object caption = told.remove("caption");
    told.put(OPTIONS, options);
    told.put("caption", caption);
    return new Result(data, summary, told);
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

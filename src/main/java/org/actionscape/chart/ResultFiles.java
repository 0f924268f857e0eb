package org.actionscape.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.actionscape.check.InvalidInputException;
import org.actionscape.store.Table;
import org.actionscape.store.WrittenSettings;

/** The files that a figure's run left behind, from which alone the figure is drawn. */
public record ResultFiles(Path folder) {
  /** A table of the folder. */
  public Table table(String name) throws IOException {
    return Table.read(existing(name));
  }

  /** The caption, from {@code settings.yaml}. */
  public String caption() throws IOException {
    return settings().text("caption");
  }

  /** A list of numbers of {@code settings.yaml}. */
  public List<Double> numbers(String key) throws IOException {
    return settings().numbers(key);
  }

  /** A number of {@code settings.yaml}, {@code outer.inner} of nested ones. */
  public double number(String key) throws IOException {
    return settings().number(key);
  }

  private WrittenSettings settings() throws IOException {
    return WrittenSettings.read(existing("settings.yaml"));
  }

  private Path existing(String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(file + ": must be there to draw the figure from");
    }
    return file;
  }
}

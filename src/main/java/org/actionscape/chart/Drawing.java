package org.actionscape.chart;

import java.io.IOException;
import java.nio.file.Path;

/** How a figure is drawn from its files alone. */
@FunctionalInterface
public interface Drawing {
  /**
   * Draws the figure.
   *
   * @param folder where {@code data.csv}, {@code summary.csv} and {@code settings.yaml} are
   * @return the figure
   * @throws IOException if a file cannot be read
   */
  Figure of(Path folder) throws IOException;
}

package org.actionscape.study;

import java.io.IOException;
import java.nio.file.Path;
import org.actionscape.chart.Figure;
import org.actionscape.check.InvalidInputException;
import org.actionscape.experiment.Effort;
import org.actionscape.experiment.Progress;
import org.actionscape.store.Result;

/** An experiment behind a figure, with a stable id. */
public interface FigureStudy {
  /**
   * The id by which the command line calls the figure, also the name of its folder.
   *
   * @return the id
   */
  String id();

  /**
   * What the figure shows.
   *
   * @return one sentence
   */
  String description();

  /**
   * Runs the experiment.
   *
   * @param options what the command line changes
   * @param progress hears of the progress
   * @return tables and settings
   * @throws InvalidInputException if the options do not fit the figure, or memory
   */
  Result run(Effort options, Progress progress);

  /**
   * Draws the figure from its files alone.
   *
   * @param folder where {@code data.csv}, {@code summary.csv} and {@code settings.yaml} are
   * @return the figure
   * @throws IOException if a file cannot be read
   */
  Figure draw(Path folder) throws IOException;
}

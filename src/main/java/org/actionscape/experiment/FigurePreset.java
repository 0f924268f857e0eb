package org.actionscape.experiment;

import org.actionscape.math.InvalidInputException;

/** An experiment behind a figure, with a stable id. */
public interface FigurePreset {
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
  FigureResult run(FigureOptions options, Progress progress);
}

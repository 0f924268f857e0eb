package org.actionscape.experiment;

/** Receives progress of long-running work. Called by several threads. */
@FunctionalInterface
public interface Progress {
  /** Hears nothing. */
  Progress SILENT = (done, total) -> {};

  /**
   * Some work is done.
   *
   * @param done units done so far
   * @param total all units
   */
  void update(int done, int total);
}

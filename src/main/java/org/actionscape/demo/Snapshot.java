package org.actionscape.demo;

import java.util.List;
import org.actionscape.chart.Figure;

/**
 * What the window shows of the runs at one moment. Immutable, but for the figure, which whoever
 * holds the snapshot may draw.
 *
 * @param generation tells the runs of one scene from those of the next
 * @param step the number of updates so far
 * @param finished whether all updates are made
 * @param readouts one a run
 * @param figure the drawing; null if there is a problem
 * @param states how many states there are to look at
 * @param state the one whose policy is shown, from 0
 * @param before what was set otherwise in the run that is shown as a ghost, in one sentence; empty
 *     without a ghost
 * @param notes after the last step, what should be heard of the runs, a sentence each
 * @param problem why there are no runs, in one sentence; empty if there are
 */
record Snapshot(
    long generation,
    long step,
    boolean finished,
    List<RunReadout> readouts,
    Figure figure,
    int states,
    int state,
    String before,
    List<String> notes,
    String problem) {
  Snapshot {
    readouts = List.copyOf(readouts);
    notes = List.copyOf(notes);
  }

  static Snapshot of(long generation, String problem) {
    return new Snapshot(generation, 0, false, List.of(), null, 1, 0, "", List.of(), problem);
  }
}

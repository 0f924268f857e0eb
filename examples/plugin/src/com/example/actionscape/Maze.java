package com.example.actionscape;

import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;

/** A corridor of crossings: one door of each leads on, all others out; the last one pays 1. */
final class Maze {
  private Maze() {}

  static Environment of(int crossings, long doors) {
    DecisionProcess.Builder maze = DecisionProcess.builder(new Horizon.Acyclic());
    for (int h = 0; h < crossings; h++) {
      boolean last = h == crossings - 1;
      maze.state(h == 0 ? 1 : 0);
      int out = maze.outcome(new int[] {Transitions.END}, new double[] {1});
      int on = last ? out : maze.outcome(new int[] {h + 1}, new double[] {1});
      maze.actions(1, 0, last ? 1 : 0, on);
      maze.actions(doors - 1, 0, 0, out);
    }
    return maze.build();
  }
}

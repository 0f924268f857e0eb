package org.actionscape.env;

import java.util.function.IntConsumer;

/** Which states an episode can come to. */
final class Reachability {
  private Reachability() {}

  /**
   * Finds the states out of reach, by breadth-first search from the start states.
   *
   * @param transitions of all states
   * @param start the probability of each state that an episode starts there
   * @param unreachable told every state that cannot be reached, in their order
   */
  static void findUnreachable(Transitions transitions, double[] start, IntConsumer unreachable) {
    int states = start.length;
    int[] queue = new int[states];
    boolean[] seen = new boolean[states];
    int size = 0;
    for (int s = 0; s < states; s++) {
      if (start[s] > 0) {
        seen[s] = true;
        queue[size++] = s;
      }
    }
    for (int head = 0; head < size; head++) {
      int s = queue[head];
      int end = transitions.begin(transitions.firstOutcome(s + 1));
      for (int i = transitions.begin(transitions.firstOutcome(s)); i < end; i++) {
        int reached = transitions.next(i);
        if (!seen[reached]) {
          seen[reached] = true;
          queue[size++] = reached;
        }
      }
    }
    for (int s = 0; s < states; s++) {
      if (!seen[s]) {
        unreachable.accept(s);
      }
    }
  }
}

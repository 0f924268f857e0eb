package org.actionscape.experiment;

import java.util.ArrayList;
import java.util.List;
import org.actionscape.check.Checks;
import org.actionscape.env.Encoding;

/**
 * What the command line may change about a figure. All but the number of threads are part of what
 * is computed and end up in the figure's settings.
 *
 * @param seeds the number of seeds; 0 for the figure's own
 * @param actions the number of actions |A|; 0 for the figure's own
 * @param explicit whether environments have one entry an action instead of action classes
 * @param quick whether to use few seeds, to see that it works
 * @param threads the number of threads, which never changes a result
 */
public record Effort(int seeds, long actions, boolean explicit, boolean quick, int threads) {
  /** The most seeds that a figure takes. */
  public static final int MOST_SEEDS = 10_000;

  /** The most threads that are started. */
  public static final int MOST_THREADS = 1024;

  public Effort {
    Checks.between("number of seeds", seeds, 0, MOST_SEEDS);
    Checks.between("number of actions", actions, 0, Long.MAX_VALUE);
    Checks.between("number of threads", threads, 1, MOST_THREADS);
  }

  /** The number of actions, or the figure's own. */
  public long actionsOr(long own) {
    return actions == 0 ? own : actions;
  }

  /** The number of seeds: as asked for, or the figure's own. */
  public int seedsOr(int own, int quickOwn) {
    return seeds > 0 ? seeds : quick ? quickOwn : own;
  }

  public Encoding encoding() {
    return explicit ? Encoding.EXPLICIT : Encoding.CLASSES;
  }

  /**
   * What gives the same results on the command line.
   *
   * @return the options other than threads; empty for the figure as it is
   */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    if (seeds > 0) {
      arguments.addAll(List.of("--seeds", Integer.toString(seeds)));
    }
    if (actions > 0) {
      arguments.addAll(List.of("--actions", Long.toString(actions)));
    }
    if (explicit) {
      arguments.add("--explicit");
    }
    if (quick) {
      arguments.add("--quick");
    }
    return arguments;
  }
}

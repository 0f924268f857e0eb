package org.actionscape.cli;

import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.actionscape.experiment.Progress;

/**
 * Progress on standard error: a bar on a terminal, a line every tenth elsewhere, both with the time
 * left.
 */
abstract class ProgressDisplay implements Progress, AutoCloseable {
  private static final int LINES = 10;

  static ProgressDisplay on(PrintWriter err, String what) {
    return System.console() != null ? new Bar(what) : new Lines(err, what);
  }

  @Override
  public abstract void close();

  private static final class Bar extends ProgressDisplay {
    /**
     * Characters. Asking the terminal instead would install that library's own signal handling,
     * with which Ctrl-C kills the program at once: no half-written file would be cleaned up.
     */
    private static final int WIDTH = 79;

    private final ProgressBar bar;

    Bar(String what) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(what)
              .setStyle(ProgressBarStyle.ASCII)
              .setInitialMax(1)
              .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
              .build();
    }

    @Override
    public synchronized void update(int done, int total) {
      bar.maxHint(total);
      bar.stepTo(Math.max(done, bar.getCurrent()));
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  private static final class Lines extends ProgressDisplay {
    private final PrintWriter err;
    private final String what;
    private final long start = System.nanoTime();
    private int shown;

    Lines(PrintWriter err, String what) {
      this.err = err;
      this.what = what;
    }

    @Override
    public synchronized void update(int done, int total) {
      int tenth = (int) ((long) LINES * done / total);
      if (tenth > shown) {
        shown = tenth;
        Line.print(err, "%s: %d of %d%s", what, done, total, left(done, total));
      }
    }

    private String left(int done, int total) {
      if (done == total) {
        return "";
      }
      long seconds = Math.round((System.nanoTime() - start) / 1e9 / done * (total - done));
      return String.format(
          Locale.ROOT, ", %d:%02d:%02d left", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    @Override
    public void close() {}
  }
}

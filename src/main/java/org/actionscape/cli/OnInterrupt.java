package org.actionscape.cli;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;

/** Says something, once, if the program is ended by Ctrl-C while this is open. */
final class OnInterrupt implements AutoCloseable {
  private final AtomicBoolean said = new AtomicBoolean();
  private final PrintWriter err;
  private final String text;
  private final Thread hook = new Thread(this::print, "on-interrupt");

  private OnInterrupt(PrintWriter err, String text) {
    this.err = err;
    this.text = text;
  }

  static OnInterrupt print(PrintWriter err, String text) {
    OnInterrupt notice = new OnInterrupt(err, text);
    Runtime.getRuntime().addShutdownHook(notice.hook);
    return notice;
  }

  /** Says it now, if it was not said yet. */
  void print() {
    if (!said.getAndSet(true)) {
      // A progress bar may stand in the line.
      err.println();
      Line.print(err, "%s", text);
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is ending: the hook speaks.
      print();
    }
  }
}

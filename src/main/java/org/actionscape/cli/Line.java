package org.actionscape.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.actionscape.check.Printable;

/** A line for people and scripts. What others named, like a path in it, is shown, not obeyed. */
final class Line {
  private Line() {}

  /**
   * Prints a line, however long.
   *
   * @param to where to
   * @param format the words, as in {@link String#format}
   * @param values what stands in them
   */
  static void print(PrintWriter to, String format, Object... values) {
    to.println(Printable.whole(String.format(Locale.ROOT, format, values)));
  }

  /** A path as an argument of a command that a line proposes. */
  static String argument(Object path) {
    return Printable.argument(path.toString());
  }
}

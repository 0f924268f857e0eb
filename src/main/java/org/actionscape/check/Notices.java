package org.actionscape.check;

import java.util.function.Consumer;

/**
 * What the library has to say beside its results, a sentence at a time: that a slower kernel is in
 * use, that a temporary file could not be removed. Nobody hears it unless a program listens; the
 * command line prints it to standard error. Safe for use by several threads.
 */
public final class Notices {
  private static volatile Consumer<String> listener = notice -> {};

  private Notices() {}

  /**
   * Listens, instead of whoever listened before.
   *
   * @param newListener hears every notice from now on, from any thread, also while the JVM ends
   */
  public static void to(Consumer<String> newListener) {
    listener = newListener;
  }

  /**
   * Says something.
   *
   * @param notice one sentence, without a full stop where a reason ends it
   */
  public static void say(String notice) {
    listener.accept(notice);
  }
}

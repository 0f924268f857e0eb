package org.actionscape.check;

import java.util.Locale;

/** Refuses a request that cannot fit before anything is allocated. */
public final class HeapCheck {
  private static final double MIB = 1 << 20;

  private HeapCheck() {}

  /**
   * Requires that an amount of memory can still be had.
   *
   * @param request what is asked for, in the user's words, with its arithmetic
   * @param bytes the memory that it takes, bytes
   * @param remedy a way that fits
   * @throws InvalidInputException if the heap cannot hold that much more
   */
  public static void require(String request, double bytes, String remedy) {
    Runtime runtime = Runtime.getRuntime();
    if (bytes > free(runtime)) {
      // What earlier work left behind counts as used until it is collected.
      System.gc();
    }
    double free = free(runtime);
    if (bytes > free) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s: needs %.0f MiB of memory, must be at most the %.0f MiB that are free of a heap of"
                  + " %.0f MiB; %s",
              request,
              bytes / MIB,
              free / MIB,
              runtime.maxMemory() / MIB,
              remedy));
    }
  }

  private static double free(Runtime runtime) {
    return runtime.maxMemory() - (double) (runtime.totalMemory() - runtime.freeMemory());
  }
}

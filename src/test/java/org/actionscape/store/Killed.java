package org.actionscape.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A process that ends in the middle of replacing a folder's files. */
final class Killed extends Error {
  private static final long serialVersionUID = 1;

  private Killed() {}

  /**
   * Replaces a folder's files in a process that is killed before one of the changes.
   *
   * @return whether there were so many changes; if not, all is replaced
   */
  static boolean before(int change, Path folder, OutputFolder.Content content, List<String> seals)
      throws IOException {
    AtomicInteger changes = new AtomicInteger();
    Runnable beforeChange =
        () -> {
          if (changes.incrementAndGet() == change) {
            throw new Killed();
          }
        };
    try (OutputFolder out = OutputFolder.open(folder, beforeChange)) {
      out.replace(content, seals);
      return false;
    } catch (Killed e) {
      return true;
    }
  }
}

package org.actionscape.experiment;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.actionscape.math.InvalidInputException;

/**
 * Files that are whole or not there: content goes to a temporary file in the same folder, which is
 * then moved over the target in one step. An interrupt removes the temporary file.
 */
public final class AtomicFiles {
  /** Temporary files that exist; null once the program is ending. Guarded by the class. */
  private static Set<Path> pending = new HashSet<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(AtomicFiles::discardPending, "discard-files"));
  }

  private AtomicFiles() {}

  /** Writes the content of one file. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes the content.
     *
     * @param out where to; buffered, closed by the caller
     * @throws IOException if writing fails
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file in one step.
   *
   * @param target the file; replaced if it exists
   * @param content what to write
   * @throws IOException if the content cannot be written, with the target's name; the target is
   *     then as it was
   * @throws CancellationException if the program is ending
   */
  public static void write(Path target, Content content) throws IOException {
    Path temporary =
        target.resolveSibling(
            "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      try (OutputStream out = new BufferedOutputStream(open(temporary), 1 << 16)) {
        content.writeTo(out);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (FileSystemException e) {
      throw notWritten(target, e.getReason() == null ? e.toString() : e.getReason());
    } catch (IOException e) {
      throw notWritten(target, e.getMessage());
    } finally {
      discard(temporary);
    }
  }

  /** Java names the file when it cannot be opened, but not when the disk is full. */
  private static FileSystemException notWritten(Path target, String reason) {
    return new FileSystemException(
        target.toString(), null, "could not be written (" + reason + "); what was there is kept");
  }

  private static synchronized OutputStream open(Path temporary) throws IOException {
    if (pending == null) {
      throw new CancellationException("the program is ending");
    }
    pending.add(temporary);
    return Files.newOutputStream(temporary);
  }

  private static synchronized void discard(Path temporary) throws IOException {
    Files.deleteIfExists(temporary);
    if (pending != null) {
      pending.remove(temporary);
    }
  }

  /**
   * Writes a text file in one step, as UTF-8.
   *
   * @param target the file; replaced if it exists
   * @param text the whole text
   * @throws IOException if the text cannot be written; the target is then as it was
   */
  public static void writeText(Path target, String text) throws IOException {
    write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Makes a folder with its parents and makes sure that files can be written there.
   *
   * @param folder the folder
   * @return the folder
   * @throws InvalidInputException if the folder cannot be made or written to
   */
  public static Path writableFolder(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".probe", ".tmp"));
      return folder;
    } catch (IOException e) {
      throw new InvalidInputException(
          "output folder " + folder + ": must be a folder that can be written to (" + e + ")", e);
    }
  }

  /**
   * Removes a folder if nothing is in it.
   *
   * @param folder the folder
   * @throws IOException if it cannot be read or removed
   */
  public static void removeIfEmpty(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      if (content.findAny().isPresent()) {
        return;
      }
    }
    Files.delete(folder);
  }

  private static synchronized void discardPending() {
    for (Path temporary : pending) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        System.err.println("could not remove " + temporary + ": " + e.getMessage());
      }
    }
    pending = null;
  }
}

package org.actionscape.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.actionscape.check.Notices;

/**
 * Writes files atomically, so that readers see the old content or the complete new one: it goes to
 * a temporary file in the same folder, which is then moved over the target in one step. An
 * interrupt removes the temporary file.
 */
public final class AtomicFiles {
  /** How the names of temporary files end: so that nobody else's are taken for them. */
  static final String TEMPORARY = ".actionscape.tmp";

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
   * @throws IOException if the content cannot be written, or the target is something else than a
   *     regular file, with the target's name; the target is then as it was
   * @throws CancellationException if the program is ending
   */
  public static void write(Path target, Content content) throws IOException {
    requireReplaceable(target);
    Path temporary = temporary(target);
    try {
      try (OutputStream out = new BufferedOutputStream(open(temporary), 1 << 16)) {
        content.writeTo(out);
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new NotWritten(target, e);
    } finally {
      discard(temporary);
    }
  }

  /**
   * Refuses a place where something else than a regular file is: a device, a pipe or a link would
   * itself be replaced, and not what it leads to.
   *
   * @param target where a file is to go
   * @throws IOException if there is such a thing
   */
  public static void requireReplaceable(Path target) throws IOException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
      String found =
          Files.isSymbolicLink(target)
              ? "a link"
              : Files.isDirectory(target) ? "a folder" : "a device or a pipe";
      throw new FileSystemException(
          target.toString(), null, "must be new or a regular file, is " + found);
    }
  }

  /** A file of this process beside another one: its name says whose it is. */
  static Path temporary(Path target) {
    return target.resolveSibling(
        "." + target.getFileName() + "." + ProcessHandle.current().pid() + TEMPORARY);
  }

  /** Java names the file when it cannot be opened, but not when the disk is full. */
  static final class NotWritten extends FileSystemException {
    private static final long serialVersionUID = 1;

    NotWritten(Path target, IOException cause) {
      this(
          target,
          "could not be written (" + FileFailure.reason(cause) + "); what was there is kept");
      initCause(cause);
    }

    private NotWritten(Path target, String reason) {
      super(target.toString(), null, reason);
    }

    /** The same of another file. */
    NotWritten of(Path target) {
      NotWritten same = new NotWritten(target, getReason());
      same.initCause(getCause());
      return same;
    }
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
   * Writes a file in one step.
   *
   * @param target the file; replaced if it exists
   * @param content the whole content
   * @throws IOException if it cannot be written; the target is then as it was
   */
  public static void write(Path target, byte[] content) throws IOException {
    write(target, out -> out.write(content));
  }

  /**
   * Whether a file has a content. No more of it is read than that, and nothing but a regular file,
   * as a pipe or a device may never end.
   *
   * @param file the file, which need not exist
   * @param content the whole content
   * @return false also if there is no such file
   * @throws IOException if it cannot be read
   */
  public static boolean holds(Path file, byte[] content) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) != content.length) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(content.length), content);
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
    write(target, text.getBytes(StandardCharsets.UTF_8));
  }

  private static synchronized void discardPending() {
    for (Path temporary : pending) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        Notices.say(FileFailure.sentence(e));
      }
    }
    pending = null;
  }
}

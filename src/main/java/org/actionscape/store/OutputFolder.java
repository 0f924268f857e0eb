package org.actionscape.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.actionscape.check.InvalidInputException;
import org.actionscape.check.Notices;

/**
 * A folder that results go to, open for one process at a time. What belongs together is made beside
 * the folder's files and then takes their place, so that a process may fail or be killed at any
 * moment: what is left is the old result, the new one, or one without its <em>seal</em>, which
 * everybody takes for none.
 */
public final class OutputFolder implements AutoCloseable {
  /** What processes that were killed leave behind, by the name that only this program gives. */
  private static final Pattern TEMPORARY =
      Pattern.compile("\\..+\\.(\\d{1,20})" + Pattern.quote(AtomicFiles.TEMPORARY));

  /** The folders that are open; null once the program is ending. Guarded by the class. */
  private static Set<OutputFolder> open = new HashSet<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(OutputFolder::abandonAll, "leave-folders"));
  }

  private final Path folder;

  /** The folders that were made for this one, outermost first. */
  private final List<Path> made;

  private final FolderLock lock;

  /** Called before each change of the folder; tests let it fail. */
  private final Runnable beforeChange;

  private boolean left;

  private OutputFolder(Path folder, List<Path> made, FolderLock lock, Runnable beforeChange) {
    this.folder = folder;
    this.made = made;
    this.lock = lock;
    this.beforeChange = beforeChange;
  }

  /** Makes files. */
  @FunctionalInterface
  public interface Content {
    /**
     * Makes the files.
     *
     * @param folder where to; empty
     * @throws IOException if a file cannot be written
     */
    void writeTo(Path folder) throws IOException;
  }

  /**
   * Opens a folder: makes it with its parents, makes sure that files can be written there, and
   * removes the temporary files of processes that are no more.
   *
   * @param folder the folder
   * @return the folder, to be closed
   * @throws InvalidInputException if it cannot be made or written to, or another process has it
   *     open
   */
  public static OutputFolder open(Path folder) {
    return open(folder, () -> {});
  }

  static OutputFolder open(Path folder, Runnable beforeChange) {
    List<Path> made = missing(folder);
    try {
      Files.createDirectories(folder);
      FolderLock lock =
          FolderLock.of(folder)
              .orElseThrow(
                  () ->
                      new InvalidInputException(
                          "output folder "
                              + folder
                              + ": must be free, another process is writing to it"));
      OutputFolder opened = new OutputFolder(folder, made, lock, beforeChange);
      try {
        opened.discardTemporary(folder);
      } catch (IOException e) {
        lock.close();
        throw e;
      }
      if (!register(opened)) {
        opened.leave();
        throw new CancellationException("the program is ending");
      }
      return opened;
    } catch (IOException e) {
      removeEmpty(made);
      throw new InvalidInputException(
          "output folder "
              + folder
              + ": must be a folder that can be written to ("
              + FileFailure.reason(e)
              + ")",
          e);
    }
  }

  /** A folder and those above it that are not there, outermost first. */
  private static List<Path> missing(Path folder) {
    List<Path> missing = new ArrayList<>();
    Path place = folder.toAbsolutePath().normalize();
    while (place != null && Files.notExists(place, LinkOption.NOFOLLOW_LINKS)) {
      missing.add(0, place);
      place = place.getParent();
    }
    return missing;
  }

  /**
   * Where it is.
   *
   * @return the path it was opened with
   */
  public Path path() {
    return folder;
  }

  /**
   * Removes temporary files of processes that are no more. The lock says that none is at work here
   * that takes it; what else may live is told by its number.
   */
  public void discardTemporary(Path place) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(place, ".*.tmp")) {
      for (Path file : found) {
        Matcher name = TEMPORARY.matcher(file.getFileName().toString());
        if (name.matches() && !isAnothers(file, name.group(1)) && holdsFilesAlone(file)) {
          remove(file);
        }
      }
    }
  }

  /** Whether another process lives that may have made a file: one that is older than the file. */
  private static boolean isAnothers(Path file, String process) throws IOException {
    long id;
    try {
      id = Long.parseLong(process);
    } catch (NumberFormatException e) {
      return false;
    }
    if (id == ProcessHandle.current().pid()) {
      return false;
    }
    Instant written = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    return ProcessHandle.of(id)
        .map(
            found -> found.info().startInstant().map(start -> !start.isAfter(written)).orElse(true))
        .orElse(false);
  }

  /** Whether it is a file, or a folder as this class makes them: one with a folder in it is not. */
  private static boolean holdsFilesAlone(Path place) throws IOException {
    if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      return Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS);
    }
    try (Stream<Path> entries = Files.list(place)) {
      return entries.allMatch(entry -> Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS));
    }
  }

  /** Removes a file, or a folder with files in it. */
  private static void remove(Path place) throws IOException {
    if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(place)) {
        for (Path file : files) {
          Files.deleteIfExists(file);
        }
      }
    }
    Files.deleteIfExists(place);
  }

  /**
   * Replaces files that belong together. All are written before any takes its place, so what goes
   * wrong in writing, like a full disk, leaves the folder as it was. Then the seals go first and
   * come last.
   *
   * @param content makes the files, in a folder that is removed afterwards
   * @param seals the files without which the others count for nothing, the most telling one first;
   *     one that the content does not make stays as it is
   * @throws IOException if a file cannot be written, or would replace something that is not a
   *     regular file, like a link or a device
   * @throws CancellationException if the program is ending
   */
  public void replace(Content content, List<String> seals) throws IOException {
    Path fresh = AtomicFiles.temporary(folder.resolve("new"));
    try {
      try {
        beforeChange.run();
        Files.createDirectory(fresh);
        content.writeTo(fresh);
      } catch (AtomicFiles.NotWritten e) {
        // The user knows the folder, and not the one inside of it.
        Path file = Path.of(e.getFile());
        throw e.of(file.startsWith(fresh) ? folder.resolve(fresh.relativize(file)) : file);
      } catch (FileSystemException e) {
        throw new AtomicFiles.NotWritten(folder, e);
      }
      move(fresh, seals);
    } finally {
      remove(fresh);
    }
  }

  /** In one piece, so that Ctrl-C finds the folder as it was or as it is to be. */
  private synchronized void move(Path fresh, List<String> seals) throws IOException {
    if (left) {
      throw new CancellationException("the program is ending");
    }
    List<String> sealed = new ArrayList<>();
    List<String> others = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(fresh)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        // Before anything changes.
        AtomicFiles.requireReplaceable(folder.resolve(name));
        (seals.contains(name) ? sealed : others).add(name);
      }
    }
    sealed.sort(Comparator.comparing(seals::indexOf));
    others.sort(Comparator.naturalOrder());
    for (String name : sealed) {
      change(name, file -> Files.deleteIfExists(file));
    }
    for (String name : others) {
      move(fresh, name);
    }
    for (int i = sealed.size() - 1; i >= 0; i--) {
      move(fresh, sealed.get(i));
    }
  }

  private void move(Path fresh, String name) throws IOException {
    change(
        name,
        file ->
            Files.move(
                fresh.resolve(name),
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING));
  }

  private interface Change {
    void of(Path file) throws IOException;
  }

  private void change(String name, Change change) throws IOException {
    Path file = folder.resolve(name);
    beforeChange.run();
    try {
      change.of(file);
    } catch (IOException e) {
      throw new FileSystemException(
          file.toString(),
          null,
          "could not be replaced ("
              + FileFailure.reason(e)
              + "); what is in its folder is not whole, make it again");
    }
  }

  private static synchronized boolean register(OutputFolder opened) {
    return open != null && open.add(opened);
  }

  /** At the end of the program, however it ends. */
  private static void abandonAll() {
    Set<OutputFolder> left;
    synchronized (OutputFolder.class) {
      left = open;
      open = null;
    }
    for (OutputFolder folder : left) {
      try {
        folder.leave();
      } catch (IOException e) {
        Notices.say(FileFailure.sentence(e));
      }
    }
  }

  private synchronized void leave() throws IOException {
    left = true;
    try {
      discardTemporary(folder);
    } finally {
      lock.close();
      removeEmpty(made);
    }
  }

  private static void removeEmpty(List<Path> made) {
    for (int i = made.size() - 1; i >= 0; i--) {
      try {
        Files.deleteIfExists(made.get(i));
      } catch (IOException e) {
        // Something is in it: then it is not ours to remove.
        return;
      }
    }
  }

  /** Lets others have the folder; removes it, and those made for it, if nothing is in it. */
  @Override
  public void close() throws IOException {
    synchronized (OutputFolder.class) {
      if (open == null || !open.remove(this)) {
        return;
      }
    }
    leave();
  }
}

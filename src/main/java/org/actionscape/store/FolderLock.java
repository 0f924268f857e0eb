package org.actionscape.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * The right to write to a folder, held by one process at a time: a lock on a hidden file, which the
 * system takes back from a process that is killed.
 */
final class FolderLock implements AutoCloseable {
  private static final String FILE = ".lock";

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** The lock of a folder; none if somebody else has it. */
  static Optional<FolderLock> of(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      // A pipe would wait for its reader for ever, and what a link names is not ours to write to.
      throw new FileSystemException(file.toString(), null, FILE + " is not a regular file");
    }
    while (true) {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (!lock(channel)) {
          channel.close();
          return Optional.empty();
        }
        if (isStillThere(file, channel)) {
          return Optional.of(new FolderLock(file, channel));
        }
        channel.close();
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    }
  }

  private static boolean lock(FileChannel channel) {
    try {
      // Beyond the content, which is read while this is held, and where locks are binding.
      FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      // A file system without locks: two processes at once then do the same work twice.
      return true;
    }
  }

  /** Whoever had the lock before may have removed the file after it was opened here. */
  private static boolean isStillThere(Path file, FileChannel channel) throws IOException {
    byte[] mine = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(mine), 0);
    try {
      return AtomicFiles.holds(file, mine);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Removes the file while it is locked, then lets others have the folder. */
  @Override
  public void close() throws IOException {
    try {
      Files.deleteIfExists(file);
    } finally {
      channel.close();
    }
  }
}

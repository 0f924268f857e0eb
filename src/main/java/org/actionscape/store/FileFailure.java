package org.actionscape.store;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.actionscape.check.Printable;

/** Why a file could not be read or written, in plain words and not in names of Java's classes. */
public final class FileFailure {
  private FileFailure() {}

  /**
   * A sentence about a failure.
   *
   * @param e what was thrown
   * @return the file, if the exception names one, and the reason
   */
  public static String sentence(IOException e) {
    return e instanceof FileSystemException named && named.getFile() != null
        ? named.getFile() + ": " + reason(e)
        : "files: must be read and written, could not be (" + reason(e) + ")";
  }

  /**
   * The reason of a failure, without the file's name.
   *
   * @param e what was thrown
   * @return a few words
   */
  public static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "does not exist";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "is there already, as a file";
    }
    if (e instanceof NotDirectoryException) {
      return "is not a folder";
    }
    if (e instanceof DirectoryNotEmptyException) {
      return "is a folder with files in it";
    }
    if (e instanceof FileSystemLoopException) {
      return "links lead in a circle";
    }
    if (e instanceof CharacterCodingException) {
      return "is not UTF-8 text";
    }
    if (e instanceof ClosedByInterruptException) {
      return "interrupted";
    }
    String words = e instanceof FileSystemException named ? named.getReason() : e.getMessage();
    return words == null || words.isBlank() ? "the system does not say why" : words;
  }

  /**
   * A sentence about a text that is no path.
   *
   * @param e what was thrown
   * @return the text, what a path must be, and what to do
   */
  public static String sentence(InvalidPathException e) {
    String shown = Printable.value(e.getInput());
    return e.getInput().indexOf('\0') >= 0
        ? "path \"" + shown + "\": must not have a NUL character"
        : "path \""
            + shown
            + "\": must be of characters that this system's locale can write (it is set to "
            + System.getProperty("sun.jnu.encoding")
            + "); set LC_ALL=C.UTF-8, as the launcher does";
  }
}

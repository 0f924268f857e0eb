package org.actionscape.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.actionscape.check.InvalidInputException;

/**
 * The whole text of an input. Only regular files are opened, as a pipe or a device may never end,
 * and no more is read than may be used.
 */
public final class InputText {
  private static final int MEBIBYTE = 1 << 20;

  private InputText() {}

  /**
   * Reads a file.
   *
   * @param file the file
   * @param kind what it must be, like {@code a YAML file}
   * @param most the most bytes that it may have, some MiB
   * @throws InvalidInputException if it does not exist, is no regular file, too long or not UTF-8
   */
  public static String read(Path file, String kind, int most) throws IOException {
    require(file, kind, most);
    try (InputStream in = Files.newInputStream(file)) {
      return read(file.toString(), in, kind, most);
    } catch (AccessDeniedException e) {
      throw refusal(file.toString(), kind, " that can be read, permission was denied");
    }
  }

  /**
   * Refuses a file that is not to be opened.
   *
   * @param file the file
   * @param kind what it must be, like {@code a CSV file}
   * @param most the most bytes that it may have, some MiB
   * @throws InvalidInputException if it does not exist, is no regular file or too long
   */
  public static void require(Path file, String kind, int most) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw refusal(
          file.toString(),
          kind,
          Files.notExists(file)
              ? ", does not exist"
              : Files.isDirectory(file) ? ", is a folder" : ", is not a regular file");
    }
    if (Files.size(file) > most) {
      throw refusal(file.toString(), kind, " of at most " + most / MEBIBYTE + " MiB");
    }
  }

  /**
   * Reads a stream to its end.
   *
   * @param name what to call it in messages
   * @param in the stream
   * @param kind what it must be, like {@code a YAML file}
   * @param most the most bytes that it may have, some MiB
   * @throws InvalidInputException if it is too long or not UTF-8
   */
  public static String read(String name, InputStream in, String kind, int most) throws IOException {
    byte[] bytes = in.readNBytes(most + 1);
    if (bytes.length > most) {
      throw refusal(name, kind, " of at most " + most / MEBIBYTE + " MiB");
    }
    if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
      throw refusal(name, kind, " in UTF-8, is UTF-16 text");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      // The mark with which some editors begin UTF-8.
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw refusal(name, kind, ", is not UTF-8 text");
    }
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }

  private static InvalidInputException refusal(String name, String kind, String reason) {
    return new InvalidInputException(name + ": must be " + kind + reason);
  }
}

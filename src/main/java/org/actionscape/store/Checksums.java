package org.actionscape.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.actionscape.check.InvalidInputException;

/**
 * Which files of a folder belong together: {@code SHA256SUMS}, which {@code sha256sum --check}
 * reads too. Pictures of pixels and pages are not in it, as their bytes depend on the machine.
 */
public final class Checksums {
  /** The file's name. */
  public static final String FILE = "SHA256SUMS";

  private static final List<String> NAMES =
      List.of("data.csv", "figure.svg", "settings.yaml", "summary.csv");
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)");
  private static final int MOST_BYTES = 1 << 20;

  /** As much as a table may have. */
  private static final int MOST_OF_A_FILE = 1 << 29;

  private Checksums() {}

  /**
   * Writes the sums of a result.
   *
   * @param fresh the folder with the new files, to which the sums go
   * @param current where those are that did not change
   * @throws IOException if a file cannot be read or written
   */
  public static void write(Path fresh, Path current) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String name : NAMES) {
      Path file = fresh.resolve(name);
      if (!Files.exists(file)) {
        file = current.resolve(name);
      }
      if (Files.isRegularFile(file)) {
        text.append(sum(file)).append("  ").append(name).append('\n');
      }
    }
    AtomicFiles.writeText(fresh.resolve(FILE), text.toString());
  }

  /**
   * Refuses a folder whose files are not of one result. One without sums, as older versions left
   * them, passes.
   *
   * @param folder the folder
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException if a file is not the one that the sums are of
   */
  public static void require(Path folder) throws IOException {
    Path sums = folder.resolve(FILE);
    if (Files.notExists(sums)) {
      return;
    }
    Map<String, String> known = new HashMap<>();
    for (String line :
        InputText.read(sums, "a list of SHA-256 sums", MOST_BYTES).lines().toList()) {
      Matcher entry = LINE.matcher(line);
      if (!entry.matches() || !NAMES.contains(entry.group(2))) {
        throw new InvalidInputException(
            sums + ": must have lines of a SHA-256 sum and one of " + NAMES + ", has another");
      }
      known.put(entry.group(2), entry.group(1));
    }
    for (String name : NAMES) {
      Path file = folder.resolve(name);
      boolean there = Files.isRegularFile(file);
      if (there != known.containsKey(name) || (there && !sum(file).equals(known.get(name)))) {
        throw new InvalidInputException(
            file
                + ": must be of the same result as the files beside it, does not fit "
                + FILE
                + "; make the result again");
      }
    }
  }

  /** Whether a folder has the sums of a result with settings, which only this program writes. */
  static boolean isThere(Path folder) throws IOException {
    Path sums = folder.resolve(FILE);
    if (!Files.isRegularFile(sums) || Files.size(sums) > MOST_BYTES) {
      return false;
    }
    try {
      List<Matcher> entries =
          InputText.read(sums, "a list of SHA-256 sums", MOST_BYTES)
              .lines()
              .map(LINE::matcher)
              .toList();
      return entries.stream().allMatch(entry -> entry.matches() && NAMES.contains(entry.group(2)))
          && entries.stream().anyMatch(entry -> entry.group(2).equals(Result.SETTINGS));
    } catch (InvalidInputException e) {
      return false;
    }
  }

  private static String sum(Path file) throws IOException {
    InputText.require(file, "a file of a result", MOST_OF_A_FILE);
    try (InputStream in = Files.newInputStream(file)) {
      DigestInputStream read = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
      read.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(read.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

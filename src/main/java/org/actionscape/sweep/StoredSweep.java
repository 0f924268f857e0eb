package org.actionscape.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.actionscape.check.InvalidInputException;
import org.actionscape.store.Result;
import org.actionscape.store.SettingsFile;

/** The sweep that a folder is of, as the settings in it say. */
final class StoredSweep {
  private StoredSweep() {}

  static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(Result.SETTINGS));
  }

  /**
   * The sweep that folders are parts of.
   *
   * @param folders folders that sweeps wrote, at least one
   * @return the sweep
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException if one is not the folder of a sweep, or they are of different
   *     ones, or of another version of the program
   */
  static Sweep requireSame(List<Path> folders) throws IOException {
    for (Path folder : folders) {
      if (!Files.isRegularFile(folder.resolve(Result.SETTINGS))) {
        throw new InvalidInputException(
            folder + ": must be the folder of a sweep, has no " + Result.SETTINGS);
      }
    }
    Sweep sweep = Sweep.read(folders.get(0).resolve(Result.SETTINGS));
    for (Path folder : folders) {
      requireSame(folder, sweep);
    }
    return sweep;
  }

  /** The sweep of a folder, if it is another one of which all cells are in this one; or null. */
  static Sweep narrower(Path folder, Sweep sweep) throws IOException {
    Sweep found;
    try {
      found = Sweep.read(folder.resolve(Result.SETTINGS));
    } catch (InvalidInputException e) {
      // Whatever it is, it is not what this version writes.
      return null;
    }
    boolean differs = !found.settings().equals(sweep.settings());
    // The version, which belongs to each result, is read past in settings.
    boolean written = found.settings().lines().toList().equals(lines(folder));
    return differs && written && ids(sweep).containsAll(ids(found)) ? found : null;
  }

  private static Set<String> ids(Sweep sweep) {
    return sweep.cells().stream().map(Cell::id).collect(Collectors.toSet());
  }

  private static List<String> lines(Path folder) throws IOException {
    return SettingsFile.text(folder.resolve(Result.SETTINGS)).lines().toList();
  }

  /** Refuses a folder of any other sweep, naming the first line that differs. */
  static void requireSame(Path folder, Sweep sweep) throws IOException {
    Path file = folder.resolve(Result.SETTINGS);
    List<String> found = lines(folder);
    List<String> wanted = sweep.settings().lines().toList();
    if (found.equals(wanted)) {
      return;
    }
    int line = 0;
    while (line < Math.min(found.size(), wanted.size())
        && found.get(line).equals(wanted.get(line))) {
      line++;
    }
    throw new InvalidInputException(
        file
            + ": must be the settings of the sweep \""
            + sweep.name()
            + "\", differs in line "
            + (line + 1)
            + " ("
            + quoted(found, line)
            + " instead of "
            + quoted(wanted, line)
            + "); choose another --out");
  }

  private static String quoted(List<String> lines, int line) {
    return line < lines.size() ? "\"" + lines.get(line).strip() + "\"" : "nothing";
  }
}

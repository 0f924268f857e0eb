package org.actionscape.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.actionscape.check.InvalidInputException;

/**
 * What a folder is the result of, told by its settings. A folder is one result or none, so a result
 * goes to a folder that is new or holds an older one of its kind, and never over anything else.
 */
public enum ResultKind {
  RUN("a run", "environment"),
  FIGURE("a figure", "figure"),
  SWEEP("a sweep", "experiment");

  /** The folder of a sweep's cells. */
  public static final String CELLS = "cells";

  /** What results of some kind leave in their folder. */
  private static final List<String> FILES =
      List.of(
          "data.csv",
          "summary.csv",
          "figure.svg",
          "figure.png",
          "figure.pdf",
          Result.SETTINGS,
          Checksums.FILE);

  private static final Pattern CELL = Pattern.compile("[0-9a-f]{32}\\.yaml");

  private final String words;

  /** The setting that only results of this kind have. */
  private final String key;

  ResultKind(String words, String key) {
    this.words = words;
    this.key = key;
  }

  /**
   * Refuses a folder with anything that a result of this kind would replace, but an older one of
   * its kind. What a killed run or figure left behind is none, and no obstacle.
   *
   * @throws InvalidInputException if there is a result of another kind, or a file of somebody else
   */
  public void requireFree(Path folder) throws IOException {
    for (String name : FILES) {
      try {
        AtomicFiles.requireReplaceable(folder.resolve(name));
      } catch (FileSystemException e) {
        throw new InvalidInputException(FileFailure.sentence(e), e);
      }
    }
    if (Files.exists(folder.resolve(Result.SETTINGS))) {
      Optional<ResultKind> found = of(folder);
      if (found.isEmpty()) {
        throw occupied(folder, "holds a " + Result.SETTINGS + " that no result left there");
      }
      if (found.get() != this) {
        throw occupied(folder, "holds " + found.get().words);
      }
      if (this != SWEEP && hasCells(folder)) {
        throw occupied(folder, "holds cells of a sweep too");
      }
    } else if (hasCells(folder) || this == SWEEP || !isLeftBehind(folder)) {
      Optional<String> foreign =
          Stream.concat(FILES.stream(), hasCells(folder) ? Stream.of(CELLS) : Stream.empty())
              .filter(name -> Files.exists(folder.resolve(name)))
              .findFirst();
      if (foreign.isPresent()) {
        throw occupied(
            folder,
            "has " + foreign.get() + " but no " + Result.SETTINGS + " that says of what result");
      }
    }
  }

  private InvalidInputException occupied(Path folder, String found) {
    return new InvalidInputException(
        "output folder "
            + folder
            + ": must be new or hold "
            + words
            + ", "
            + found
            + "; nothing was overwritten, choose another name or --out, or move it away");
  }

  /** What a folder with settings holds; nothing if no result leaves such settings. */
  private static Optional<ResultKind> of(Path folder) throws IOException {
    ObjectNode settings;
    try {
      settings = SettingsFile.read(folder.resolve(Result.SETTINGS)).root();
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
    return of(settings);
  }

  /** The kind of result that leaves such settings. Files of users have no version. */
  private static Optional<ResultKind> of(ObjectNode settings) {
    return Stream.of(FIGURE, SWEEP, RUN)
        .filter(kind -> settings.has(kind.key) && (kind == SWEEP || settings.has("version")))
        .findFirst();
  }

  /**
   * Whether the files of a folder without settings are those of a process that was killed while it
   * moved them: the sums of a result, or what it had still to move, are then there too.
   */
  private static boolean isLeftBehind(Path folder) throws IOException {
    if (!Files.isDirectory(folder) || Checksums.isThere(folder)) {
      return true;
    }
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(folder, ".new.*" + AtomicFiles.TEMPORARY)) {
      return found.iterator().hasNext();
    }
  }

  /** Whether a folder has a cell of a sweep, whatever else it holds. */
  public static boolean hasCells(Path folder) throws IOException {
    Path cells = folder.resolve(CELLS);
    if (!Files.isDirectory(cells, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (Stream<Path> found = Files.list(cells)) {
      return found.anyMatch(file -> CELL.matcher(file.getFileName().toString()).matches());
    }
  }
}

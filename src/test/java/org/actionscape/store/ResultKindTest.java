package org.actionscape.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.actionscape.check.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultKindTest {
  private static final List<String> SEALS = List.of("settings.yaml", "figure.svg");

  @TempDir private Path folder;

  private OutputFolder.Content result(String text) {
    return fresh -> {
      for (String name :
          List.of("data.csv", "summary.csv", "figure.svg", "figure.png", "figure.pdf")) {
        AtomicFiles.writeText(fresh.resolve(name), text);
      }
      AtomicFiles.writeText(
          fresh.resolve("settings.yaml"), "environment: " + text + "\nversion: 0.1.0\n");
      Checksums.write(fresh, folder);
    };
  }

  /** Whatever is left is of a run. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatAKilledRunLeavesIsNoObstacleToTheNext(boolean older) throws IOException {
    boolean killed = true;
    for (int k = 1; killed; k++) {
      for (Path file : files()) {
        Files.delete(file);
      }
      if (older) {
        try (OutputFolder out = OutputFolder.open(folder)) {
          out.replace(result("old"), SEALS);
        }
      }
      killed = Killed.before(k, folder, result("new"), SEALS);
      assertReplaceable("change " + k);
    }
  }

  /** A run finds the folder free, and its result is then what is there. */
  private void assertReplaceable(String what) throws IOException {
    ResultKind.RUN.requireFree(folder);
    try (OutputFolder out = OutputFolder.open(folder)) {
      out.replace(result("next"), SEALS);
    }
    assertEquals("next", Files.readString(folder.resolve("data.csv")), what);
    assertThrows(
        InvalidInputException.class,
        () -> ResultKind.SWEEP.requireFree(folder),
        "a run's: " + what);
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** An older version has left no sums; what was to be moved then tells. */
  @Test
  void filesBesideWhatWasToBeMovedAreLeftBehind() throws IOException {
    Files.writeString(folder.resolve("data.csv"), "old");
    assertThrows(InvalidInputException.class, () -> ResultKind.RUN.requireFree(folder));
    Files.createDirectory(folder.resolve(".new.99999999" + AtomicFiles.TEMPORARY));
    assertReplaceable("what was to be moved");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "environment: {}\n",
        "figure: x\n",
        "version: 0.1.0\n",
        "- a list\n",
        "not: [yaml\n",
        "a: \"\\UFFFFFFFF\"\n"
      })
  void settingsThatNoResultLeavesAreOfSomebodyElse(String settings) throws IOException {
    Files.writeString(folder.resolve("settings.yaml"), settings);
    for (ResultKind kind : ResultKind.values()) {
      assertEquals(
          "output folder "
              + folder
              + ": must be new or hold a "
              + kind.name().toLowerCase(Locale.ROOT)
              + ", holds a settings.yaml that no result left there; nothing was overwritten, choose"
              + " another name or --out, or move it away",
          assertThrows(InvalidInputException.class, () -> kind.requireFree(folder)).getMessage());
    }
  }
}

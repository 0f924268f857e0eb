package org.actionscape.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VersionTest {
  private static final String ONE = "7fca2d87d693843806254c36c3cdfd11";
  private static final String OTHER = "8fca2d87d693843806254c36c3cdfd11";

  @Test
  void aReleaseIsWhatItsVersionSays() {
    assertEquals("0.1.0", Version.build("0.1.0", ONE));
    assertEquals("1.2.0-rc1", Version.build("1.2.0-rc1", ONE));
  }

  @Test
  void beforeItTheSourcesTellTwoBuildsApart() {
    assertEquals("0.1.0-SNAPSHOT+7fca2d87d693", Version.build("0.1.0-SNAPSHOT", ONE));
    assertNotEquals(Version.build("0.1.0-SNAPSHOT", ONE), Version.build("0.1.0-SNAPSHOT", OTHER));
  }

  /** What an IDE leaves where Maven writes the checksum would be the same for every build. */
  @Test
  void noChecksumIsNoBuild() {
    assertThrows(
        IllegalStateException.class, () -> Version.build("0.1.0-SNAPSHOT", "${sources.checksum}"));
  }

  @Test
  void theBuildKnowsItsVersionAndItsSources() {
    assertTrue(Version.get().matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?"), Version.get());
    assertTrue(Version.build().matches("[0-9.]+(-SNAPSHOT\\+[0-9a-f]{12})?"), Version.build());
  }

  /** Results name the version alone, so that they stay while sources change. */
  @Test
  void committedResultsAreOfThisVersion() throws IOException {
    String version = "version: " + Version.get();
    try (Stream<Path> plots = Files.list(Path.of("plots"))) {
      List<Path> others =
          plots
              .map(folder -> folder.resolve("settings.yaml"))
              .filter(Files::exists)
              .filter(file -> !lines(file).contains(version))
              .toList();
      assertEquals(List.of(), others);
    }
  }

  /** Where docs/release.md says that the version stands; what is cited is the release to come. */
  @Test
  void everyPlaceHasTheVersion() throws IOException {
    String release = Version.get().replace("-SNAPSHOT", "");
    assertTrue(
        lines(Path.of("benchmarks/pom.xml"))
            .contains("  <version>" + Version.get() + "</version>"));
    assertTrue(lines(Path.of("CITATION.cff")).contains("version: " + release));
    assertTrue(Files.readString(Path.of("README.md")).contains("version = {" + release + "}"));
    assertTrue(Files.readString(Path.of("CHANGELOG.md")).contains("\n## " + release + ","));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

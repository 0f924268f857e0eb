package org.actionscape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The runnable jar says under which licence each library inside it is, and brings the text. */
class LicencesTest {
  private static final Path LICENCES = Path.of("src", "main", "resources", "META-INF", "licenses");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([a-z0-9, -]+) \\| ([^|]+) \\| (.+) \\|$");
  private static final Pattern TEXT = Pattern.compile("`META-INF/licenses/([^`]+)`");

  /** Groups of libraries that only tests use. */
  private static final Pattern TEST_ONLY =
      Pattern.compile(
          ".*/(org/junit|org/opentest4j|org/apiguardian|com/tngtech|org/apache/maven|org/jspecify)/.*");

  private static String contents() throws IOException {
    return Files.readString(LICENCES.resolve("README.md"));
  }

  @Test
  void everyLibraryOnTheClassPathIsListedAndNoOther() throws IOException {
    Set<String> listed = new TreeSet<>();
    Matcher row = ROW.matcher(contents());
    while (row.find()) {
      if (!row.group(1).equals("component")) {
        listed.addAll(List.of(row.group(1).split(", ")));
      }
    }
    Set<String> used =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(path -> path.replace('\\', '/'))
            .filter(path -> path.endsWith(".jar") && !TEST_ONLY.matcher(path).matches())
            .map(path -> path.replaceAll(".*/([^/]+)/[^/]+/[^/]+\\.jar", "$1"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(used, listed);
  }

  @Test
  void everyTextThatIsNamedIsThereAndNoOther() throws IOException {
    Set<String> named = new TreeSet<>(List.of("README.md"));
    Matcher text = TEXT.matcher(contents());
    while (text.find()) {
      named.add(text.group(1));
    }
    try (var files = Files.list(LICENCES)) {
      assertEquals(
          named,
          files
              .map(f -> f.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  /** What libraries bring themselves lies in the jar as it does on the class path. */
  @Test
  void theTextsOfLibrariesAreThere() throws IOException {
    Matcher text = Pattern.compile("`(META-INF/[^`/]+)`").matcher(contents());
    while (text.find()) {
      if (!Set.of("META-INF/LICENSE", "META-INF/NOTICE").contains(text.group(1))) {
        assertTrue(
            LicencesTest.class.getClassLoader().getResource(text.group(1)) != null, text.group(1));
      }
    }
  }

  @Test
  void jfreechartBringsTheLgpl() throws IOException {
    assertTrue(
        Files.readString(LICENCES.resolve("LGPL-2.1.txt"), StandardCharsets.UTF_8)
            .contains("GNU LESSER GENERAL PUBLIC LICENSE"));
  }
}

package org.actionscape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The core is built by a POM of its own, with the versions of the whole. */
class CoreVersionsTest {
  private static final Pattern VERSION =
      Pattern.compile(
          "<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>"
              + "|<((?:\\w|-)+\\.(?:version|release|source))>([^<]+)<"
              + "|<(project\\.build\\.outputTimestamp)>([^<]+)<");

  private static List<String> versions(String pom) throws IOException {
    List<String> versions = new ArrayList<>();
    Matcher found = VERSION.matcher(Files.readString(Path.of(pom)));
    while (found.find()) {
      versions.add(
          Stream.of(1, 3, 5)
              .filter(group -> found.group(group) != null)
              .map(group -> found.group(group) + " " + found.group(group + 1))
              .findFirst()
              .orElseThrow()
              .replace("actionscape-core ", "actionscape "));
    }
    return versions;
  }

  @Test
  void everyVersionOfTheCoreIsThatOfTheWhole() throws IOException {
    List<String> core = versions("core/pom.xml");
    assertFalse(core.size() < 20, core.toString());
    core.removeAll(versions("pom.xml"));
    assertEquals(List.of(), core);
  }
}

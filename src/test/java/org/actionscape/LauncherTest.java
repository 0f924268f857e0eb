package org.actionscape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * In which locale the launcher starts the JVM, which then names files in its characters. The JVM is
 * a script here that says what it was given.
 */
class LauncherTest {
  private static final String LATIN = "de_DE.ISO-8859-1";

  @TempDir private Path folder;

  @BeforeEach
  void makeACheckout() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs bash");
    script("actionscape", Files.readString(Path.of("actionscape")));
    script(
        "jdk/bin/java",
        """
        #!/bin/sh
        case $1 in
          --list-modules) echo java.base@17 ;;
          *) echo "${LC_ALL-}" ;;
        esac
        """);
    Files.createDirectories(folder.resolve("src/main"));
    Files.createFile(folder.resolve("pom.xml"));
    Files.createDirectory(folder.resolve("target"));
    Files.createFile(folder.resolve("target/actionscape.jar"));
  }

  private void script(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertTrue(file.toFile().setExecutable(true));
  }

  private String run(Map<String, String> environment, String... command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(folder.resolve("errors").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1).strip();
    assertEquals(0, process.waitFor(), () -> output + errors());
    return output;
  }

  private String errors() {
    try {
      return Files.readString(folder.resolve("errors"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** The locale of the JVM; the argument is in the words of printf, so that it can be any bytes. */
  private String locale(Map<String, String> environment, String argument) throws Exception {
    Map<String, String> all = new HashMap<>(environment);
    all.put("JAVA_HOME", folder.resolve("jdk").toString());
    return run(all, "/bin/bash", "-c", "./actionscape run \"$(printf '" + argument + "')\"");
  }

  private Map<String, String> latin() throws Exception {
    Path locales = Files.createDirectories(folder.resolve("locales"));
    List<String> make = new ArrayList<>(List.of("localedef", "-i", "de_DE", "-f", "ISO-8859-1"));
    make.add(locales.resolve(LATIN).toString());
    boolean made;
    try {
      run(Map.of(), make.toArray(String[]::new));
      made = true;
    } catch (IOException | AssertionError e) {
      made = false;
    }
    assumeTrue(made, "needs localedef and its sources");
    return Map.of("LOCPATH", locales.toString(), "LC_ALL", LATIN);
  }

  /** Greek, Chinese and an emoji in UTF-8, and what has no letters outside ASCII at all. */
  @Test
  void inALocaleOfFewerCharactersWhatIsGivenInUtf8IsReadSo() throws Exception {
    for (String given : List.of("plots", "\\xce\\xb1", "\\xe4\\xb8\\xad", "\\xf0\\x9f\\x98\\x80")) {
      assertEquals("C.UTF-8", locale(latin(), given), given);
    }
  }

  /** An e with an accent, in one byte: no UTF-8, but a name in this locale. */
  @Test
  void whatIsNotUtf8IsReadInTheUsersLocale() throws Exception {
    assertEquals(LATIN, locale(latin(), "caf\\xe9"));
  }

  @Test
  void aLocaleOfAsciiGivesWayAndOneOfUtf8Stays() throws Exception {
    for (String ascii : List.of("C", "POSIX", "xx_XX.nowhere")) {
      assertEquals("C.UTF-8", locale(Map.of("LC_ALL", ascii), "\\xce\\xb1"), ascii);
    }
    assertEquals("C.UTF-8", locale(Map.of(), "\\xce\\xb1"));
    assertEquals("C.utf8", locale(Map.of("LC_ALL", "C.utf8"), "\\xce\\xb1"));
  }
}

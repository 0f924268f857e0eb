package org.actionscape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts for JShell print what they say they print. */
class JShellTest {
  private static final String EXPECTED = "//> ";

  static Stream<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("examples"))) {
      return files.filter(file -> file.toString().endsWith(".jsh")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void printsTheLinesThatItAnnounces(Path script, @TempDir Path folder) throws Exception {
    assumeTrue(ModuleLayer.boot().findModule("jdk.jshell").isPresent(), "this JDK has no JShell");
    List<String> expected =
        Files.readAllLines(script).stream()
            .filter(line -> line.startsWith(EXPECTED))
            .map(line -> line.substring(EXPECTED.length()))
            .toList();
    assertFalse(expected.isEmpty(), script + " announces nothing");
    Path printed = folder.resolve("printed");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jshell").toString(),
                "-J-Djava.util.prefs.userRoot=" + folder,
                "--class-path",
                System.getProperty("java.class.path"),
                script.toString())
            .redirectOutput(printed.toFile())
            .redirectError(folder.resolve("notes").toFile())
            .start();
    // Without its /exit a script would wait for more input; so there is none.
    process.getOutputStream().close();
    boolean ended = process.waitFor(3, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertTrue(ended, script + " did not end");
    assertEquals(0, process.exitValue());
    assertEquals(expected, Files.readAllLines(printed));
  }
}

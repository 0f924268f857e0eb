package org.actionscape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  private static final Path EXAMPLE = Path.of("examples", "ThreeSolvers.java");

  @Test
  void theProgramInTheReadmeIsTheExample() throws IOException {
    assertTrue(
        Files.readString(Path.of("README.md"))
            .contains("```java\n" + Files.readString(EXAMPLE) + "```"));
  }

  @Test
  void theExampleRunsAndPrintsFiveStepsOfThreeSolvers() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EXAMPLE.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines;
    try (Stream<String> output = process.inputReader().lines()) {
      lines = output.toList();
    }
    assertEquals(0, process.waitFor());
    assertEquals(15, lines.size());
    assertTrue(
        lines.stream().allMatch(line -> line.matches("step [0-9]+: value [0-9].*")),
        lines::toString);
  }
}

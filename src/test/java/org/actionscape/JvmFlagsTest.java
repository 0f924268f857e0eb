package org.actionscape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The flags of the JVM stand in one file, which everything that starts one reads. */
class JvmFlagsTest {
  private static final String FILE = "jvm.options";
  private static final Path FLAGS = Path.of("src", "main", FILE);
  private static final String DONT_INLINE = "-XX:CompileCommand=dontinline,";

  /** As a JVM reports them: an option and its value are one. */
  private static List<String> flags() throws IOException {
    return Files.readAllLines(FLAGS).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.replaceFirst("^(--[a-z-]+) +", "$1="))
        .toList();
  }

  static Stream<Path> whatStartsAJvm() {
    Path benchmarks = Path.of("benchmarks");
    Path sources = benchmarks.resolve("src/main/java/org/actionscape/benchmarks");
    return Stream.of(
        Path.of("pom.xml"),
        Path.of("actionscape"),
        Path.of("actionscape.cmd"),
        benchmarks.resolve("compare"),
        benchmarks.resolve("start-up"),
        sources.resolve("Bandits.java"));
  }

  @ParameterizedTest
  @MethodSource("whatStartsAJvm")
  void whatStartsAJvmReadsTheFileAndHasNoFlagOfItsOwn(Path file) throws IOException {
    String text = Files.readString(file);
    assertTrue(text.contains(FILE), "does not read the file");
    assertFalse(text.contains("CompileCommand"), "has flags of its own");
  }

  /** Each @Fork replaces those around it, so each needs the flags. */
  @Test
  void everyBenchmarkForksWithThem() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(Path.of("benchmarks", "src"))) {
      files = all.filter(file -> file.toString().endsWith("Benchmark.java")).toList();
    }
    assertFalse(files.isEmpty());
    for (Path file : files) {
      String text = Files.readString(file);
      long forks = text.split("@Fork", -1).length - 1;
      long flagged = text.split("@Fork\\([^)]*jvmArgsPrepend = Bandits\\.FLAGS", -1).length - 1;
      assertTrue(forks > 0, file::toString);
      assertEquals(forks, flagged, file::toString);
    }
  }

  @Test
  void theTestsRunWithThem() throws IOException {
    List<String> given = ManagementFactory.getRuntimeMXBean().getInputArguments();
    assertEquals(List.of(), flags().stream().filter(flag -> !given.contains(flag)).toList());
  }

  /** HotSpot says nothing of a pattern that fits no method. */
  @Test
  void everyPatternFitsALoop() throws Exception {
    List<String> patterns = flags().stream().filter(flag -> flag.startsWith(DONT_INLINE)).toList();
    assertFalse(patterns.isEmpty());
    for (String pattern : patterns) {
      String[] parts = pattern.substring(DONT_INLINE.length()).split("::");
      Method[] methods =
          Class.forName(parts[0], false, getClass().getClassLoader()).getDeclaredMethods();
      String name = parts[1].replace("*", ".*");
      assertTrue(Arrays.stream(methods).anyMatch(m -> m.getName().matches(name)), pattern);
    }
  }

  /** A JVM that has the module of the fast kernel is given the file; it is a script here. */
  @Test
  void theLauncherGivesThemToAJvmThatKnowsThem(@TempDir Path folder) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs bash");
    Path home = Files.createDirectories(folder.resolve("a checkout"));
    Path options = home.resolve(FLAGS);
    Files.createDirectories(options.getParent());
    Files.copy(FLAGS, options);
    Files.copy(Path.of("actionscape"), home.resolve("actionscape"));
    Files.createFile(home.resolve("pom.xml"));
    Files.createDirectory(home.resolve("target"));
    Files.createFile(home.resolve("target/actionscape.jar"));
    assertTrue(started(home, "jdk.incubator.vector@17").contains("@" + options));
    assertFalse(started(home, "jdk.other@17").contains(FILE));
  }

  private static String started(Path home, String module) throws Exception {
    Path java = home.resolve("jdk/bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(
        java,
        """
        #!/bin/sh
        case $1 in
          --list-modules) printf 'java.base@17\\nMODULE\\n' ;;
          *) printf '%s\\n' "$@" ;;
        esac
        """
            .replace("MODULE", module));
    assertTrue(java.toFile().setExecutable(true));
    ProcessBuilder builder =
        new ProcessBuilder("/bin/bash", home.resolve("actionscape").toString(), "list")
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    return output;
  }
}

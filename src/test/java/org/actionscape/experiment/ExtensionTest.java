package org.actionscape.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example plug-in, compiled and used as its owner would. */
class ExtensionTest {
  private static final Path PLUGIN = Path.of("examples", "plugin");
  private static final String SERVICE = "META-INF/services/org.actionscape.experiment.Extension";

  @TempDir private static Path classes;

  @TempDir private Path folder;

  private record Output(int exit, List<String> out, List<String> err) {}

  @BeforeAll
  static void compile() throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("-cp", System.getProperty("java.class.path"), "-d", classes.toString()));
    try (Stream<Path> sources = Files.walk(PLUGIN.resolve("src"))) {
      sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
    }
    int errors =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertEquals(0, errors);
    Files.createDirectories(classes.resolve(SERVICE).getParent());
    Files.copy(PLUGIN.resolve("src").resolve(SERVICE), classes.resolve(SERVICE));
  }

  private Output actionscape(Path plugin, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path") + File.pathSeparator + plugin);
    command.add("org.actionscape.cli.Main");
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertTrue(ended);
    return new Output(
        process.exitValue(),
        Files.readAllLines(folder.resolve("out")),
        Files.readAllLines(folder.resolve("err")));
  }

  @Test
  void variantsOfAPlugInAreListedWithTheirParameters() throws Exception {
    Output list = actionscape(classes, "list");
    assertEquals(0, list.exit());
    for (String id : List.of("two-armed-maze", "near-entropy", "sawtooth", "momentum", "noisy")) {
      assertTrue(list.out().stream().anyMatch(line -> line.startsWith("  " + id + " ")), id);
    }
    assertTrue(list.out().stream().anyMatch(line -> line.contains("number of crossings H")));
  }

  @Test
  void anExperimentMayUseAllOfThemAndGivesTheSameBytesAgain() throws Exception {
    String example = PLUGIN.resolve("maze.yaml").toString();
    Path first = folder.resolve("first");
    Output run = actionscape(classes, "run", example, "--out", first.toString());
    assertEquals(0, run.exit(), run.err().toString());
    Table data = Table.read(first.resolve("maze").resolve("data.csv"));
    Table end = data.where("step", "3000");
    assertEquals(3, end.rows());
    for (double reward : end.numbers("average_reward")) {
      // Without training the reward is 1 / 400.
      assertTrue(reward > 0.5, "reward " + reward);
    }
    assertEquals(0.05, data.number(0, "coefficient_0"));
    Path again = folder.resolve("again");
    String settings = first.resolve("maze").resolve("settings.yaml").toString();
    assertEquals(0, actionscape(classes, "run", settings, "--out", again.toString()).exit());
    assertEquals(
        Files.readString(first.resolve("maze").resolve("data.csv")),
        Files.readString(again.resolve("maze").resolve("data.csv")));
  }

  @Test
  void aPlugInThatCannotBeLoadedIsNamedInOneSentence() throws Exception {
    Path broken = Files.createDirectories(folder.resolve("broken"));
    Files.createDirectories(broken.resolve(SERVICE).getParent());
    Files.writeString(broken.resolve(SERVICE), "com.example.Missing\n");
    Output list = actionscape(broken, "list");
    assertEquals(2, list.exit());
    assertEquals(1, list.err().size());
    assertTrue(
        list.err().get(0).startsWith("actionscape: extensions on the class path: must be usable:")
            && list.err().get(0).contains("com.example.Missing"),
        list.err().get(0));
  }
}

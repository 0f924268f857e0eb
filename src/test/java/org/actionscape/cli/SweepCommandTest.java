package org.actionscape.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.actionscape.store.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepCommandTest {
  private static final Path EXAMPLE = Path.of("examples", "sweep.yaml");
  private static final int CELLS = 240;

  /** Cells of some ten milliseconds each. */
  private static final String LONG =
      """
      name: long
      experiment:
        environment: {kind: contextual-bandit, contexts: 2, actions: 2000, start: {kind: gaussian}}
        optimizer: {kind: ascent, step_size: 1}
        steps: STEPS
      grid:
        objective: [[{kind: entropy, coefficient: 0.1}], [{kind: clamped, coefficient: 0.1}]]
        environment.optimal: [1, 2, 3, 4]
      seeds: {count: 30}
      """;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private Path longSweep(int steps) throws IOException {
    return Files.writeString(
        folder.resolve("long.yaml"), LONG.replace("STEPS", Integer.toString(steps)));
  }

  /** The command line that starts the program in a JVM of its own, which ends up in seconds. */
  private static List<String> program(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A file of performance counters is larger than the full disk of one of the tests.
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  private Process start(Path errors, List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out.log").toFile())
        .redirectError(errors.toFile())
        .start();
  }

  private static List<Path> cells(Path sweep) throws IOException {
    if (!Files.isDirectory(sweep.resolve("cells"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(sweep.resolve("cells"))) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).toList();
    }
  }

  /** When every cell was written, and to which place of the disk. */
  private static Map<Path, String> written(Path sweep) throws IOException {
    Map<Path, String> written = new TreeMap<>();
    for (Path cell : cells(sweep)) {
      BasicFileAttributes file = Files.readAttributes(cell, BasicFileAttributes.class);
      written.put(cell, file.lastModifiedTime() + " " + file.fileKey());
    }
    return written;
  }

  private static Map<String, String> content(Path folder) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return content;
  }

  /**
   * Kills the program with SIGKILL at 16 random moments: before its first cell, while cells are
   * computed and written, and while the tables are merged. Every time what was done is still done,
   * and in the end the bytes are those of a sweep that nobody killed.
   */
  @Test
  void killedAtAnyMomentNothingIsLostAndNothingIsDoneTwice() throws Exception {
    Path file = longSweep(200);
    assertEquals(0, run("sweep", file.toString(), "--out", folder.resolve("whole").toString()));
    Path sweep = folder.resolve("killed").resolve("long");
    List<String> command =
        program("sweep", file.toString(), "--out", folder.resolve("killed").toString(), "--resume");
    Path errors = folder.resolve("err.log");
    Random random = new Random(20_260_509);
    Map<Path, String> before = Map.of();
    int kills = 0;
    while (kills < 16) {
      // The first ones anywhere from the start of the JVM, the last one when all cells are there.
      int more = kills < 3 ? 0 : kills == 15 ? CELLS - before.size() : 1 + random.nextInt(14);
      int least = Math.min(CELLS, before.size() + more);
      Process process = start(errors, command);
      while (process.isAlive() && cells(sweep).size() < least) {
        TimeUnit.MICROSECONDS.sleep(500);
      }
      TimeUnit.MICROSECONDS.sleep(random.nextInt(kills < 3 ? 700_000 : kills == 15 ? 1 : 30_000));
      process.destroyForcibly().waitFor();
      kills++;
      Map<Path, String> after = written(sweep);
      assertTrue(after.size() >= least, () -> "cells: " + after.size());
      before.forEach((cell, stamp) -> assertEquals(stamp, after.get(cell), "computed twice"));
      Matcher said =
          Pattern.compile("long: (\\d+) of 240 cells done, (\\d+) to compute")
              .matcher(Files.readString(errors));
      if (said.find()) {
        assertEquals(before.size(), Integer.parseInt(said.group(1)));
        assertEquals(CELLS - before.size(), Integer.parseInt(said.group(2)));
      }
      before = after;
    }
    assertEquals(CELLS, before.size());
    assertEquals(
        0,
        run(command.subList(command.indexOf("sweep"), command.size()).toArray(String[]::new)),
        err.toString());
    assertTrue(err.toString().startsWith("long: 240 of 240 cells done, 0 to compute"));
    assertEquals(before, written(sweep));
    assertEquals(content(folder.resolve("whole").resolve("long")), content(sweep));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no SIGINT to send")
  void ctrlCEndsWithOneSentenceAnd130AndCanBeResumed() throws Exception {
    Path file = longSweep(2000);
    Path errors = folder.resolve("err.log");
    List<String> command = new ArrayList<>();
    List<String> heeding = List.of("env", "--default-signal=INT");
    // Where this runs in the background of a script, SIGINT is ignored, and that is inherited.
    if (new ProcessBuilder(heeding).start().waitFor() == 0) {
      command.addAll(heeding);
    }
    command.addAll(program("sweep", file.toString(), "--out", folder.resolve("o").toString()));
    Process process = start(errors, command);
    Path sweep = folder.resolve("o").resolve("long");
    while (process.isAlive() && cells(sweep).size() < 2) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    assertEquals(130, process.waitFor());
    List<String> lines = Files.readAllLines(errors);
    assertTrue(
        lines.contains(
            "actionscape: interrupted; finished cells are kept, the same command with --resume goes"
                + " on"),
        lines.toString());
    try (Stream<Path> files = Files.walk(sweep)) {
      assertEquals(List.of(), files.filter(f -> f.toString().endsWith(".tmp")).toList());
    }
    assertEquals(2, run("sweep", file.toString(), "--out", folder.resolve("o").toString()));
    assertTrue(err.toString().contains("; --resume continues it"), err.toString());
  }

  /** A limit on the size of files fails in the middle of a write, as a full disk does. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no ulimit")
  void aFullDiskIsNamedAndNothingIsHalfWritten() throws Exception {
    Path file = longSweep(200);
    Path errors = folder.resolve("err.log");
    List<String> command =
        new ArrayList<>(List.of("bash", "-c", "ulimit -f 1; exec \"$@\"", "bash"));
    command.addAll(program("sweep", file.toString(), "--out", folder.resolve("o").toString()));
    assertEquals(1, start(errors, command).waitFor());
    List<String> lines = Files.readAllLines(errors);
    Path sweep = folder.resolve("o").resolve("long");
    String last = lines.get(lines.size() - 1);
    assertTrue(last.startsWith("actionscape: " + sweep.resolve("cells")), last);
    assertTrue(
        last.endsWith(": could not be written (File too large); what was there is kept"), last);
    assertEquals(List.of("settings.yaml"), List.copyOf(content(sweep).keySet()));
  }

  @Test
  void shardsAndMergeGiveTheBytesOfTheWhole() throws IOException {
    String example = EXAMPLE.toString();
    Path whole = folder.resolve("whole");
    assertEquals(0, run("sweep", example, "--out", whole.toString(), "--threads", "1"));
    assertEquals(whole.resolve("sweep") + System.lineSeparator(), out.toString());
    assertTrue(err.toString().startsWith("sweep: 0 of 48 cells done, 48 to compute"));
    List<String> merge = new ArrayList<>(List.of("merge"));
    for (int i = 3; i >= 1; i--) {
      Path part = folder.resolve("part-" + i);
      assertEquals(0, run("sweep", example, "--shard", i + "/3", "--out", part.toString()));
      assertTrue(
          err.toString()
              .contains(
                  "sweep: 32 of 48 cells missing; when the other shards are done, join them with:"
                      + " actionscape merge "
                      + part.resolve("sweep")
                      + " OTHER..."),
          err.toString());
      merge.add(part.resolve("sweep").toString());
    }
    Path joined = folder.resolve("joined");
    assertEquals(
        1, run("merge", merge.get(1), merge.get(2), "--out", joined.toString()), err.toString());
    assertEquals(
        "actionscape: 16 of 48 cells missing; merge the other parts too, or compute them with:"
            + " actionscape sweep "
            + joined.resolve("sweep/settings.yaml")
            + " --out "
            + joined
            + " --resume"
            + System.lineSeparator(),
        err.toString());
    assertFalse(Files.exists(joined.resolve("sweep/data.csv")));
    merge.addAll(List.of("--out", joined.toString()));
    assertEquals(0, run(merge.toArray(String[]::new)), err.toString());
    assertEquals(joined.resolve("sweep") + System.lineSeparator(), out.toString());
    assertEquals(content(whole), content(joined));
    assertEquals(48, Table.read(joined.resolve("sweep/data.csv")).rows());
  }

  @Test
  void runsThatDivergeAreInTheTableAndSaidInOneSentence() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("steep.yaml"),
            """
            experiment: {environment: {kind: bandit, logits: [0, 1], rewards: [1, 0]}, steps: 5}
            grid: {optimizer: [{kind: flow, time: 1}, {kind: flow, time: 1e300}]}
            seeds: {count: 2}
            """);
    Path whole = folder.resolve("whole").resolve("steep");
    String said =
        "actionscape: 2 of 4 cells diverged, the merged data.csv says why in its column failure;"
            + " the first: optimizer={kind: flow, time: 1E+300}, seed 1: step 0: tolerance of the";
    assertEquals(1, run("sweep", file.toString(), "--out", whole.getParent().toString()));
    assertTrue(err.toString().lines().anyMatch(line -> line.startsWith(said)), err.toString());
    assertEquals(4, Table.read(whole.resolve("data.csv")).rows());
    Path joined = folder.resolve("joined");
    assertEquals(1, run("merge", whole.toString(), "--out", joined.toString()));
    assertTrue(err.toString().startsWith(said), err.toString());
    assertEquals(content(whole), content(joined.resolve("steep")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sweep --help", "merge --help"})
  void helpExplainsWithAnExample(String arguments) {
    assertEquals(0, run(arguments.split(" ")));
    assertTrue(out.toString().contains("Example: actionscape " + arguments.split(" ")[0]));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sweep | actionscape sweep: Missing required parameter: 'SWEEP.yaml'",
        "sweep nowhere.yaml | actionscape: nowhere.yaml: must be a YAML file, does not exist",
        "sweep EXAMPLE --shard 4/3 --out OUT | actionscape: shard 4/3: must be I/N with I from 1 to N"
            + " and N at most 100000",
        "sweep EXAMPLE --shard x --out OUT | actionscape: shard x: must be I/N, like 2/3",
        "sweep EXAMPLE --threads 0 --out OUT | actionscape: --threads = 0: must be a whole number"
            + " between 1 and 1024",
        "merge nowhere --out OUT | actionscape: nowhere: must be the folder of a sweep, has no"
            + " settings.yaml"
      })
  void badUsageIsOneSentenceExitCodeTwoAndNothingWritten(String arguments, String message) {
    Path target = folder.resolve("target");
    assertEquals(
        2,
        run(
            arguments
                .replace("OUT", target.toString())
                .replace("EXAMPLE", EXAMPLE.toString())
                .split(" ")));
    assertEquals(message + System.lineSeparator(), err.toString());
    assertEquals("", out.toString());
    assertFalse(Files.exists(target));
  }

  @Test
  void anOutputFolderThatCannotBeWrittenToIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    assertEquals(2, run("sweep", EXAMPLE.toString(), "--out", file.toString()));
    assertTrue(
        err.toString().startsWith("actionscape: output folder " + file.resolve("sweep")),
        err.toString());
    assertEquals(1, err.toString().lines().count());
  }
}

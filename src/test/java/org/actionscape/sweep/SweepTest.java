package org.actionscape.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.actionscape.check.InvalidInputException;
import org.actionscape.experiment.Experiment;
import org.actionscape.experiment.Progress;
import org.actionscape.store.Result;
import org.actionscape.store.Table;
import org.actionscape.store.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SweepTest {
  private static final String EXPERIMENT =
      """
      experiment:
        environment: {kind: contextual-bandit, contexts: 2, actions: 50, start: {kind: gaussian}}
        optimizer: {kind: ascent, step_size: 1}
        steps: 5
        recorded_every: 1
      """;

  private static final String SMALL =
      EXPERIMENT
          + """
          list:
            - {objective: [{kind: entropy}]}
            - {objective: [{kind: clamped, share: 0.3}]}
          grid:
            objective[0].coefficient: [0.1, 1e-5]
            steps: [7, 3]
          seeds: {count: 3, first: 4}
          """;

  @TempDir private Path folder;

  private Sweep read(String yaml) throws IOException {
    return Sweep.read(Files.writeString(folder.resolve("small.yaml"), yaml));
  }

  private Path run(String out, Sweep sweep, Shard shard, int threads) throws IOException {
    Path target = folder.resolve(out);
    try (CellStore results = CellStore.open(target, sweep, false)) {
      assertEquals(
          List.of(), SweepRunner.run(results, shard, Engine.threads(threads), Progress.SILENT));
      if (results.missing(Shard.ALL) == 0) {
        results.merge();
      }
    }
    return target;
  }

  private Path join(String out, Path... parts) throws IOException {
    Path target = folder.resolve(out);
    Sweep sweep = CellStore.requireSweep(List.of(parts));
    try (CellStore results = CellStore.open(target, sweep, true)) {
      results.join(List.of(parts));
      if (results.missing(Shard.ALL) == 0) {
        results.merge();
      }
    }
    return target;
  }

  /** Every file with its content, by its name. */
  static Map<String, String> content(Path folder) throws IOException {
    Map<String, String> content = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(folder).sorted()) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(
            folder.relativize(file).toString(),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return content;
  }

  private static String message(Executable refused) {
    return assertThrows(InvalidInputException.class, refused).getMessage();
  }

  private static Path firstCell(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("cells")).sorted()) {
      return files.findFirst().orElseThrow();
    }
  }

  /**
   * The golden id is the first 32 digits of what Python's {@code hashlib.sha256} gives for the text
   * that this test spells out.
   */
  @Test
  void theIdIsTheHashOfTheSettingsOnEveryMachine() {
    Map<String, Object> canonical = new LinkedHashMap<>();
    canonical.put("name", "any");
    canonical.put("step_size", 1e-5);
    canonical.put("odds", List.of(0.1, 2.5));
    canonical.put("actions", 1_000_000_000_000L);
    canonical.put("kind", "zipf");
    canonical.put("seeds", Map.of());
    Cell.Point point = new Cell.Point(canonical, List.of(), "");
    Cell cell = Cell.of(point, 7);
    assertEquals(
        """
        settings:
          version: VERSION
          step_size: 1.0E-5
          odds:
            - 0.1
            - 2.5
          actions: 1000000000000
          kind: zipf
          seeds:
            count: 1
            first: 7
        """
            .replace("VERSION", Version.build()),
        cell.task().settings());
    assertEquals(Task.sha256(cell.task().settings()).substring(0, 32), cell.id());
    assertEquals(
        "2b2746ffbc9c055a86689f0f6dc663b6",
        Task.sha256(cell.task().settings().replace(Version.build(), "0.1.0")).substring(0, 32));
    assertNotEquals(cell.id(), Cell.of(point, 8).id());
  }

  @Test
  void cellsComeInTheOrderOfTheFileAndOwnNothingButTheirSettings() throws IOException {
    Sweep sweep = read(SMALL);
    assertEquals(2 * 2 * 2 * 3, sweep.size());
    assertEquals(List.of("objective", "objective[0].coefficient", "steps"), sweep.columns());
    assertEquals(
        "objective=[{kind: entropy}], objective[0].coefficient=0.1, steps=3, seed 6",
        sweep.cells().get(5).label());
    assertEquals(
        List.of("[{kind: clamped, share: 0.3}]", "0.00001", "3"),
        sweep.cells().get(23).point().values());
    // Another name, another order, other words for the same numbers: the same cells.
    Sweep other =
        read(
            "name: other\n"
                + SMALL.replace("[7, 3]", "[3, 7e0]").replace("step_size: 1}", "step_size: 1.0}"));
    assertEquals(ids(sweep), ids(other));
  }

  private static List<String> ids(Sweep sweep) {
    return sweep.cells().stream().map(Cell::id).sorted().toList();
  }

  @Test
  void anEmptyEntryOfTheListIsTheExperimentAsItStands() throws IOException {
    Sweep sweep = read(EXPERIMENT + "list: [{}, {steps: 3}]\nseeds: {count: 2, first: 1}\n");
    Table summary = Table.read(run("out", sweep, Shard.ALL, 1).resolve("summary.csv"));
    assertEquals(List.of("5", "3"), summary.distinct("steps"));
    assertEquals(
        List.of("seed 1", "seed 2", "steps=3, seed 1", "steps=3, seed 2"),
        sweep.cells().stream().map(Cell::label).toList());
  }

  @Test
  void theExperimentMayBeAFileAndItsSeedsHoldUnlessTheSweepHasSome() throws IOException {
    Files.writeString(
        folder.resolve("one.yaml"),
        """
        name: one
        environment: {kind: bandit, logits: [0, 1], rewards: [1, 0]}
        optimizer: {kind: ascent, step_size: 1}
        seeds: {count: 2}
        """);
    assertEquals(4, read("experiment: one.yaml\ngrid: {steps: [1, 2]}\n").size());
    assertEquals(2, read("experiment: one.yaml\ngrid: {steps: [1, 2]}\nseeds: {}\n").size());
  }

  @Test
  void theBytesAreThoseOfTheSettingsWhateverThreadsShardsAndOrder() throws IOException {
    Sweep sweep = read(SMALL);
    Map<String, String> whole = content(run("one", sweep, Shard.ALL, 1));
    assertEquals(24 + 4, whole.size());
    assertEquals(whole, content(run("three", sweep, Shard.ALL, 3)));
    for (int shards : new int[] {2, 5, 30}) {
      List<Path> parts = new ArrayList<>();
      for (int i = shards; i >= 1; i--) {
        parts.add(run("part-" + i + "-of-" + shards, sweep, new Shard(i, shards), 2));
      }
      // The last of 30 shards of 24 cells have nothing to do.
      assertEquals(whole, content(join("joined-" + shards, parts.toArray(Path[]::new))));
    }
    // The settings that a sweep leaves behind are the sweep.
    Sweep again = Sweep.read(folder.resolve("one").resolve("settings.yaml"));
    assertEquals(whole, content(run("again", again, Shard.ALL, 2)));
  }

  @Test
  void theMergedTableIsWhatRunGives() throws IOException {
    Path target = run("out", read(SMALL), Shard.ALL, 2);
    Table data = Table.read(target.resolve("data.csv"));
    Table summary = Table.read(target.resolve("summary.csv"));
    assertEquals(24, data.rows());
    assertEquals(8, summary.rows());
    Path one =
        Files.writeString(
            folder.resolve("one.yaml"),
            EXPERIMENT.replace("experiment:\n", "").replaceAll("(?m)^  ", ""));
    Table run =
        Experiment.read(
                one,
                List.of(
                    "objective=[{kind: clamped, share: 0.3, coefficient: 1e-5}]",
                    "steps=3",
                    "seeds={count: 3, first: 4}"))
            .run(1, Progress.SILENT)
            .summary();
    for (int i = 0; i < run.rows(); i++) {
      String metric = run.text(i, "metric");
      assertEquals(run.text(i, "mean"), summary.text(7, metric), metric);
      assertEquals(run.text(i, "low"), summary.text(7, metric + "_low"), metric);
      assertEquals(run.text(i, "high"), summary.text(7, metric + "_high"), metric);
    }
    assertEquals("3", summary.text(7, "seeds"));
    // Only plain entropy has a soft optimum to compare with.
    assertFalse(data.text(0, "soft_optimum_reward").isEmpty());
    assertTrue(data.text(23, "soft_optimum_reward").isEmpty());
  }

  /** Elsewhere, in another order, each result twice: nothing but text goes there and back. */
  @Test
  void anEngineOfOnesOwnComputesTheSameBytes() throws IOException {
    Sweep sweep = read(SMALL);
    Map<String, String> whole = content(run("whole", sweep, Shard.ALL, 2));
    List<Integer> heard = new ArrayList<>();
    Engine elsewhere =
        (tasks, done) -> {
          for (int i = tasks.size() - 1; i >= 0; i--) {
            Task task = new Task(tasks.get(i).id(), tasks.get(i).settings());
            CellResult result = new CellResult(task.id(), task.compute().text());
            done.accept(result);
            done.accept(result);
          }
        };
    try (CellStore results = CellStore.open(folder.resolve("out"), sweep, false)) {
      assertEquals(
          List.of(),
          SweepRunner.run(results, Shard.ALL, elsewhere, (done, total) -> heard.add(done)));
      results.merge();
    }
    assertEquals(IntStream.rangeClosed(0, 24).boxed().toList(), heard);
    assertEquals(whole, content(folder.resolve("out")));
  }

  /** Whatever an engine leaves out is computed here; what it makes up is refused. */
  @Test
  void anEngineMayFailButNotInvent() throws IOException {
    Sweep sweep = read(SMALL);
    Path target = folder.resolve("out");
    Cell first = sweep.cells().get(0);
    Cell second = sweep.cells().get(1);
    Task foreign = read(SMALL.replace("[7, 3]", "[4]")).cells().get(0).task();
    CellResult sound = second.task().compute();
    Map<CellResult, String> invented =
        Map.of(
            foreign.compute(),
            "result " + foreign.id() + ": must be that of a cell of the sweep",
            new CellResult(first.id(), sound.text()),
            "result of " + first.label() + ": must be the result of " + first.label() + ", is of",
            new CellResult(second.id(), sound.text() + " "),
            "result of " + second.label() + ": must be a whole result");
    try (CellStore results = CellStore.open(target, sweep, false)) {
      invented.forEach(
          (result, expected) -> {
            Engine engine = (tasks, done) -> done.accept(result);
            String message =
                message(() -> SweepRunner.run(results, Shard.ALL, engine, Progress.SILENT));
            assertTrue(message.startsWith(expected), message);
          });
      assertEquals(24, results.missing(Shard.ALL));
      Engine idle = (tasks, done) -> {};
      assertEquals(List.of(), SweepRunner.run(results, Shard.ALL, idle, Progress.SILENT));
      results.merge();
    }
    assertEquals(content(run("whole", sweep, Shard.ALL, 2)), content(target));
  }

  @Test
  void aTaskIsOfItsSettingsAndOfThisBuild() throws IOException {
    Task task = read(SMALL).cells().get(0).task();
    assertEquals(
        "task abc: must have the id of its settings, " + task.id(),
        message(() -> new Task("abc", task.settings())));
    Task other = Task.of(task.settings().replace(Version.build(), "0.0.9"));
    assertEquals(
        "version of a task = \"0.0.9\": must be that of the program, " + Version.build(),
        message(other::compute));
  }

  /** What a task's text says is the experiment that the sweep's file describes. */
  @ParameterizedTest
  @MethodSource("org.actionscape.cli.RunCommandTest#examples")
  void aTaskKeepsEverySetting(Path example) throws IOException {
    Sweep sweep = read("experiment: " + example.toAbsolutePath() + "\n");
    Cell cell = sweep.cells().get(0);
    Map<String, Object> settings = new LinkedHashMap<>(cell.experiment().settings());
    settings.put("name", sweep.name());
    settings.put("seeds", cell.point().canonical().get("seeds"));
    assertEquals(cell.point().canonical(), settings);
  }

  @Test
  void resumingComputesWhatIsMissingAndNothingElse() throws IOException {
    Sweep sweep = read(SMALL);
    Map<String, String> whole = content(run("whole", sweep, Shard.ALL, 2));
    Path target = run("out", sweep, new Shard(1, 3), 2);
    assertFalse(Files.exists(target.resolve("data.csv")));
    // What a killed process leaves behind: half a temporary file.
    Files.writeString(target.resolve("cells/.0123.yaml.99999999.actionscape.tmp"), "# SHA-256 of");
    Files.writeString(target.resolve(".data.csv.99999999.actionscape.tmp"), "objective,");
    List<Integer> heard = new ArrayList<>();
    try (CellStore results = CellStore.open(target, sweep, true)) {
      assertEquals(16, results.missing(Shard.ALL));
      assertEquals(8, results.missing(new Shard(2, 3)));
      SweepRunner.run(results, Shard.ALL, Engine.threads(1), (done, total) -> heard.add(total));
      results.merge();
    }
    assertEquals(1 + 16, heard.size());
    assertEquals(List.of(16), heard.stream().distinct().toList());
    assertEquals(whole, content(target));
    try (CellStore results = CellStore.open(target, sweep, true)) {
      assertEquals(0, results.missing(Shard.ALL));
      results.merge();
    }
  }

  /** More values, more seeds, another order: the result is that of a sweep that was always so. */
  @ParameterizedTest
  @ValueSource(strings = {"steps: [7, 3, 9]", "steps: [9, 3, 7]", "steps: [3, 7]"})
  void aWiderSweepKeepsWhatIsThere(String axis) throws IOException {
    Path target = run("out", read(SMALL), Shard.ALL, 2);
    Sweep wider = read(SMALL.replace("steps: [7, 3]", axis));
    assertEquals(
        "output folder "
            + target
            + ": must be new, holds 24 of this sweep's "
            + wider.size()
            + " cells; --resume continues it",
        message(() -> CellStore.open(target, wider, false)));
    List<Integer> heard = new ArrayList<>();
    try (CellStore results = CellStore.open(target, wider, true)) {
      SweepRunner.run(results, Shard.ALL, Engine.threads(1), (done, total) -> heard.add(total));
      results.merge();
    }
    assertEquals(wider.size() == 24 ? 0 : 1 + 12, heard.size(), "only what is missing");
    assertEquals(content(run("whole", wider, Shard.ALL, 2)), content(target));
    // Back to fewer cells would leave results of none.
    if (wider.size() > 24) {
      String refusal = message(() -> CellStore.open(target, read(SMALL), true));
      assertTrue(refusal.contains("differs in line"), refusal);
    }
  }

  @Test
  void aWiderSweepOverwritesNoTableThatWasEdited() throws IOException {
    Path target = run("out", read(SMALL), Shard.ALL, 2);
    Files.writeString(target.resolve("summary.csv"), "edited");
    Map<String, String> before = content(target);
    Sweep wider = read(SMALL.replace("[7, 3]", "[7, 3, 9]"));
    try (CellStore results = CellStore.open(target, wider, true)) {
      assertEquals(
          target.resolve("summary.csv")
              + ": must be what this sweep writes there, is something else; nothing was overwritten,"
              + " move it away",
          message(() -> SweepRunner.run(results, Shard.ALL, Engine.threads(1), Progress.SILENT)));
    }
    assertEquals(before, content(target));
  }

  /** Killed after the tables were removed, or after the settings were replaced. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWideningThatWasKilledGoesOn(boolean settings) throws IOException {
    Path target = run("out", read(SMALL), Shard.ALL, 2);
    Sweep wider = read(SMALL.replace("[7, 3]", "[7, 3, 9]"));
    Path whole = run("whole", wider, Shard.ALL, 2);
    Files.delete(target.resolve("data.csv"));
    if (settings) {
      Files.delete(target.resolve("summary.csv"));
      Files.copy(
          whole.resolve("settings.yaml"),
          target.resolve("settings.yaml"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    try (CellStore results = CellStore.open(target, wider, true)) {
      SweepRunner.run(results, Shard.ALL, Engine.threads(1), Progress.SILENT);
      results.merge();
    }
    assertEquals(content(whole), content(target));
  }

  @Test
  void anEmptyGridAndAnEmptyListAreNone() throws IOException {
    assertEquals(1, read(EXPERIMENT + "grid: {}\nlist: []\n").size());
    assertEquals(2, read(EXPERIMENT + "grid: {steps: [1, 2]}\nlist: []\n").size());
    assertEquals(2, read(EXPERIMENT + "grid: {}\nlist: [{}, {steps: 2}]\n").size());
    Path target = run("out", read(EXPERIMENT + "grid: {}\n"), Shard.ALL, 1);
    assertEquals(content(target), content(join("joined", target)));
  }

  /** Names that YAML takes for numbers, truths, nothing or dates. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.10",
        "1.1",
        "12e5",
        "0x1F",
        "1_000",
        "no",
        "on",
        "null",
        "2026-11-25",
        "0o7",
        "007",
        "y",
        "1e5",
        "NaN",
        "true"
      })
  void aNameIsTheTextThatItIs(String name) throws IOException {
    String yaml = EXPERIMENT + "grid: {steps: [1, 2]}\n";
    Path file = Files.writeString(folder.resolve(name + ".yaml"), yaml);
    assertEquals(name, Sweep.read(file).name());
    Path target = run("out", Sweep.read(file), Shard.ALL, 1);
    assertEquals(name, Sweep.read(target.resolve("settings.yaml")).name());
    assertEquals(content(target), content(join("joined", target)));
    assertEquals(name, read("name: " + name + "\n" + yaml).name());
    assertEquals(name, read("name: '" + name + "'\n" + yaml).name());
  }

  @Test
  void aFolderWithResultsIsRefusedUnlessItIsResumed() throws IOException {
    Sweep sweep = read(SMALL);
    Path target = run("out", sweep, new Shard(1, 3), 2);
    assertEquals(
        "output folder "
            + target
            + ": must be new, holds 8 of this sweep's 24 cells; --resume continues it",
        message(() -> CellStore.open(target, sweep, false)));
    Sweep other = read(SMALL.replace("[7, 3]", "[7, 4]"));
    assertEquals(
        target.resolve("settings.yaml")
            + ": must be the settings of the sweep \"small\", differs in line 26 (\"- 3\" instead of"
            + " \"- 4\"); choose another --out",
        message(() -> CellStore.open(target, other, true)));
    Path foreign = Files.createDirectories(folder.resolve("foreign"));
    Files.writeString(foreign.resolve("data.csv"), "a run's");
    assertEquals(
        "output folder "
            + foreign
            + ": must be new or hold a sweep, has data.csv but no settings.yaml that says of what"
            + " result; nothing was overwritten, choose another name or --out, or move it away",
        message(() -> CellStore.open(foreign, sweep, true)));
    try (Stream<Path> files = Files.list(foreign)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void aFolderIsOpenForOneSweepAtATime() throws IOException {
    Sweep sweep = read(SMALL);
    Path target = folder.resolve("out");
    try (CellStore first = CellStore.open(target, sweep, true)) {
      assertEquals(
          "output folder " + target + ": must be free, another process is writing to it",
          message(() -> CellStore.open(target, sweep, true)));
      assertEquals(24, first.missing(Shard.ALL));
    }
    CellStore.open(target, sweep, true).close();
  }

  /** What may have happened to a result, and what is said of it. */
  @ParameterizedTest
  @ValueSource(strings = {"empty", "truncated", "edited", "garbage", "folder", "huge"})
  void aDamagedResultIsNamedAndLeft(String damage) throws IOException {
    Sweep sweep = read(SMALL);
    Path target = run("out", sweep, new Shard(1, 3), 2);
    Path cell = firstCell(target);
    String text = Files.readString(cell);
    switch (damage) {
      case "empty" -> Files.writeString(cell, "");
      case "truncated" -> Files.writeString(cell, text.substring(0, text.length() - 1));
      case "edited" -> Files.writeString(cell, text.replace("final_reward: 0", "final_reward: 1"));
      case "garbage" -> Files.write(cell, new byte[] {(byte) 0xff, 0, 10, (byte) 0xc3});
      case "huge" -> Files.write(cell, new byte[2_000_000]);
      default -> {
        Files.delete(cell);
        Files.createDirectory(cell);
      }
    }
    String expected =
        cell
            + ": must be a whole result of a sweep, does not fit its checksum; nothing was"
            + " overwritten, move it away to compute it again";
    Map<String, String> before = content(target);
    assertEquals(expected, message(() -> CellStore.open(target, sweep, true)));
    assertEquals(expected, message(() -> join("joined", target)));
    assertEquals(before, content(target));
    assertFalse(Files.exists(folder.resolve("joined/settings.yaml")));
    // The advice is sound.
    Files.delete(cell);
    try (CellStore results = CellStore.open(target, sweep, true)) {
      SweepRunner.run(results, new Shard(1, 3), Engine.threads(1), Progress.SILENT);
    }
    assertEquals(text, Files.readString(cell));
  }

  /** Changes a result and its checksum with it. */
  private static void reseal(Path file, String pattern, String replacement) throws IOException {
    String text = Files.readString(file);
    String body = text.substring(text.indexOf('\n') + 1);
    String changed = body.replaceFirst(pattern, replacement);
    assertNotEquals(body, changed);
    Files.writeString(file, "# SHA-256 of all below: " + Task.sha256(changed) + "\n" + changed);
  }

  /** What a result may hold though its checksum fits, and what is said of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          final_reward: [0-9.E-]+    | final_reward: "abc"  | with final_reward: abc as a metric
          final_reward: [0-9.E-]+    | final_reward: .nan   | with final_reward: .nan as a metric
          final_reward: [0-9.E-]+    | final_reward: 1e999  | with final_reward: 1e999 as a metric
          final_reward: [0-9.E-]+    | final_reward: [1, 2] | with final_reward:  as a metric
          final_reward: [0-9.E-]+    | final_reward: 0.5    | with another final_reward than at the end of its trace
          final_entropy: [0-9.E-]+   | final_entropy: 0.5   | with another final_entropy than at the end of its trace
          best_reward: [0-9.E-]+     | best: 1.0            | with best: 1.0 as a metric
          ` {2}best_reward: [0-9.E-]+\\R`    | ``                   | without the metric best_reward
          best_reward: ([0-9.E-]+)   | best_reward: "$1"    | written in another way
          (?s)metrics:.*trace        | trace                | without the metric final_reward
          (?s)trace:.*               | ``                   | without a text under the key trace
          (?s)metrics:.*             | ``                   | without the metric final_reward
          (?s)metrics:.*             | failure: ""          | without a text under the key failure
          (?s)metrics:.*             | failure: "x\\\\e[31m"   | with a failure that is no short line of text
          best_reward: [0-9.E-]+     | best_reward: 7.25    | with numbers that its run does not give
          worst_reward: [0-9.E-]+    | worst_reward: 0.999  | with numbers that its run does not give
          largest_entropy: [0-9.E-]+ | largest_entropy: 0.1 | with numbers that its run does not give
          longest_episode: [0-9.E-]+ | longest_episode: 0.5 | with numbers that its run does not give
          (?m)^  (\\d+),0,[^,]*       | `  $1,0,0.25`        | with numbers that its run does not give
          (?m)^  (\\d+),0,([^,]*),[^,]* | `  $1,0,$2,9.5`     | with numbers that its run does not give
          (?s)trace:.*               | trace: "a,b\\\\n1"      | with a trace that is no table of numbers
          (?m)^  (\\d+),0,[^,]*       | `  $1,0,abc`         | with a trace that is no table of numbers
          seed,step                  | seed,stop            | with a trace of other columns, steps or seeds
          (?m)^  (\\d+),0,           | `  $1,1,`            | with a trace of other columns, steps or seeds
          (?m)^  (\\d+),0,           | `  99$1,0,`          | with a trace of other columns, steps or seeds
          (?s)\\n[^\\n]*\\n$         | `\n`               | with a trace of other columns, steps or seeds
          """)
  void rubbishUnderItsOwnChecksumIsNamedAndLeft(String pattern, String replacement, String what)
      throws IOException {
    Sweep sweep = read(SMALL);
    Path target = run("out", sweep, new Shard(1, 3), 2);
    Path file = target.resolve("cells").resolve(sweep.cells().get(0).file());
    reseal(file, pattern, replacement);
    Map<String, String> before = content(target);
    String expected =
        file
            + ": must be the result of "
            + sweep.cells().get(0).label()
            + ", is "
            + what
            + "; nothing was overwritten, move it away to compute it again";
    assertEquals(expected, message(() -> CellStore.open(target, sweep, true)));
    assertEquals(expected, message(() -> join("joined", target)));
    assertEquals(before, content(target));
  }

  @Test
  void theMetricsOfARunAreThoseThatItsExperimentNames() throws IOException {
    for (Cell cell : read(SMALL).cells()) {
      Result result = cell.experiment().run(1, Progress.SILENT);
      assertEquals(cell.experiment().tables().metrics(), result.summary().distinct("metric"));
    }
  }

  /** Otherwise each would be computed again whenever it is read. */
  @ParameterizedTest
  @MethodSource("org.actionscape.cli.RunCommandTest#examples")
  void theNumbersOfARunAgree(Path example) throws IOException {
    Experiment experiment =
        Experiment.read(example, List.of("steps=20", "recorded_every=1", "seeds.count=1"));
    Result result = experiment.run(1, Progress.SILENT);
    Map<String, Double> metrics = new HashMap<>();
    for (int row = 0; row < result.summary().rows(); row++) {
      double mean = result.summary().number(row, "mean");
      if (!Double.isNaN(mean)) {
        metrics.put(result.summary().text(row, "metric"), mean);
      }
    }
    assertTrue(new CellNumbers(experiment, metrics, result.data()).agree());
    for (String metric : List.of("best_reward", "final_coefficient_0", "soft_optimum_reward")) {
      if (metrics.containsKey(metric)) {
        Map<String, Double> wrong = new HashMap<>(metrics);
        wrong.merge(metric, 1e-6, Double::sum);
        assertFalse(new CellNumbers(experiment, wrong, result.data()).agree(), metric);
      }
    }
  }

  @Test
  void aForeignResultIsNamedAndLeft() throws IOException {
    Sweep sweep = read(SMALL);
    Path target = run("out", sweep, Shard.ALL, 2);
    Cell first = sweep.cells().get(0);
    Path one = target.resolve("cells").resolve(first.file());
    Path two = target.resolve("cells").resolve(sweep.cells().get(1).file());
    String text = Files.readString(one);
    Files.copy(two, one, StandardCopyOption.REPLACE_EXISTING);
    assertEquals(
        one
            + ": must be the result of "
            + first.label()
            + ", is of other settings; nothing was overwritten, move it away to compute it again",
        message(() -> CellStore.open(target, sweep, true)));
    Files.writeString(one, text);
    Path stray = Files.writeString(target.resolve("cells/notes.yaml"), "mine");
    assertEquals(
        stray
            + ": must be the result of a cell of the sweep \"small\", is none of its 24; nothing was"
            + " overwritten, move it away",
        message(() -> CellStore.open(target, sweep, true)));
    Files.delete(stray);
    Files.writeString(target.resolve("data.csv"), "edited");
    try (CellStore results = CellStore.open(target, sweep, true)) {
      assertEquals(
          target.resolve("data.csv")
              + ": must be what this sweep writes there, is something else; nothing was overwritten,"
              + " move it away",
          message(results::merge));
    }
    assertEquals("edited", Files.readString(target.resolve("data.csv")));
  }

  @Test
  void resultsOfTheSameCellMustBeTheSame() throws IOException {
    Sweep sweep = read(SMALL);
    Path one = run("one", sweep, Shard.ALL, 2);
    Path two = run("two", sweep, new Shard(2, 3), 2);
    assertEquals(content(one), content(join("joined", one, two, one)));
    Cell cell = sweep.cells().get(1);
    Path changed = two.resolve("cells").resolve(cell.file());
    // More than the policies have is what no number of the cell contradicts.
    reseal(changed, "largest_entropy: [0-9.E-]+", "largest_entropy: 7.5");
    String message = message(() -> join("differing", one, two));
    assertEquals(
        one.resolve("cells").resolve(cell.file())
            + " and "
            + changed
            + ": must be the same result of "
            + cell.label()
            + ", differ; nothing was overwritten",
        message);
    assertFalse(Files.exists(folder.resolve("differing/settings.yaml")));
    Path other = run("other", read(SMALL.replace("[7, 3]", "[7]")), Shard.ALL, 2);
    assertTrue(message(() -> join("mixed", one, other)).startsWith(other + "/settings.yaml: must"));
    assertEquals(
        folder + ": must be the folder of a sweep, has no settings.yaml",
        message(() -> join("none", folder)));
  }

  /** Each change of a valid file, and the sentence that it earns before anything runs. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "seeds: | seed: | FOLDER/small.yaml: key \"seed\": must be one of name, experiment, grid,"
            + " list, seeds; did you mean seeds?",
        "count: 3 | count: 0 | seeds.count = 0: must be a whole number, 1 to 10000",
        "first: 4 | first: 2147483647 | last of the seeds = 2147483649: must be a whole number between"
            + " 0 and 2147483647",
        "[7, 3] | [7, 0] | cells with objective=[{kind: entropy}], objective[0].coefficient=0.1,"
            + " steps=0: steps = 0: must be a whole number, 1 to 100000000",
        "[0.1, 1e-5] | [NaN] | cells with objective=[{kind: entropy}],"
            + " objective[0].coefficient=NaN, steps=7: objective[0].coefficient = \"NaN\": must be a"
            + " number, at least 0; this is not finite",
        "[7, 3] | [7, 7e0] | cells with objective=[{kind: entropy}], objective[0].coefficient=0.1,"
            + " steps=7, seed 4 and with objective=[{kind: entropy}], objective[0].coefficient=0.1,"
            + " steps=7, seed 4: must differ, have the same settings",
        "[7, 3] | [] | grid: steps = []: must be a list of at least one value",
        "[7, 3] | 7 | grid: steps = 7: must be a list of at least one value",
        "steps: [7, 3] | optimizer.step: [7, 3] | cells with objective=[{kind: entropy}],"
            + " objective[0].coefficient=0.1, optimizer.step=7: optimizer: key \"step\": must be one of"
            + " kind, step_size; did you mean kind?",
        "steps: [7, 3] | seeds.first: [7, 3] | grid: path \"seeds.first\": must lead to a setting of"
            + " the experiment, like environment.actions, other than name and seeds",
        "steps: [7, 3] | a..b: [7, 3] | grid: path \"a..b\": must lead to a setting of the experiment,"
            + " like environment.actions, other than name and seeds",
        "steps: [7, 3] | objective: [[]] | path \"objective\": must be in the grid or in the list, is"
            + " in both",
        "- {objective: [{kind: entropy}]} | - 3 | list[0] = 3: must be a map of paths to values",
        "experiment: | experiment: nowhere.yaml # | FOLDER/nowhere.yaml: must be a YAML file, does not"
            + " exist",
        "steps: [7, 3] | optimizer: [{kind: theory-ascent}] | NONE"
      })
  void aBadSweepIsRefusedAsAWhole(String part, String replacement, String message)
      throws IOException {
    String yaml = SMALL.replace(part, replacement);
    if (replacement.startsWith("experiment:")) {
      yaml = "experiment: nowhere.yaml\ngrid: {steps: [1]}\n";
    }
    if (message.equals("NONE")) {
      assertEquals(12, read(yaml).size());
    } else if (message.equals("SIZE")) {
      assertEquals(80_000, read(yaml).size());
      String larger = yaml.replace("[7, 3]", "[7, 3, 2]");
      assertEquals("number of cells = 120000: must be at most 100000", message(() -> read(larger)));
    } else {
      String bad = yaml;
      assertEquals(message.replace("FOLDER", folder.toString()), message(() -> read(bad)));
    }
  }

  @Test
  void tooManyCellsAreRefusedBeforeTheyAreMade() {
    String yaml = SMALL.replace("count: 3", "count: 10000").replace("[7, 3]", "[7, 3, 2]");
    assertEquals("number of cells = 120000: must be at most 100000", message(() -> read(yaml)));
  }

  @Test
  void whatDoesNotFitItsEnvironmentIsFoundBeforeTheFirstCell() throws IOException {
    Sweep sweep =
        read(
            """
            experiment: {environment: {kind: garnet}, steps: 5}
            grid: {optimizer: [{kind: ascent, step_size: 1}, {kind: theory-ascent}]}
            """);
    Path target = folder.resolve("out");
    try (CellStore results = CellStore.open(target, sweep, false)) {
      String message =
          message(() -> SweepRunner.run(results, Shard.ALL, Engine.threads(2), Progress.SILENT));
      assertTrue(message.startsWith("optimizer={kind: theory-ascent}, seed 1: "), message);
    }
    assertFalse(Files.exists(target));
  }

  /** One run that diverges should cost neither the others nor their table. */
  @Test
  void toDivergeIsAResult() throws IOException {
    Sweep sweep =
        read(
            """
            experiment: {environment: {kind: bandit, logits: [0, 1], rewards: [1, 0]}, steps: 5}
            grid: {optimizer: [{kind: flow, time: 1e300}, {kind: ascent, step_size: 1}]}
            seeds: {count: 2}
            """);
    Path whole = run("whole", sweep, Shard.ALL, 2);
    Table data = Table.read(whole.resolve("data.csv"));
    assertEquals(List.of("1", "2", "1", "2"), column(data, "seed"));
    for (int row = 0; row < 4; row++) {
      assertEquals(row < 2, Double.isNaN(data.number(row, "final_reward")));
      assertEquals(
          row < 2, data.text(row, "failure").startsWith("step 0: tolerance of the flow = "));
    }
    Table summary = Table.read(whole.resolve("summary.csv"));
    assertEquals(List.of("0", "2"), column(summary, "seeds"));
    assertTrue(Double.isNaN(summary.number(0, "final_reward_low")));
    assertEquals(data.number(2, "final_reward"), summary.number(1, "final_reward"));
    Map<String, String> content = content(whole);
    try (CellStore results = CellStore.open(whole, sweep, true)) {
      assertEquals(0, results.missing(Shard.ALL));
      results.merge();
      assertEquals(2, results.failures().size());
      assertTrue(
          results
              .failures()
              .get(1)
              .startsWith("optimizer={kind: flow, time: 1E+300}, seed 2: step"),
          results.failures().get(1));
    }
    assertEquals(content, content(whole));
    Path one = run("one", sweep, new Shard(1, 2), 1);
    Path two = run("two", sweep, new Shard(2, 2), 1);
    assertEquals(content, content(join("joined", two, one)));
  }

  /** What is drawn out of range is no reason to refuse the sweep, whichever cell is tried first. */
  @Test
  void toStartOutOfRangeIsAResultToo() throws IOException {
    Sweep sweep =
        read(
            """
            experiment:
              environment: {kind: contextual-bandit, actions: 100, optimal: 3}
              optimizer: {kind: ascent, step_size: 1}
              steps: 1
            grid:
              environment.start: [{kind: gaussian, deviation: 1e308}, {kind: uniform}]
            seeds: {count: 2}
            """);
    Path whole = run("whole", sweep, Shard.ALL, 2);
    Table data = Table.read(whole.resolve("data.csv"));
    for (int row = 0; row < 4; row++) {
      String failure = data.text(row, "failure");
      assertEquals(row >= 2, failure.isEmpty());
      assertFalse(failure.contains("diverged"), failure);
    }
    Path one = run("one", sweep, new Shard(1, 2), 1);
    Path two = run("two", sweep, new Shard(2, 2), 1);
    assertEquals(content(whole), content(join("joined", one, two)));
  }

  private static List<String> column(Table table, String name) {
    return IntStream.range(0, table.rows()).mapToObj(row -> table.text(row, name)).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/3", "4/3", "1", "a/b", "1/-1", "1/200000", "99999999999/3"})
  void aShardIsOneOfN(String text) {
    assertTrue(message(() -> Shard.parse(text)).startsWith("shard " + text + ": must be I/N"));
  }

  @Test
  void shardsShareTheCellsOut() {
    for (int cell = 0; cell < 10; cell++) {
      int owners = 0;
      for (int i = 1; i <= 4; i++) {
        owners += new Shard(i, 4).contains(cell) ? 1 : 0;
      }
      assertEquals(1, owners);
    }
  }
}

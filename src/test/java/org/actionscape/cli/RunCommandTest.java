package org.actionscape.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.actionscape.store.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunCommandTest {
  private static final List<String> FILES =
      List.of(
          "SHA256SUMS",
          "data.csv",
          "figure.pdf",
          "figure.png",
          "figure.svg",
          "settings.yaml",
          "summary.csv");

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("examples"))) {
      return files
          .filter(file -> file.toString().endsWith(".yaml") && !file.endsWith("sweep.yaml"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleLeavesAllFilesAndItsSettingsGiveTheSameBytes(Path example) throws IOException {
    assertEquals(
        0,
        run(
            "run",
            example.toString(),
            "--set",
            "steps=4",
            "--set",
            "recorded_every=1",
            "--set",
            "seeds.count=2",
            "--out",
            folder.toString()),
        err.toString());
    String name = example.getFileName().toString().replace(".yaml", "");
    Path first = folder.resolve(name);
    assertEquals(first + System.lineSeparator(), out.toString());
    try (Stream<Path> files = Files.list(first)) {
      assertEquals(FILES, files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    assertEquals(10, Table.read(first.resolve("data.csv")).rows());

    Path again = folder.resolve("again");
    assertEquals(
        0, run("run", first.resolve("settings.yaml").toString(), "--out", again.toString()));
    for (String file : List.of("data.csv", "summary.csv", "settings.yaml", "figure.svg")) {
      assertArrayEquals(
          Files.readAllBytes(first.resolve(file)),
          Files.readAllBytes(again.resolve(name).resolve(file)),
          file);
    }
  }

  @Test
  void badInputIsOneSentenceExitCodeTwoAndNothingWritten() {
    String example = Path.of("examples", "entropy.yaml").toString();
    Path target = folder.resolve("out");
    assertEquals(
        2, run("run", example, "--set", "optimizer.stepsize=1", "--out", target.toString()));
    assertEquals(
        "actionscape: optimizer: key \"stepsize\": must be one of kind, step_size; did you mean"
            + " step_size?"
            + System.lineSeparator(),
        err.toString());
    assertEquals("", out.toString());
    assertFalse(Files.exists(target));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gradient.minibatches=1000              | minibatches = 1000: must be at most
          gradient.prompts=1e6,gradient.samples=1e6 | 1000000 prompts x 1000000 samples x 3 steps: needs
          objective=[{kind: entropy, coefficient: {kind: sac, start: 1, target: 99, step_size: 1}}] | target entropy = 99.0
          """)
  void whatOnlyTheEnvironmentCanRefuseLeavesNothingEither(String changes, String sentence) {
    assertLeavesNothing(2, "grpo.yaml", changes, sentence);
  }

  /** Exact, and drawn, up to the largest double. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.7976931348623157e308  | 1.7976931348623157e308
          -1.7976931348623157e308 | -1.7976931348623157e308
          1.7976931348623157e308  | 0
          -1.7976931348623157e308 | 0
          8.9e307                 | -8.9e307
          1.7e308                 | 1e308
          """)
  void rewardsMayBeAsLargeAsNumbersAre(String first, String second) throws IOException {
    Path settings = folder.resolve("large.yaml");
    Files.writeString(
        settings,
        "environment: {kind: bandit, rewards: [%s, %s], logits: [0, 0]}\nsteps: 3\n"
                .formatted(first, second)
            + "recorded_every: 1\noptimizer: {kind: ascent, step_size: 1e-310}\n");
    assertEquals(0, run("run", settings.toString(), "--out", folder.toString()), err.toString());
    assertFalse(
        Files.readString(folder.resolve("large").resolve("figure.svg"))
            .matches("(?s).*(NaN|Inf).*"));
    Table data = Table.read(folder.resolve("large").resolve("data.csv"));
    double expected = Double.parseDouble(first) / 2 + Double.parseDouble(second) / 2;
    // Nine digits are stored.
    assertEquals(expected, data.number(0, "average_reward"), 5e-9 * Math.abs(expected));
  }

  @Test
  void aStartOutOfRangeIsRefusedWithTheRange() {
    assertLeavesNothing(
        2,
        "entropy.yaml",
        "environment.rewards.optimal=1e308,environment.rewards.other=-1e308",
        "expected return of the start policy = ");
  }

  @Test
  void aSoftOptimumOutOfRangeIsRefusedBeforeTraining() {
    assertLeavesNothing(
        2,
        "entropy.yaml",
        "objective[0].coefficient=1e308",
        "rewards and entropy coefficient: must");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          optimizer.step_size=1e308              | the logits of state
          objective[0].coefficient=1e307         | training has diverged
          environment.rewards.optimal=1e308      | the logits of state
          """)
  void aRunThatDivergesSaysSoAndLeavesNothing(String changes, String sentence) {
    assertLeavesNothing(1, "entropy.yaml", changes, sentence);
  }

  private void assertLeavesNothing(int exit, String example, String changes, String sentence) {
    Path target = folder.resolve("out");
    List<String> arguments =
        new ArrayList<>(List.of("run", Path.of("examples", example).toString()));
    for (String change : changes.contains("{") ? new String[] {changes} : changes.split(",")) {
      arguments.addAll(List.of("--set", change));
    }
    arguments.addAll(
        List.of("--set", "steps=4", "--set", "seeds.count=1", "--out", target.toString()));
    assertEquals(exit, run(arguments.toArray(String[]::new)), err.toString());
    String complaint =
        err.toString().lines().filter(line -> line.startsWith("actionscape: ")).findFirst().get();
    assertTrue(complaint.contains(sentence), complaint);
    assertFalse(err.toString().contains("\tat "), err.toString());
    assertFalse(Files.exists(target));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "true", "'yes'"})
  void yesMayBeWrittenAsYamlReadsIt(String word) {
    String example = Path.of("examples", "grpo.yaml").toString();
    assertEquals(
        0,
        run(
            "run",
            example,
            "--set",
            "gradient.normalized=" + word,
            "--set",
            "steps=1",
            "--set",
            "environment.tokens=100",
            "--out",
            folder.toString()),
        err.toString());
  }

  @Test
  void theSoftOptimumIsOnlyThereWhereItIsClimbed() throws IOException {
    for (String source : List.of("exact", "grpo")) {
      assertEquals(
          0,
          run(
              "run",
              Path.of("examples", "entropy.yaml").toString(),
              "--set",
              "gradient.kind=" + source,
              "--set",
              "steps=1",
              "--set",
              "seeds.count=1",
              "--replace",
              "--out",
              folder.toString()),
          err.toString());
      assertEquals(
          source.equals("exact"),
          Files.readString(folder.resolve("entropy").resolve("summary.csv"))
              .contains("soft_optimum_reward"));
    }
  }

  @Test
  void anEnvironmentThatCannotFitIsRefusedWithTheArithmetic() {
    String example = Path.of("examples", "million-million-actions.yaml").toString();
    assertEquals(
        2,
        run("run", example, "--set", "environment.encoding=explicit", "--out", folder.toString()));
    assertTrue(
        err.toString().contains("1 contexts x 1000000000000 actions, explicit"), err.toString());
    assertFalse(Files.exists(folder.resolve("million-million-actions")));
  }

  @Test
  void anAimThatNoPolicyReachesIsOneSentenceToo() {
    String example = Path.of("examples", "entropy.yaml").toString();
    assertEquals(
        2,
        run(
            "run",
            example,
            "--set",
            "objective[0].coefficient={kind: sac, start: 0.1, target: 99, step_size: 1}",
            "--out",
            folder.toString()));
    assertTrue(
        err.toString().startsWith("actionscape: target entropy = 99.0: must be at most "),
        err.toString());
    assertEquals(1, err.toString().lines().count());
  }

  @Test
  void listNamesEveryParameterWithItsDefault() {
    assertEquals(0, run("list"));
    assertTrue(out.toString().contains("    bucket_width       relative width"), out.toString());
    for (String id : List.of("token-sequence", "garnet", "theory-ascent", "flow", "clamped")) {
      assertTrue(out.toString().contains("  " + id + " "), id);
    }
    assertTrue(out.toString().contains("    seeds.count        number of seeds; a whole number"));
  }

  @Test
  void theResultsOfOtherSettingsAreKeptUnlessTheyAreToBeReplaced() throws IOException {
    List<String> three = command(3);
    assertEquals(0, run(three.toArray(String[]::new)), err.toString());
    Path results = folder.resolve("entropy");
    String before = Files.readString(results.resolve("data.csv"));
    assertEquals(0, run(three.toArray(String[]::new)), "the same settings again: " + err);

    List<String> four = command(4);
    assertEquals(2, run(four.toArray(String[]::new)));
    assertEquals(
        "actionscape: output folder "
            + results
            + ": must be new or hold results of the same settings, holds those of others; choose"
            + " another name or --out, or replace them with --replace"
            + System.lineSeparator(),
        err.toString());
    assertEquals(before, Files.readString(results.resolve("data.csv")));

    four.add("--replace");
    assertEquals(0, run(four.toArray(String[]::new)), err.toString());
    assertNotEquals(before, Files.readString(results.resolve("data.csv")));
  }

  /** The example for as many steps, of one seed. */
  private List<String> command(int steps) {
    return new ArrayList<>(
        List.of(
            "run",
            Path.of("examples", "entropy.yaml").toString(),
            "--set",
            "steps=" + steps,
            "--set",
            "seeds.count=1",
            "--out",
            folder.toString()));
  }

  @Test
  void whatIsNoResultOfARunIsKeptToo() throws IOException {
    Path results = Files.createDirectories(folder.resolve("entropy"));
    for (String settings : List.of("figure: figure-1\n", "no settings: [\n")) {
      Files.writeString(results.resolve("settings.yaml"), settings);
      assertEquals(2, run(command(3).toArray(String[]::new)));
      assertEquals(settings, Files.readString(results.resolve("settings.yaml")));
    }
  }
}

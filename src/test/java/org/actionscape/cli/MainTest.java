package org.actionscape.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.actionscape.store.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

class MainTest {
  private static final List<String> FILES =
      List.of("data.csv", "summary.csv", "settings.yaml", "figure.svg", "figure.png", "figure.pdf");

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  static Stream<String> commands() {
    return Stream.concat(
        Stream.of(""),
        Arrays.stream(Main.class.getAnnotation(Command.class).subcommands())
            .map(type -> type.getAnnotation(Command.class).name()));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpExplainsWithAnExample(String command) {
    assertEquals(0, run((command + " --help").strip().split(" ")));
    assertTrue(out.toString().contains("Usage: actionscape " + command), out.toString());
    assertTrue(out.toString().contains("Example: "), out.toString());
    assertTrue(
        out.toString().split("Example: ", 2)[1].contains("actionscape " + command), out.toString());
  }

  @Test
  void everyCommandIsSummedUpInASentence() {
    assertEquals(0, run("--help"));
    String list = out.toString().split("Commands:\\R")[1].split("\\R\\R")[0];
    String[] summaries = list.strip().split("\\R {1,2}(?=\\w)");
    assertEquals(commands().count() - 1, summaries.length);
    for (String summary : summaries) {
      assertTrue(summary.strip().endsWith("."), summary);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--hepl", "list --hepl", "verify --hepl", "figure x --hepl", "evaluate - --hepl"})
  void anUnknownOptionIsAnsweredWithTheNearest(String arguments) {
    assertEquals(2, run(arguments.split(" ")));
    assertTrue(err.toString().endsWith("; did you mean --help?" + System.lineSeparator()));
  }

  @Test
  void theVersionNamesTheKernelInUse() {
    assertEquals(0, run("--version"));
    assertTrue(out.toString().matches("(?s)actionscape \\d+\\.\\d+\\.\\d+.*kernel: .*"));
  }

  @Test
  void listNamesEveryKind() {
    assertEquals(0, run("list"));
    for (String id : List.of("figure-1", "contextual-bandit", "zipf", "entropy", "clamped")) {
      assertTrue(out.toString().contains("  " + id + " "), id);
    }
    assertEquals("", err.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "figur | actionscape: command \"figur\": must be one of figure, run, sweep, merge,"
            + " list, evaluate, verify, report, demo, completion; did you mean figure?",
        "figure | actionscape figure: Missing required parameter: 'ID'",
        "figure all figure-l | actionscape: figure \"figure-l\": must be one of"
            + " proposition-1, proposition-2, bias-exploration, bias-law, horizon-law,"
            + " phase-diagram, clamp-share, figure-1, coefficient-sweep, temperature,"
            + " kl-and-entropy, self-training, constant-coefficient, score-entropy-length,"
            + " adaptive-coefficient, all; did you mean figure-1?",
        "figure figure-1 --action 5 | actionscape figure: Unknown option: '--action'; did you mean"
            + " --actions?",
        "run a.yaml --set objective=[{kind: entropy}] | actionscape run: Unmatched argument at index"
            + " 4: 'entropy}]'; a value of --set that has spaces must be in quotes",
        "figure figure-1 --seeds 0 | actionscape: --seeds = 0: must be a whole number between 1 and"
            + " 10000",
        "figure figure-1 --actions -3 | actionscape: --actions = -3: must be a whole number between"
            + " 1 and 9223372036854775807",
        "figure figure-1 --actions 10 --out OUT | actionscape: number of optimal actions = 15: must"
            + " be at most the number of actions, 10",
        "figure figure-1 --threads 0 | actionscape: --threads = 0: must be a whole number between 1"
            + " and 1024",
        "demo --lesson 9 | actionscape: lesson = 9: must be a whole number between 1 and 8",
        "demo --size big | actionscape: --size big: must be width x height in pixels, like 1280x800",
        "demo | actionscape: demo: must have a display to open a window on (none was found)",
        "evaluate nowhere.json | actionscape: nowhere.json: must be a JSON file, does not exist"
      })
  void badUsageIsOneSentenceAndExitCodeTwo(String arguments, String message) {
    assertEquals(2, run(arguments.replace("OUT", folder.toString()).split(" ")));
    assertEquals(message + System.lineSeparator(), err.toString());
    assertEquals("", out.toString());
  }

  /** What terminals obey, and text without end, in arguments of every kind. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "run BAD",
        "run x.yaml --set BAD",
        "sweep BAD",
        "merge BAD",
        "evaluate BAD",
        "report BAD",
        "figure BAD",
        "figure figure-1 --actions BAD",
        "figure figure-1 --seeds BAD",
        "verify BAD",
        "sweep x.yaml --shard BAD",
        "demo --size BAD",
        "BAD",
        "--BAD",
        "run --BAD"
      })
  void everyRefusalIsOneShortPrintableLine(String arguments) {
    String bad = "\u001b[31m\n\t\u202e" + "9".repeat(200_000);
    assertEquals(2, run(arguments.replace("BAD", bad).split(" ")), err.toString());
    String line = err.toString().stripTrailing();
    assertTrue(line.length() < 600, line);
    assertTrue(line.codePoints().allMatch(c -> c >= ' ' && c < 127), line);
  }

  @Test
  void anUnknownFigureIsAnsweredWithTheNearestOne() {
    assertEquals(2, run("figure", "figure1"));
    assertTrue(err.toString().startsWith("actionscape: figure \"figure1\": must be one of "));
    assertTrue(err.toString().endsWith("; did you mean figure-1?" + System.lineSeparator()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"logits\":[1,NaN],\"rewards\":[0,1],\"lambda\":0.1,\"clamp\":0} | logits[1] = NaN: must"
            + " be a finite number",
        "{\"logits\":[1,2],\"rewards\":[0],\"lambda\":0.1,\"clamp\":0} | rewards: must have 2"
            + " entries like logits, has 1",
        "{\"logits\":[1],\"rewards\":[0],\"lambda\":-1,\"clamp\":0} | lambda = -1.0: must be a"
            + " finite number, at least 0",
        "{\"logits\":[1],\"rewards\":[0],\"lambda\":1,\"clamp\":1} | clamp = 1.0: must be in [0, 1)",
        "{\"logits\":[1],\"rewards\":[0],\"lambda\":1} | key \"clamp\": must be given",
        "{\"logits\":[1],\"rewards\":[\"x\"],\"lambda\":1,\"clamp\":0} | rewards[0] = \"x\": must be"
            + " a finite number",
        "{\"logits\":[1e999],\"rewards\":[0],\"lambda\":1,\"clamp\":0} | logits[0] = 1e999: must be a"
            + " finite number; this is beyond the largest double, 1.8e308",
        "{\"logits\":[-1e99999999999],\"rewards\":[0],\"lambda\":1,\"clamp\":0} | logits[0] ="
            + " -1e99999999999: must be a finite number; this is beyond the largest double, 1.8e308",
        "{\"logits\":[0],\"rewards\":[0],\"lambda\":1e-999,\"clamp\":0} | lambda = 1e-999: must be a"
            + " finite number; this is closer to 0 than the smallest double, 4.9e-324",
        "{\"logits\":[1],\"rewards\":[0],\"multiplicities\":[0],\"lambda\":1,\"clamp\":0} |"
            + " multiplicities[0] = 0.0: must be a whole number of at least 1"
      })
  void aBadPolicyIsNamedByPlaceAndRange(String json, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("policy.json"), json);
    assertEquals(2, run("evaluate", file.toString()));
    assertEquals("actionscape: " + message + System.lineSeparator(), err.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"clamp\":0,\"clamp\":0.5} | 1, column 19 (the key clamp is there twice)",
        "{\"clamp\":0} x | 1, column 13 (unexpected x)",
        "{\"clamp\":0} 3 | 1, column 13 (text after the end)",
        "{\"clamp\":01} | 1, column 11 (a number begins with 0)",
        "{\"clamp\":0x1F} | 1, column 11 (unexpected x)",
        "{\"clamp\":0,} | 1, column 12 (unexpected })",
        "{\"clamp\":[0 | 1, column 12 (it ends too early)",
        "{\"a\":\"\\q\"} | 1, column 8 (a \\ that begins no escape)",
        "NESTED | 1, column 51 (more than 50 levels of arrays and objects)",
        "DIGITS | 1, column 2 (a number has more than 1000 characters)",
      })
  void whatIsNotJsonIsNamedByPlaceAndReason(String json, String end) throws IOException {
    String text =
        json.replace("NESTED", "[".repeat(100_000)).replace("DIGITS", "[" + "9".repeat(1_000_000));
    Path file = Files.writeString(folder.resolve("policy.json"), text);
    assertEquals(2, run("evaluate", file.toString()));
    assertEquals(
        "actionscape: " + file + ": must be JSON, is not at line " + end + System.lineSeparator(),
        err.toString());
  }

  @Test
  void evaluatePrintsNothingButJson() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("policy.json"),
            "{\"logits\":[40,0],\"rewards\":[0,1],\"lambda\":0.1,\"clamp\":0}");
    assertEquals(0, run("evaluate", file.toString()));
    assertTrue(out.toString().contains("\"entropy\" : 1.74182524466955"), out.toString());
    assertEquals("", err.toString());
  }

  @Test
  void aSmallFigureOneHasAllItsFilesAndTheSameBytesForAnyNumberOfThreads() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    String[] arguments = "figure figure-1 --actions 1000 --seeds 2 --threads 1 --out".split(" ");
    assertEquals(0, run(append(arguments, one.toString())), err.toString());
    assertEquals(one.resolve("figure-1") + System.lineSeparator(), out.toString());
    arguments[7] = "2";
    assertEquals(0, run(append(arguments, two.toString())), err.toString());
    for (String file : FILES.subList(0, 4)) {
      assertEquals(
          Files.readString(one.resolve("figure-1").resolve(file)),
          Files.readString(two.resolve("figure-1").resolve(file)),
          file);
    }
    try (Stream<Path> files = Files.list(one.resolve("figure-1"))) {
      assertEquals(
          Stream.concat(FILES.stream(), Stream.of("SHA256SUMS")).sorted().toList(),
          files.map(f -> f.getFileName().toString()).sorted().toList());
    }
    Table data = Table.read(one.resolve("figure-1/data.csv"));
    assertEquals(
        List.of("seed", "optimal_actions", "method", "step"), data.columns().subList(0, 4));
    assertEquals(2 * 4 * 3 * 81, data.rows());
    Table summary = Table.read(one.resolve("figure-1/summary.csv"));
    assertEquals(List.of("15", "10", "5", "1"), summary.distinct("optimal_actions"));
    assertEquals(List.of("none", "entropy", "clamped"), summary.distinct("method"));
  }

  private static String[] append(String[] arguments, String last) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = last;
    return all;
  }

  @Test
  void anExplicitFigureThatCannotFitIsRefusedWithTheArithmetic() {
    assertEquals(
        2, run("figure", "figure-1", "--explicit", "--actions", "1e9", "--out", folder.toString()));
    assertTrue(
        err.toString().contains("1 contexts x 1000000000 actions, explicit: 1000000000 entries x"),
        err.toString());
  }
}

package org.actionscape.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.actionscape.PlugIn;
import org.actionscape.PlugIn.Output;
import org.actionscape.store.Table;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example plug-in, compiled and used as its owner would. */
class ExtensionTest {
  @TempDir private static Path classes;

  @TempDir private Path folder;

  @BeforeAll
  static void compile() throws IOException {
    PlugIn.compile(classes);
  }

  private Output actionscape(Path plugin, String... arguments) throws Exception {
    return PlugIn.run(folder, plugin, "org.actionscape.cli.Main", arguments);
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
    String example = PlugIn.FOLDER.resolve("maze.yaml").toString();
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

  /** Its defect may be mended, so to fail in this way is no result of a cell. */
  @Test
  void aCellThatADefectEndsIsNamedAndTheOthersAreKept() throws Exception {
    Path source = Files.createDirectories(folder.resolve("source"));
    Files.writeString(
        source.resolve("Faulty.java"),
        """
        import java.util.List;
        import org.actionscape.settings.Extension;
        import org.actionscape.settings.Variant;
        import org.actionscape.objective.CoefficientRule;

        public final class Faulty implements Extension {
          record Rule() implements CoefficientRule {
            public String id() { return "faulty"; }
            public double start() { return 0.1; }
            public double next(double current, double entropy, long step) {
              return 1 / (int) (step - step);
            }
          }

          public List<Variant<CoefficientRule>> coefficientRules() {
            return List.of(new Variant<>("faulty", "fails", List.of(), s -> new Rule()));
          }
        }
        """);
    Files.createDirectories(source.resolve(PlugIn.SERVICE).getParent());
    Files.writeString(source.resolve(PlugIn.SERVICE), "Faulty");
    Path faulty = Files.createDirectories(folder.resolve("faulty"));
    PlugIn.compile(source, faulty);
    Path sweep =
        Files.writeString(
            folder.resolve("sweep.yaml"),
            """
            experiment:
              environment: {kind: bandit, logits: [0, 1], rewards: [1, 0]}
              objective: [{kind: entropy, coefficient: 0.1}]
              optimizer: {kind: ascent, step_size: 1}
              steps: 5
            grid: {"objective[0].coefficient": [0.1, {kind: faulty}]}
            seeds: {count: 1}
            """);
    List<String> command =
        List.of("sweep", sweep.toString(), "--out", folder.resolve("runs").toString(), "--resume");
    for (int done = 0; done < 2; done++) {
      Output output = actionscape(faulty, command.toArray(String[]::new));
      assertEquals(1, output.exit());
      assertEquals(
          "sweep: " + done + " of 2 cells done, " + (2 - done) + " to compute",
          output.err().get(0));
      int last = output.err().size() - 1;
      assertEquals(
          "actionscape: objective[0].coefficient={kind: faulty}, seed 1:"
              + " java.lang.ArithmeticException: / by zero",
          output.err().get(last - 1));
      assertEquals(
          "actionscape: 1 of 2 cells have no result, the others are kept; --resume tries these"
              + " again",
          output.err().get(last));
      assertFalse(Files.exists(folder.resolve("runs/sweep/data.csv")));
    }
  }

  @Test
  void aPathOfPlugInsThatLeadsNowhereIsNamed() throws IOException {
    assertNull(Extensions.missing(null));
    assertNull(Extensions.missing(classes.toString()));
    assertTrue(Extensions.missing("no/such.jar").startsWith("no/such.jar does not exist"));
    Path damaged = Files.writeString(folder.resolve("damaged.jar"), "PK, but no more");
    assertTrue(Extensions.missing(damaged.toString()).startsWith(damaged + " is no jar"));
  }

  @Test
  void aPlugInThatCannotBeLoadedIsNamedInOneSentence() throws Exception {
    Path broken = Files.createDirectories(folder.resolve("broken"));
    Files.createDirectories(broken.resolve(PlugIn.SERVICE).getParent());
    Files.writeString(broken.resolve(PlugIn.SERVICE), "com.example.Missing\n");
    Output list = actionscape(broken, "list");
    assertEquals(2, list.exit());
    assertEquals(1, list.err().size());
    assertTrue(
        list.err().get(0).startsWith("actionscape: extensions on the class path: must be usable:")
            && list.err().get(0).contains("com.example.Missing"),
        list.err().get(0));
  }
}

package org.actionscape.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder is one result or none, and nothing of others is replaced. */
class OneResultTest {
  /** A figure's id, so that run, sweep and figure may meet in one folder. */
  private static final String NAME = "horizon-law";

  private static final String END = "; nothing was overwritten, choose another name or --out, or";

  @TempDir private Path parent;

  private final StringWriter err = new StringWriter();

  private int main(String... arguments) {
    err.getBuffer().setLength(0);
    return Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), arguments);
  }

  private int make(String kind, String... more) throws IOException {
    Path settings = parent.resolve("settings").resolve(NAME + ".yaml");
    String run =
        "environment: {kind: bandit, rewards: [0, 1], logits: [0, 0]}\n"
            + "optimizer: {kind: ascent, step_size: 1}\nsteps: 3\nrecorded_every: 1\n";
    Files.createDirectories(settings.getParent());
    Files.writeString(
        settings,
        kind.equals("sweep")
            ? "experiment:\n  " + run.strip().replace("\n", "\n  ") + "\ngrid: {steps: [2, 3]}\n"
            : run);
    List<String> arguments =
        new ArrayList<>(
            kind.equals("figure")
                ? List.of("figure", NAME, "--quick")
                : List.of(kind, settings.toString()));
    arguments.addAll(List.of("--out", parent.toString()));
    arguments.addAll(Arrays.asList(more));
    return main(arguments.toArray(String[]::new));
  }

  private Path folder() {
    return parent.resolve(NAME);
  }

  private Map<String, String> content() throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(
            folder().relativize(file).toString(),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return content;
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "figure", "sweep"})
  void aResultIsNotReplacedByOneOfAnotherKind(String kind) throws IOException {
    assertEquals(0, make(kind), err.toString());
    Map<String, String> before = content();
    for (String other : List.of("run", "figure", "sweep")) {
      if (!other.equals(kind)) {
        assertEquals(2, make(other), other);
        assertTrue(err.toString().contains(": must be "), err.toString());
        assertEquals(before, content(), other);
      }
    }
    if (!kind.equals("run")) {
      assertEquals(2, make("run", "--replace"));
      assertEquals(
          "actionscape: output folder "
              + folder()
              + ": must be new or hold a run, holds a "
              + kind
              + END
              + " move it away"
              + System.lineSeparator(),
          err.toString());
      assertEquals(before, content());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"data.csv", "summary.csv", "figure.svg", "figure.png", "figure.pdf", "SHA256SUMS"})
  void aFileOfTheUserIsNotReplaced(String name) throws IOException {
    Files.createDirectories(folder());
    Path mine = Files.writeString(folder().resolve(name), "mine");
    for (String kind : List.of("run", "figure", "sweep")) {
      assertEquals(2, make(kind), kind);
      assertEquals(
          "actionscape: output folder "
              + folder()
              + ": must be new or hold a "
              + kind
              + ", has "
              + name
              + " but no settings.yaml that says of what result"
              + END
              + " move it away"
              + System.lineSeparator(),
          err.toString());
    }
    assertEquals(Map.of(name, "mine"), content());
    Files.delete(mine);
    Path link = Files.createSymbolicLink(folder().resolve(name), parent.resolve("elsewhere"));
    for (String kind : List.of("run", "figure", "sweep")) {
      assertEquals(2, make(kind), kind);
      assertEquals(
          "actionscape: "
              + link
              + ": must be new or a regular file, is a link"
              + System.lineSeparator(),
          err.toString());
    }
  }

  /** Written by hand, with comments; it says what to run, not what was run. */
  @Test
  void theUsersOwnSettingsAreNotReplaced() throws IOException {
    assertEquals(0, make("run"));
    Path settings = folder().resolve("settings.yaml");
    String own = "# mine\n" + Files.readString(settings).replaceAll("version: .*\n", "");
    for (String name : content().keySet()) {
      Files.delete(folder().resolve(name));
    }
    Files.writeString(settings, own);
    assertEquals(2, make("run"));
    assertEquals(2, make("run", "--replace"));
    assertEquals(Map.of("settings.yaml", own), content());
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "figure"})
  void theSameIsMadeAgainBesideOtherFilesOfTheUserAndAfterAKill(String kind) throws IOException {
    assertEquals(0, make(kind));
    Files.writeString(folder().resolve("notes.txt"), "mine");
    Map<String, String> before = content();
    assertEquals(0, make(kind), err.toString());
    assertEquals(before, content());
    // As if killed after the seals went.
    Files.delete(folder().resolve("settings.yaml"));
    Files.delete(folder().resolve("figure.svg"));
    Files.writeString(folder().resolve("data.csv"), "of another");
    assertEquals(0, make(kind), err.toString());
    before.remove("figure.pdf");
    Map<String, String> after = content();
    after.remove("figure.pdf");
    assertEquals(before, after);
  }

  @Test
  void anotherEffortOfAFigureReplacesIt() throws IOException {
    assertEquals(0, make("figure", "--seeds", "1"), err.toString());
    String before = content().get("settings.yaml");
    assertEquals(0, make("figure", "--seeds", "2"), err.toString());
    assertTrue(!before.equals(content().get("settings.yaml")));
  }

  @Test
  void cellsBesideAnotherResultAreNamed() throws IOException {
    assertEquals(0, make("run"));
    Path cells = Files.createDirectories(folder().resolve("cells"));
    Files.writeString(cells.resolve("notes.yaml"), "mine");
    assertEquals(0, make("run"), "a folder of the user: " + err);
    Files.writeString(cells.resolve("0123456789abcdef0123456789abcdef.yaml"), "a sweep's");
    assertEquals(2, make("run"));
    assertTrue(err.toString().contains("holds cells of a sweep too"), err.toString());
    assertEquals(2, main("report", folder().toString()));
    assertTrue(err.toString().contains("must hold one result"), err.toString());
  }
}

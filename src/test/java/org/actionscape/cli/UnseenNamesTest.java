package org.actionscape.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.actionscape.check.Printable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders whose names would clear a terminal, break its lines or turn its writing around. */
class UnseenNamesTest {
  private static final String NAME = "a\n\u001b[2J\u202eb 'c'";
  private static final String SHOWN = "a\\n\\u001b[2J\\u202eb 'c'";
  private static final String SETTINGS =
      "environment: {kind: bandit, logits: [0, 0], rewards: [0, 1]}\n"
          + "optimizer: {kind: ascent, step_size: 1}\nsteps: 2\n";

  @TempDir private Path temporary;
  private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void makeTheFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve(NAME));
  }

  /** Runs a command, whose every word is visible. */
  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    for (String line : (out.toString() + err).split(System.lineSeparator())) {
      assertEquals(Printable.whole(line), line);
    }
    return code;
  }

  private String shown(String place) {
    return temporary.resolve(SHOWN) + "/" + place + System.lineSeparator();
  }

  @Test
  void aRunAndAFigureShowWhereTheyAre() throws IOException {
    Path file = Files.writeString(folder.resolve("one.yaml"), SETTINGS);
    assertEquals(0, run("run", file.toString(), "--out", folder.toString()), err.toString());
    assertEquals(shown("one"), out.toString());
    assertEquals(0, run("figure", "horizon-law", "--out", folder.toString()), err.toString());
    assertEquals(shown("horizon-law"), out.toString());
  }

  @Test
  void aSweepAndItsPartsShowWhereTheyAreAndWhatToDo() throws IOException {
    String sweep =
        "experiment:\n  " + SETTINGS.strip().replace("\n", "\n  ") + "\nseeds: {count: 2}\n";
    Path file = Files.writeString(folder.resolve("two.yaml"), sweep);
    Path parts = folder.resolve("parts");
    assertEquals(
        0,
        run("sweep", file.toString(), "--out", parts.toString(), "--shard", "1/2"),
        err.toString());
    assertEquals(shown("parts/two"), out.toString());
    String part = Printable.argument(parts.resolve("two").toString());
    assertTrue(err.toString().contains("actionscape merge " + part + " OTHER..."), err.toString());
    String whole = folder.resolve("whole").toString();
    assertEquals(1, run("merge", parts.resolve("two").toString(), "--out", whole));
    String missing = " --out " + Printable.argument(whole) + " --resume";
    assertTrue(err.toString().contains(missing), err.toString());
    assertEquals(
        0, run("sweep", file.toString(), "--out", parts.toString(), "--resume"), err.toString());
    assertEquals(0, run("merge", parts.resolve("two").toString(), "--out", whole), err.toString());
    assertEquals(shown("whole/two"), out.toString());
  }

  @Test
  void aReportShowsNamesAndCellsAndTheirCommandsCanBePasted() throws IOException {
    Path file = Files.writeString(folder.resolve("one.yaml"), SETTINGS);
    assertEquals(0, run("run", file.toString(), "--out", folder.toString()), err.toString());
    Path result = Files.move(folder.resolve("one"), folder.resolve("x" + NAME));
    Files.delete(result.resolve("SHA256SUMS"));
    Files.writeString(result.resolve("summary.csv"), "metric,mean\n\"" + NAME + "\",1\n");
    Files.writeString(
        result.resolve("settings.yaml"),
        "name: \"one\"\nnote: \"a\\e[2Jb\"\ncaption: \"turned \\u202e around\"\n");
    assertEquals(0, run("report", folder.toString()), err.toString());
    assertEquals(shown("report.html"), out.toString());
    String page = Files.readString(folder.resolve("report.html"));
    page.lines().forEach(line -> assertEquals(Printable.whole(line), line));
    String html = SHOWN.replace("'", "&#39;");
    assertTrue(page.contains("<td>" + html + "</td>"), page);
    assertTrue(page.contains("<code>" + html + "</code>"), page);
    assertTrue(page.contains("a\\u001b[2Jb"), page);
    assertTrue(page.contains("turned \\u202e around"), page);
    String command = Printable.argument("x" + NAME + "/settings.yaml").replace("'", "&#39;");
    assertTrue(page.contains("./actionscape run " + command), page);
  }
}

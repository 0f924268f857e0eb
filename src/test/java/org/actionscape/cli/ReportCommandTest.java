package org.actionscape.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  private static final String SVG =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 2\" width=\"400pt\""
          + " height=\"200pt\"><clipPath id=\"clipPath1\"/><rect width=\"4\" height=\"2\""
          + " fill=\"#1060a0\"/></svg>\n";

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  /** The page of a folder. */
  private String page(Path results) throws IOException {
    assertEquals(0, run("report", results.toString()), err.toString());
    return Files.readString(results.resolve("report.html"));
  }

  private void refused(Path results, String complaint) throws IOException {
    assertEquals(2, run("report", results.toString()));
    assertEquals("actionscape: " + complaint + System.lineSeparator(), err.toString());
    assertFalse(Files.exists(results.resolve("report.html")));
  }

  private Path figure(String id, String more) throws IOException {
    Path place = Files.createDirectories(folder.resolve(id));
    Files.writeString(place.resolve("data.csv"), "seed,step,reward\n1,0,0.5\n1,1,0.6\n");
    Files.writeString(
        place.resolve("summary.csv"),
        "method,reward,reward_low,reward_high\nentropy,0.366273058,0.345761551,0.386784565\n");
    Files.writeString(
        place.resolve("settings.yaml"),
        "figure: "
            + id
            + "\nversion: 0.1.0\nstep_size: 2.0\n"
            + more
            + "caption: \"Rewards <b>&\"\n");
    Files.writeString(place.resolve("figure.svg"), SVG);
    return place;
  }

  private Path ledger() throws IOException {
    Path place = Files.createDirectories(folder.resolve("ledger"));
    Files.writeString(
        place.resolve("ledger.csv"),
        "claim,verdict,setting,setting_verdict,quantity,value,note\n"
            + "collapse,fails,one,holds,ratio,0.5,\n"
            + "collapse,fails,one,holds,policies,27,\n"
            + "collapse,fails,<two>,fails,ratio,2,\"worse, it's told\"\n"
            + "long-forgotten,holds,one,holds,,,\n");
    return place;
  }

  @Test
  void aPageHasFiguresIntervalsSettingsClaimsAndCommands() throws IOException {
    figure("figure-1", "start:\n  kind: zipf\n  odds:\n  - 2.5\n  - 3.0\n");
    ledger();
    String page = page(folder);
    assertTrue(
        page.contains("<img alt=\"Rewards &lt;b&gt;&amp;\" src=\"data:image/svg+xml;base64,"));
    assertTrue(page.contains("<td class=\"number\">0.366 [0.346, 0.387]</td>"), page);
    assertTrue(page.contains("<td><code>start.odds</code></td><td>2.5, 3</td>"));
    assertTrue(page.contains("<code>./actionscape figure figure-1</code>"));
    assertTrue(page.contains("Version 0.1.0."));
    assertTrue(
        page.contains("<p>1 fails, 1 holds.</p>") || page.contains("<p>1 holds, 1 fails.</p>"));
    assertTrue(page.contains("ratio 0.5000; policies 27"), page);
    assertTrue(page.contains("<td>&lt;two&gt;</td>"));
    assertTrue(page.contains("ratio 2; worse, it&#39;s told"));
    assertTrue(page.contains("./actionscape verify collapse long-forgotten\n"));
    assertTrue(page.contains("<li><a href=\"#claims\">Claims</a></li>"));
  }

  @Test
  void aPageReplacesAnOlderPageAndNothingElse() throws Exception {
    figure("figure-1", "");
    String page = page(folder);
    assertEquals(page, page(folder), "again");
    Path mine = Files.writeString(folder.resolve("mine.html"), "<!DOCTYPE html>mine");
    notReplaced(mine, "must be new or an older report, is another file; nothing was overwritten");
    Path link = Files.createSymbolicLink(folder.resolve("link.html"), mine);
    notReplaced(link, "must be new or a regular file, is a link");
    assertTrue(Files.isSymbolicLink(link));
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    notReplaced(pipe, "must be new or a regular file, is a device or a pipe");
    assertFalse(Files.isRegularFile(pipe));
    notReplaced(folder.resolve("figure-1"), "must be new or a regular file, is a folder");
    assertEquals("<!DOCTYPE html>mine", Files.readString(mine));
  }

  private void notReplaced(Path file, String complaint) {
    err.getBuffer().setLength(0);
    assertEquals(2, run("report", folder.toString(), "--out", file.toString()));
    assertEquals(
        "actionscape: --out " + file + ": " + complaint + System.lineSeparator(), err.toString());
  }

  @Test
  void aLedgerOfOtherColumnsIsNamed() throws IOException {
    Path other = Files.writeString(folder.resolve("ledger.csv"), "amount,note\n1,rent\n");
    refused(
        folder,
        other
            + ": must be a ledger with the columns"
            + " claim,verdict,setting,setting_verdict,quantity,value,note, has others");
  }

  @Test
  void aLongTableIsNotPrinted() throws IOException {
    Path summary = figure("figure-1", "").resolve("summary.csv");
    Files.writeString(summary, "method\n" + "none\n".repeat(40));
    assertFalse(page(folder).contains("<p class=\"paper\">"));
    Files.writeString(summary, "method\n" + "none\n".repeat(41));
    assertTrue(
        page(folder)
            .contains(
                "<p class=\"paper\">The 41 rows are in <code>summary.csv</code>.</p>\n"
                    + "<div class=\"scroll screen\">"));
  }

  @Test
  void aPageNeedsNothingElse() throws IOException {
    figure("figure-1", "");
    ledger();
    String page = page(folder);
    assertFalse(page.contains("//"), "a reference");
    assertFalse(page.contains("<script") || page.contains("<link") || page.contains("@import"));
    Matcher references = Pattern.compile("(?:src|href)=\"([^\"]*)\"").matcher(page);
    while (references.find()) {
      String target = references.group(1);
      assertTrue(
          target.startsWith("data:image/svg+xml;base64,")
              || page.contains(" id=\"" + target.substring(1) + "\""),
          target);
    }
  }

  @Test
  void whatTheCommandLineChangedIsPartOfTheCommandThatMakesItAgain() throws IOException {
    assertEquals(
        0,
        run("figure", "horizon-law", "--actions", "1e3", "--quick", "--out", folder.toString()),
        err.toString());
    assertTrue(
        page(folder)
            .contains("<code>./actionscape figure horizon-law --actions 1000 --quick</code>"));
  }

  @Test
  void runsAndSweepsAreMadeAgainFromTheirSettings() throws IOException {
    Path run = figure("run-of-mine", "");
    Files.writeString(run.resolve("settings.yaml"), "name: mine\nsteps: 3\n");
    Path sweep = figure("sweep", "");
    Files.writeString(sweep.resolve("settings.yaml"), "experiment: {steps: 3}\n");
    Files.delete(sweep.resolve("figure.svg"));
    String page = page(folder);
    assertTrue(page.contains("<code>./actionscape run run-of-mine/settings.yaml</code>"));
    assertTrue(page.contains("<code>./actionscape sweep sweep/settings.yaml</code>"));
    assertTrue(page(sweep).contains("<code>./actionscape sweep settings.yaml</code>"));
  }

  @Test
  void theSameResultsGiveTheSameBytes() throws IOException {
    figure("figure-1", "");
    ledger();
    byte[] first = page(folder).getBytes();
    Path file = folder.resolve("elsewhere/page.html");
    assertEquals(0, run("report", folder.toString(), "--out", file.toString()), err.toString());
    assertArrayEquals(first, Files.readAllBytes(file));
  }

  @Test
  void aFolderWithoutResultsIsRefused() throws IOException {
    refused(
        folder,
        folder
            + ": must hold whole results (data.csv, summary.csv, settings.yaml) or a ledger.csv, in"
            + " itself or in its folders; holds none");
  }

  @Test
  void aFolderThatIsNotThereIsRefused() throws IOException {
    refused(folder.resolve("no"), folder.resolve("no") + ": must be a folder, does not exist");
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Path figure = figure("figure-1", "");
    Files.delete(figure.resolve("figure.svg"));
    refused(
        folder,
        figure.resolve("figure.svg") + ": must be there, beside the other files of its experiment");
  }

  @Test
  void aFileOfAnotherResultIsNamed() throws IOException {
    assertEquals(
        0, run("figure", "horizon-law", "--quick", "--out", folder.toString()), err.toString());
    Path figure = folder.resolve("horizon-law");
    for (String name : List.of("data.csv", "figure.svg", "settings.yaml", "summary.csv")) {
      String text = Files.readString(figure.resolve(name));
      Files.writeString(figure.resolve(name), text + "\n");
      err.getBuffer().setLength(0);
      refused(
          folder,
          figure.resolve(name)
              + ": must be of the same result as the files beside it, does not fit SHA256SUMS;"
              + " make the result again");
      Files.writeString(figure.resolve(name), text);
    }
    page(folder);
    Files.delete(figure.resolve("SHA256SUMS"));
    Files.writeString(figure.resolve("summary.csv"), "a\n1\n");
    page(folder);
  }

  @Test
  void aCorruptTableIsNamedByItsLine() throws IOException {
    Path summary = figure("figure-1", "").resolve("summary.csv");
    Files.writeString(summary, "a,b\n1,2\n3\n");
    refused(folder, summary + " line 3: must have 2 cells like its heading, has 1");
  }

  @Test
  void quotesThatDoNotCloseAndBytesThatAreNoTextAreOneSentence() throws IOException {
    Path summary = figure("figure-1", "").resolve("summary.csv");
    for (byte[] bytes : List.of("a,b\n1,\"2\n".getBytes(), new byte[] {'a', '\n', (byte) 0xff})) {
      err.getBuffer().setLength(0);
      Files.write(summary, bytes);
      assertEquals(2, run("report", folder.toString()), err.toString());
      assertTrue(
          err.toString().startsWith("actionscape: " + summary + ": must be a CSV file, is not"));
      assertEquals(1, err.toString().lines().count());
    }
  }

  @Test
  void aLedgerWithAnotherVerdictIsRefusedWithTheNearest() throws IOException {
    Path file = ledger().resolve("ledger.csv");
    Files.writeString(file, Files.readString(file).replace(",one,holds", ",one,hold"));
    assertEquals(2, run("report", folder.toString()));
    assertTrue(err.toString().contains("verdict \"hold\": must be one of holds, "));
  }

  @Test
  void aBrowserShowsItOnAPhoneAndOpensWhatIsFoldedInPrint() throws Exception {
    Optional<Path> chromium = chromium();
    assumeTrue(chromium.isPresent(), "needs Chromium on the path or in CHROMIUM");
    figure("figure-1", "");
    ledger();
    page(folder);
    Path screenshot = folder.resolve("phone.png");
    Path print = folder.resolve("print.pdf");
    browse(chromium.get(), "--window-size=390,844", "--screenshot=" + screenshot);
    browse(chromium.get(), "--print-to-pdf=" + print);
    BufferedImage image = ImageIO.read(screenshot.toFile());
    assertEquals(390, image.getWidth());
    assertTrue(
        Stream.iterate(0, y -> y + 1)
            .limit(image.getHeight())
            .anyMatch(y -> (image.getRGB(195, y) & 0xffffff) == 0x1060a0),
        "the drawing is there");
    try (PDDocument document = Loader.loadPDF(print.toFile())) {
      String text = new PDFTextStripper().getText(document);
      assertTrue(text.contains("step_size") && text.contains("it's told"), text);
    }
  }

  private static Optional<Path> chromium() {
    List<Path> places = new ArrayList<>();
    if (System.getenv("CHROMIUM") != null) {
      places.add(Path.of(System.getenv("CHROMIUM")));
    }
    for (String place : System.getenv("PATH").split(File.pathSeparator)) {
      for (String name : List.of("chromium", "chromium-browser", "google-chrome")) {
        places.add(Path.of(place, name));
      }
    }
    return places.stream().filter(Files::isExecutable).findFirst();
  }

  private void browse(Path chromium, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(chromium.toString(), "--headless"));
    // Containers without user namespaces have no sandbox; the page is ours.
    command.addAll(List.of("--no-sandbox", "--disable-gpu", "--hide-scrollbars"));
    command.add("--user-data-dir=" + folder.resolve("profile"));
    command.addAll(List.of(options));
    command.add(folder.resolve("report.html").toUri().toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("browser.log").toFile())
            .start();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertTrue(ended, "the browser ends");
  }
}

package org.actionscape;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.actionscape.store.AtomicFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tutorial is true: followed from top to bottom by a student who types what it says, it shows
 * what it says. Its fenced blocks are of four kinds:
 *
 * <ul>
 *   <li>{@code console}: lines that begin with {@code $ } are commands for bash, run in the order
 *       of the document; the lines that follow are what they print, to the letter. A line of {@code
 *       ...} stands for any number of lines. Of a command that succeeds standard output counts, of
 *       one that fails its complaint on standard error too. {@code export} lasts.
 *   <li>Below a line {@code File: `NAME`}: a file that the student writes.
 *   <li>Below a line {@code From [NAME](PATH):}: lines of a file of this project.
 *   <li>{@code math}: a formula.
 * </ul>
 *
 * <p>{@code mvn test -Dtest=TutorialTest -Dtutorial.write} puts what commands print today into the
 * document, in full where it is not what was expected.
 */
class TutorialTest {
  private static final Path TUTORIAL = Path.of("docs", "tutorial.md");
  private static final String FENCE = "```";
  private static final String PROMPT = "$ ";
  private static final Pattern WRITTEN = Pattern.compile("File: `([\\w./-]+)`");
  private static final Pattern QUOTED = Pattern.compile("From \\[[^]]+]\\(([^)]+)\\):");

  /** Stands for the project's folder: what the tutorial needs of it, and no more. */
  @TempDir private Path folder;

  private final List<String> document = new ArrayList<>();
  private final List<String> differences = new ArrayList<>();
  private String exports = "";
  private int commands;

  @Test
  void showsWhatAStudentSeesWhoFollowsIt() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "the tutorial's commands need bash");
    furnish();
    List<String> lines = Files.readAllLines(TUTORIAL);
    for (int i = 0; i < lines.size(); i++) {
      document.add(lines.get(i));
      if (lines.get(i).startsWith(FENCE)) {
        int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf(FENCE);
        assertTrue(end > i, "line " + (i + 1) + ": the block does not end");
        block(
            i, lines.get(i).substring(FENCE.length()), lines.get(i - 1), lines.subList(i + 1, end));
        document.add(FENCE);
        i = end;
      }
    }
    comparePicture();
    if (System.getProperty("tutorial.write") != null) {
      AtomicFiles.writeText(TUTORIAL, String.join("\n", document) + "\n");
    }
    assertTrue(commands > 20, "commands found: " + commands);
    assertEquals("", String.join("\n", differences));
  }

  /** The picture in the tutorial is the one that its program draws. */
  private void comparePicture() throws IOException {
    assertArrayEquals(
        Files.readAllBytes(Path.of("docs", "own-figure", "figure.svg")),
        Files.readAllBytes(folder.resolve("own-figure").resolve("figure.svg")),
        "docs/own-figure: must be drawn again, see CONTRIBUTING.md");
  }

  /**
   * The launcher with its flags, the examples, and in the place of the program a jar that names the
   * class path of this test. The launcher builds what is older than its sources, so there are old,
   * empty ones.
   */
  private void furnish() throws IOException {
    Files.createDirectories(folder.resolve("src").resolve("main"));
    Files.createFile(folder.resolve("pom.xml"));
    copy(Path.of("actionscape"));
    copy(Path.of("src", "main", "jvm.options"));
    assertTrue(folder.resolve("actionscape").toFile().setExecutable(true));
    try (Stream<Path> examples = Files.walk(Path.of("examples"))) {
      for (Path example : examples.filter(Files::isRegularFile).toList()) {
        if (!example.startsWith(Path.of("examples", "plugin", "target"))) {
          copy(example);
        }
      }
    }
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" ")));
    Path jar = folder.resolve("target").resolve("actionscape.jar");
    Files.createDirectories(jar.getParent());
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
  }

  private void copy(Path file) throws IOException {
    Path target = folder.resolve(file);
    Files.createDirectories(target.getParent());
    Files.copy(file, target);
    assertTrue(target.toFile().setExecutable(Files.isExecutable(file)));
  }

  private void block(int line, String language, String above, List<String> content)
      throws Exception {
    Matcher written = WRITTEN.matcher(above);
    Matcher quoted = QUOTED.matcher(above);
    if (language.equals("console")) {
      console(line, content);
      return;
    }
    document.addAll(content);
    String text = String.join("\n", content) + "\n";
    if (written.matches()) {
      Files.writeString(folder.resolve(written.group(1)), text);
    } else if (quoted.matches()) {
      Path source = TUTORIAL.resolveSibling(quoted.group(1)).normalize();
      if (!Files.readString(source).contains(text)) {
        differences.add("line " + (line + 1) + ": these lines are not in " + source);
      }
    } else if (!language.equals("math")) {
      differences.add("line " + (line + 1) + ": nothing says what this block is");
    }
  }

  private void console(int line, List<String> content) throws Exception {
    assertTrue(content.get(0).startsWith(PROMPT), "line " + (line + 2) + ": must be a command");
    int i = 0;
    while (i < content.size()) {
      int end = i + 1;
      while (end < content.size() && !content.get(end).startsWith(PROMPT)) {
        end++;
      }
      String command = content.get(i).substring(PROMPT.length());
      List<String> expected = content.subList(i + 1, end);
      List<String> printed = run(command);
      boolean same = pattern(expected).matcher(text(printed)).matches();
      if (!same) {
        differences.add(
            "line "
                + (line + i + 2)
                + ": "
                + command
                + "\nexpected\n"
                + text(expected)
                + "printed\n"
                + text(printed));
      }
      document.add(content.get(i));
      document.addAll(same ? expected : printed);
      i = end;
    }
  }

  private static String text(List<String> lines) {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static Pattern pattern(List<String> expected) {
    return Pattern.compile(
        expected.stream()
            .map(line -> line.equals("...") ? "(?:.*\n)*?" : Pattern.quote(line + "\n"))
            .collect(Collectors.joining()));
  }

  private List<String> run(String command) throws Exception {
    commands++;
    if (command.startsWith("export ")) {
      exports += command + "\n";
    }
    ProcessBuilder builder = new ProcessBuilder("/bin/bash", "-c", exports + command);
    Map<String, String> environment = builder.environment();
    String java = System.getProperty("java.home");
    environment.put("JAVA_HOME", java);
    environment.put(
        "PATH", Path.of(java, "bin") + File.pathSeparator + environment.getOrDefault("PATH", ""));
    environment.remove("ACTIONSCAPE_PLUGINS");
    // Commands this short are faster with the first compiler alone; the bits are the same.
    environment.put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    Path out = folder.resolve(".out");
    Process process = builder.directory(folder.toFile()).redirectOutput(out.toFile()).start();
    process.getOutputStream().close();
    // To its end: the launcher's filter of standard error may outlive the launcher.
    List<String> complaints;
    try (Stream<String> err = process.errorReader(StandardCharsets.UTF_8).lines()) {
      complaints =
          err.filter(note -> !note.startsWith("NOTE: Picked up JDK_JAVA_OPTIONS")).toList();
    }
    boolean ended = process.waitFor(1, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertTrue(ended, command);
    List<String> printed = new ArrayList<>(Files.readAllLines(out));
    if (process.exitValue() != 0) {
      printed.addAll(complaints);
    }
    return printed;
  }
}

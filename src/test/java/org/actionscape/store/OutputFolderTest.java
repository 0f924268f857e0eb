package org.actionscape.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.actionscape.check.InvalidInputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
  private static final List<String> SEALS = List.of("settings.yaml", "figure.svg");
  private static final List<String> NAMES =
      List.of(
          "SHA256SUMS",
          "data.csv",
          "figure.pdf",
          "figure.png",
          "figure.svg",
          "settings.yaml",
          "summary.csv");

  @TempDir private Path parent;
  private Path folder;

  @BeforeEach
  void place() {
    folder = parent.resolve("a").resolve("b");
  }

  private static OutputFolder.Content all(String text) {
    return fresh -> {
      for (String name : NAMES) {
        AtomicFiles.writeText(fresh.resolve(name), text);
      }
    };
  }

  private Map<String, String> content() throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        content.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return content;
  }

  @Test
  void aProcessKilledBeforeAnyChangeLeavesOneResultOrNone() throws IOException {
    int ends = 0;
    for (int k = 1; ends == 0; k++) {
      try (OutputFolder out = OutputFolder.open(folder)) {
        out.replace(all("old"), SEALS);
      }
      ends = Killed.before(k, folder, all("new"), SEALS) ? 0 : k;
      Map<String, String> content = content();
      if (content.containsKey("settings.yaml")) {
        assertEquals(1, Set.copyOf(content.values()).size(), k + ": " + content);
        assertEquals(NAMES, List.copyOf(content.keySet()));
      }
      if (content.containsKey("figure.svg")) {
        assertEquals(content.get("figure.svg"), content.get("figure.png"), k + ": " + content);
        assertEquals(content.get("figure.svg"), content.get("figure.pdf"), k + ": " + content);
      }
    }
    // A folder is made, two seals go, seven files come.
    assertEquals(1 + 2 + 7 + 1, ends);
    assertEquals("new", content().get("data.csv"));
  }

  @Test
  void whatCannotBeWrittenLeavesTheOldResultAndIsNamedWhereItWouldBe() throws IOException {
    try (OutputFolder out = OutputFolder.open(folder)) {
      out.replace(all("old"), SEALS);
      FileSystemException e =
          assertThrows(
              FileSystemException.class,
              () ->
                  out.replace(
                      fresh -> {
                        all("new").writeTo(fresh);
                        AtomicFiles.write(
                            fresh.resolve("figure.png"),
                            file -> {
                              throw new IOException("No space left on device");
                            });
                      },
                      SEALS));
      assertEquals(
          folder.resolve("figure.png")
              + ": could not be written (No space left on device); what was there is kept",
          FileFailure.sentence(e));
    }
    assertEquals(Set.of("old"), Set.copyOf(content().values()));
    assertEquals(NAMES, List.copyOf(content().keySet()));
  }

  @Test
  void aSealThatIsNotMadeAnewStays() throws IOException {
    try (OutputFolder out = OutputFolder.open(folder)) {
      out.replace(all("old"), SEALS);
      out.replace(fresh -> AtomicFiles.writeText(fresh.resolve("settings.yaml"), "new"), SEALS);
    }
    assertEquals("old", content().get("figure.svg"));
    assertEquals("new", content().get("settings.yaml"));
  }

  @Test
  void oneAtATimeWritesToAFolder() throws IOException {
    try (OutputFolder out = OutputFolder.open(folder)) {
      InvalidInputException e =
          assertThrows(InvalidInputException.class, () -> OutputFolder.open(folder));
      assertEquals(
          "output folder " + folder + ": must be free, another process is writing to it",
          e.getMessage());
      out.replace(all("one"), SEALS);
    }
    try (OutputFolder out = OutputFolder.open(folder)) {
      out.replace(all("two"), SEALS);
    }
    assertEquals("two", content().get("data.csv"));
  }

  @Test
  void nothingWrittenLeavesNoFolder() throws IOException {
    OutputFolder.open(folder).close();
    assertFalse(Files.exists(folder.getParent()));
    Files.createDirectories(folder.getParent());
    OutputFolder.open(folder).close();
    assertTrue(Files.exists(folder.getParent()), "was there before");
    assertFalse(Files.exists(folder));
  }

  @Test
  void leftoversOfProcessesThatAreNoMoreAreRemovedAndNoOthers() throws Exception {
    Files.createDirectories(folder);
    Process dead = new ProcessBuilder(java(), "--version").redirectErrorStream(true).start();
    dead.getInputStream().readAllBytes();
    dead.waitFor();
    long alive = ProcessHandle.current().parent().orElseThrow().pid();
    Files.createDirectory(folder.resolve(".new." + dead.pid() + AtomicFiles.TEMPORARY));
    Files.writeString(
        folder.resolve(".new." + dead.pid() + AtomicFiles.TEMPORARY).resolve("data.csv"), "half");
    Files.writeString(folder.resolve(".data.csv." + dead.pid() + AtomicFiles.TEMPORARY), "half");
    Files.writeString(folder.resolve(".data.csv." + alive + AtomicFiles.TEMPORARY), "at work");
    Path older =
        Files.writeString(folder.resolve(".older." + alive + AtomicFiles.TEMPORARY), "another's");
    Files.setLastModifiedTime(older, FileTime.fromMillis(0));
    Files.writeString(folder.resolve(".notes.tmp"), "the user's");
    Files.writeString(folder.resolve("data.7.tmp"), "the user's");
    Files.writeString(folder.resolve(".draft." + dead.pid() + ".tmp"), "the user's");
    OutputFolder.open(folder).close();
    assertEquals(
        List.of(
            ".data.csv." + alive + AtomicFiles.TEMPORARY,
            ".draft." + dead.pid() + ".tmp",
            ".notes.tmp",
            "data.7.tmp"),
        List.copyOf(content().keySet()));
  }

  /** This class makes no folders in folders. */
  @Test
  void aFolderWithAFolderInItIsNobodysLeftover() throws IOException {
    Path file = folder.resolve(".x.99999999" + AtomicFiles.TEMPORARY).resolve("sub").resolve("f");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "the user's");
    OutputFolder.open(folder).close();
    assertEquals("the user's", Files.readString(file));
    assertFalse(Files.exists(folder.resolve(".lock")));
  }

  @Test
  void whatIsNoRegularFileIsNeverReplaced() throws IOException {
    Path mine = Files.writeString(parent.resolve("mine.txt"), "mine");
    Files.createDirectories(folder);
    Path link = Files.createSymbolicLink(folder.resolve("summary.csv"), mine);
    Files.writeString(folder.resolve("settings.yaml"), "old");
    try (OutputFolder out = OutputFolder.open(folder)) {
      FileSystemException e =
          assertThrows(FileSystemException.class, () -> out.replace(all("new"), SEALS));
      assertEquals(link + ": must be new or a regular file, is a link", FileFailure.sentence(e));
      e =
          assertThrows(
              FileSystemException.class, () -> AtomicFiles.writeText(Path.of("/dev/null"), "new"));
      assertEquals(
          "/dev/null: must be new or a regular file, is a device or a pipe",
          FileFailure.sentence(e));
    }
    assertEquals("old", Files.readString(folder.resolve("settings.yaml")));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("mine", Files.readString(mine));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  @Test
  void aFolderThatCannotBeMadeIsRefusedByNameAndWithoutJavasWords() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "not a folder");
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> OutputFolder.open(file));
    assertEquals(
        "output folder "
            + file
            + ": must be a folder that can be written to (is there already, as a file)",
        e.getMessage());
    e =
        assertThrows(
            InvalidInputException.class, () -> OutputFolder.open(file.resolve("a").resolve("b")));
    assertTrue(e.getMessage().startsWith("output folder " + file.resolve("a")), e.getMessage());
    assertFalse(e.getMessage().contains("Exception"), e.getMessage());
  }

  /** What another program left: longer than what this one writes, so that it must be cut. */
  @Test
  void aLockFileOfOtherContentIsTakenOver() throws IOException {
    Files.writeString(parent.resolve(".lock"), "x".repeat(1000));
    OutputFolder.open(parent).close();
    assertTrue(Files.notExists(parent.resolve(".lock")));
  }

  /** A pipe would wait for ever, and what a link names may be anybody's. */
  @Test
  void aLockThatIsNoFileIsRefusedAndLeftAlone() throws IOException {
    Path mine = Files.writeString(parent.resolve("mine.txt"), "mine");
    for (Path target : List.of(mine, Path.of("/dev/null"))) {
      Path link = Files.createSymbolicLink(parent.resolve(".lock"), target);
      assertEquals(
          "output folder "
              + parent
              + ": must be a folder that can be written to (.lock is not a regular file)",
          assertThrows(InvalidInputException.class, () -> OutputFolder.open(parent)).getMessage());
      Files.delete(link);
    }
    assertEquals("mine", Files.readString(mine));
  }
}

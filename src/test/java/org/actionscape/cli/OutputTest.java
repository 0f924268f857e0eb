package org.actionscape.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that nobody gets are a failure, whatever the command. */
class OutputTest {
  /** A device that takes so many bytes. */
  private static final class Device extends OutputStream {
    private final String complaint;
    private int room;

    Device(int room, String complaint) {
      this.room = room;
      this.complaint = complaint;
    }

    @Override
    public void write(int b) throws IOException {
      if (room-- <= 0) {
        throw new IOException(complaint);
      }
    }
  }

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  static Stream<Arguments> commands() {
    return Stream.of("list", "completion", "--help", "--version", "figure --help")
        .flatMap(command -> Stream.of(0, 10).map(room -> Arguments.of(command, room)));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aFullDiskIsASentenceAndExitCodeOne(String command, int room) {
    Output out = new Output(new Device(room, "No space left on device"));
    assertEquals(1, Main.run(out, err, command.split(" ")));
    assertEquals(
        "actionscape: standard output: must take the results, could not be written (No space left"
            + " on device)"
            + System.lineSeparator(),
        said());
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "completion"})
  void aReaderWhoHasEnoughIsNoFailure(String command) {
    assertEquals(0, Main.run(new Output(new Device(10, "Broken pipe")), err, command));
    assertEquals("", said());
  }

  @Test
  void anotherFailureKeepsItsExitCode(@TempDir Path folder) {
    Output out = new Output(new Device(0, "No space left on device"));
    String missing = folder.resolve("missing.yaml").toString();
    assertEquals(2, Main.run(out, err, "run", missing));
    assertEquals(
        "actionscape: "
            + missing
            + ": must be a YAML file, does not exist"
            + System.lineSeparator(),
        said());
  }

  @Test
  void aPathWithANulIsASentence() {
    Output out = new Output(new ByteArrayOutputStream());
    assertEquals(2, Main.run(out, err, "run", "examples/entropy.yaml", "--out", "a\0b"));
    assertEquals(
        "actionscape run: Invalid value for option '--out': path \"a\\u0000b\": must not have a NUL"
            + " character"
            + System.lineSeparator(),
        said());
  }

  /** A text that begins with @ is a path like others, and not a file of further arguments. */
  @Test
  void noArgumentsAreReadFromFiles() {
    Output out = new Output(new ByteArrayOutputStream());
    assertEquals(2, Main.run(out, err, "run", "@/dev/zero"));
    assertEquals(
        "actionscape: @/dev/zero: must be a YAML file, does not exist" + System.lineSeparator(),
        said());
  }

  /** The NUL stands in a settings file, where YAML has a word for it. */
  @Test
  void aSettingThatIsAPathWithANulIsASentence(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("nul.yaml"), "experiment: \"a\\0b.yaml\"\n");
    Output out = new Output(new ByteArrayOutputStream());
    assertEquals(2, Main.run(out, err, "sweep", file.toString(), "--out", folder.toString()));
    assertEquals(
        "actionscape: experiment = \"a\\u0000b.yaml\": must be the path of a file"
            + System.lineSeparator(),
        said());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  /** Arabic, Persian and Thai digits, and the Turkish capital of i. */
  @ParameterizedTest
  @ValueSource(strings = {"ar-EG", "fa-IR", "th-TH-u-nu-thai", "tr-TR", "hi-IN-u-nu-deva"})
  void digitsAndCapitalsAreThoseOfThePapersEverywhere(String locale, @TempDir Path folder)
      throws Exception {
    byte[] here = printed("out", folder);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(locale));
      assertArrayEquals(here, printed("there", folder));
    } finally {
      Locale.setDefault(before);
    }
    for (String file : List.of("data.csv", "summary.csv", "settings.yaml", "figure.svg")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("out").resolve("grpo").resolve(file)),
          Files.readAllBytes(folder.resolve("there").resolve("grpo").resolve(file)),
          file);
    }
  }

  /** What commands say, of results and of refusals. */
  private byte[] printed(String name, Path folder) throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    String grpo = Path.of("examples", "grpo.yaml").toString();
    String place = folder.resolve(name).toString();
    for (String command :
        List.of(
            "list",
            "verify explicit-equals-lumped collapse --quick",
            "run " + grpo + " --set environment.tokens=1234 --set steps=2 --out " + place,
            "run " + grpo + " --set gradient.prompts=1e6 --set gradient.samples=1e6 --out x",
            "run examples/million-million-actions.yaml --set environment.encoding=explicit",
            "run examples/entropy.yaml --set environment.encoding=CLASSES",
            "figure figure-1 --seeds 0",
            "run " + grpo + " --set environment.tokens=0")) {
      Output out = new Output(said);
      Main.run(out, said, command.split(" "));
    }
    return said.toString(StandardCharsets.UTF_8)
        .replace(place, "")
        .replaceAll("verify: .*left", "")
        // How much of the heap is free changes from one moment to the next; its digits are ASCII's.
        .replaceAll("[0-9]+ MiB that are free", "MiB that are free")
        .getBytes(StandardCharsets.UTF_8);
  }
}

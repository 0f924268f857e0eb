package org.actionscape.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
        "actionscape run: Invalid value for option '--out': path \"a\uFFFDb\": must not have a NUL"
            + " character"
            + System.lineSeparator(),
        said());
  }
}

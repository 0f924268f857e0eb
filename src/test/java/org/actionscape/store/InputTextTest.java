package org.actionscape.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.actionscape.check.InvalidInputException;
import org.actionscape.experiment.Experiment;
import org.actionscape.experiment.PolicyReport;
import org.actionscape.report.ResultFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class InputTextTest {
  @TempDir private Path folder;

  private void refused(String complaint, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("settings.yaml"), bytes);
    assertEquals(
        file + complaint,
        assertThrows(InvalidInputException.class, () -> SettingsFile.read(file)).getMessage());
  }

  @Test
  void settingsMayBeginWithAMarkAndMustBeUtf8() throws IOException {
    Path file = Files.writeString(folder.resolve("mark.yaml"), "\uFEFFsteps: 3\n");
    assertEquals("3", SettingsFile.read(file).root().path("steps").asText());
    refused(
        ": must be a YAML file in UTF-8, is UTF-16 text",
        "\uFEFFsteps: 3\n".getBytes(StandardCharsets.UTF_16LE));
    refused(
        ": must be a YAML file in UTF-8, is UTF-16 text",
        "steps: 3\n".getBytes(StandardCharsets.UTF_16));
    refused(": must be a YAML file, is not UTF-8 text", new byte[] {'a', ':', ' ', (byte) 0xff});
  }

  /** A file of a size that takes no room: its end is all that is there. */
  private Path sparse(String name, long bytes) throws IOException {
    Path file = folder.resolve(name);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(bytes);
    }
    return file;
  }

  private static void refused(String message, Executable reading) {
    assertEquals(message, assertThrows(InvalidInputException.class, reading).getMessage());
  }

  /** The largest size that may be is read, and then refused for what is in it: NUL characters. */
  @Test
  void filesOfEveryKindHaveALargestSize() throws IOException {
    Path settings = sparse("settings.yaml", (1 << 20) + 1);
    refused(settings + ": must be a YAML file of at most 1 MiB", () -> SettingsFile.read(settings));
    Path most = sparse("most.yaml", 1 << 20);
    assertTrue(
        assertThrows(InvalidInputException.class, () -> SettingsFile.read(most))
            .getMessage()
            .startsWith(most + ": must be YAML, is not"));
    Path policy = sparse("policy.json", (64L << 20) + 1);
    refused(
        policy + ": must be a JSON file of at most 64 MiB",
        () -> PolicyReport.of(policy, note -> {}));
    for (long bytes : new long[] {(512L << 20) + 1, 1L << 40}) {
      Path table = sparse("data.csv", bytes);
      refused(table + ": must be a CSV file of at most 512 MiB", () -> Table.read(table));
    }
  }

  /** Standard input has no size: it is read until there is too much of it, and no further. */
  @Test
  void aStreamThatNeverEndsIsReadUpToItsLimit() {
    long[] read = {0};
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            read[0]++;
            return ' ';
          }

          @Override
          public int read(byte[] bytes, int from, int length) {
            Arrays.fill(bytes, from, from + length, (byte) ' ');
            read[0] += length;
            return length;
          }
        };
    refused(
        "standard input: must be JSON of at most 64 MiB",
        () -> PolicyReport.of("standard input", endless, note -> {}));
    assertEquals((64L << 20) + 1, read[0]);
  }

  @Test
  void aResultsFilesHaveALargestSizeToo() throws IOException {
    Files.writeString(folder.resolve("summary.csv"), "a\n1\n");
    Files.writeString(folder.resolve("settings.yaml"), "name: one\n");
    Path drawing = sparse("figure.svg", (64L << 20) + 1);
    Path data = sparse("data.csv", 3);
    refused(
        drawing + ": must be an SVG file of at most 64 MiB", () -> ResultFolder.read(folder, ""));
    Files.writeString(folder.resolve("SHA256SUMS"), "0".repeat(64) + "  data.csv\n");
    Files.delete(data);
    sparse("data.csv", (512L << 20) + 1);
    refused(
        data + ": must be a file of a result of at most 512 MiB",
        () -> ResultFolder.read(folder, ""));
  }

  /** As many zeros as a MiB has room for take more than a MiB once each has its line. */
  @Test
  void settingsThatCouldNotBeReadAgainAreRefusedBeforeTraining() throws IOException {
    String zeros = "[" + "0,".repeat(100_000) + "1]";
    String settings =
        "environment: {kind: bandit, logits: "
            + zeros
            + ", rewards: "
            + zeros
            + "}\noptimizer: {kind: ascent, step_size: 1}\n";
    Path file = Files.writeString(folder.resolve("long.yaml"), settings);
    String message =
        assertThrows(InvalidInputException.class, () -> Experiment.read(file, List.of()))
            .getMessage();
    assertTrue(
        message.matches(
            "settings: must take less than 960 KiB when every default is written out, take \\d+;"
                + " use shorter lists"),
        message);
  }

  @Test
  void aTableHasFiniteNumbersOfBoundedLength() throws IOException {
    for (String cell : new String[] {"9".repeat(1_000_000), "1e999", "NaN", "0x1p3"}) {
      Table table = Table.read(Files.writeString(folder.resolve("data.csv"), "a\n" + cell + "\n"));
      assertThrows(InvalidInputException.class, () -> table.number(0, "a"), cell);
    }
  }
}

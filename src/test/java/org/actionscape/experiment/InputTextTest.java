package org.actionscape.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.actionscape.math.InvalidInputException;
import org.junit.jupiter.api.Test;
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

  @Test
  void aTableHasFiniteNumbersOfBoundedLength() throws IOException {
    for (String cell : new String[] {"9".repeat(1_000_000), "1e999", "NaN", "0x1p3"}) {
      Table table = Table.read(Files.writeString(folder.resolve("data.csv"), "a\n" + cell + "\n"));
      assertThrows(InvalidInputException.class, () -> table.number(0, "a"), cell);
    }
  }
}

package org.actionscape.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.actionscape.check.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a figure is drawn from, read as settings are read. */
class WrittenSettingsTest {
  @TempDir private Path folder;

  private WrittenSettings read(String text) throws IOException {
    return WrittenSettings.read(Files.writeString(folder.resolve("settings.yaml"), text));
  }

  private void refused(String what, Executable reading) {
    assertEquals(
        folder.resolve("settings.yaml") + ": must have " + what + " under the key it",
        assertThrows(InvalidInputException.class, reading).getMessage());
  }

  @Test
  void textsNumbersAndListsOfNumbersStandUnderTheirKeys() throws IOException {
    WrittenSettings settings =
        read("a: \"1.10\"\nb: &x 1e-3\nc: [1, 2.5, *x]\ncaption: \"long\\\n  \\ line\"\n");
    assertEquals("1.10", settings.text("a"));
    assertEquals("long line", settings.text("caption"));
    assertEquals(0.001, settings.number("b"));
    assertEquals(List.of(1.0, 2.5, 0.001), settings.numbers("c"));
  }

  /** None of them is a number by a guess, not even 0. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "\"1\"", "010", "0x1F", "1_000", ".nan", "1e999", "no", "~", "{}"})
  void whatIsNoFiniteNumberIsNone(String text) throws IOException {
    WrittenSettings settings = read("it: " + text + "\n");
    refused("a finite number", () -> settings.number("it"));
    WrittenSettings list = read("it: [1, " + text + "]\n");
    refused("a list of finite numbers", () -> list.numbers("it"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"other: 1", "it: []", "it: {a: 1}", "it: 3"})
  void whatIsNotThereOrEmptyIsNamed(String text) throws IOException {
    WrittenSettings settings = read(text);
    refused("a text", () -> settings.text("it"));
    refused("a list of finite numbers", () -> settings.numbers("it"));
  }
}

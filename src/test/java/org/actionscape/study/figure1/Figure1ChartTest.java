package org.actionscape.study.figure1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.actionscape.chart.Drawn;
import org.actionscape.check.InvalidInputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Figure1ChartTest {
  /** The legend has one of its own. */
  private static final int BANDS_IN_LEGEND = 1;

  @TempDir private Path folder;

  @BeforeEach
  void fill() throws IOException {
    Figure1Folder.fill(folder, 4);
  }

  @Test
  void severalSeedsAreDrawnWithBands() throws IOException {
    assertTrue(bands() > BANDS_IN_LEGEND);
  }

  @Test
  void oneSeedIsDrawnWithoutBandsAndWithoutTheirLegend() throws IOException {
    Figure1Folder.fill(folder, 1);
    assertEquals(0, bands());
  }

  @ParameterizedTest
  @ValueSource(strings = {"data.csv", "summary.csv", "settings.yaml"})
  void aMissingFileIsNamed(String name) throws IOException {
    Files.delete(folder.resolve(name));
    assertNames(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"step", "average_reward", "method", "optimal_actions"})
  void aMissingColumnOfTheDataIsNamed(String column) throws IOException {
    rename("data.csv", column);
    assertNames(column);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gain", "gain_low", "published_gain", "published_final_reward"})
  void aMissingColumnOfTheSummaryIsNamed(String column) throws IOException {
    rename("summary.csv", column);
    assertNames(column);
  }

  @Test
  void aMissingMethodIsNamed() throws IOException {
    Path file = folder.resolve("summary.csv");
    Files.writeString(file, Files.readString(file).replace(",clamped,", ",other,"));
    assertNames("clamped");
  }

  @ParameterizedTest
  @ValueSource(strings = {"id: figure-1\n", "caption: 3\n", "caption: [\n", ""})
  void aMissingCaptionIsNamed(String settings) throws IOException {
    Files.writeString(folder.resolve("settings.yaml"), settings);
    assertNames("settings.yaml");
  }

  @Test
  void aCharacterThatTheTypefaceLacksIsNamed() throws IOException {
    Figure1Folder.caption(folder, "政策");
    assertNames("政");
  }

  @Test
  void aLongerCaptionMakesTheFigureHigherSoThatNothingOverlaps() throws IOException {
    double before = Figure1Chart.of(folder).height();
    Figure1Folder.caption(folder, "words and ".repeat(200));
    assertTrue(Figure1Chart.of(folder).height() > before);
  }

  private long bands() throws IOException {
    String svg = new String(Drawn.svg(Figure1Chart.of(folder)), StandardCharsets.UTF_8);
    return svg.lines().filter(line -> line.contains("fill-opacity=\"0.22\"")).count();
  }

  private void rename(String name, String column) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(
        file,
        Files.readString(file).replaceFirst("(?<![a-z_])" + column + "(?![a-z_])", "renamed"));
  }

  private void assertNames(String name) {
    String message =
        assertThrows(InvalidInputException.class, () -> Figure1Chart.of(folder)).getMessage();
    assertTrue(message.contains(name), message);
  }
}

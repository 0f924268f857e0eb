package org.actionscape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.actionscape.experiment.Experiment;
import org.actionscape.experiment.Progress;
import org.actionscape.store.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The core alone, with what its POM names: everything that an example's settings say can be run. */
class CoreTest {
  @TempDir private Path folder;

  static Stream<Path> examples() throws IOException {
    return Files.list(Path.of("..", "examples"))
        .filter(file -> file.toString().endsWith(".yaml") && !file.endsWith("sweep.yaml"))
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleRunsAndNothingIsPrinted(Path file) throws IOException {
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true));
    try {
      Experiment experiment =
          Experiment.read(
              file, List.of("steps=5", "recorded_every=5", "seeds={count: 1}"));
      experiment.run(1, Progress.SILENT).write(folder);
    } finally {
      System.setErr(before);
    }
    Table data = Table.read(folder.resolve("data.csv"));
    assertTrue(data.rows() >= 2, file.toString());
    assertEquals("", printed.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.jfree.chart.JFreeChart",
        "com.formdev.flatlaf.FlatLaf",
        "org.apache.batik.svggen.SVGGraphics2D",
        "picocli.CommandLine",
        "me.tongfei.progressbar.ProgressBar",
        "org.slf4j.LoggerFactory",
        "org.actionscape.cli.Main",
        "org.actionscape.chart.Figure"
      })
  void screensChartsCommandsAndLoggersAreNotThere(String type) {
    assertThrows(ClassNotFoundException.class, () -> Class.forName(type));
  }

  @Test
  void theLicenceIsInside() {
    assertTrue(CoreTest.class.getResource("/META-INF/LICENSE") != null);
    assertTrue(CoreTest.class.getResource("/META-INF/NOTICE") != null);
  }
}

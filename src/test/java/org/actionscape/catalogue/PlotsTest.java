package org.actionscape.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.actionscape.chart.Drawn;
import org.actionscape.chart.Figure;
import org.actionscape.chart.FigureWriter;
import org.actionscape.report.ResultFolder;
import org.actionscape.store.Checksums;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The committed figures are the ones that this version draws from the tables beside them. Nothing
 * is trained. What is drawn where that is not so is left in {@code target/plots}.
 *
 * <p>{@code mvn test -Dtest=PlotsTest -Dplots.write} draws the pictures in {@code plots/} again
 * where their SVG changed or where they are missing: look at them, then commit them.
 */
class PlotsTest {
  private static final Path PLOTS = Path.of("plots");
  private static final Path LEFT = Path.of("target", "plots");

  static Set<String> committed() throws IOException {
    try (Stream<Path> folders = Files.list(PLOTS)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("data.csv")))
          .map(folder -> folder.getFileName().toString())
          .collect(Collectors.toSet());
    }
  }

  @Test
  void everyFigureIsCommitted() throws IOException {
    assertEquals(Studies.figures().keySet(), committed());
  }

  @ParameterizedTest
  @MethodSource("committed")
  void theFilesOfAFigureBelongTogether(String id) throws IOException {
    assertTrue(Files.isRegularFile(PLOTS.resolve(id).resolve(Checksums.FILE)));
    ResultFolder.read(PLOTS.resolve(id), id);
  }

  @ParameterizedTest
  @MethodSource("committed")
  void theTablesGiveTheCommittedPicture(String id) throws IOException {
    Path folder = PLOTS.resolve(id);
    Figure figure = Studies.figures().get(id).draw(folder);
    if (System.getProperty("plots.write") != null) {
      FigureWriter.write(figure, folder);
      Checksums.write(folder, folder);
    }
    byte[] drawn = Drawn.svg(figure);
    Path picture = folder.resolve("figure.svg");
    if (!Arrays.equals(drawn, Files.readAllBytes(picture))) {
      Path left = LEFT.resolve(id).resolve("figure.svg");
      Files.createDirectories(left.getParent());
      Files.write(left, drawn);
      fail(picture + " is not what its tables give, see " + left);
    }
  }
}

package org.actionscape.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.actionscape.chart.Drawn;
import org.actionscape.chart.Figure;
import org.actionscape.experiment.Effort;
import org.actionscape.experiment.Progress;
import org.actionscape.store.Table;
import org.actionscape.study.FigureStudy;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What figures say of one seed, and of several. */
class FigureSeedsTest {
  private static final int THREADS = 2;

  /** Figures that draw nothing, so that seeds do not change them. */
  private static final Set<String> CLOSED =
      Set.of("bias-law", "horizon-law", "temperature", "kl-and-entropy");

  @TempDir private Path folder;

  static Stream<String> figures() {
    return Studies.figures().keySet().stream();
  }

  static Stream<String> sampled() {
    return figures().filter(id -> !CLOSED.contains(id));
  }

  private Figure drawn(String id, int seeds) throws IOException {
    FigureStudy study = Studies.figures().get(id);
    study.run(new Effort(seeds, 0, false, true, THREADS), Progress.SILENT).write(folder);
    return study.draw(folder);
  }

  private static boolean mentions(String text) {
    return text.contains("interval") || text.contains("95 %");
  }

  @ParameterizedTest
  @MethodSource("figures")
  void ofOneSeedThereIsNoInterval(String id) throws IOException {
    Figure figure = drawn(id, 1);
    assertFalse(mentions(figure.caption()), figure.caption());
    assertFalse(mentions(String.join(", ", Drawn.legend(figure))));
    assertFalse(mentions(new String(Drawn.svg(figure), StandardCharsets.UTF_8)));
    assertFalse(figure.caption().contains("1 seeds") || figure.caption().contains("1 other seeds"));
    Table summary = Table.read(folder.resolve("summary.csv"));
    for (String column : summary.columns()) {
      if (column.matches("(.*_)?(low|high)")) {
        assertEquals(Set.of(""), Set.copyOf(summary.distinct(column)), column);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sampled")
  void ofSeveralSeedsTheCaptionSaysWhatTheIntervalIs(String id) throws IOException {
    Figure figure = drawn(id, 2);
    assertTrue(mentions(figure.caption()), figure.caption());
    // A heat map has no room for bands.
    assertEquals(
        !id.equals("phase-diagram"), mentions(String.join(", ", Drawn.legend(figure))), id);
  }
}

package org.actionscape.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.actionscape.experiment.Effort;
import org.actionscape.experiment.Progress;
import org.actionscape.store.Table;
import org.actionscape.study.FigureStudy;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The committed tables are what this version computes, to the last byte: all of the figures without
 * a seed that take seconds, one seed of others. {@code figure all} makes them anew.
 */
class RecomputedFiguresTest {
  private static final int SEEDS = 1;
  private static final int THREADS = 2;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bias-law",
        "horizon-law",
        "kl-and-entropy",
        "temperature",
        "proposition-1",
        "figure-1"
      })
  void everyComputedRowIsACommittedOne(String id) throws IOException {
    FigureStudy preset = Studies.figures().get(id);
    Path file = folder.resolve("data.csv");
    preset.run(new Effort(SEEDS, 0, false, false, THREADS), Progress.SILENT).data().write(file);
    List<String> computed = Files.readAllLines(file);
    List<String> committed = Files.readAllLines(Path.of("plots", id, "data.csv"));
    Set<String> known = new HashSet<>(committed);
    assertEquals(
        List.of(), computed.stream().filter(row -> !known.contains(row)).limit(3).toList());
    Table table = Table.read(Path.of("plots", id, "data.csv"));
    int seeds = table.columns().contains("seed") ? table.distinct("seed").size() : 1;
    assertEquals(committed.size() - 1, seeds * (computed.size() - 1), "rows");
  }
}

package org.actionscape.study.grpo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.actionscape.experiment.Effort;
import org.actionscape.experiment.Progress;
import org.actionscape.store.Result;
import org.actionscape.store.Table;
import org.actionscape.study.FigureStudy;
import org.actionscape.study.grpo.TokenTask.Kind;
import org.actionscape.study.grpo.TokenTask.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GrpoFigureTest {
  private static final Effort TINY = new Effort(1, 150, false, true, 2);

  @TempDir private Path folder;

  static Stream<GrpoFigure> figures() {
    return GrpoFigure.all().stream().map(GrpoFigure.class::cast);
  }

  @ParameterizedTest
  @MethodSource("figures")
  void aFigureHasARowAMethodSeedAndRecordedStep(GrpoFigure figure) {
    Result result = figure.run(TINY, Progress.SILENT);
    Table data = result.data();
    assertEquals(
        List.of(
            "seed",
            "method",
            "lambda",
            "step",
            "average_reward",
            "entropy_per_step",
            "bonus_per_step",
            "length",
            "coefficient",
            "gradient_norm"),
        data.columns());
    int points = TokenTask.STEPS / TokenTask.EVERY + 1;
    assertEquals(figure.methods().size() * points, data.rows());
    for (Method method : figure.methods()) {
      Table rows =
          data.where("method", method.kind().id()).where("lambda", Table.format(method.lambda()));
      assertEquals(points, rows.rows(), method.text());
      // All methods start at the same policy.
      assertEquals(data.text(0, "average_reward"), rows.text(0, "average_reward"));
      assertEquals(data.text(0, "entropy_per_step"), rows.text(0, "entropy_per_step"));
      assertEquals(method.kind() == Kind.NONE, rows.text(0, "coefficient").isEmpty());
    }
    assertEquals(6 * figure.methods().size(), result.summary().rows());
  }

  @Test
  void threadsChangeNothing() throws IOException {
    FigureStudy figure = GrpoFigure.all().get(2);
    for (int threads : new int[] {1, 3}) {
      Path out = Files.createDirectory(folder.resolve("threads-" + threads));
      figure.run(new Effort(2, 150, false, true, threads), Progress.SILENT).write(out);
    }
    for (String file : List.of("data.csv", "summary.csv", "settings.yaml")) {
      assertEquals(
          Files.readString(folder.resolve("threads-1").resolve(file)),
          Files.readString(folder.resolve("threads-3").resolve(file)),
          file);
    }
  }

  @Test
  void fullFiguresHaveAnEntryAToken() {
    Effort full = new Effort(1, 150, false, false, 2);
    Map<String, Object> settings =
        figures().findFirst().orElseThrow().run(full, Progress.SILENT).settings();
    assertEquals("explicit", ((Map<?, ?>) settings.get("environment")).get("encoding"));
  }
}

package org.actionscape.study.grpo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  @ParameterizedTest
  @MethodSource("figures")
  void theSettingsHoldEveryNumberOfTheExperiment(GrpoFigure figure) {
    Map<String, Object> settings = figure.run(TINY, Progress.SILENT).settings();
    Set<String> always =
        Set.of(
            "prompts horizon tokens optimal_tokens partial_credit end_probability early_reward start_exponent",
            "start_bucket_width decoy_log10_odds farthest_optimal_rank encoding gradient",
            "samples_of_a_prompt advantages_normalized bonus_gradient clip_low clip_high epochs",
            "optimizer step_size steps first_seed seeds settings_chosen_on_seeds methods caption");
    always.stream()
        .flatMap(keys -> Stream.of(keys.split(" ")))
        .forEach(key -> assertTrue(settings.containsKey(key), key));
    boolean adaptive = figure.methods().contains(Method.AENT);
    for (String key : List.of("coefficient_step_size", "entropy_band", "coefficient_box")) {
      assertEquals(adaptive, settings.containsKey(key), key);
    }
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
    assertEquals(
        "explicit",
        figures().findFirst().orElseThrow().run(full, Progress.SILENT).settings().get("encoding"));
  }
}

package org.actionscape.study.figure1;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.actionscape.chart.Figure;
import org.actionscape.store.Interval;
import org.actionscape.store.Table;

/** Made-up tables in the form that a run of figure 1 leaves behind. */
public final class Figure1Folder {
  private static final List<String> METHODS = List.of("none", "entropy", "clamped");
  private static final int STEPS = 41;

  private Figure1Folder() {}

  public static Path fill(Path folder, int seeds) throws IOException {
    Table data =
        Table.withColumns("seed", "optimal_actions", "method", "step", "average_reward", "entropy");
    Table summary =
        Table.withColumns(
            "optimal_actions",
            "method",
            "final_reward",
            "final_reward_low",
            "final_reward_high",
            "gain",
            "gain_low",
            "gain_high",
            "published_final_reward",
            "published_gain");
    for (int optimal : new int[] {15, 10, 5, 1}) {
      for (String method : METHODS) {
        double[] last = new double[seeds];
        for (int seed = 0; seed < seeds; seed++) {
          last[seed] = 0.2 + 0.01 * optimal * METHODS.indexOf(method) + 0.01 * (seed % 3);
          for (int i = 0; i < STEPS; i++) {
            double reward = last[seed] * i / (STEPS - 1);
            data.add(seed, optimal, method, 100 * i, reward, 0.5);
          }
        }
        Interval reward = Interval.of(last);
        boolean published = optimal != 5;
        summary.add(
            optimal,
            method,
            reward.mean(),
            reward.low(),
            reward.high(),
            reward.mean() - 0.2,
            reward.low() - 0.2,
            reward.high() - 0.2,
            published ? 0.3 : Double.NaN,
            published ? 0.1 : Double.NaN);
      }
    }
    Files.createDirectories(folder);
    data.write(folder.resolve("data.csv"));
    summary.write(folder.resolve("summary.csv"));
    caption(folder, "Made-up numbers, λ = 0.11, α ≥ 1, η × 10⁵ − 3.");
    return folder;
  }

  public static void caption(Path folder, String caption) throws IOException {
    Files.writeString(
        folder.resolve("settings.yaml"),
        "details: {optimal_actions_shown: [15, 10, 1]}\ncaption: \"" + caption + "\"\n",
        StandardCharsets.UTF_8);
  }

  /** The figure that the folder's tables give. */
  public static Figure drawn(Path folder) throws IOException {
    return Figure1Chart.of(folder);
  }
}

package org.actionscape.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.actionscape.catalogue.Studies;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.IntervalXYDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No band shows what cannot be. */
class BandsTest {
  private static final Path PLOTS = Path.of("plots");

  /** Rounding of 9 stored digits. */
  private static final double DIGITS = 1e-8;

  @TempDir private Path folder;

  interface Drawing {
    Figure of(Path folder) throws IOException;
  }

  /** The lowest and the highest end of all bands, by what the axis says. */
  private static Map<String, double[]> bands(Figure figure) {
    Map<String, double[]> bands = new TreeMap<>();
    for (JFreeChart chart : figure.charts()) {
      XYPlot plot = chart.getXYPlot();
      IntervalXYDataset data = (IntervalXYDataset) plot.getDataset(0);
      double[] ends =
          bands.computeIfAbsent(
              plot.getRangeAxis().getLabel(),
              label -> new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY});
      for (int series = 0; series < data.getSeriesCount(); series++) {
        for (int i = 0; i < data.getItemCount(series); i++) {
          ends[0] = Math.min(ends[0], data.getStartYValue(series, i));
          ends[1] = Math.max(ends[1], data.getEndYValue(series, i));
        }
      }
    }
    return bands;
  }

  private static void assertWithin(double least, double most, double[] ends, String what) {
    assertTrue(
        ends[0] >= least - DIGITS && ends[1] <= most + DIGITS,
        what + ": " + ends[0] + " to " + ends[1]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "coefficient-sweep",
        "clamp-share",
        "bias-exploration",
        "self-training",
        "constant-coefficient",
        "score-entropy-length",
        "adaptive-coefficient",
        "proposition-1",
        "proposition-2"
      })
  void bandsOfCommittedFiguresShowWhatCanBe(String id) throws IOException {
    Map<String, double[]> bands = bands(Studies.figures().get(id).draw(PLOTS.resolve(id)));
    assertTrue(bands.values().stream().anyMatch(ends -> ends[0] < ends[1]), id);
    bands.forEach(
        (label, ends) -> {
          double most =
              switch (label) {
                case "average reward",
                    "missing to the optimum",
                    "missing to optimum",
                    "mass on the right action",
                    "share of contexts" ->
                    1;
                case "tokens" -> 3;
                // 10,000 tokens and the end; 100,000 actions; 100 actions.
                case "nats a step" -> Math.log(10_001);
                case "entropy (nats)" -> Math.log(id.equals("self-training") ? 100 : 100_000);
                default -> Double.MAX_VALUE;
              };
          assertWithin(label.equals("tokens") ? 1 : 0, most, ends, id + ", " + label);
        });
  }

  /** Two seeds at both ends of everything: their own intervals leave it everywhere. */
  @Test
  void bandsOfARunShowWhatCanBe() throws IOException {
    Files.writeString(
        folder.resolve("data.csv"),
        """
        seed,step,average_reward,entropy,length,coefficient_0,coefficient_1,sub_optimality
        1,0,-1,0,1,0.25,0,3
        2,0,2,4,3,2,1,0
        1,1,-1,0,1,0.25,0.5,3
        2,1,2,4,3,2,1,0
        """);
    Files.writeString(
        folder.resolve("summary.csv"),
        """
        metric,mean,low,high
        best_reward,2,,
        worst_reward,-1,,
        largest_entropy,4,,
        longest_episode,3,,
        least_coefficient_0,0.25,,
        most_coefficient_0,2,,
        """);
    Files.writeString(folder.resolve("settings.yaml"), "caption: Two seeds.\n");
    // Coefficient 0, which has a box, and 1, which has none, are told apart by their panels' order.
    Figure figure = RunFigure.of(folder);
    Map<String, double[]> bands = bands(figure);
    assertWithin(-1, 2, bands.get("average reward"), "reward");
    assertWithin(0, 4, bands.get("entropy (nats)"), "entropy");
    assertWithin(1, 3, bands.get("episode length (steps)"), "length");
    IntervalXYDataset box = (IntervalXYDataset) figure.charts().get(2).getXYPlot().getDataset(0);
    assertEquals(0.25, box.getStartYValue(0, 0));
    assertEquals(2, box.getEndYValue(0, 0));
    IntervalXYDataset free = (IntervalXYDataset) figure.charts().get(3).getXYPlot().getDataset(0);
    assertEquals(0, free.getStartYValue(0, 0));
    assertTrue(free.getEndYValue(0, 0) > 1);
  }
}

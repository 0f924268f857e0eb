package org.actionscape.study.clamp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.actionscape.chart.Axis;
import org.actionscape.chart.Curve;
import org.actionscape.chart.Figure;
import org.actionscape.chart.LegendEntry;
import org.actionscape.chart.Panel;
import org.actionscape.chart.Panels;
import org.actionscape.chart.Regularizer;
import org.actionscape.chart.ResultFiles;
import org.actionscape.chart.Style;
import org.actionscape.check.InvalidInputException;
import org.actionscape.store.Table;

/** Final reward over entropy coefficient and sparsity, entropy and clamped entropy side by side. */
final class PhaseDiagramChart {
  private PhaseDiagramChart() {}

  /**
   * Composes the figure from the files that its run left behind.
   *
   * @param folder holds {@code summary.csv} and {@code settings.yaml}
   * @return the figure
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException if a file, a column or the caption is missing
   */
  static Figure of(Path folder) throws IOException {
    ResultFiles files = new ResultFiles(folder);
    Table summary = files.table("summary.csv");
    List<Panel> panels = new ArrayList<>();
    for (Regularizer method : List.of(Regularizer.ENTROPY, Regularizer.CLAMPED)) {
      Table rows = summary.where("method", method.id());
      List<double[]> cells = new ArrayList<>();
      for (int i = 0; i < rows.rows(); i++) {
        cells.add(
            new double[] {
              Math.log10(rows.number(i, "lambda")),
              Math.log10(rows.number(i, "sparsity")),
              rows.number(i, "final_reward")
            });
      }
      panels.add(
          Panels.heat(
              method.label,
              Axis.decades("entropy coefficient \u03bb"),
              Axis.decades("optimal share n / |A|"),
              cells,
              List.of(critical(rows))));
    }
    return new Figure(
        "Final reward over entropy coefficient and sparsity",
        List.of(
            List.of(
                LegendEntry.heat("average reward, 0 (dark) to 1 (light)"),
                LegendEntry.line("\u03bb_c (white)", Style.GREY, Curve.Stroke.SOLID))),
        panels,
        2,
        files.caption());
  }

  /** The critical coefficient at every sparsity that has one in the picture. */
  private static Map<Double, Double> critical(Table rows) {
    double[] lambdas = rows.numbers("lambda");
    double highest = Arrays.stream(lambdas).max().orElseThrow();
    Map<Double, Double> line = new LinkedHashMap<>();
    for (String sparsity : rows.distinct("sparsity")) {
      double critical = rows.where("sparsity", sparsity).number(0, "lambda_c");
      if (critical > 0 && critical <= highest) {
        line.put(Math.log10(critical), Math.log10(Double.parseDouble(sparsity)));
      }
    }
    return line;
  }
}

package org.actionscape.study.reference;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.actionscape.chart.Axis;
import org.actionscape.chart.Curve;
import org.actionscape.chart.Figure;
import org.actionscape.chart.LegendEntry;
import org.actionscape.chart.Palette;
import org.actionscape.chart.Panel;
import org.actionscape.chart.Panels;
import org.actionscape.chart.ResultFiles;
import org.actionscape.chart.Style;
import org.actionscape.check.InvalidInputException;
import org.actionscape.store.Table;

/** Mass on the groups of actions against the coefficient of divergence, entropy or both. */
final class KlAndEntropyChart {
  private static final double LEAST_MASS = 1e-14;

  /** What is drawn of each objective. */
  private enum Terms {
    ENTROPY("entropy", "entropy alone", Palette.BLUE),
    BOTH("both", "both, half each", Palette.GREEN),
    KL("kl", "KL to the reference alone", Palette.ORANGE);

    final String id;
    final String label;
    final Color colour;

    Terms(String id, String label, Color colour) {
      this.id = id;
      this.label = label;
      this.colour = colour;
    }
  }

  private KlAndEntropyChart() {}

  /**
   * Composes the figure from the files that its run left behind.
   *
   * @param folder holds {@code data.csv} and {@code settings.yaml}
   * @return the figure
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException if a file, a column or the caption is missing
   */
  static Figure of(Path folder) throws IOException {
    ResultFiles files = new ResultFiles(folder);
    Table data = files.table("data.csv");
    Axis share = Axis.linear("mass").between(0, 1);
    Axis small = Axis.logarithmic("mass").between(LEAST_MASS, 10);
    List<Panel> panels =
        List.of(
            masses("right actions (average reward)", data, "right", share),
            masses("impossible actions", data, "impossible", small),
            masses("the reference's mistake", data, "mistake", share),
            distances(data));
    List<LegendEntry> keys = new ArrayList<>();
    for (Terms terms : Terms.values()) {
      keys.add(LegendEntry.line(terms.label, terms.colour, Curve.Stroke.SOLID));
    }
    return new Figure(
        "Divergence from a reference anchors, entropy spreads",
        List.of(keys, List.of(LegendEntry.line("closed form", Style.INK, Curve.Stroke.DASHED))),
        panels,
        2,
        files.caption());
  }

  private static Panel masses(String title, Table data, String group, Axis y) {
    List<Curve> curves = new ArrayList<>();
    for (Terms terms : Terms.values()) {
      Table rows = data.where("terms", terms.id).where("group", group);
      curves.add(new Curve(terms.label, terms.colour, rows.intervals("coefficient", "mass")));
    }
    for (Terms terms : Terms.values()) {
      Table rows = data.where("terms", terms.id).where("group", group);
      curves.add(
          new Curve(
              terms.label + ", closed form",
              Style.INK,
              Curve.Stroke.DASHED,
              rows.intervals("coefficient", "optimal_mass")));
    }
    return Panels.curves(title, Axis.logarithmic("coefficient c"), y, curves, List.of());
  }

  private static Panel distances(Table data) {
    List<Curve> curves = new ArrayList<>();
    for (Terms terms : Terms.values()) {
      Table rows = data.where("terms", terms.id).where("group", "all");
      curves.add(new Curve(terms.label, terms.colour, rows.intervals("step", "distance")));
    }
    return Panels.curves(
        "distance to the closed form",
        Axis.whole("step"),
        Axis.logarithmic("of log \u03c0 (nats)"),
        curves,
        List.of());
  }
}

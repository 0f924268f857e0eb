package org.actionscape.chart;

import java.awt.Color;
import java.awt.Paint;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.actionscape.store.Interval;
import org.actionscape.store.Thinning;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.DefaultXYZDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** The kinds of panel that figures are made of. */
public final class Panels {
  /** More points than a panel has room to show only make the file large; see {@link Thinning}. */
  public static final int POINTS_PER_CURVE = 200;

  private Panels() {}

  /** Curves with their bands over dashed reference lines. */
  public static Panel curves(
      String title, Axis x, Axis y, List<Curve> curves, List<ReferenceLine> references) {
    XYSeriesCollection lines = new XYSeriesCollection();
    YIntervalSeriesCollection bands = new YIntervalSeriesCollection();
    XYLineAndShapeRenderer line = new XYLineAndShapeRenderer(true, false);
    line.setDrawSeriesLineAsPath(true);
    DeviationRenderer band = new DeviationRenderer(false, false);
    band.setAlpha(1);
    for (int i = 0; i < curves.size(); i++) {
      Curve curve = curves.get(i);
      XYSeries means = new XYSeries(curve.name());
      YIntervalSeries intervals = new YIntervalSeries(curve.name());
      List<Map.Entry<Double, Interval>> points = List.copyOf(curve.points().entrySet());
      double[] mean = points.stream().mapToDouble(point -> point.getValue().mean()).toArray();
      for (int at : Thinning.extremes(points.size(), POINTS_PER_CURVE, mean)) {
        means.add(points.get(at).getKey().doubleValue(), mean[at]);
      }
      points = points.stream().filter(point -> !Double.isNaN(point.getValue().low())).toList();
      double[] low = points.stream().mapToDouble(point -> point.getValue().low()).toArray();
      double[] high = points.stream().mapToDouble(point -> point.getValue().high()).toArray();
      for (int at : Thinning.extremes(points.size(), POINTS_PER_CURVE, low, high)) {
        Interval interval = points.get(at).getValue();
        intervals.add(points.get(at).getKey(), interval.mean(), low[at], high[at]);
      }
      lines.addSeries(means);
      bands.addSeries(intervals);
      line.setSeriesPaint(i, curve.colour());
      line.setSeriesStroke(i, Style.stroke(curve.stroke()));
      band.setSeriesFillPaint(i, Style.band(curve.colour()));
    }
    XYPlot plot = new XYPlot(bands, Style.axis(x), Style.axis(y), band);
    plot.setDataset(1, lines);
    plot.setRenderer(1, line);
    for (int i = 0; i < references.size(); i++) {
      ReferenceLine reference = references.get(i);
      if (!Double.isNaN(reference.value())) {
        plot.addRangeMarker(
            new ValueMarker(reference.value(), reference.colour(), Style.published(Style.DASH, i)),
            Layer.BACKGROUND);
      }
    }
    boolean hasIntervals =
        curves.stream().flatMap(c -> c.points().values().stream()).anyMatch(Interval::isWide);
    return new Panel(title, Style.chart(plot), hasIntervals);
  }

  /**
   * Cells of values from 0 to 1, under lines.
   *
   * @param cells x, y and value of each cell
   */
  public static Panel heat(
      String title, Axis x, Axis y, List<double[]> cells, List<Map<Double, Double>> lines) {
    double[][] columns = new double[3][cells.size()];
    for (int i = 0; i < cells.size(); i++) {
      for (int j = 0; j < columns.length; j++) {
        columns[j][i] = cells.get(i)[j];
      }
    }
    DefaultXYZDataset values = new DefaultXYZDataset();
    values.addSeries("cells", columns);
    XYBlockRenderer blocks = new XYBlockRenderer();
    blocks.setBlockWidth(spacing(columns[0]));
    blocks.setBlockHeight(spacing(columns[1]));
    blocks.setPaintScale(
        new PaintScale() {
          @Override
          public double getLowerBound() {
            return 0;
          }

          @Override
          public double getUpperBound() {
            return 1;
          }

          @Override
          public Paint getPaint(double value) {
            return Style.heat(value);
          }
        });
    XYSeriesCollection overlays = new XYSeriesCollection();
    XYLineAndShapeRenderer line = new XYLineAndShapeRenderer(true, false);
    for (int i = 0; i < lines.size(); i++) {
      XYSeries series = new XYSeries(i, false);
      lines.get(i).forEach(series::add);
      overlays.addSeries(series);
      line.setSeriesPaint(i, Color.WHITE);
      line.setSeriesStroke(i, Style.stroke(Curve.Stroke.SOLID));
    }
    XYPlot plot = new XYPlot(values, Style.axis(x), Style.axis(y), blocks);
    plot.setDataset(1, overlays);
    plot.setRenderer(1, line);
    return new Panel(title, Style.chart(plot), false);
  }

  private static double spacing(double[] places) {
    double[] distinct = Arrays.stream(places).sorted().distinct().toArray();
    return (distinct[distinct.length - 1] - distinct[0]) / (distinct.length - 1);
  }

  /** Bars side by side within each category. */
  public static Panel bars(String title, String categories, Axis y, List<Bars> series) {
    DefaultCategoryDataset means = new DefaultCategoryDataset();
    for (Bars bars : series) {
      bars.byCategory()
          .forEach((category, bar) -> means.addValue(bar.interval().mean(), bars.name(), category));
    }
    ValueAxis range = Style.axis(y);
    CategoryPlot plot =
        new CategoryPlot(means, Style.categories(categories), range, new BarPainter(series));
    boolean hasIntervals =
        series.stream()
            .flatMap(bars -> bars.byCategory().values().stream())
            .anyMatch(bar -> bar.interval().isWide());
    return new Panel(title, Style.chart(plot), hasIntervals);
  }
}

package org.actionscape.chart;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.DoubleStream;
import org.actionscape.store.Interval;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.CategoryItemRendererState;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.Range;
import org.jfree.data.category.CategoryDataset;

/** Plain bars, each with a whisker for its interval and a dashed mark at the published value. */
final class BarPainter extends BarRenderer {
  /** The dashed mark and the cap of the whisker, relative to the bar's width. */
  private static final double MARK = 1.24;

  private static final double CAP = 0.28;

  private final List<Bars> series;

  BarPainter(List<Bars> series) {
    this.series = series;
    setBarPainter(new StandardBarPainter());
    setShadowVisible(false);
    setItemMargin(0.06);
    for (int i = 0; i < series.size(); i++) {
      setSeriesPaint(i, series.get(i).colour());
    }
  }

  @Override
  public Range findRangeBounds(CategoryDataset dataset) {
    double[] ends =
        series.stream()
            .flatMap(bars -> bars.byCategory().values().stream())
            .flatMapToDouble(
                bar ->
                    DoubleStream.of(
                        bar.interval().mean(),
                        bar.interval().low(),
                        bar.interval().high(),
                        bar.published()))
            .filter(value -> !Double.isNaN(value))
            .toArray();
    return new Range(
        Math.min(0, DoubleStream.of(ends).min().orElse(0)),
        Math.max(0, DoubleStream.of(ends).max().orElse(0)));
  }

  @Override
  public void drawItem(
      Graphics2D g,
      CategoryItemRendererState state,
      Rectangle2D area,
      CategoryPlot plot,
      CategoryAxis domain,
      ValueAxis range,
      CategoryDataset dataset,
      int row,
      int column,
      int pass) {
    super.drawItem(g, state, area, plot, domain, range, dataset, row, column, pass);
    Bars.Bar bar = series.get(row).byCategory().get(dataset.getColumnKey(column));
    double width = state.getBarWidth();
    double centre =
        calculateBarW0(plot, plot.getOrientation(), area, domain, state, row, column) + width / 2;
    g.setPaint(Style.INK);
    Interval interval = bar.interval();
    if (!Double.isNaN(interval.low())) {
      double low = range.valueToJava2D(interval.low(), area, plot.getRangeAxisEdge());
      double high = range.valueToJava2D(interval.high(), area, plot.getRangeAxisEdge());
      g.setStroke(Style.WHISKER);
      g.draw(new Line2D.Double(centre, low, centre, high));
      across(g, centre, low, CAP * width);
      across(g, centre, high, CAP * width);
    }
    if (!Double.isNaN(bar.published())) {
      // Three dashes, symmetric about the bar.
      g.setStroke(Style.published(MARK * width / 5, 0));
      across(
          g,
          centre,
          range.valueToJava2D(bar.published(), area, plot.getRangeAxisEdge()),
          MARK * width);
    }
  }

  private static void across(Graphics2D g, double centre, double y, double width) {
    g.draw(new Line2D.Double(centre - width / 2, y, centre + width / 2, y));
  }
}

package org.actionscape.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.text.NumberFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.LogTick;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnit;
import org.jfree.chart.ui.RectangleEdge;

/**
 * JFreeChart's, whose labels carry attributes that only a typeface of the platform can lay out.
 * Here they are plain text like those of other axes, so they are drawn in the bundled typeface and
 * stand level with their ticks, on every machine.
 */
final class LogarithmicAxis extends LogAxis {
  LogarithmicAxis(NumberFormat numbers) {
    setNumberFormatOverride(numbers);
  }

  /**
   * Ticks at powers of ten, which alone have short names, wherever at least two are sure to be
   * there.
   */
  @Override
  protected void selectAutoTickUnit(Graphics2D g, Rectangle2D area, RectangleEdge edge) {
    super.selectAutoTickUnit(g, area, edge);
    double decades = Math.log10(getRange().getUpperBound() / getRange().getLowerBound());
    if (decades > 2 && getTickUnit().getSize() < 1) {
      setTickUnit(new NumberTickUnit(1), false, false);
    }
  }

  // JFreeChart's types.
  @Override
  @SuppressWarnings("rawtypes")
  public List refreshTicks(Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
    Stream<?> ticks = super.refreshTicks(g, state, area, edge).stream();
    return ticks.map(tick -> plain((LogTick) tick)).toList();
  }

  private NumberTick plain(LogTick tick) {
    return new NumberTick(
        tick.getTickType(),
        tick.getValue(),
        tick.getAttributedLabel() == null ? null : label(tick.getValue()),
        tick.getTextAnchor(),
        tick.getRotationAnchor(),
        tick.getAngle());
  }

  private String label(double value) {
    return getNumberFormatOverride().format(value);
  }

  @Override
  protected double estimateMaximumTickLabelWidth(Graphics2D g, TickUnit unit) {
    return Math.max(width(getRange().getLowerBound()), width(getRange().getUpperBound()));
  }

  private double width(double value) {
    return getTickLabelFont().getStringBounds(label(value), null).getWidth();
  }
}

package org.actionscape.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;

/**
 * One entry of a legend: a small sample of what is drawn, and what it means.
 *
 * @param ofIntervals whether it explains bands and whiskers, which a figure of one seed has none of
 */
public record LegendEntry(String label, Sample sample, boolean ofIntervals) {
  static final double SAMPLE_WIDTH = 18;

  LegendEntry(String label, Sample sample) {
    this(label, sample, false);
  }

  /** Draws a sample from (x, y) to the right, y being its middle. */
  @FunctionalInterface
  interface Sample {
    void draw(Graphics2D g, double x, double y);
  }

  /** A method's colour, as strong line: it stands for the curves and for the bars. */
  public static LegendEntry colour(Regularizer method) {
    return new LegendEntry(
        method.label,
        (g, x, y) -> {
          g.setPaint(method.colour);
          g.setStroke(new BasicStroke(3, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
          g.draw(new Line2D.Double(x, y, x + SAMPLE_WIDTH, y));
        });
  }

  /** A line like that of a curve. */
  public static LegendEntry line(String label, Color colour, Curve.Stroke stroke) {
    return new LegendEntry(
        label,
        (g, x, y) -> {
          g.setPaint(colour);
          g.setStroke(Style.stroke(stroke));
          g.draw(new Line2D.Double(x, y, x + SAMPLE_WIDTH, y));
        });
  }

  /** The colours of a heat map, from 0 to 1. */
  public static LegendEntry heat(String label) {
    return new LegendEntry(
        label,
        (g, x, y) -> {
          int steps = 9;
          double width = SAMPLE_WIDTH / steps;
          for (int i = 0; i < steps; i++) {
            g.setPaint(Style.heat(i / (steps - 1.0)));
            g.fill(new Rectangle2D.Double(x + i * width, y - 4, width, 8));
          }
        });
  }

  /** Bands and whiskers; left out of the legend of a figure that has none. */
  public static LegendEntry interval() {
    return new LegendEntry(
        "95 % interval over seeds",
        (g, x, y) -> {
          g.setPaint(Style.band(Color.BLACK));
          g.fill(new Rectangle2D.Double(x, y - 4, SAMPLE_WIDTH, 8));
        },
        true);
  }

  /** Dashed lines. */
  public static LegendEntry published(String label) {
    return new LegendEntry(
        label,
        (g, x, y) -> {
          g.setPaint(Style.INK);
          g.setStroke(Style.published(Style.DASH, 0));
          g.draw(new Line2D.Double(x, y, x + SAMPLE_WIDTH, y));
        });
  }
}

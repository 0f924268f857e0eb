package org.actionscape.chart;

import java.awt.Color;
import java.util.Map;
import org.actionscape.store.Interval;

/**
 * A line of means over seeds with its confidence band, which is left out where there is none.
 *
 * @param name what the legend calls it; told apart by it, so each curve of a figure has its own
 * @param colour its colour, see {@link Palette} and {@link Regularizer#colour()}
 * @param stroke how it is drawn
 * @param points where it is at each x, in ascending order, not copied; a NaN for a mean lifts the
 *     pen, one for an end leaves the band out
 */
public record Curve(String name, Color colour, Stroke stroke, Map<Double, Interval> points) {
  /** How a line is drawn. */
  public enum Stroke {
    /** What was measured. */
    SOLID,
    /** A mark. */
    THICK,
    /** What was measured under a second condition. */
    DOTTED,
    /** What theory says. */
    DASHED
  }

  /**
   * A solid line: what was measured.
   *
   * @param name what the legend calls it
   * @param colour its colour
   * @param points where it is at each x, in ascending order
   */
  public Curve(String name, Color colour, Map<Double, Interval> points) {
    this(name, colour, Stroke.SOLID, points);
  }
}

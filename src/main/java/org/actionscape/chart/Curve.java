package org.actionscape.chart;

import java.awt.Color;
import java.util.Map;
import org.actionscape.experiment.Interval;

/** A line of means over seeds with its confidence band, which is left out where there is none. */
record Curve(String name, Color colour, Stroke stroke, Map<Double, Interval> points) {
  /** How a line is drawn. */
  enum Stroke {
    /** What was measured. */
    SOLID,
    /** A mark. */
    THICK,
    /** What was measured under a second condition. */
    DOTTED,
    /** What theory says. */
    DASHED
  }

  Curve(String name, Color colour, Map<Double, Interval> points) {
    this(name, colour, Stroke.SOLID, points);
  }
}

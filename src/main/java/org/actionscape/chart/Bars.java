package org.actionscape.chart;

import java.awt.Color;
import java.util.Map;
import org.actionscape.experiment.Interval;

/** One bar a category, all of one colour. */
record Bars(String name, Color colour, Map<String, Bar> byCategory) {
  /** A mean over seeds with its interval and the value published by others; each end may be NaN. */
  record Bar(Interval interval, double published) {}
}

package org.actionscape.chart;

import java.awt.Color;
import java.util.Map;
import org.actionscape.store.Interval;

/** One bar a category, all of one colour. */
public record Bars(String name, Color colour, Map<String, Bar> byCategory) {
  /** A mean over seeds with its interval and the value published by others; each end may be NaN. */
  public record Bar(Interval interval, double published) {}
}

package org.actionscape.chart;

import java.awt.Color;
import java.util.Map;
import org.actionscape.experiment.Interval;

/** A line of means over seeds with its confidence band, which is left out where there is none. */
record Curve(String name, Color colour, Map<Double, Interval> points) {}

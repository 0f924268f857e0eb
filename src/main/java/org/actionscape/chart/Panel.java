package org.actionscape.chart;

import org.jfree.chart.JFreeChart;

/**
 * One chart of a figure under its small title.
 *
 * @param hasIntervals whether a band or whisker can be seen
 */
public record Panel(String title, JFreeChart chart, boolean hasIntervals) {}

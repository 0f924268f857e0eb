package org.actionscape.chart;

import org.jfree.chart.JFreeChart;

/** One chart of a figure under its small title. */
record Panel(String title, JFreeChart chart) {}

package org.actionscape.chart;

import java.awt.Color;

/** A value to compare with, for a thin dashed line across a panel; NaN for none. */
public record ReferenceLine(double value, Color colour) {}

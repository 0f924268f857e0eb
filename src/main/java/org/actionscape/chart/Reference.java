package org.actionscape.chart;

import java.awt.Color;

/** A value published by others, for a thin dashed line across a panel; NaN for none. */
record Reference(double value, Color colour) {}

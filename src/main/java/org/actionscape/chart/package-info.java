/**
 * Figures from tables on disk: a table becomes a {@link org.actionscape.chart.Figure}, which is
 * written as SVG, PNG and PDF. A live run never comes in here: what a window draws, frame by frame,
 * are numbers too.
 *
 * <p>The SVG is the reference. Its bytes depend on the tables alone, not on the machine, its fonts
 * or its Java: all text is drawn as outlines of the bundled Lato, read without the font system of
 * the platform, whose outlines and metrics differ between Java versions and which is not there at
 * all on a machine without fonts. Coordinates are final points with two decimals.
 *
 * <p>A figure shows means over seeds as lines or bars, their 95 % confidence intervals as bands or
 * whiskers, and values published by others as thin dashed lines.
 *
 * <p>A figure of one's own is composed by {@link org.actionscape.chart.Figure#of} from {@link
 * org.actionscape.chart.Curve curves}, and written by {@link org.actionscape.chart.FigureWriter}.
 */
package org.actionscape.chart;

package org.actionscape.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Stroke;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.ui.RectangleInsets;

/**
 * The look of every figure: bundled font, light grid, no frames, no decoration. Lengths are points;
 * sizes are chosen so that a figure shrunk to a column of 3.4 inches can still be read.
 */
public final class Style {
  static final double FONT_SIZE = 9.5;
  static final Font TEXT = Lato.REGULAR.at(FONT_SIZE);
  static final Font TITLE = Lato.BOLD.at(FONT_SIZE);

  public static final Color INK = Palette.INK;
  public static final Color GREY = new Color(0x8C8C8C);
  static final Color GRID = new Color(0xE6E6E6);

  /** Okabe and Ito's vermilion, beside the methods' colours. */
  public static final Color VERMILION = new Color(0xD55E00);

  static final Stroke WHISKER = line(0.9f);
  private static final Stroke AXIS = line(0.6f);
  private static final Stroke GRID_LINE = line(0.5f);

  static final double DASH = 3;

  /**
   * One hue, darker for a number that grows from curve to curve: what is largest stands out, and
   * what is next to nothing is far from the black of nothing.
   */
  private static final Color[] ORDINAL = {
    new Color(0x8CC0DF), new Color(0x4A98C9), new Color(0x1B5FA8), new Color(0x08244F)
  };

  /** Ten stops of cividis (Nunez, Anderton and Renslow 2018). */
  private static final Color[] CIVIDIS = {
    new Color(0x00204D), new Color(0x00336F), new Color(0x39486B), new Color(0x575C6D),
    new Color(0x707173), new Color(0x8A8779), new Color(0xA69D75), new Color(0xC4B56C),
    new Color(0xE4CF5B), new Color(0xFFEA46)
  };

  private static final int BAND_ALPHA = 56;

  // Margins that most labels are content with.
  private static final double LEFT = 42;
  private static final double BOTTOM = 30;
  private static final double TOP = 5;
  private static final double RIGHT = 14;

  static {
    // JFreeChart would lay rotated text out with the platform's fonts, against a defect of Java
    // 1.4,
    // and measure text in whole points.
    TextUtils.setUseDrawRotatedStringWorkaround(false);
    TextUtils.setUseFontMetricsGetStringBounds(true);
  }

  private Style() {}

  /** The tint of a confidence band around a curve. */
  static Color band(Color colour) {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), BAND_ALPHA);
  }

  /**
   * The stroke of a published value.
   *
   * @param dash length of a dash and of a gap
   * @param skip how many of them to leave out at the start: of two lines at the same value, both
   *     can be seen if the dashes of one fall into the gaps of the other
   */
  static Stroke published(double dash, int skip) {
    return new BasicStroke(
        0.9f,
        BasicStroke.CAP_BUTT,
        BasicStroke.JOIN_ROUND,
        1,
        new float[] {(float) dash, (float) dash},
        (float) (skip * dash));
  }

  /** The colour of the i-th of so many ordered curves. */
  public static Color ordinal(int i, int count) {
    return ordinal(ORDINAL, i, count);
  }

  /** The i-th of so many colours from the first of some stops to the last. */
  public static Color ordinal(Color[] stops, int i, int count) {
    return between(stops, count == 1 ? 1 : i / (count - 1.0));
  }

  /** A value from 0 to 1 on the cividis scale: dark to light, for any kind of eye and for grey. */
  static Color heat(double value) {
    return between(CIVIDIS, Math.max(0, Math.min(1, value)));
  }

  /** The colour at a share of the way from the first stop to the last. */
  private static Color between(Color[] stops, double way) {
    double place = way * (stops.length - 1);
    int stop = Math.min((int) place, stops.length - 2);
    double share = place - stop;
    Color low = stops[stop];
    Color high = stops[stop + 1];
    return new Color(
        mix(low.getRed(), high.getRed(), share),
        mix(low.getGreen(), high.getGreen(), share),
        mix(low.getBlue(), high.getBlue(), share));
  }

  private static int mix(int low, int high, double share) {
    return (int) Math.round(low + share * (high - low));
  }

  /** The stroke of a curve. */
  static Stroke stroke(Curve.Stroke stroke) {
    return switch (stroke) {
      case SOLID -> line(1.5f);
      case THICK -> line(4.5f);
      case DOTTED -> dashed(1.5f, 1.5f, 2);
      case DASHED -> dashed(0.9f, 4, 2);
    };
  }

  private static Stroke dashed(float width, float dash, float gap) {
    return new BasicStroke(
        width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {dash, gap}, 0);
  }

  static ValueAxis axis(Axis axis) {
    ChartAxis result = new ChartAxis(axis);
    dress(result);
    return result;
  }

  static CategoryAxis categories(String label) {
    CategoryAxis axis = new CategoryAxis();
    axis.setCategoryMargin(0.3);
    axis.setLowerMargin(0.04);
    axis.setUpperMargin(0.04);
    axis.setCategoryLabelPositionOffset(1);
    axis.setLabel(label);
    dress(axis);
    // JFreeChart leaves more room below categories than below numbers; level with other panels.
    axis.setLabelInsets(new RectangleInsets(-3, 0, 0, 0));
    return axis;
  }

  static JFreeChart chart(XYPlot plot) {
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setDomainGridlinePaint(GRID);
    plot.setDomainGridlineStroke(GRID_LINE);
    plot.setRangeGridlinePaint(GRID);
    plot.setRangeGridlineStroke(GRID_LINE);
    return plain(plot);
  }

  static JFreeChart chart(CategoryPlot plot) {
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setRangeGridlinePaint(GRID);
    plot.setRangeGridlineStroke(GRID_LINE);
    plot.setRangeZeroBaselineVisible(true);
    plot.setRangeZeroBaselinePaint(INK);
    plot.setRangeZeroBaselineStroke(AXIS);
    return plain(plot);
  }

  private static JFreeChart plain(Plot plot) {
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    JFreeChart chart = new JFreeChart(null, TITLE, plot, false);
    chart.setBackgroundPaint(null);
    return chart;
  }

  /** The room around a plot that the labels of its axes need, at least that of all panels. */
  static Margins margins(Plot plot, double width, double height) {
    double left = LEFT;
    if (range(plot) instanceof ChartAxis y) {
      left = Math.max(left, y.width(height - TOP - BOTTOM));
    }
    double right = RIGHT;
    if (plot instanceof XYPlot xy && xy.getDomainAxis() instanceof ChartAxis x) {
      right = Math.max(right, x.overhang(width - left - right));
    }
    return new Margins(left, right);
  }

  /** Where a plot ends within its panel; the same for all panels of a figure keeps them aligned. */
  record Margins(double left, double right) {
    Margins orWider(Margins other) {
      return new Margins(Math.max(left, other.left), Math.max(right, other.right));
    }

    void applyTo(Plot plot) {
      AxisSpace space = new AxisSpace();
      space.setLeft(left);
      space.setBottom(BOTTOM);
      plot.setInsets(new RectangleInsets(TOP, 0, 0, right));
      if (plot instanceof XYPlot xy) {
        xy.setFixedDomainAxisSpace(space);
        xy.setFixedRangeAxisSpace(space);
      } else if (plot instanceof CategoryPlot bars) {
        bars.setFixedDomainAxisSpace(space);
        bars.setFixedRangeAxisSpace(space);
      }
    }
  }

  private static ValueAxis range(Plot plot) {
    return plot instanceof XYPlot xy ? xy.getRangeAxis() : ((CategoryPlot) plot).getRangeAxis();
  }

  private static void dress(org.jfree.chart.axis.Axis axis) {
    axis.setLabelFont(TEXT);
    axis.setLabelPaint(INK);
    axis.setLabelInsets(new RectangleInsets(1, 0, 0, 3));
    axis.setTickLabelFont(TEXT);
    axis.setTickLabelPaint(INK);
    axis.setAxisLinePaint(GREY);
    axis.setAxisLineStroke(AXIS);
    axis.setTickMarkPaint(GREY);
    axis.setTickMarkStroke(AXIS);
    axis.setTickMarkOutsideLength(3);
  }

  private static Stroke line(float width) {
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
  }
}

package org.actionscape.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Stroke;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
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
final class Style {
  static final double FONT_SIZE = 9.5;
  static final Font TEXT = Lato.REGULAR.at(FONT_SIZE);
  static final Font TITLE = Lato.BOLD.at(FONT_SIZE);

  static final Color INK = Palette.INK;
  static final Color GREY = new Color(0x8C8C8C);
  static final Color GRID = new Color(0xE6E6E6);

  /** Okabe and Ito's vermilion, beside the methods' colours. */
  static final Color VERMILION = new Color(0xD55E00);

  static final Stroke WHISKER = line(0.9f);
  private static final Stroke AXIS = line(0.6f);
  private static final Stroke GRID_LINE = line(0.5f);

  static final double DASH = 3;

  /** One hue from dark to light, for a number that grows from curve to curve. */
  private static final Color[] ORDINAL = {
    new Color(0x08306B), new Color(0x2171B5), new Color(0x6BAED6), new Color(0xB5CFE3)
  };

  /** Ten stops of cividis (Nunez, Anderton and Renslow 2018). */
  private static final Color[] CIVIDIS = {
    new Color(0x00204D), new Color(0x00336F), new Color(0x39486B), new Color(0x575C6D),
    new Color(0x707173), new Color(0x8A8779), new Color(0xA69D75), new Color(0xC4B56C),
    new Color(0xE4CF5B), new Color(0xFFEA46)
  };

  private static final int BAND_ALPHA = 56;

  // The same margins for every panel keep the plots of a grid aligned.
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

  /** The colour of the i-th of a few ordered curves. */
  static Color ordinal(int i) {
    return ORDINAL[i];
  }

  /** A value from 0 to 1 on the cividis scale: dark to light, for any kind of eye and for grey. */
  static Color heat(double value) {
    double place = Math.max(0, Math.min(1, value)) * (CIVIDIS.length - 1);
    int stop = Math.min((int) place, CIVIDIS.length - 2);
    double share = place - stop;
    Color low = CIVIDIS[stop];
    Color high = CIVIDIS[stop + 1];
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
    ValueAxis result =
        switch (axis.scale()) {
          case LINEAR -> linear();
          case LOGARITHMIC -> logarithmic();
          case DECADES -> decades();
        };
    if (!Double.isNaN(axis.low())) {
      result.setRange(axis.low(), axis.high());
    }
    dress(result, axis.label());
    return result;
  }

  static CategoryAxis categories(String label) {
    CategoryAxis axis = new CategoryAxis();
    axis.setCategoryMargin(0.3);
    axis.setLowerMargin(0.04);
    axis.setUpperMargin(0.04);
    axis.setCategoryLabelPositionOffset(1);
    dress(axis, label);
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
    plot.setFixedDomainAxisSpace(margins());
    plot.setFixedRangeAxisSpace(margins());
    return plain(plot);
  }

  static JFreeChart chart(CategoryPlot plot) {
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setRangeGridlinePaint(GRID);
    plot.setRangeGridlineStroke(GRID_LINE);
    plot.setRangeZeroBaselineVisible(true);
    plot.setRangeZeroBaselinePaint(INK);
    plot.setRangeZeroBaselineStroke(AXIS);
    plot.setFixedDomainAxisSpace(margins());
    plot.setFixedRangeAxisSpace(margins());
    return plain(plot);
  }

  private static JFreeChart plain(Plot plot) {
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setInsets(new RectangleInsets(TOP, 0, 0, RIGHT));
    JFreeChart chart = new JFreeChart(null, TITLE, plot, false);
    chart.setBackgroundPaint(null);
    return chart;
  }

  private static AxisSpace margins() {
    AxisSpace space = new AxisSpace();
    space.setLeft(LEFT);
    space.setBottom(BOTTOM);
    return space;
  }

  private static ValueAxis linear() {
    NumberAxis axis = new NumberAxis();
    axis.setNumberFormatOverride(numbers());
    return axis;
  }

  private static ValueAxis decades() {
    NumberAxis axis = new NumberAxis();
    axis.setTickUnit(new NumberTickUnit(1, new PowersOfTen(numbers(), true)));
    axis.setAutoRangeIncludesZero(false);
    axis.setLowerMargin(0);
    axis.setUpperMargin(0);
    return axis;
  }

  private static ValueAxis logarithmic() {
    LogAxis axis = new LogarithmicAxis(new PowersOfTen(numbers(), false));
    axis.setMinorTickMarksVisible(false);
    return axis;
  }

  private static void dress(org.jfree.chart.axis.Axis axis, String label) {
    axis.setLabel(label);
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

  private static DecimalFormat numbers() {
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
    symbols.setMinusSign('−');
    return new DecimalFormat("0.######", symbols);
  }

  private static Stroke line(float width) {
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
  }
}

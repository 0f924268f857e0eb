package org.actionscape.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.Predicate;
import org.actionscape.chart.Ticks.Tick;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.plot.ValueAxisPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;

/**
 * A value axis as it is drawn. JFreeChart's own take six decimals for enough, powers of ten for all
 * that a logarithmic axis can have ticks at, and 1e-8 for the narrowest range.
 */
final class ChartAxis extends NumberAxis {
  private static final double LEAST_GAP_LEVEL = 8;
  private static final double LEAST_DISTANCE_UPRIGHT = 1.6 * Style.FONT_SIZE;

  /** Tick mark, room around the labels, and the title. */
  private static final double BESIDE_LABELS = 27;

  private static final double SMALLEST_TITLE = 6;

  private final Axis.Scale scale;

  ChartAxis(Axis axis) {
    super(axis.label());
    scale = axis.scale();
    setAutoRangeMinimumSize(Double.MIN_NORMAL);
    if (scale == Axis.Scale.DECADES) {
      setAutoRangeIncludesZero(false);
      setLowerMargin(0);
      setUpperMargin(0);
    }
    if (!Double.isNaN(axis.low())) {
      setRange(axis.low(), axis.high());
    }
  }

  private boolean logarithmic() {
    return scale == Axis.Scale.LOGARITHMIC;
  }

  /** The end of the range on the scale on which places are in proportion. */
  private double inProportion(double value) {
    return logarithmic() ? StrictMath.log10(value) : value;
  }

  private double low() {
    return inProportion(getLowerBound());
  }

  private double high() {
    return inProportion(getUpperBound());
  }

  /** Whether ticks are at multiples of a number, not at powers of ten. */
  private boolean evenTicks() {
    return switch (scale) {
      case LINEAR, WHOLE -> true;
      case LOGARITHMIC -> Ticks.narrow(low(), high());
      case DECADES -> false;
    };
  }

  private Notation notation() {
    return evenTicks()
        ? Notation.of(getLowerBound(), getUpperBound(), scale == Axis.Scale.WHOLE)
        : Notation.PLAIN;
  }

  @Override
  public String getLabel() {
    String label = super.getLabel();
    // Asked for by the constructor too, before there is a range.
    return scale == null || label == null ? label : notation().title(label);
  }

  @Override
  public double valueToJava2D(double value, Rectangle2D area, RectangleEdge edge) {
    double share = (inProportion(value) - low()) / (high() - low());
    return RectangleEdge.isTopOrBottom(edge)
        ? area.getX() + share * area.getWidth()
        : area.getMaxY() - share * area.getHeight();
  }

  @Override
  protected void autoAdjustRange() {
    if (!logarithmic()) {
      super.autoAdjustRange();
      return;
    }
    if (getPlot() instanceof ValueAxisPlot plot) {
      Range data = plot.getDataRange(this);
      if (data != null && data.getLowerBound() > 0) {
        double low = StrictMath.log10(data.getLowerBound());
        double high = StrictMath.log10(data.getUpperBound());
        double room = high > low ? getUpperMargin() * (high - low) : 1;
        setRange(
            new Range(
                Math.max(Double.MIN_VALUE, StrictMath.pow(10, low - room)),
                Math.min(Double.MAX_VALUE, StrictMath.pow(10, high + room))),
            false,
            false);
      }
    }
  }

  /** The width of labels, tick marks and title on an axis of that length that stands upright. */
  double width(double length) {
    return BESIDE_LABELS
        + ticks(length, true).stream().mapToDouble(ChartAxis::width).max().orElse(0);
  }

  /** How far labels reach beyond the right end of a level axis of that length. */
  double overhang(double length) {
    return ticks(length, false).stream()
        .mapToDouble(tick -> place(tick, length) + width(tick) / 2 - length)
        .max()
        .orElse(0);
  }

  private List<Tick> ticks(double length, boolean upright) {
    Predicate<List<Tick>> fit = ticks -> fit(ticks, length, upright);
    if (evenTicks()) {
      boolean whole = scale == Axis.Scale.WHOLE;
      return Ticks.linear(getLowerBound(), getUpperBound(), notation(), whole, fit);
    }
    return values(Ticks.logarithmic(low(), high(), ticks -> fit.test(values(ticks))));
  }

  /** Ticks at the values of this axis, from ticks at decimal logarithms. */
  private List<Tick> values(List<Tick> ticks) {
    return logarithmic()
        ? ticks.stream()
            .map(tick -> new Tick(StrictMath.pow(10, tick.value()), tick.label()))
            .toList()
        : ticks;
  }

  private boolean fit(List<Tick> ticks, double length, boolean upright) {
    for (int i = 1; i < ticks.size(); i++) {
      Tick one = ticks.get(i - 1);
      Tick next = ticks.get(i);
      double needed =
          upright ? LEAST_DISTANCE_UPRIGHT : (width(one) + width(next)) / 2 + LEAST_GAP_LEVEL;
      if (place(next, length) - place(one, length) < needed) {
        return false;
      }
    }
    return true;
  }

  private double place(Tick tick, double length) {
    return (inProportion(tick.value()) - low()) / (high() - low()) * length;
  }

  private static double width(Tick tick) {
    return Lato.REGULAR.width(tick.label(), Style.FONT_SIZE);
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
    boolean upright = RectangleEdge.isLeftOrRight(edge);
    TextAnchor anchor = upright ? TextAnchor.CENTER_RIGHT : TextAnchor.TOP_CENTER;
    return ticks(upright ? area.getHeight() : area.getWidth(), upright).stream()
        .map(tick -> new NumberTick(tick.value(), tick.label(), anchor, TextAnchor.CENTER, 0))
        .toList();
  }

  /** Beside the middle of the axis; a long title beside the panel's, and smaller if it must be. */
  @Override
  protected AxisState drawLabel(
      String label,
      Graphics2D g,
      Rectangle2D panel,
      Rectangle2D data,
      RectangleEdge edge,
      AxisState state) {
    boolean upright = RectangleEdge.isLeftOrRight(edge);
    double width = Lato.REGULAR.width(label, Style.FONT_SIZE);
    double beside = upright ? data.getHeight() : data.getWidth();
    double room = upright ? panel.getHeight() : panel.getWidth();
    double size = Math.max(SMALLEST_TITLE, Style.FONT_SIZE * Math.min(1, room / width));
    setLabelFont(Lato.REGULAR.at(size));
    return super.drawLabel(label, g, panel, width <= beside ? data : panel, edge, state);
  }
}

package org.actionscape.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.actionscape.store.Interval;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.xy.XYDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PanelsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 199, 200, 201, 4001, 100_003})
  void aLongCurveIsThinnedButKeepsItsEnds(int points) {
    XYDataset line = plot(Axis.linear("step"), curve(points)).getDataset(1);
    int kept = line.getItemCount(0);
    assertEquals(points <= 200 ? points : Math.min(kept, 200), kept);
    assertEquals(1, line.getXValue(0, 0));
    assertEquals(points, line.getXValue(0, kept - 1));
  }

  @Test
  void aGapInTheIntervalsOnlyNarrowsTheBand() {
    Map<Double, Interval> points = curve(3);
    points.put(3.0, new Interval(3, Double.NaN, Double.NaN));
    XYPlot plot = plot(Axis.linear("step"), points);
    assertEquals(2, plot.getDataset(0).getItemCount(0));
    assertEquals(3, plot.getDataset(1).getItemCount(0));
  }

  @Test
  void labelsOfALogarithmicAxisArePlainTextSoThatNoTypefaceOfThePlatformLaysThemOut() {
    Axis x = Axis.logarithmic("step").between(1, 1e5);
    Graphics2D g = new ShapeGraphics(new BufferedImage(9, 9, 1).createGraphics());
    List<?> ticks =
        plot(x, curve(100_003))
            .getDomainAxis()
            .refreshTicks(
                g, new AxisState(), new Rectangle2D.Double(0, 0, 180, 90), RectangleEdge.BOTTOM);
    assertEquals(
        List.of("1", "10", "100", "10³", "10⁴", "10⁵"),
        ticks.stream()
            .map(tick -> (NumberTick) tick)
            .filter(tick -> tick.getTickType() == TickType.MAJOR)
            .map(NumberTick::getText)
            .toList());
  }

  private static XYPlot plot(Axis x, Map<Double, Interval> points) {
    return (XYPlot) panel(x, points).chart().getPlot();
  }

  private static Panel panel(Axis x, Map<Double, Interval> points) {
    return Panels.curves(
        "title",
        x,
        Axis.linear("reward"),
        List.of(new Curve("curve", Color.BLACK, points)),
        List.of(new ReferenceLine(2, Color.BLACK), new ReferenceLine(Double.NaN, Color.RED)));
  }

  private static Map<Double, Interval> curve(int points) {
    Map<Double, Interval> curve = new TreeMap<>();
    for (int i = 1; i <= points; i++) {
      curve.put((double) i, new Interval(i, i - 1, i + 1));
    }
    return curve;
  }
}

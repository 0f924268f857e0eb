package org.actionscape.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.actionscape.store.Interval;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Axes within a drawn figure. */
class ChartAxisTest {
  private static Panel panel(Axis y, double... heights) {
    Map<Double, Interval> points = new LinkedHashMap<>();
    for (double height : heights) {
      points.put((double) points.size(), new Interval(height, Double.NaN, Double.NaN));
    }
    Curve curve = new Curve("curve", Palette.BLUE, points);
    return Panels.curves("panel", Axis.whole("step"), y, List.of(curve), List.of());
  }

  private static ValueAxis axis(Axis y, double... heights) {
    return ((XYPlot) panel(y, heights).chart().getPlot()).getRangeAxis();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-12, 1e-9, 1, 1e9, 1e300})
  void rangesFollowTheDataWhateverItsSize(double size) {
    ValueAxis axis = axis(Axis.linear("reward"), 0, size);
    assertTrue(axis.getUpperBound() >= size && axis.getUpperBound() <= 1.2 * size);
    ValueAxis logarithmic = axis(Axis.logarithmic("entropy"), size, 8 * size);
    assertTrue(logarithmic.getLowerBound() > size / 2 && logarithmic.getLowerBound() <= size);
  }

  @Test
  void oneValueOnALogarithmicAxisIsBetweenItsNeighbouringDecades() {
    ValueAxis axis = axis(Axis.logarithmic("entropy"), 3e-15, 3e-15);
    // Powers of ten are rounded.
    assertEquals(3e-16, axis.getLowerBound(), 1e-24);
    assertEquals(3e-14, axis.getUpperBound(), 1e-22);
  }

  /** Nothing is drawn so far out that it is cut: the outermost pixels stay white. */
  @ParameterizedTest
  @ValueSource(doubles = {1, -100_000, 1e-6, 99_999, 1e300})
  void nothingIsCutAtTheEdges(double size) {
    Axis y =
        size < 0
            ? Axis.linear("average reward").between(size, 0)
            : Axis.linear("average reward").between(0, size);
    Figure figure = new Figure("title", List.of(), List.of(panel(y, 0, size / 2)), 2, "caption");
    int scale = 4;
    int width = (int) (scale * figure.width());
    int height = (int) (scale * figure.height());
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    java.awt.Graphics2D g = image.createGraphics();
    g.scale(scale, scale);
    figure.draw(g);
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    for (int row = 0; row < height; row++) {
      // A margin of half a point left of everything.
      for (int x = 0; x < scale / 2; x++) {
        assertEquals(0xFFFFFF, pixels[row * width + x] & 0xFFFFFF, "row " + row + ", column " + x);
      }
    }
  }

  @Test
  void theTitleOfAnAxisIsThereHoweverLong() throws Exception {
    Axis y = Axis.linear("a quantity whose name is far longer than its panel is high (nats)");
    Axis none = Axis.linear("");
    Figure named = new Figure("t", List.of(), List.of(panel(y, 0, 1)), 2, "");
    Figure without = new Figure("t", List.of(), List.of(panel(none, 0, 1)), 2, "");
    String drawn = new String(FigureWriter.svg(named), StandardCharsets.UTF_8);
    assertTrue(drawn.length() > 1.3 * FigureWriter.svg(without).length);
  }
}

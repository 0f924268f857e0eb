package org.actionscape.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.actionscape.check.InvalidInputException;
import org.actionscape.store.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A figure of one's own. */
class FigureTest {
  private static final Axis X = Axis.linear("step");
  private static final Axis Y = Axis.linear("reward");

  /** A height without a band. */
  private static Interval at(double y) {
    return new Interval(y, Double.NaN, Double.NaN);
  }

  private static Curve curve(String name, double... heights) {
    Map<Double, Interval> points = new LinkedHashMap<>();
    for (double height : heights) {
      points.put(points.size() + 1.0, at(height));
    }
    return new Curve(name, Palette.BLUE, points);
  }

  private static Figure figure(Axis x, Axis y, Curve... curves) {
    return Figure.of("A title", x, y, List.of(curves), "A caption.");
  }

  @Test
  void isOnePanelThatTellsItsTitleAndCaption() throws Exception {
    Figure figure = figure(X, Y, curve("one", 1, 2), curve("two", 2, 1));
    assertEquals(1, figure.panels());
    assertEquals("A title", figure.title());
    assertEquals("A caption.", figure.caption());
    assertTrue(FigureWriter.svg(figure).length > 0);
  }

  @Test
  void mayHaveLogarithmicAxesGapsAndASinglePoint() throws Exception {
    Axis x = Axis.logarithmic("step");
    Axis y = Axis.logarithmic("reward").between(0.1, 10);
    Figure figure = figure(x, y, curve("gap", 1, Double.NaN, 2), curve("point", 1));
    assertTrue(FigureWriter.svg(figure).length > 0);
  }

  @Test
  void theLegendTakesTheRowsThatItNeeds() {
    List<Curve> curves = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      curves.add(curve("a curve of number " + i, 1));
    }
    double one = figure(X, Y, curves.get(0)).height();
    double twelve = figure(X, Y, curves.toArray(Curve[]::new)).height();
    // Three such names fit side by side.
    assertEquals(3 * 13, twelve - one);
  }

  @Test
  void bandsAreExplainedWhereThereAreAny() {
    // Long enough that one more entry needs one more row.
    String name =
        "a name that fills nearly all of the legend's only row, so that nothing else fits";
    Curve line = curve(name, 1, 2);
    Curve band = new Curve(name, Palette.BLUE, Map.of(1.0, new Interval(1, 0, 2)));
    assertEquals(13, figure(X, Y, band).height() - figure(X, Y, line).height());
  }

  static Stream<Arguments> mistakes() {
    Map<Double, Interval> back = new LinkedHashMap<>();
    back.put(2.0, at(0));
    back.put(1.0, at(0));
    Curve flat = curve("flat", 1, 0);
    return Stream.of(
        Arguments.of(X, Y, List.of(), "curves of a figure: must be at least one"),
        Arguments.of(
            X,
            Y,
            List.of(flat, flat),
            "curve \"flat\": must be the only one of that name in a figure"),
        Arguments.of(X, Y, List.of(curve("none")), "curve \"none\": must have at least one point"),
        Arguments.of(
            X,
            Y,
            List.of(new Curve("back", Palette.BLUE, back)),
            "curve \"back\" at x = 1.0: must be above the x before it, 2.0"),
        Arguments.of(
            X,
            Axis.logarithmic("reward"),
            List.of(flat),
            "curve \"flat\" at x = 2.0, y = 0.0: must be a finite number above 0"),
        Arguments.of(
            X,
            Y,
            List.of(curve("far", Double.POSITIVE_INFINITY)),
            "curve \"far\" at x = 1.0, y = Infinity: must be a finite number"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsOneSentence(Axis x, Axis y, List<Curve> curves, String sentence) {
    assertEquals(
        sentence,
        assertThrows(
                InvalidInputException.class, () -> Figure.of("A title", x, y, curves, "A caption."))
            .getMessage());
  }

  @Test
  void anAxisNeedsARange() {
    assertEquals(
        "axis \"step\" between 1.0 and 1.0: must be two finite numbers, the lower one first",
        assertThrows(InvalidInputException.class, () -> X.between(1, 1)).getMessage());
    assertEquals(
        "axis \"reward\" between 0.0 and 1.0: must be two finite numbers, the lower one first and"
            + " above 0",
        assertThrows(InvalidInputException.class, () -> Axis.logarithmic("reward").between(0, 1))
            .getMessage());
    assertThrows(InvalidInputException.class, () -> Y.between(0, Double.NaN));
    assertThrows(InvalidInputException.class, () -> Y.between(0, Double.POSITIVE_INFINITY));
  }
}

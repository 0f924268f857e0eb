package org.actionscape.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.actionscape.chart.Drawn;
import org.actionscape.chart.Figure;
import org.actionscape.chart.Regularizer;
import org.actionscape.demo.LiveFigure.Ghost;
import org.actionscape.demo.LiveFigure.Layout;
import org.actionscape.demo.LiveFigure.Point;
import org.actionscape.demo.LiveFigure.Trace;
import org.actionscape.experiment.RankedActions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveFigureTest {
  private static final List<RankedActions> RANKS =
      List.of(
          new RankedActions(1, 1, -0.01, false),
          new RankedActions(2, 3, -5, true),
          new RankedActions(4, 1e5, -800, false));

  private static final Layout FOUR = new Layout(100, false, "context 1 of 1");
  private static final Layout FIVE = new Layout(100, true, "context 1 of 1");

  private static Figure figure(List<Point> points, List<RankedActions> ranks) {
    Trace trace =
        new Trace(
            Regularizer.ENTROPY,
            points,
            OptionalDouble.of(0.5),
            OptionalDouble.of(0.1),
            ranks,
            "3 of 5");
    return LiveFigure.of(List.of(trace), List.of(), FOUR, "A caption.");
  }

  private static List<Point> points(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Point(i, i / 100.0, 1.0 / (i + 1), Math.pow(10, -i), 1, 0.2))
        .toList();
  }

  private static BufferedImage drawn(Figure figure, int panel, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setPaint(Color.WHITE);
    g.fillRect(0, 0, width, height);
    figure.drawPanel(panel, g, width, height);
    g.dispose();
    return image;
  }

  private static boolean has(BufferedImage image, Color colour) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return IntStream.of(pixels).anyMatch(pixel -> pixel == colour.getRGB());
  }

  /** From nothing but the start to gradients that no double can hold. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 400})
  void everyPanelIsDrawnAtAnySize(int count) {
    Figure figure = figure(points(count), RANKS);
    assertEquals(4, figure.panels());
    for (int panel = 0; panel < figure.panels(); panel++) {
      for (int[] size : List.of(new int[] {300, 200}, new int[] {80, 60}, new int[] {900, 700})) {
        BufferedImage image = drawn(figure, panel, size[0], size[1]);
        if (count > 1 && size[0] >= 300) {
          assertTrue(has(image, Regularizer.ENTROPY.colour()), "panel " + panel + " has no curve");
        }
      }
    }
  }

  /** Where the curve of a run is hidden by nothing, only the ghost has the paler colour. */
  @Test
  void theRunBeforeIsPaler() {
    Color pale = new Color(127, 184, 216);
    for (int panel = 0; panel < 3; panel++) {
      assertFalse(has(drawn(figure(points(50), RANKS), panel, 300, 200), pale), "panel " + panel);
      Figure haunted =
          LiveFigure.of(
              List.of(), List.of(new Ghost(Regularizer.ENTROPY, points(50))), FOUR, "A caption.");
      assertTrue(has(drawn(haunted, panel, 300, 200), pale), "panel " + panel);
    }
  }

  @Test
  void theCoefficientHasAPanelIfAskedFor() {
    List<Point> points =
        IntStream.range(0, 50).mapToObj(i -> new Point(i, 0.5, 1, 0.1, 1, 0.3 / (i + 1))).toList();
    Trace trace =
        new Trace(
            Regularizer.ENTROPY, points, OptionalDouble.empty(), OptionalDouble.empty(), RANKS, "");
    Figure figure = LiveFigure.of(List.of(trace), List.of(), FIVE, "");
    assertEquals(5, figure.panels());
    assertTrue(has(drawn(figure, 4, 300, 200), Regularizer.ENTROPY.colour()));
  }

  @Test
  void whatIsSolvedStandsInTheCornerOfThePolicy() {
    BufferedImage image = drawn(figure(points(2), List.of()), 3, 300, 200);
    assertTrue(has(image.getSubimage(200, 10, 100, 40), Regularizer.ENTROPY.colour()));
  }

  @Test
  void nothingToCompareIsAnEmptyFigure() throws IOException {
    Figure figure = LiveFigure.of(List.of(), List.of(), FIVE, "");
    for (int panel = 0; panel < figure.panels(); panel++) {
      drawn(figure, panel, 300, 200);
    }
    assertTrue(Drawn.svg(figure).length > 0);
  }

  @Test
  void theSameNumbersGiveTheSameBytes() throws IOException {
    assertArrayEquals(Drawn.svg(figure(points(50), RANKS)), Drawn.svg(figure(points(50), RANKS)));
  }

  @Test
  void manyClassesAndManyOptimalOnesAreDrawn() throws IOException {
    List<RankedActions> ranks =
        IntStream.rangeClosed(1, 5000)
            .mapToObj(i -> new RankedActions(i, i, -Math.log(i) - 5, i % 3 == 0))
            .toList();
    int more =
        Drawn.svg(figure(points(2), ranks)).length - Drawn.svg(figure(points(2), RANKS)).length;
    // 15 bytes a point: 5000 classes and 1666 marks would be 125 kB.
    assertTrue(more < 20_000, more + " bytes");
    assertTrue(has(drawn(figure(points(2), ranks), 3, 300, 200), Regularizer.ENTROPY.colour()));
  }
}

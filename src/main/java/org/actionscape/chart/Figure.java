package org.actionscape.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.actionscape.chart.Style.Margins;
import org.actionscape.check.InvalidInputException;
import org.actionscape.store.Interval;
import org.jfree.chart.JFreeChart;

/**
 * A finished composition: one legend on top, a grid of panels, the caption below. Lengths are
 * points (1/72 inch). The height follows from the number of lines that the caption takes.
 */
public final class Figure {
  private static final double WIDTH = 430;
  private static final double MARGIN = 6;
  private static final double LINE = 13;
  private static final double PANEL_HEIGHT = 148;
  private static final double PANEL_GAP = 8;
  private static final double LEGEND_GAP = 16;
  private static final double SAMPLE_GAP = 5;

  private final String title;
  private final List<List<LegendEntry>> legend;
  private final List<Panel> panels;
  private final int columns;
  private final String caption;
  private final List<String> captionLines;

  public Figure(
      String title,
      List<List<LegendEntry>> legend,
      List<Panel> panels,
      int columns,
      String caption) {
    this.title = title;
    boolean intervals = panels.stream().anyMatch(Panel::hasIntervals);
    this.legend =
        legend.stream()
            .map(row -> row.stream().filter(key -> intervals || !key.ofIntervals()).toList())
            .flatMap(row -> rows(row).stream())
            .toList();
    this.panels = List.copyOf(panels);
    this.columns = columns;
    this.caption = caption;
    this.captionLines = wrapped(caption);
  }

  /**
   * Composes a figure of one's own: a panel of curves under a legend that names them.
   *
   * @param title what the figure shows, in a few words; drawn above the panel
   * @param x the horizontal axis
   * @param y the vertical axis
   * @param curves the curves, one or more of different names, later ones over earlier ones; of more
   *     than 200 points only ends, lows and highs are drawn
   * @param caption the text below, wrapped: what is exact, what is a mean over how many seeds
   * @return the figure, for {@link FigureWriter}
   * @throws InvalidInputException if there is no curve, a name comes twice, or a curve has no
   *     points, descends in x, or has a number that is infinite or cannot be on its axis
   */
  public static Figure of(String title, Axis x, Axis y, List<Curve> curves, String caption) {
    requireDrawable(x, y, curves);
    Panel panel = Panels.curves(title, x, y, curves, List.of());
    List<LegendEntry> keys = new ArrayList<>();
    for (Curve curve : curves) {
      keys.add(LegendEntry.line(curve.name(), curve.colour(), curve.stroke()));
    }
    if (panel.hasIntervals()) {
      keys.add(LegendEntry.interval());
    }
    return new Figure(title, rows(keys), List.of(panel), 1, caption);
  }

  private static void requireDrawable(Axis x, Axis y, List<Curve> curves) {
    if (curves.isEmpty()) {
      throw new InvalidInputException("curves of a figure: must be at least one");
    }
    Set<String> names = new HashSet<>();
    for (Curve curve : curves) {
      String name = "curve \"" + curve.name() + "\"";
      if (!names.add(curve.name())) {
        throw new InvalidInputException(name + ": must be the only one of that name in a figure");
      }
      if (curve.points().isEmpty()) {
        throw new InvalidInputException(name + ": must have at least one point");
      }
      double last = Double.NEGATIVE_INFINITY;
      for (Map.Entry<Double, Interval> point : curve.points().entrySet()) {
        double place = point.getKey();
        if (!(place > last)) {
          throw new InvalidInputException(
              name + " at x = " + place + ": must be above the x before it, " + last);
        }
        x.requireDrawable(name + " at x", place);
        Interval interval = point.getValue();
        for (double value : new double[] {interval.mean(), interval.low(), interval.high()}) {
          if (!Double.isNaN(value)) {
            y.requireDrawable(name + " at x = " + place + ", y", value);
          }
        }
        last = place;
      }
    }
  }

  /** Entries of a legend in as many rows as they need; none for none. */
  private static List<List<LegendEntry>> rows(List<LegendEntry> keys) {
    List<List<LegendEntry>> rows = new ArrayList<>();
    double free = 0;
    for (LegendEntry key : keys) {
      double width = width(key) + LEGEND_GAP;
      if (rows.isEmpty() || width > free) {
        rows.add(new ArrayList<>());
        free = WIDTH - 2 * MARGIN + LEGEND_GAP;
      }
      rows.get(rows.size() - 1).add(key);
      free -= width;
    }
    return rows;
  }

  /**
   * What the figure shows, in one line; not drawn, but told to screen readers.
   *
   * @return the title
   */
  public String title() {
    return title;
  }

  /**
   * The text below the panels.
   *
   * @return the caption, as one line
   */
  public String caption() {
    return caption;
  }

  /** The charts of the panels, in order. */
  List<JFreeChart> charts() {
    return panels.stream().map(Panel::chart).toList();
  }

  /** The labels of the legend, in order. */
  List<String> legend() {
    return legend.stream().flatMap(List::stream).map(LegendEntry::label).toList();
  }

  /**
   * The width.
   *
   * @return points
   */
  public double width() {
    return WIDTH;
  }

  /**
   * The height.
   *
   * @return points
   */
  public double height() {
    int rows = (panels.size() + columns - 1) / columns;
    return 2 * MARGIN
        + legend.size() * LINE
        + rows * (PANEL_GAP + LINE + PANEL_HEIGHT)
        + PANEL_GAP
        + captionLines.size() * LINE;
  }

  /**
   * Draws the figure with its upper left corner at (0, 0).
   *
   * @param target where to; its transform may place and scale the drawing, its paint, stroke, clip
   *     and composite are changed
   */
  public void draw(Graphics2D target) {
    Graphics2D g = new ShapeGraphics(target);
    g.setPaint(Color.WHITE);
    g.fill(new Rectangle2D.Double(0, 0, width(), height()));
    double y = MARGIN;
    for (List<LegendEntry> row : legend) {
      drawCentred(g, row, y);
      y += LINE;
    }
    double panelWidth = (WIDTH - 2 * MARGIN - (columns - 1) * PANEL_GAP) / columns;
    Margins margins =
        panels.stream()
            .map(panel -> margins(panel, panelWidth, PANEL_HEIGHT))
            .reduce(Margins::orWider)
            .orElseThrow();
    for (int i = 0; i < panels.size(); i += columns) {
      y += PANEL_GAP;
      for (int j = 0; j < columns && i + j < panels.size(); j++) {
        double x = MARGIN + j * (panelWidth + PANEL_GAP);
        draw(panels.get(i + j), margins, g, x, y, panelWidth, PANEL_HEIGHT);
      }
      y += LINE + PANEL_HEIGHT;
    }
    y += PANEL_GAP;
    for (String line : captionLines) {
      text(g, Style.TEXT, line, MARGIN, y);
      y += LINE;
    }
  }

  /**
   * The number of panels.
   *
   * @return how many {@link #drawPanel} can draw
   */
  public int panels() {
    return panels.size();
  }

  /**
   * Draws one panel under its title, by itself and of any size, with its upper left corner at (0,
   * 0).
   *
   * @param panel which one, from 0
   * @param target as for {@link #draw}
   * @param width the width, points
   * @param height the height, points
   */
  public void drawPanel(int panel, Graphics2D target, double width, double height) {
    Panel drawn = panels.get(panel);
    Margins margins = margins(drawn, width, height - LINE);
    draw(drawn, margins, new ShapeGraphics(target), 0, 0, width, height - LINE);
  }

  private static Margins margins(Panel panel, double width, double height) {
    return Style.margins(panel.chart().getPlot(), width, height);
  }

  private static void draw(
      Panel panel, Margins margins, Graphics2D g, double x, double y, double width, double height) {
    margins.applyTo(panel.chart().getPlot());
    text(g, Style.TITLE, panel.title(), x, y);
    panel.chart().draw(g, new Rectangle2D.Double(x, y + LINE, width, height), null);
  }

  private static void drawCentred(Graphics2D g, List<LegendEntry> row, double y) {
    double width = row.stream().mapToDouble(Figure::width).sum() + (row.size() - 1) * LEGEND_GAP;
    double x = (WIDTH - width) / 2;
    for (LegendEntry key : row) {
      key.sample().draw(g, x, y + LINE / 2);
      text(g, Style.TEXT, key.label(), x + LegendEntry.SAMPLE_WIDTH + SAMPLE_GAP, y);
      x += width(key) + LEGEND_GAP;
    }
  }

  private static double width(LegendEntry key) {
    return LegendEntry.SAMPLE_WIDTH + SAMPLE_GAP + Lato.REGULAR.width(key.label(), Style.FONT_SIZE);
  }

  private static void text(Graphics2D g, Font font, String text, double x, double top) {
    g.setPaint(Style.INK);
    g.setFont(font);
    g.drawString(text, (float) x, (float) (top + Style.FONT_SIZE));
  }

  /** Keeps {@code α = 1.2}, {@code 25 × 4} and {@code 95 %} together. */
  private static String bound(String text) {
    return text.replaceAll(" (?=[=×%])|(?<=[=×]) ", "\u00A0");
  }

  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : bound(text).strip().split("\\s+")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (Lato.REGULAR.width(longer, Style.FONT_SIZE) > WIDTH - 2 * MARGIN && !line.isEmpty()) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    lines.add(line);
    return List.copyOf(lines);
  }
}

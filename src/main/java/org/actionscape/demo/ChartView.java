package org.actionscape.demo;

import java.awt.Color;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import javax.swing.JPanel;
import org.actionscape.chart.Figure;

/** Shows one panel of a figure, drawn as in print, at any size. */
final class ChartView extends JPanel {
  /** The least room for a panel and its title, points; with less, it is drawn smaller. */
  private static final double LEAST_WIDTH = 206;

  private static final double LEAST_HEIGHT = 130;

  private final int panel;
  private Figure figure;

  ChartView(int panel, String name) {
    this.panel = panel;
    setBackground(Color.WHITE);
    getAccessibleContext().setAccessibleName(name);
  }

  int panel() {
    return panel;
  }

  void show(Figure next) {
    figure = next;
    repaint();
  }

  @Override
  protected void paintComponent(Graphics target) {
    super.paintComponent(target);
    if (figure == null || panel >= figure.panels()) {
      return;
    }
    Graphics2D g = (Graphics2D) target.create();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    int margin = Theme.ems(0.4);
    double width = getWidth() - 2 * margin;
    double height = getHeight() - margin;
    double scale =
        Math.min(Theme.figureScale(), Math.min(width / LEAST_WIDTH, height / LEAST_HEIGHT));
    g.translate(margin, margin);
    g.scale(scale, scale);
    figure.drawPanel(panel, g, width / scale, height / scale);
    g.dispose();
  }
}

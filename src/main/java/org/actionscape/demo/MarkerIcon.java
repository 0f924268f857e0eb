package org.actionscape.demo;

import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import javax.swing.Icon;

/** A small triangle that points up, at a value of a slider. */
record MarkerIcon(Color colour) implements Icon {
  @Override
  public void paintIcon(Component component, Graphics target, int x, int y) {
    Graphics2D g = (Graphics2D) target.create();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(colour);
    int w = getIconWidth();
    int h = getIconHeight();
    g.fill(new Polygon(new int[] {x, x + w / 2, x + w}, new int[] {y + h, y, y + h}, 3));
    g.dispose();
  }

  @Override
  public int getIconWidth() {
    return Theme.ems(0.8);
  }

  @Override
  public int getIconHeight() {
    return Theme.ems(0.7);
  }
}

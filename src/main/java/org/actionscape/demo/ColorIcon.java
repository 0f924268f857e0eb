package org.actionscape.demo;

import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import javax.swing.Icon;

/** A piece of a curve's colour beside its name; names are dark, so that they can be read. */
record ColorIcon(Color colour) implements Icon {
  @Override
  public void paintIcon(Component component, Graphics g, int x, int y) {
    g.setColor(colour);
    g.fillRect(x, y + getIconHeight() / 3, getIconWidth(), getIconHeight() / 3);
  }

  @Override
  public int getIconWidth() {
    return Theme.ems(1.5);
  }

  @Override
  public int getIconHeight() {
    return Theme.ems(0.9);
  }
}

package org.actionscape.demo;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import javax.swing.JPanel;

/** What stands beside the charts: as wide as its text asks for, but leaves them half the window. */
final class SidePanel extends JPanel {
  private static final double WIDTH = 22;

  SidePanel(Component content) {
    super(new BorderLayout());
    add(content);
  }

  @Override
  public Dimension getPreferredSize() {
    return new Dimension(
        Math.min(Theme.ems(WIDTH), getParent().getWidth() / 4), super.getPreferredSize().height);
  }
}

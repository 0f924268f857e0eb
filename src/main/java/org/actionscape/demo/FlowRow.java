package org.actionscape.demo;

import java.awt.Component;
import java.awt.FlowLayout;
import javax.swing.JPanel;

/** Components side by side, in as many lines as the width asks for. */
final class FlowRow extends JPanel {
  private static final int GAP = 6;

  FlowRow(int alignment) {
    super(new FlowLayout(alignment, GAP, 0));
  }

  /** The height of all lines, if the row is that wide. */
  int heightAt(int width) {
    int above = 0;
    int line = 0;
    int x = GAP;
    for (Component part : getComponents()) {
      int wide = part.getPreferredSize().width + GAP;
      if (x > GAP && x + wide > width) {
        above += line;
        line = 0;
        x = GAP;
      }
      x += wide;
      line = Math.max(line, part.getPreferredSize().height);
    }
    return above + line;
  }
}

package org.actionscape.chart;

import java.awt.Color;

/**
 * Okabe and Ito's colours in an order that keeps neighbours apart for any kind of eye, for curves
 * that are not {@link Method}s and have no order.
 */
final class Palette {
  static final Color BLUE = new Color(0x0072B2);
  static final Color ORANGE = new Color(0xE69F00);
  static final Color GREEN = new Color(0x009E73);
  static final Color PURPLE = new Color(0xCC79A7);

  private Palette() {}
}

package org.actionscape.chart;

import java.awt.Color;

/**
 * Okabe and Ito's colours in an order that keeps neighbours apart for any kind of eye, for curves
 * that are not {@link Regularizer}s and have no order.
 */
public final class Palette {
  /** The first colour. */
  public static final Color BLUE = new Color(0x0072B2);

  /** The second. */
  public static final Color ORANGE = new Color(0xE69F00);

  /** The third. */
  public static final Color GREEN = new Color(0x009E73);

  /** The fourth. */
  public static final Color PURPLE = new Color(0xCC79A7);

  /** What all curves are held against: an optimum, a bound. */
  public static final Color INK = new Color(0x222222);

  private Palette() {}
}

package org.actionscape.chart;

import java.awt.Color;
import java.util.Locale;

/**
 * The methods that figures compare, with one colour each throughout: Okabe and Ito's palette, dark
 * to light, so that colour-blind readers and grey prints keep them apart.
 */
public enum Regularizer {
  /** The return alone. */
  NONE("No regularisation", new Color(0x222222)),
  /** An entropy bonus. */
  ENTROPY("Entropy", new Color(0x0072B2)),
  /** A clamped entropy bonus. */
  CLAMPED("Clamped entropy", new Color(0xE69F00));

  public final String label;
  public final Color colour;

  Regularizer(String label, Color colour) {
    this.label = label;
    this.colour = colour;
  }

  /** The method of that name in tables. */
  public static Regularizer of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }

  /**
   * The method's name for readers.
   *
   * @return one or two words
   */
  public String label() {
    return label;
  }

  /**
   * The method's colour.
   *
   * @return the same in every figure
   */
  public Color colour() {
    return colour;
  }

  /**
   * The method's name in tables.
   *
   * @return a short stable id
   */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}

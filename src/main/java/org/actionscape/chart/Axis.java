package org.actionscape.chart;

/** A value axis. The range follows the data where it is NaN. */
record Axis(String label, Scale scale, double low, double high) {
  /** How values map to places. */
  enum Scale {
    LINEAR,
    LOGARITHMIC,
    DECADES
  }

  static Axis linear(String label) {
    return new Axis(label, Scale.LINEAR, Double.NaN, Double.NaN);
  }

  static Axis logarithmic(String label) {
    return new Axis(label, Scale.LOGARITHMIC, Double.NaN, Double.NaN);
  }

  /** The decimal logarithm of a value on a linear axis, with ticks that show the value. */
  static Axis decades(String label) {
    return new Axis(label, Scale.DECADES, Double.NaN, Double.NaN);
  }

  Axis between(double low, double high) {
    return new Axis(label, scale, low, high);
  }
}

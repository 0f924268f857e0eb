package org.actionscape.chart;

/** A value axis. The range follows the data where it is NaN. */
record Axis(String label, boolean logarithmic, double low, double high) {
  static Axis linear(String label) {
    return new Axis(label, false, Double.NaN, Double.NaN);
  }

  static Axis logarithmic(String label) {
    return new Axis(label, true, Double.NaN, Double.NaN);
  }

  Axis between(double low, double high) {
    return new Axis(label, logarithmic, low, high);
  }
}

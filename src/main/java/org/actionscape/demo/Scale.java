package org.actionscape.demo;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * The values that a slider can take, ascending. They are short decimal numbers, so that saved
 * settings read as if people had written them.
 */
record Scale(List<Double> values) {
  Scale {
    values = List.copyOf(new TreeSet<>(values));
  }

  static Scale of(double... values) {
    return new Scale(Arrays.stream(values).boxed().toList());
  }

  /** Equal distances, {@code low, low + step, .. high}. */
  static Scale linear(double low, double high, double step) {
    TreeSet<Double> values = new TreeSet<>();
    for (int i = 0; low + i * step <= high; i++) {
      values.add(low + i * step);
    }
    return new Scale(List.copyOf(values));
  }

  /** The same digits in every decade, {@code 10^low .. 10^high}. */
  static Scale decades(int low, int high, double... digits) {
    TreeSet<Double> values = new TreeSet<>();
    for (int decade = low; decade <= high; decade++) {
      for (double digit : digits) {
        double value = BigDecimal.valueOf(digit).scaleByPowerOfTen(decade).doubleValue();
        if (decade < high || digit == 1) {
          values.add(value);
        }
      }
    }
    return new Scale(List.copyOf(values));
  }

  int last() {
    return values.size() - 1;
  }

  double at(int place) {
    return values.get(place);
  }

  /** The place of the value that is nearest. */
  int place(double value) {
    int nearest = 0;
    for (int i = 1; i < values.size(); i++) {
      if (Math.abs(values.get(i) - value) < Math.abs(values.get(nearest) - value)) {
        nearest = i;
      }
    }
    return nearest;
  }
}

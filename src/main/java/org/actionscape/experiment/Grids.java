package org.actionscape.experiment;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The values at which figures are computed: evenly spaced, or evenly on a logarithmic scale. */
public final class Grids {
  private Grids() {}

  /**
   * Evenly spaced steps.
   *
   * @return {@code 0, every, 2 every .. last}; ends below {@code last} if that is no multiple
   */
  public static List<Integer> every(int every, int last) {
    return IntStream.rangeClosed(0, last / every).mapToObj(i -> i * every).toList();
  }

  /**
   * Steps from 1 to the last, evenly on a logarithmic scale, as {@link #decades}.
   *
   * @return the steps, ascending
   */
  public static List<Integer> steps(int last, int perDecade) {
    return decades(last, perDecade).mapToObj(step -> (int) step).toList();
  }

  /**
   * Whole numbers from 1 to the last, evenly on a logarithmic scale: {@code 10^(i / perDecade)},
   * rounded, each once, and the last itself.
   *
   * @param last the last number, at least 1
   * @param perDecade how many there are from one power of ten to the next
   * @return the numbers, ascending
   */
  public static DoubleStream decades(double last, int perDecade) {
    DoubleStream below =
        IntStream.iterate(0, i -> i + 1)
            .mapToDouble(i -> Math.rint(StrictMath.pow(10, i / (double) perDecade)))
            .takeWhile(number -> number < last);
    return DoubleStream.concat(below, DoubleStream.of(last)).distinct();
  }

  /**
   * Numbers with a constant ratio.
   *
   * @param count how many, at least 2
   * @return {@code low (high / low)^(i / (count - 1))} for i from 0 to {@code count - 1}
   */
  public static double[] geometric(double low, double high, int count) {
    return IntStream.range(0, count)
        .mapToDouble(i -> low * StrictMath.pow(high / low, i / (count - 1.0)))
        .toArray();
  }

  /**
   * Numbers with a nearly constant ratio that can be typed in again.
   *
   * @return {@link #geometric}, rounded to three digits
   */
  public static double[] roundedGeometric(double low, double high, int count) {
    return DoubleStream.of(geometric(low, high, count))
        .map(exact -> Double.parseDouble(String.format(Locale.ROOT, "%.2e", exact)))
        .toArray();
  }
}

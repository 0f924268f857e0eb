package org.actionscape.store;

import java.util.Arrays;
import java.util.function.Function;
import org.actionscape.check.InvalidInputException;

/**
 * The values that a quantity can have. Student's t knows of no range, so its interval of a
 * probability may reach above 1; that part says nothing, and is cut.
 *
 * @param least the smallest possible value, or minus infinity
 * @param most the largest possible value, not below {@code least}, or infinity
 */
public record Range(double least, double most) {
  /** Any number. */
  public static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** Norms, lengths, entropies. */
  public static final Range NON_NEGATIVE = new Range(0, Double.POSITIVE_INFINITY);

  /** Probabilities and shares. */
  public static final Range SHARE = new Range(0, 1);

  public Range {
    if (!(least <= most)) {
      throw new InvalidInputException(
          "range: must have its least value at or below its most, is ["
              + least
              + ", "
              + most
              + "]");
    }
  }

  /**
   * From 0 on.
   *
   * @param most the largest possible value, at least 0
   * @return the range
   */
  public static Range upTo(double most) {
    return new Range(0, most);
  }

  /**
   * The part of an interval that is possible.
   *
   * @param interval a mean with its interval, which may be none
   * @return each of its numbers within the range
   */
  public Interval cut(Interval interval) {
    return interval.within(least, most);
  }

  /**
   * What tables hold of a quantity over seeds: its mean and the part of the 95 % interval that is
   * possible. There is no interval where all seeds are equal in the digits that tables have, as
   * nothing was drawn that it could be about.
   *
   * @param seeds one value a seed
   */
  public Interval overSeeds(double... seeds) {
    return overSeeds(seeds, Interval::of);
  }

  /** The same with the geometric mean and the interval of logarithms; of no seeds nothing. */
  public Interval geometricOverSeeds(double... seeds) {
    return overSeeds(seeds, Interval::geometric);
  }

  private Interval overSeeds(double[] seeds, Function<double[], Interval> interval) {
    if (seeds.length == 0) {
      return new Interval(Double.NaN, Double.NaN, Double.NaN);
    }
    String first = Table.format(seeds[0]);
    if (Arrays.stream(seeds).mapToObj(Table::format).allMatch(first::equals)) {
      return new Interval(seeds[0], Double.NaN, Double.NaN);
    }
    return cut(interval.apply(seeds));
  }
}

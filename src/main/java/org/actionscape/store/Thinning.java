package org.actionscape.store;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Chooses which points of long series to keep so that no low and no high is lost. Points are
 * divided into buckets of neighbours; of each bucket stay, for every series, its lowest and its
 * highest point, and one without a number if there is one; the first and the last point stay too.
 * Buckets are as many as the limit allows: series that rise and fall together need fewer points.
 */
public final class Thinning {
  private Thinning() {}

  /**
   * The points to keep. Cost: O(points x series x log(most)).
   *
   * @param points the number of points
   * @param most how many to keep at most, if that is enough for the extremes of the whole series
   * @param series one number a point each; NaN for none
   * @return their indices, ascending; all of them if there are not more than {@code most}
   */
  public static int[] extremes(int points, int most, double[]... series) {
    int buckets = points <= most ? points : most - 2;
    int[] kept;
    do {
      kept = bucketed(points, Math.max(1, buckets), series);
      // Extremes per bucket hardly change with its size, so a few rounds find the number.
      buckets = Math.min(buckets - 1, (int) ((long) buckets * most / Math.max(1, kept.length)));
    } while (kept.length > most && buckets >= 1);
    return kept;
  }

  private static int[] bucketed(int points, int buckets, double[]... series) {
    SortedSet<Integer> kept = new TreeSet<>();
    if (points > 0) {
      kept.add(0);
      kept.add(points - 1);
    }
    for (int i = 0; i < buckets; i++) {
      int from = (int) ((long) i * points / buckets);
      int to = (int) ((long) (i + 1) * points / buckets);
      for (double[] numbers : series) {
        keepExtremes(numbers, from, to, kept);
      }
    }
    return kept.stream().mapToInt(Integer::intValue).toArray();
  }

  private static void keepExtremes(double[] numbers, int from, int to, SortedSet<Integer> kept) {
    int lowest = -1;
    int highest = -1;
    int absent = -1;
    for (int i = from; i < to; i++) {
      if (Double.isNaN(numbers[i])) {
        absent = i;
      } else {
        lowest = lowest < 0 || numbers[i] < numbers[lowest] ? i : lowest;
        highest = highest < 0 || numbers[i] > numbers[highest] ? i : highest;
      }
    }
    for (int i : new int[] {lowest, highest, absent}) {
      if (i >= 0) {
        kept.add(i);
      }
    }
  }
}

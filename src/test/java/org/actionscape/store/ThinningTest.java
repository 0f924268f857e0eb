package org.actionscape.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThinningTest {
  private static final int MOST = 200;

  private static double[] series(int points, java.util.function.IntToDoubleFunction value) {
    return IntStream.range(0, points).mapToDouble(value).toArray();
  }

  private static double[] at(double[] series, int[] kept) {
    return Arrays.stream(kept).mapToDouble(i -> series[i]).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 199, 200})
  void shortSeriesStayWhole(int points) {
    int[] kept = Thinning.extremes(points, MOST, series(points, i -> i % 3));
    assertArrayEquals(IntStream.range(0, points).toArray(), kept);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 301, 398, 4001, 100_003})
  void whatAlternatesIsNotDrawnLevel(int points) {
    double[] series = series(points, i -> i % 2 == 0 ? 0.5 : 0.88);
    double[] kept = at(series, Thinning.extremes(points, MOST, series));
    assertTrue(kept.length <= MOST);
    // A level piece is the seam of two buckets, so never longer than two points.
    for (int i = 2; i < kept.length; i++) {
      assertTrue(kept[i] != kept[i - 1] || kept[i] != kept[i - 2], "level at " + i);
    }
  }

  @Test
  void oneSpikeOfAMillionStays() {
    double[] series = series(1_000_000, i -> i == 123_456 ? 1 : 0);
    int[] kept = Thinning.extremes(series.length, MOST, series);
    assertTrue(Arrays.binarySearch(kept, 123_456) >= 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {51, 200, 1000})
  void noLowAndNoHighOfAnySeriesIsLostAndEndsStay(int most) {
    SplittableRandom random = new SplittableRandom(1);
    double[] one = series(5000, i -> random.nextDouble());
    double[] two = series(5000, i -> i * random.nextDouble());
    int[] kept = Thinning.extremes(5000, most, one, two);
    assertTrue(kept.length <= most);
    assertEquals(0, kept[0]);
    assertEquals(4999, kept[kept.length - 1]);
    for (double[] series : new double[][] {one, two}) {
      assertEquals(Arrays.stream(series).min(), Arrays.stream(at(series, kept)).min());
      assertEquals(Arrays.stream(series).max(), Arrays.stream(at(series, kept)).max());
    }
    assertArrayEquals(Arrays.stream(kept).sorted().distinct().toArray(), kept);
  }

  @Test
  void aGapStaysAGap() {
    double[] series = series(1000, i -> i == 500 ? Double.NaN : i);
    int[] kept = Thinning.extremes(1000, MOST, series);
    assertTrue(Arrays.binarySearch(kept, 500) >= 0);
  }

  @Test
  void aSeriesThatRisesMakesUseOfTheLimit() {
    assertEquals(MOST, Thinning.extremes(5000, MOST, series(5000, i -> i)).length, 2);
  }
}

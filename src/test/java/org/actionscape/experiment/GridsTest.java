package org.actionscape.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class GridsTest {
  @Test
  void evenStepsEndAtTheLastMultiple() {
    assertEquals(List.of(0, 10, 20), Grids.every(10, 20));
    assertEquals(List.of(0, 10, 20), Grids.every(10, 29));
  }

  @Test
  void logarithmicStepsAreRoundedAndDistinctAndIncludeTheLast() {
    // 10^(1/8) = 1.33 rounds to 1, which is there already.
    assertEquals(List.of(1, 2, 3, 4, 6, 7, 10, 13, 18, 20), Grids.steps(20, 8));
    assertEquals(List.of(1, 10, 100), Grids.steps(100, 1));
    assertEquals(List.of(1), Grids.steps(1, 4));
  }

  @Test
  void decadesReachNumbersThatNoIntHolds() {
    assertArrayEquals(
        new double[] {1, 1e3, 1e6, 1e9, 1e12},
        Grids.decades(1e12, 1)
            .filter(x -> StrictMath.rint(StrictMath.log10(x)) % 3 == 0)
            .toArray());
  }

  @Test
  void aGeometricGridHasAConstantRatioFromLowToHigh() {
    // 1/4, 1/2 and so on: powers of two, exact but for the power function's last digit.
    assertArrayEquals(new double[] {0.25, 0.5, 1, 2, 4}, Grids.geometric(0.25, 4, 5), 1e-15);
    assertArrayEquals(new double[] {0.01, 0.0316, 0.1}, Grids.roundedGeometric(0.01, 0.1, 3));
  }
}

package org.actionscape.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.actionscape.theory.Bound.Relation;
import org.junit.jupiter.api.Test;

/** When a statement counts as violated. */
class BoundTest {
  @Test
  void anInequalityMayBeMissedByABillionthOfTheLargerSide() {
    assertTrue(atMost(1 + 0.9e-9, 1).holds());
    assertFalse(atMost(1 + 1.1e-9, 1).holds());
    assertTrue(atMost(-1, -1 - 0.9e-9).holds());
    assertFalse(atMost(-1, -1 - 1.1e-9).holds());
    assertTrue(atMost(-5, 1).holds());
  }

  @Test
  void anIdentityIsMissedOnEitherSide() {
    assertTrue(Bound.equal(1, 1 + 0.9e-9, 0).holds());
    assertFalse(Bound.equal(1, 1 + 1.1e-9, 0).holds());
    assertFalse(Bound.equal(1 + 1.1e-9, 1, 0).holds());
  }

  @Test
  void aDifferenceOfLargerNumbersHasRoomForTheirRounding() {
    assertTrue(Bound.atMost(1.5, 1, 0.5, Map.of()).holds());
    assertFalse(Bound.atMost(1.6, 1, 0.5, Map.of()).holds());
    assertTrue(Bound.equal(1, 1.5, 0.5).holds());
  }

  @Test
  void tinyNumbersAreComparedByTheirDigits() {
    assertFalse(atMost(1e-16, 1e-17).holds());
    assertTrue(atMost(2e-300, 1e-300).holds(), "but not where digits are lost");
  }

  @Test
  void anInfiniteSideIsEqualToNoNumberAndAtMostNone() {
    assertFalse(Bound.equal(1, Double.POSITIVE_INFINITY, 0).holds());
    assertFalse(Bound.equal(Double.NEGATIVE_INFINITY, 1, 0).holds());
    assertFalse(atMost(Double.POSITIVE_INFINITY, 1).holds());
    assertFalse(atMost(1, Double.NEGATIVE_INFINITY).holds());
    assertTrue(atMost(Double.NEGATIVE_INFINITY, 1).holds());
  }

  @Test
  void infinityOnTheRightIsNoViolationAndNoNumberIsOne() {
    assertTrue(atMost(1, Double.POSITIVE_INFINITY).holds());
    assertTrue(atMost(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY).holds());
    assertFalse(atMost(Double.NaN, 1).holds());
    assertFalse(atMost(1, Double.NaN).holds());
    assertFalse(Bound.equal(Double.NaN, 1, 0).holds());
  }

  @Test
  void whatIsNotCoveredIsNotViolated() {
    Bound bound = Bound.notCovered(Relation.EQUAL, "a reason");
    assertFalse(bound.applies());
    assertTrue(bound.holds());
    assertEquals("a reason", bound.obstacle().orElseThrow());
    assertEquals(Relation.EQUAL, bound.relation());
    assertTrue(Double.isNaN(bound.left()) && Double.isNaN(bound.right()));
  }

  @Test
  void theRatioIsTheLeftSideOverTheRight() {
    assertEquals(0.25, atMost(1, 4).ratio());
    assertEquals(0, atMost(0, 0).ratio());
    assertEquals(0, atMost(0, 4).ratio());
    assertEquals(Double.POSITIVE_INFINITY, atMost(1, 0).ratio());
  }

  @Test
  void anotherRightSideLeavesTheRest() {
    Bound bound = Bound.atMost(3, 4, 0.5, Map.of("C", 2.0)).withRight(7);
    assertEquals(Bound.atMost(3, 7, 0.5, Map.of("C", 2.0)), bound);
    assertEquals(2, bound.constant("C"));
  }

  private static Bound atMost(double left, double right) {
    return Bound.atMost(left, right, 0, Map.of());
  }
}

package org.actionscape.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LessonViewTest {
  @Test
  void powersAreRaisedAndIndicesLowered() {
    assertEquals("10<sup>5</sup> &lt; λ<sub>c</sub>", LessonView.marked("10^5 < λ_c"));
  }
}

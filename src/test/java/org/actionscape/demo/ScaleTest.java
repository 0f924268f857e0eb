package org.actionscape.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScaleTest {
  @ParameterizedTest
  @EnumSource(SliderSetting.class)
  void everyPlaceOfASliderIsFoundAgainByItsValue(SliderSetting knob) {
    for (int i = 0; i <= knob.scale.last(); i++) {
      assertEquals(i, knob.scale.place(knob.scale.at(i)));
      assertTrue(i == 0 || knob.scale.at(i) > knob.scale.at(i - 1));
    }
  }

  @ParameterizedTest
  @EnumSource(SliderSetting.class)
  void aSliderCanTakeTheValueThatTheWindowOpensWith(SliderSetting knob) {
    assertEquals(knob.start, knob.scale.at(knob.scale.place(knob.start)));
  }

  @Test
  void lessonsUseValuesThatSlidersCanTake() {
    for (Lesson lesson : Lessons.ALL) {
      for (DemoSettings scene : List.of(lesson.scene(), lesson.changed())) {
        for (SliderSetting knob : SliderSetting.values()) {
          double value = scene.get(knob);
          assertEquals(value, knob.scale.at(knob.scale.place(value)), lesson.title() + knob);
        }
      }
    }
  }

  @Test
  void actionsGoFromTenToAMillionMillion() {
    assertEquals(10, SliderSetting.ACTIONS.scale.at(0));
    assertEquals(1e12, SliderSetting.ACTIONS.scale.at(SliderSetting.ACTIONS.scale.last()));
    assertEquals("10¹²", SliderSetting.ACTIONS.text(1e12));
    assertEquals("2.5 × 10⁷", SliderSetting.ACTIONS.text(2.5e7));
    assertEquals("100,000", SliderSetting.ACTIONS.text(1e5));
    assertEquals("1000 : 1", SliderSetting.DECOY.text(3));
  }
}

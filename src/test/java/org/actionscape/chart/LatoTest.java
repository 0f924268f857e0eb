package org.actionscape.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.actionscape.check.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LatoTest {
  private static final String CHARACTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;!?()[]{}|/+−=<>≤≥±×·%&"
          + "αβγδεηθλπρσφ∞≈∂∑√⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂–—‘’“”…é";

  @ParameterizedTest
  @EnumSource
  void everyCharacterThatFiguresUseHasAnOutline(Lato lato) {
    CHARACTERS
        .codePoints()
        .mapToObj(Character::toString)
        .forEach(
            character ->
                assertFalse(lato.outline(character, 10, 0, 0).getBounds2D().isEmpty(), character));
  }

  @ParameterizedTest
  @EnumSource
  void widthGrowsInProportionToSizeAndText(Lato lato) {
    assertEquals(2 * lato.width("reward", 10), lato.width("reward", 20), 1e-12);
    assertEquals(2 * lato.width("reward", 10), lato.width("rewardreward", 10), 1e-12);
  }

  @ParameterizedTest
  @EnumSource
  void aSpaceHasWidthButNoOutline(Lato lato) {
    assertFalse(lato.width(" ", 10) == 0);
    assertEquals(0, lato.outline(" \u00A0", 10, 0, 0).getBounds2D().getWidth());
  }

  @Test
  void anUnknownCharacterIsRejectedByName() {
    String message =
        assertThrows(InvalidInputException.class, () -> Lato.REGULAR.width("政", 10)).getMessage();
    assertEquals("text of a figure has '政': must be a character of the Lato typeface", message);
  }

  @Test
  void aFontOfThePlatformIsNeverDrawn() {
    Graphics2D g = new ShapeGraphics(new BufferedImage(9, 9, 1).createGraphics());
    g.setPaint(Color.BLACK);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 10));
    assertThrows(IllegalArgumentException.class, () -> g.drawString("a", 0f, 0f));
  }
}

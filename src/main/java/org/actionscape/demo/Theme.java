package org.actionscape.demo;

import com.formdev.flatlaf.FlatLaf;
import com.formdev.flatlaf.FlatLightLaf;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javax.swing.JComponent;
import javax.swing.UIManager;
import javax.swing.plaf.FontUIResource;
import org.actionscape.chart.Figure;

/** The look of the window: FlatLaf in the typeface of the figures, in any size. */
final class Theme {
  static final int SMALLEST = 9;
  static final int LARGEST = 40;
  static final int USUAL = 13;

  /** The size of text in figures, points. */
  private static final double FIGURE_TEXT = 9.5;

  private static final List<String> FACES = List.of("Lato-Regular.ttf", "Lato-Bold.ttf");

  private static int size = USUAL;

  private Theme() {}

  static void install(int fontSize) {
    GraphicsEnvironment fonts = GraphicsEnvironment.getLocalGraphicsEnvironment();
    FACES.forEach(face -> fonts.registerFont(font(face)));
    size = fontSize;
    setFont();
    FlatLightLaf.setup();
  }

  /** Changes the size of everything that is shown. */
  static void resize(int fontSize) {
    size = Math.max(SMALLEST, Math.min(LARGEST, fontSize));
    setFont();
    FlatLaf.updateUI();
  }

  static int size() {
    return size;
  }

  /** A length in widths of an m, so that it grows with the text. */
  static int ems(double count) {
    return (int) Math.round(count * size);
  }

  /** Gives a part text of the usual size, or smaller if fewer ems than these fit in the width. */
  static void fit(JComponent part, int width, float ems) {
    float fitting = Math.min(size, width / ems);
    if (part.getFont().getSize2D() != fitting) {
      part.setFont(part.getFont().deriveFont(fitting));
    }
  }

  /** How much larger than on paper figures are drawn. */
  static double figureScale() {
    return size / FIGURE_TEXT;
  }

  private static void setFont() {
    UIManager.put("defaultFont", new FontUIResource("Lato", Font.PLAIN, size));
  }

  private static Font font(String resource) {
    try (InputStream in = Figure.class.getResourceAsStream(resource)) {
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    } catch (FontFormatException e) {
      throw new IllegalStateException(resource, e);
    }
  }
}

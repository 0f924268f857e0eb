package org.actionscape.chart;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import java.awt.font.TextAttribute;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.AttributedCharacterIterator.Attribute;
import java.util.Locale;
import java.util.Map;
import org.actionscape.check.InvalidInputException;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * The typeface of every figure, read from the jar by FontBox. AWT's own font system is never asked:
 * its glyph outlines differ between Java versions, and it fails on a machine without fonts.
 */
enum Lato {
  REGULAR("Lato-Regular.ttf"),
  BOLD("Lato-Bold.ttf");

  private final TrueTypeFont type;
  private final CmapLookup glyphs;
  private final double unitsPerEm;
  private final double ascent;
  private final double descent;

  Lato(String resource) {
    try (InputStream in = Lato.class.getResourceAsStream(resource)) {
      type = new TTFParser().parse(new RandomAccessReadBuffer(in));
      glyphs = type.getUnicodeCmapLookup();
      unitsPerEm = type.getUnitsPerEm();
      ascent = type.getHorizontalHeader().getAscender() / unitsPerEm;
      descent = -type.getHorizontalHeader().getDescender() / unitsPerEm;
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  /** A font of this face that AWT code can carry around and measure; only outlines are drawn. */
  Font at(double size) {
    return new Face(this, size);
  }

  double width(String text, double size) {
    try {
      double units = 0;
      for (int character : text.codePoints().toArray()) {
        units += type.getAdvanceWidth(glyph(character));
      }
      return units * size / unitsPerEm;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The outline of a line of text whose baseline starts at (x, y). */
  Shape outline(String text, double size, double x, double y) {
    try {
      Path2D outline = new Path2D.Double();
      double scale = size / unitsPerEm;
      double units = 0;
      for (int character : text.codePoints().toArray()) {
        int id = glyph(character);
        GlyphData glyph = type.getGlyph().getGlyph(id);
        if (glyph != null) {
          outline.append(
              glyph
                  .getPath()
                  .getPathIterator(new AffineTransform(scale, 0, 0, -scale, x + units * scale, y)),
              false);
        }
        units += type.getAdvanceWidth(id);
      }
      return outline;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int glyph(int character) {
    int id = glyphs.getGlyphId(character);
    if (id == 0) {
      throw new InvalidInputException(
          "text of a figure has '"
              + Character.toString(character)
              + "': must be a character of the Lato typeface");
    }
    return id;
  }

  /** An AWT font in name only: whatever JFreeChart asks of it is answered from the bundled file. */
  static final class Face extends Font {
    final Lato lato;

    private Face(Lato lato, double size) {
      super("Lato", lato == Lato.BOLD ? Font.BOLD : Font.PLAIN, (int) Math.round(size));
      this.lato = lato;
      this.pointSize = (float) size;
    }

    @Override
    public String getFamily(Locale locale) {
      return getName();
    }

    /** Size is all that a face can change. */
    @Override
    public Font deriveFont(Map<? extends Attribute, ?> attributes) {
      return attributes.get(TextAttribute.SIZE) instanceof Number size
          ? lato.at(size.doubleValue())
          : this;
    }

    @Override
    public Rectangle2D getStringBounds(String text, FontRenderContext context) {
      return new Rectangle2D.Double(
          0,
          -lato.ascent * pointSize,
          lato.width(text, pointSize),
          (lato.ascent + lato.descent) * pointSize);
    }

    @Override
    public LineMetrics getLineMetrics(String text, FontRenderContext context) {
      return new Line(text.length(), lato.ascent * pointSize, lato.descent * pointSize);
    }

    FontMetrics metrics() {
      return new Metrics(this);
    }
  }

  private static final class Metrics extends FontMetrics {
    Metrics(Face face) {
      super(face);
    }

    @Override
    public Rectangle2D getStringBounds(String text, Graphics context) {
      return font.getStringBounds(text, null);
    }

    @Override
    public int stringWidth(String text) {
      return (int) Math.ceil(getStringBounds(text, null).getWidth());
    }

    @Override
    public int getAscent() {
      return (int) Math.ceil(font.getLineMetrics("", null).getAscent());
    }

    @Override
    public int getDescent() {
      return (int) Math.ceil(font.getLineMetrics("", null).getDescent());
    }
  }

  private static final class Line extends LineMetrics {
    private final int length;
    private final double ascent;
    private final double descent;

    Line(int length, double ascent, double descent) {
      this.length = length;
      this.ascent = ascent;
      this.descent = descent;
    }

    @Override
    public int getNumChars() {
      return length;
    }

    @Override
    public float getAscent() {
      return (float) ascent;
    }

    @Override
    public float getDescent() {
      return (float) descent;
    }

    @Override
    public float getLeading() {
      return 0;
    }

    @Override
    public float getHeight() {
      return (float) (ascent + descent);
    }

    @Override
    public int getBaselineIndex() {
      return Font.ROMAN_BASELINE;
    }

    @Override
    public float[] getBaselineOffsets() {
      return new float[] {0, (float) (descent - ascent) / 2, (float) -ascent};
    }

    @Override
    public float getStrikethroughOffset() {
      return (float) -ascent / 3;
    }

    @Override
    public float getStrikethroughThickness() {
      return (float) descent / 4;
    }

    @Override
    public float getUnderlineOffset() {
      return (float) descent / 2;
    }

    @Override
    public float getUnderlineThickness() {
      return (float) descent / 4;
    }
  }
}

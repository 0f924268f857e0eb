package org.actionscape.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.GraphicsConfiguration;
import java.awt.Image;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.image.ImageObserver;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.text.AttributedCharacterIterator;
import org.apache.batik.ext.awt.g2d.AbstractGraphics2D;
import org.apache.batik.ext.awt.g2d.GraphicContext;

/**
 * Reduces all drawing to filling and stroking of shapes at their final place, so that SVG, PNG and
 * PDF show the same picture and the SVG needs neither text nor matrices, whose two decimals would
 * be too coarse. Transforms may move and turn, not scale: stroke widths are final too.
 */
final class ShapeGraphics extends AbstractGraphics2D {
  private final Graphics2D target;
  private final Shape outerClip;

  ShapeGraphics(Graphics2D target) {
    super(true);
    this.target = target;
    this.outerClip = target.getClip();
    gc = new GraphicContext();
  }

  private ShapeGraphics(ShapeGraphics original) {
    super(original);
    target = original.target;
    outerClip = original.outerClip;
  }

  @Override
  public void fill(Shape shape) {
    passStateOn();
    target.fill(place(shape));
  }

  @Override
  public void draw(Shape shape) {
    passStateOn();
    target.setStroke(getStroke());
    target.draw(place(shape));
  }

  @Override
  public void drawString(String text, float x, float y) {
    Lato.Face face = face(getFont());
    fill(face.lato.outline(text, face.getSize2D(), x, y));
  }

  @Override
  public FontMetrics getFontMetrics(Font font) {
    return face(font).metrics();
  }

  @Override
  public Graphics create() {
    return new ShapeGraphics(this);
  }

  @Override
  public void dispose() {
    // The target belongs to whoever made it.
  }

  @Override
  public GraphicsConfiguration getDeviceConfiguration() {
    return target.getDeviceConfiguration();
  }

  @Override
  public void drawString(AttributedCharacterIterator text, float x, float y) {
    throw notAShape();
  }

  @Override
  public boolean drawImage(Image image, int x, int y, ImageObserver observer) {
    throw notAShape();
  }

  @Override
  public boolean drawImage(
      Image image, int x, int y, int width, int height, ImageObserver observer) {
    throw notAShape();
  }

  @Override
  public void drawRenderedImage(RenderedImage image, AffineTransform transform) {
    throw notAShape();
  }

  @Override
  public void drawRenderableImage(RenderableImage image, AffineTransform transform) {
    throw notAShape();
  }

  @Override
  public void copyArea(int x, int y, int width, int height, int dx, int dy) {
    throw notAShape();
  }

  @Override
  public void setXORMode(Color color) {
    throw notAShape();
  }

  private void passStateOn() {
    target.setClip(outerClip);
    Shape clip = getClip();
    if (clip != null) {
      target.clip(place(clip));
    }
    target.setComposite(getComposite());
    target.setPaint(getPaint());
  }

  private Shape place(Shape shape) {
    AffineTransform transform = getTransform();
    return transform.isIdentity() ? shape : transform.createTransformedShape(shape);
  }

  private static Lato.Face face(Font font) {
    if (font instanceof Lato.Face face) {
      return face;
    }
    throw new IllegalArgumentException(font + ": figures are drawn with the bundled font only");
  }

  private static UnsupportedOperationException notAShape() {
    return new UnsupportedOperationException("figures consist of shapes and plain text");
  }
}

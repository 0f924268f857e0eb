package org.actionscape.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/** Short lines of text in the upper right corner of a plot, whatever its axes show. */
public final class CornerNotes extends AbstractXYAnnotation {
  private static final double LINE = 12;

  private final List<Note> notes;

  /** One line in its colour. */
  public record Note(String text, Color colour) {}

  public CornerNotes(List<Note> notes) {
    this.notes = List.copyOf(notes);
  }

  @Override
  public void draw(
      Graphics2D g,
      XYPlot plot,
      Rectangle2D area,
      ValueAxis domain,
      ValueAxis range,
      int renderer,
      PlotRenderingInfo info) {
    g.setFont(Style.TEXT);
    double y = area.getMinY();
    for (Note note : notes) {
      y += LINE;
      double width = Lato.REGULAR.width(note.text(), Style.FONT_SIZE);
      g.setPaint(note.colour());
      g.drawString(note.text(), (float) (area.getMaxX() - width), (float) y);
    }
  }
}

package org.actionscape.chart;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.actionscape.check.InvalidInputException;
import org.actionscape.store.AtomicFiles;
import org.actionscape.store.OutputFolder;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Writes a figure as {@code figure.svg}, {@code figure.png} and {@code figure.pdf}. The same figure
 * gives the same SVG bytes on every machine, so the SVG tells whether anything changed: the other
 * two, whose bytes are at the mercy of rasteriser and compressor, are written only if it did, or if
 * they are missing, not whole, or of another drawing.
 */
public final class FigureWriter {
  private static final double METRES_PER_POINT = 0.0254 / 72;
  private static final int DECIMALS = 2;

  private FigureWriter() {}

  /** The file by which the other two are known; of a result with data, the second seal. */
  public static final String DRAWING = "figure.svg";

  /**
   * Writes the three files: all are new, or all are as they were.
   *
   * @param figure the figure
   * @param folder where to; made if it does not exist
   * @throws IOException if a file cannot be written
   */
  public static void write(Figure figure, Path folder) throws IOException {
    try (OutputFolder out = OutputFolder.open(folder)) {
      out.replace(fresh -> writeChanged(figure, folder, fresh), List.of(DRAWING));
    }
  }

  /**
   * Writes the three files, or none if those of another folder show the figure already.
   *
   * @param figure the figure
   * @param current where the files may be, with the SVG last of them and never older
   * @param fresh where to write; exists
   * @throws IOException if a file cannot be written
   */
  public static void writeChanged(Figure figure, Path current, Path fresh) throws IOException {
    byte[] svg = svg(figure);
    Pictures pictures = Pictures.of(svg);
    if (!AtomicFiles.holds(current.resolve(DRAWING), svg) || !pictures.areIn(current)) {
      AtomicFiles.write(fresh.resolve(DRAWING), svg);
      AtomicFiles.write(fresh.resolve(Pictures.PIXELS), png(figure, pictures.mark()));
      AtomicFiles.write(fresh.resolve(Pictures.PAGE), pdf(figure, pictures.mark()));
    }
  }

  /**
   * Refuses a folder with pixels or a page that are not whole, or of another drawing than the one
   * beside them.
   *
   * @param folder the folder
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException if there is such a picture
   */
  public static void requirePictures(Path folder) throws IOException {
    Path drawing = folder.resolve(DRAWING);
    if (Files.isRegularFile(drawing)) {
      Pictures.of(Files.readAllBytes(drawing)).require(folder);
    }
  }

  static byte[] svg(Figure figure) throws IOException {
    Document document =
        GenericDOMImplementation.getDOMImplementation()
            .createDocument("http://www.w3.org/2000/svg", "svg", null);
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setComment(null);
    SVGGeneratorContext.GraphicContextDefaults defaults =
        new SVGGeneratorContext.GraphicContextDefaults();
    defaults.setFont(Style.TEXT);
    context.setGraphicContextDefaults(defaults);
    context.setPrecision(DECIMALS);
    SVGGraphics2D g = new SVGGraphics2D(context, true);
    figure.draw(g);
    Element root = g.getRoot();
    String width = context.doubleString(figure.width());
    String height = context.doubleString(figure.height());
    root.setAttribute("width", width + "pt");
    root.setAttribute("height", height + "pt");
    root.setAttribute("viewBox", "0 0 " + width + " " + height);
    root.setAttribute("role", "img");
    root.insertBefore(described(document, "desc", figure.caption()), root.getFirstChild());
    root.insertBefore(described(document, "title", figure.title()), root.getFirstChild());
    StringWriter text = new StringWriter();
    g.stream(root, text, false, false);
    return text.toString().replace(System.lineSeparator(), "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static Element described(Document document, String name, String text) {
    Element element = document.createElementNS("http://www.w3.org/2000/svg", name);
    element.appendChild(document.createTextNode(text));
    return element;
  }

  private static byte[] png(Figure figure, String mark) throws IOException {
    BufferedImage image =
        new BufferedImage(
            (int) Math.round(figure.width() * Pictures.PIXELS_PER_POINT),
            (int) Math.round(figure.height() * Pictures.PIXELS_PER_POINT),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    // The figure ends within the last pixels.
    g.setPaint(Color.WHITE);
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.scale(Pictures.PIXELS_PER_POINT, Pictures.PIXELS_PER_POINT);
    figure.draw(g);
    g.dispose();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    // In memory: Java's own choice is a file in a temporary folder, which may be full.
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(new IIOImage(image, null, description(writer, image, mark)));
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /**
   * Tells which drawing it shows, and the size in print, so that a document that includes the
   * picture needs no scale. In PNG's own terms, because Java takes the millimetres of its neutral
   * form for their inverse.
   */
  private static IIOMetadata description(ImageWriter writer, BufferedImage image, String mark)
      throws IOException {
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(
            new ImageTypeSpecifier(image), writer.getDefaultWriteParam());
    String pixelsPerMetre = Long.toString(Math.round(Pictures.PIXELS_PER_POINT / METRES_PER_POINT));
    IIOMetadataNode resolution = new IIOMetadataNode("pHYs");
    resolution.setAttribute("pixelsPerUnitXAxis", pixelsPerMetre);
    resolution.setAttribute("pixelsPerUnitYAxis", pixelsPerMetre);
    resolution.setAttribute("unitSpecifier", "meter");
    IIOMetadataNode root = new IIOMetadataNode(metadata.getNativeMetadataFormatName());
    root.appendChild(resolution);
    IIOMetadataNode source = new IIOMetadataNode("tEXtEntry");
    source.setAttribute("keyword", Pictures.KEY);
    source.setAttribute("value", mark);
    IIOMetadataNode texts = new IIOMetadataNode("tEXt");
    texts.appendChild(source);
    root.appendChild(texts);
    metadata.mergeTree(metadata.getNativeMetadataFormatName(), root);
    return metadata;
  }

  private static byte[] pdf(Figure figure, String mark) throws IOException {
    try (PDDocument document = new PDDocument()) {
      // Otherwise made from the time of day.
      document.setDocumentId(0L);
      document.getDocumentInformation().setTitle(figure.title());
      document.getDocumentInformation().setCustomMetadataValue(Pictures.KEY, mark);
      PDRectangle size = new PDRectangle((float) figure.width(), (float) figure.height());
      PDPage page = new PDPage(size);
      document.addPage(page);
      PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, size);
      figure.draw(g);
      g.dispose();
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.drawForm(g.getXFormObject());
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    }
  }
}

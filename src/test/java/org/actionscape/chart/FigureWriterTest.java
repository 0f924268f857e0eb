package org.actionscape.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureWriterTest {
  private static final byte[] UNTOUCHED = {1, 2, 3};

  @TempDir private Path folder;
  private Path svg;
  private Path png;
  private Path pdf;

  @BeforeEach
  void writeOnce() throws IOException {
    svg = folder.resolve("figure.svg");
    png = folder.resolve("figure.png");
    pdf = folder.resolve("figure.pdf");
    FigureWriter.write(Figure1.of(Figure1Folder.fill(folder, 4)), folder);
  }

  @Test
  void theSameTablesGiveTheSameSvgBytesInAnyLocale() throws IOException {
    byte[] first = Files.readAllBytes(svg);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertArrayEquals(first, FigureWriter.svg(Figure1.of(folder)));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void pngAndPdfStayAsTheyAreWhileTheSvgDoes() throws IOException {
    Files.write(png, UNTOUCHED);
    Files.write(pdf, UNTOUCHED);
    FigureWriter.write(Figure1.of(folder), folder);
    assertArrayEquals(UNTOUCHED, Files.readAllBytes(png));
    assertArrayEquals(UNTOUCHED, Files.readAllBytes(pdf));
  }

  @Test
  void pngAndPdfAreWrittenAgainWhereMissing() throws IOException {
    byte[] image = Files.readAllBytes(png);
    Files.delete(png);
    Files.delete(pdf);
    FigureWriter.write(Figure1.of(folder), folder);
    assertArrayEquals(image, Files.readAllBytes(png));
    assertTrue(Files.exists(pdf));
  }

  @Test
  void allThreeAreWrittenAgainWhenTheFigureChanges() throws IOException {
    String before = Files.readString(svg);
    Files.write(png, UNTOUCHED);
    Files.write(pdf, UNTOUCHED);
    Figure1Folder.caption(folder, "Another caption.");
    FigureWriter.write(Figure1.of(folder), folder);
    assertNotEquals(before, Files.readString(svg));
    assertTrue(Files.size(png) > UNTOUCHED.length);
    assertTrue(Files.size(pdf) > UNTOUCHED.length);
  }

  @Test
  void theSvgIsOutlinesWithTwoDecimalsAndNothingOfItsMaker() throws IOException {
    String text = Files.readString(svg);
    assertFalse(text.contains("<text"));
    assertFalse(text.contains("<image"));
    assertFalse(text.contains("<!--"));
    assertFalse(text.contains("transform="));
    assertFalse(text.contains("\r"));
    assertFalse(Pattern.compile("\\d\\.\\d{3}").matcher(text).find());
    assertTrue(text.length() < 1 << 20);
  }

  @Test
  void theSvgTellsScreenReadersWhatItShows() throws IOException {
    Figure figure = Figure1.of(folder);
    String text = Files.readString(svg);
    assertTrue(text.contains(">" + figure.title() + "</title"));
    assertTrue(text.contains(">" + figure.caption() + "</desc"));
  }

  @Test
  void thePngHas300PixelsAnInch() throws IOException {
    Figure figure = Figure1.of(folder);
    BufferedImage image = ImageIO.read(png.toFile());
    assertEquals(Math.round(figure.width() * 300 / 72), image.getWidth());
    assertEquals(Math.round(figure.height() * 300 / 72), image.getHeight());
    // The chunk "pHYs": 11811 pixels a metre, as a big-endian number.
    assertTrue(
        new String(Files.readAllBytes(png), StandardCharsets.ISO_8859_1).contains("pHYs\0\0.#"));
  }

  @Test
  void thePdfIsOnePageOfTheFiguresSizeWithoutDates() throws IOException {
    Figure figure = Figure1.of(folder);
    try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
      assertEquals(1, document.getNumberOfPages());
      assertEquals(figure.width(), document.getPage(0).getMediaBox().getWidth());
      assertEquals(figure.height(), document.getPage(0).getMediaBox().getHeight());
      assertEquals(null, document.getDocumentInformation().getCreationDate());
    }
  }
}

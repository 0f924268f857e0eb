package org.actionscape.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.actionscape.check.InvalidInputException;
import org.actionscape.study.figure1.Figure1Folder;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
    FigureWriter.write(Figure1Folder.drawn(Figure1Folder.fill(folder, 4)), folder);
  }

  @Test
  void theSameTablesGiveTheSameSvgBytesInAnyLocale() throws IOException {
    byte[] first = Files.readAllBytes(svg);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertArrayEquals(first, FigureWriter.svg(Figure1Folder.drawn(folder)));
    } finally {
      Locale.setDefault(before);
    }
  }

  /** As if another machine's rasteriser and compressor had made them. */
  @Test
  void pngAndPdfStayAsTheyAreWhileTheSvgDoes() throws IOException {
    FileTime before = FileTime.fromMillis(0);
    Files.setLastModifiedTime(png, before);
    Files.setLastModifiedTime(pdf, before);
    FigureWriter.write(Figure1Folder.drawn(folder), folder);
    assertEquals(before, Files.getLastModifiedTime(png));
    assertEquals(before, Files.getLastModifiedTime(pdf));
  }

  @Test
  void pngAndPdfThatAreNotWholeOrOfAnotherDrawingAreWrittenAgainAndRefusedInReports()
      throws IOException {
    byte[] pixels = Files.readAllBytes(png);
    byte[] page = Files.readAllBytes(pdf);
    Path other = Files.createDirectories(folder.resolve("other"));
    Figure1Folder.fill(other, 4);
    Figure1Folder.caption(other, "Of the same size, but another.");
    FigureWriter.write(Figure1Folder.drawn(other), other);
    byte[] changed = pixels.clone();
    changed[pixels.length / 2] ^= 1;
    for (byte[] wrong :
        List.of(
            new byte[0],
            UNTOUCHED,
            Arrays.copyOf(pixels, pixels.length - 1),
            Arrays.copyOf(pixels, pixels.length / 2),
            changed,
            page,
            Files.readAllBytes(other.resolve("figure.png")),
            Files.readAllBytes(Path.of("plots", "clamp-share", "figure.png")))) {
      isMended(png, wrong);
      assertArrayEquals(pixels, Files.readAllBytes(png));
    }
    for (byte[] wrong :
        List.of(
            new byte[0],
            UNTOUCHED,
            Arrays.copyOf(page, page.length / 2),
            Arrays.copyOf(page, page.length - 8),
            pixels,
            Files.readAllBytes(other.resolve("figure.pdf")),
            Files.readAllBytes(Path.of("plots", "clamp-share", "figure.pdf")))) {
      isMended(pdf, wrong);
    }
  }

  private void isMended(Path file, byte[] wrong) throws IOException {
    Files.write(file, wrong);
    assertEquals(
        file
            + ": must be a whole picture of the figure.svg beside it, is not; delete it or make the"
            + " result again",
        assertThrows(InvalidInputException.class, () -> FigureWriter.requirePictures(folder))
            .getMessage());
    FigureWriter.write(Figure1Folder.drawn(folder), folder);
    FigureWriter.requirePictures(folder);
  }

  @ParameterizedTest
  @MethodSource("committed")
  void thePicturesOfEveryCommittedFigureAreWholeAndOfItsSize(Path figure) throws IOException {
    FigureWriter.requirePictures(figure);
    assertTrue(Files.exists(figure.resolve("figure.png")));
    assertTrue(Files.exists(figure.resolve("figure.pdf")));
  }

  static List<Path> committed() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("plots"))) {
      return folders.filter(folder -> Files.exists(folder.resolve("figure.svg"))).sorted().toList();
    }
  }

  @Test
  void pngAndPdfAreWrittenAgainWhereMissing() throws IOException {
    byte[] image = Files.readAllBytes(png);
    Files.delete(png);
    Files.delete(pdf);
    FigureWriter.write(Figure1Folder.drawn(folder), folder);
    assertArrayEquals(image, Files.readAllBytes(png));
    assertTrue(Files.exists(pdf));
  }

  @Test
  void allThreeAreWrittenAgainWhenTheFigureChanges() throws IOException {
    String before = Files.readString(svg);
    Files.write(png, UNTOUCHED);
    Files.write(pdf, UNTOUCHED);
    Figure1Folder.caption(folder, "Another caption.");
    FigureWriter.write(Figure1Folder.drawn(folder), folder);
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
    Figure figure = Figure1Folder.drawn(folder);
    String text = Files.readString(svg);
    assertTrue(text.contains(">" + figure.title() + "</title"));
    assertTrue(text.contains(">" + figure.caption() + "</desc"));
  }

  @Test
  void thePngHas300PixelsAnInch() throws IOException {
    Figure figure = Figure1Folder.drawn(folder);
    BufferedImage image = ImageIO.read(png.toFile());
    assertEquals(Math.round(figure.width() * 300 / 72), image.getWidth());
    assertEquals(Math.round(figure.height() * 300 / 72), image.getHeight());
    // The chunk "pHYs": 11811 pixels a metre, as a big-endian number.
    assertTrue(
        new String(Files.readAllBytes(png), StandardCharsets.ISO_8859_1).contains("pHYs\0\0.#"));
  }

  @Test
  void thePdfIsOnePageOfTheFiguresSizeWithoutDates() throws IOException {
    Figure figure = Figure1Folder.drawn(folder);
    try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
      assertEquals(1, document.getNumberOfPages());
      assertEquals(figure.width(), document.getPage(0).getMediaBox().getWidth());
      assertEquals(figure.height(), document.getPage(0).getMediaBox().getHeight());
      assertEquals(null, document.getDocumentInformation().getCreationDate());
    }
  }
}

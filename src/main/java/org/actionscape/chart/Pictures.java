package org.actionscape.chart;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.actionscape.check.InvalidInputException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * The pixels and the page of a drawing. Their bytes depend on the machine, so they cannot be
 * compared; but they are whole, of the drawing's size, and name the SHA-256 of the SVG that they
 * show. Those of older versions name none, and pass if they are whole and of that size.
 *
 * @param mark what pixels and page say of the drawing that they show
 * @param width its width in points; NaN if it does not say
 * @param height its height in points; NaN if it does not say
 */
record Pictures(String mark, double width, double height) {
  static final String PIXELS = "figure.png";
  static final String PAGE = "figure.pdf";

  /** The key of the mark, one that PNG defines. */
  static final String KEY = "Source";

  static final double PIXELS_PER_POINT = 300.0 / 72;

  private static final long MOST_BYTES = 1 << 26;
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final Pattern PAGE_END = Pattern.compile("startxref\\s+(\\d{1,9})\\s+%%EOF\\s*$");
  private static final int END = 64;

  /** The pictures of a drawing. */
  static Pictures of(byte[] svg) {
    try {
      String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(svg));
      String text = new String(svg, StandardCharsets.UTF_8);
      return new Pictures(
          FigureWriter.DRAWING + ", SHA-256 " + sum, points(text, "width"), points(text, "height"));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The number of points of an attribute of the root, which comes first. */
  private static double points(String svg, String attribute) {
    Matcher size =
        Pattern.compile("<svg\\b[^>]*?\\s" + attribute + "=\"([0-9.]{1,12})pt\"").matcher(svg);
    return size.find() ? Double.parseDouble(size.group(1)) : Double.NaN;
  }

  /** Whether both are in a folder. */
  boolean areIn(Path folder) throws IOException {
    return Files.isRegularFile(folder.resolve(PIXELS))
        && Files.isRegularFile(folder.resolve(PAGE))
        && arePixels(folder.resolve(PIXELS))
        && isPage(folder.resolve(PAGE));
  }

  /**
   * Refuses pictures that are there and are not of this drawing.
   *
   * @throws InvalidInputException if one is not whole, or shows something else
   */
  void require(Path folder) throws IOException {
    Path pixels = folder.resolve(PIXELS);
    Path page = folder.resolve(PAGE);
    if (Files.exists(pixels) && !arePixels(pixels)) {
      throw isNot(pixels);
    }
    if (Files.exists(page) && !isPage(page)) {
      throw isNot(page);
    }
  }

  private static InvalidInputException isNot(Path file) {
    return new InvalidInputException(
        file
            + ": must be a whole picture of the "
            + FigureWriter.DRAWING
            + " beside it, is not; delete it or make the result again");
  }

  private static Optional<byte[]> bytes(Path file) throws IOException {
    return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES
        ? Optional.of(Files.readAllBytes(file))
        : Optional.empty();
  }

  private boolean arePixels(Path file) throws IOException {
    Optional<byte[]> bytes = bytes(file);
    return bytes.isPresent() && arePixels(bytes.get());
  }

  /** Walks the chunks of a PNG: length, type, content and the CRC of the last two. */
  private boolean arePixels(byte[] png) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(png));
    if (!MessageDigest.isEqual(in.readNBytes(SIGNATURE.length), SIGNATURE)) {
      return false;
    }
    boolean fits = false;
    while (in.available() >= 12) {
      int length = in.readInt();
      if (length < 0 || length > in.available() - 8) {
        return false;
      }
      byte[] chunk = in.readNBytes(4 + length);
      CRC32 crc = new CRC32();
      crc.update(chunk);
      if (in.readInt() != (int) crc.getValue()) {
        return false;
      }
      String type = new String(chunk, 0, 4, StandardCharsets.US_ASCII);
      ByteBuffer content = ByteBuffer.wrap(chunk, 4, length);
      if (type.equals("IHDR")) {
        fits =
            length == 13
                && isLength(content.getInt(), width * PIXELS_PER_POINT, 1)
                && isLength(content.getInt(), height * PIXELS_PER_POINT, 1);
      } else if (type.equals("tEXt")) {
        String text = new String(chunk, 4, length, StandardCharsets.ISO_8859_1);
        if (text.startsWith(KEY + "\0") && !text.equals(KEY + "\0" + mark)) {
          return false;
        }
      } else if (type.equals("IEND")) {
        return fits && in.available() == 0;
      }
    }
    return false;
  }

  private boolean isPage(Path file) throws IOException {
    Optional<byte[]> bytes = bytes(file);
    return bytes.isPresent() && isPage(bytes.get());
  }

  private boolean isPage(byte[] pdf) {
    // What is cut off would be mended in reading.
    int tail = Math.max(0, pdf.length - END);
    Matcher end =
        PAGE_END.matcher(new String(pdf, tail, pdf.length - tail, StandardCharsets.ISO_8859_1));
    if (!end.find() || Integer.parseInt(end.group(1)) >= pdf.length) {
      return false;
    }
    try (PDDocument document = Loader.loadPDF(pdf)) {
      String source = document.getDocumentInformation().getCustomMetadataValue(KEY);
      if (document.getNumberOfPages() != 1 || !(source == null || source.equals(mark))) {
        return false;
      }
      PDRectangle size = document.getPage(0).getMediaBox();
      return isLength(size.getWidth(), width, 0.01) && isLength(size.getHeight(), height, 0.01);
    } catch (IOException | RuntimeException e) {
      // Whatever the parser throws at it, it is no page.
      return false;
    }
  }

  /** Whether a length is as wanted, up to the rounding in the SVG; any is, if none is known. */
  private static boolean isLength(double length, double wanted, double rounding) {
    return !(Math.abs(length - wanted) > rounding);
  }
}

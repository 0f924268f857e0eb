package org.actionscape.store;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.actionscape.check.Decimals;
import org.actionscape.check.InvalidInputException;
import org.actionscape.check.Printable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * A long-format table with named columns: what a run leaves behind and all that a chart sees. A
 * number keeps all its digits until it is written, so that what is computed from a table is
 * computed from the numbers themselves; a table that was read has those of the CSV file. As text,
 * cells are what that file has. An empty cell stands for a number that is not there (NaN).
 */
public final class Table {
  /** Far more than a result has; a larger file is something else. */
  private static final int MOST_BYTES = 1 << 29;

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

  /** The parser's words for a quote that is not closed, with the line where it opens. */
  private static final Pattern OPEN_QUOTE = Pattern.compile("\\(startline (\\d+)\\).*EOF.*");

  private static final Pattern AFTER_QUOTE =
      Pattern.compile(".*between encapsulated token.* line: (\\d+).*");

  /** What messages begin with: the file that it was read from, or nothing. */
  private final String source;

  private final List<String> columns;

  /** A cell is a {@code Double}, or the text of something else. */
  private final List<Object[]> rows;

  private Table(String source, List<String> columns, List<Object[]> rows) {
    this.source = source;
    this.columns = List.copyOf(columns);
    this.rows = rows;
  }

  /**
   * An empty table.
   *
   * @param columns the column names, in order
   * @return a table without rows
   */
  public static Table withColumns(String... columns) {
    return new Table("", Arrays.asList(columns), new ArrayList<>());
  }

  /**
   * Reads a CSV file whose first line names the columns.
   *
   * @param file the file
   * @return its table
   * @throws IOException if the file cannot be read
   * @throws InvalidInputException if a row has another number of cells than the heading
   */
  public static Table read(Path file) throws IOException {
    InputText.require(file, "a CSV file", MOST_BYTES);
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return read(file.toString(), reader);
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(file + ": must be a CSV file, is not UTF-8 text", e);
    } catch (UncheckedIOException e) {
      throw new InvalidInputException(
          file + ": must be a CSV file, " + reason(e.getCause()), e.getCause());
    }
  }

  /** The parser's reason in plain words. */
  private static String reason(IOException e) {
    if (e instanceof CharacterCodingException) {
      return "is not UTF-8 text";
    }
    String words = String.valueOf(e.getMessage());
    Matcher open = OPEN_QUOTE.matcher(words);
    Matcher after = AFTER_QUOTE.matcher(words);
    return open.matches()
        ? "is not at line " + open.group(1) + " (a quote is not closed)"
        : after.matches()
            ? "is not at line " + after.group(1) + " (text after a closing quote)"
            : "is not (it cannot be read)";
  }

  /** Reads CSV text; the name is for messages. */
  public static Table read(String name, Reader reader) throws IOException {
    try (CSVParser parser = CSVParser.parse(reader, FORMAT)) {
      List<Object[]> rows = new ArrayList<>();
      List<String> columns = null;
      for (CSVRecord record : parser) {
        if (columns == null) {
          columns = record.toList();
        } else if (record.size() == columns.size()) {
          rows.add(record.values());
        } else {
          throw new InvalidInputException(
              name
                  + " line "
                  + parser.getCurrentLineNumber()
                  + ": must have "
                  + columns.size()
                  + " cells like its heading, has "
                  + record.size());
        }
      }
      if (columns == null) {
        throw new InvalidInputException(name + ": must have a heading that names the columns");
      }
      return new Table(name + ": ", columns, rows);
    }
  }

  /**
   * Appends a row.
   *
   * @param cells one value per column: a whole number, a text, or a double, of which {@value
   *     Decimals#DIGITS} significant digits are written; NaN, but not infinite
   */
  public void add(Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(cells.length + " cells for columns " + columns);
    }
    Object[] row = new Object[cells.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = cells[i] instanceof Double d ? requireWritable(d) : String.valueOf(cells[i]);
    }
    rows.add(row);
  }

  /** The number, without the sign of a zero, which is not written. */
  private static Double requireWritable(double value) {
    if (Double.isInfinite(value)) {
      throw new IllegalArgumentException("a table has no place for " + value);
    }
    return value + 0.0;
  }

  private static String text(Object cell) {
    return cell instanceof Double number ? format(number) : (String) cell;
  }

  /**
   * The text of a number as tables hold it: {@link Decimals#rounded}, empty for NaN.
   *
   * @param value the number; not infinite
   * @return its text
   */
  public static String format(double value) {
    return Double.isNaN(value) ? "" : Decimals.rounded(value);
  }

  /**
   * The text of a setting: like {@link #format} with as many digits as tell the number from every
   * other one.
   */
  public static String exact(double value) {
    return Decimals.text(new BigDecimal(NumberOutput.toString(value, true)));
  }

  /**
   * Writes the table as CSV (RFC 4180 quoting, line feeds, UTF-8) in one step.
   *
   * @param file the file; replaced if it exists
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    AtomicFiles.write(
        file,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          print(writer);
          writer.flush();
        });
  }

  /** The table as CSV, the text that {@link #write} writes. */
  public String csv() {
    StringBuilder text = new StringBuilder();
    try {
      print(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void print(Appendable out) throws IOException {
    CSVPrinter printer = new CSVPrinter(out, FORMAT);
    printer.printRecord(columns);
    for (Object[] row : rows) {
      printer.printRecord(Arrays.stream(row).map(Table::text));
    }
  }

  /** At most so many rows: first, last, and where some columns have lows and highs. */
  public Table thinned(int most, List<String> extremes) {
    double[][] series = extremes.stream().map(this::numbers).toArray(double[][]::new);
    int[] kept = Thinning.extremes(rows.size(), most, series);
    return new Table(source, columns, Arrays.stream(kept).mapToObj(rows::get).toList());
  }

  /**
   * The column names.
   *
   * @return the names, in order
   */
  public List<String> columns() {
    return columns;
  }

  /**
   * The number of rows.
   *
   * @return the number of rows, without the heading
   */
  public int rows() {
    return rows.size();
  }

  /**
   * The text of a cell.
   *
   * @param row the row, from 0
   * @param column the column's name
   * @return the cell as it is written
   */
  public String text(int row, String column) {
    return text(rows.get(row)[index(column)]);
  }

  /**
   * The number in a cell.
   *
   * @param row the row, from 0
   * @param column the column's name
   * @return the number; NaN if the cell is empty
   */
  public double number(int row, String column) {
    return number(rows.get(row)[index(column)]);
  }

  /**
   * The numbers of a column.
   *
   * @param column the column's name
   * @return a new array with one number per row; NaN for an empty cell
   */
  public double[] numbers(String column) {
    int index = index(column);
    return rows.stream().mapToDouble(row -> number(row[index])).toArray();
  }

  /**
   * The values of a column, each once, in order of first appearance.
   *
   * @param column the column's name
   * @return the distinct cells
   */
  public List<String> distinct(String column) {
    int index = index(column);
    Set<String> seen = new LinkedHashSet<>();
    rows.forEach(row -> seen.add(text(row[index])));
    return List.copyOf(seen);
  }

  /**
   * The rows in which a column has a value.
   *
   * @param column the column's name
   * @param value the value, as it is written
   * @return a table of those rows, in order
   */
  public Table where(String column, String value) {
    int index = index(column);
    return new Table(
        source, columns, rows.stream().filter(row -> text(row[index]).equals(value)).toList());
  }

  /**
   * Mean and 95 % interval of {@code y} over the rows that share an {@code x}, usually one row per
   * seed.
   *
   * @param x the column to group by, a number
   * @param y the column to average
   * @return one interval per {@code x}, in order of first appearance
   */
  public Map<Double, Interval> intervals(String x, String y) {
    return intervals(x, y, Range.ANY);
  }

  /**
   * The same, with intervals cut at what is possible.
   *
   * @param x the column to group by, a number
   * @param y the column to average
   * @param range what {@code y} can be
   * @return one interval per {@code x}, in order of first appearance
   */
  public Map<Double, Interval> intervals(String x, String y, Range range) {
    return intervals(x, y, numbers -> range.cut(Interval.of(numbers)));
  }

  /**
   * Geometric mean and 95 % interval of {@code y}, for quantities over many orders of magnitude:
   * the interval of the logarithms, cut at what is possible. Empty cells are passed over.
   *
   * @param x the column to group by, a number
   * @param y the column to average, positive numbers
   * @param range what {@code y} can be
   * @return one interval per {@code x} that has a number, in order of first appearance
   */
  public Map<Double, Interval> geometricIntervals(String x, String y, Range range) {
    int index = index(y);
    List<Object[]> filled = rows.stream().filter(row -> !Double.isNaN(number(row[index]))).toList();
    return new Table(source, columns, filled)
        .intervals(x, y, numbers -> range.cut(Interval.geometric(numbers)));
  }

  private Map<Double, Interval> intervals(
      String x, String y, Function<double[], Interval> interval) {
    int xIndex = index(x);
    int yIndex = index(y);
    Map<Double, List<Double>> groups = new LinkedHashMap<>();
    for (Object[] row : rows) {
      groups
          .computeIfAbsent(number(row[xIndex]), key -> new ArrayList<>())
          .add(number(row[yIndex]));
    }
    Map<Double, Interval> intervals = new LinkedHashMap<>();
    groups.forEach(
        (key, values) ->
            intervals.put(
                key, interval.apply(values.stream().mapToDouble(Double::doubleValue).toArray())));
    return intervals;
  }

  private int index(String column) {
    int index = columns.indexOf(column);
    if (index < 0) {
      throw new InvalidInputException(source + "column " + column + ": must be one of " + columns);
    }
    return index;
  }

  private double number(Object content) {
    if (content instanceof Double number) {
      return number;
    }
    String cell = (String) content;
    if (cell.isEmpty()) {
      return Double.NaN;
    }
    double value = WrittenNumber.is(cell) ? Double.parseDouble(cell) : Double.NaN;
    if (!(Math.abs(value) <= Double.MAX_VALUE)) {
      throw new InvalidInputException(
          source + "cell \"" + Printable.value(cell) + "\": must be a finite number");
    }
    return value;
  }
}

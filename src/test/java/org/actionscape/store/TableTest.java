package org.actionscape.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.actionscape.check.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Table table = Table.withColumns("name", "step", "value");
    table.add("plain", 3, 0.25);
    table.add("with, comma and \"quotes\"", 4L, Double.NaN);
    Path file = folder.resolve("t.csv");
    table.write(file);
    Table read = Table.read(file);
    assertEquals(table.columns(), read.columns());
    assertEquals("with, comma and \"quotes\"", read.text(1, "name"));
    assertEquals(0.25, read.number(0, "value"));
    assertTrue(Double.isNaN(read.number(1, "value")));
    read.write(folder.resolve("again.csv"));
    assertEquals(Files.readString(file), Files.readString(folder.resolve("again.csv")));
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "0, 0",
    "-0.0, 0",
    "100, 100",
    "123456789012, 1.23456789E+11",
    "0.333333333333, 0.333333333",
    "1.7418252446695514e-16, 1.74182524E-16",
    "1e-6, 0.000001"
  })
  void numbersAreStoredWithNineDigitsTheSameOnEveryJdk(double value, String text) {
    assertEquals(text, Table.format(value));
  }

  /** Means are taken of numbers, not of their text, so that they round once. */
  @Test
  void aNumberKeepsItsDigitsUntilItIsWritten() throws IOException {
    Table table = Table.withColumns("step", "value");
    table.add(1, 1.0000000004);
    table.add(1, 1.0000000004);
    table.add(2, -0.0);
    assertEquals(1.0000000004, table.number(0, "value"));
    assertEquals(1.0000000004, table.intervals("step", "value").get(1.0).mean());
    assertEquals(List.of("1", "0"), table.distinct("value"));
    assertEquals(2, table.where("value", "1").rows());
    assertEquals("step,value\n1,1\n1,1\n2,0\n", table.csv());
    Table read = Table.read("read", new StringReader(table.csv()));
    assertEquals(1, read.number(0, "value"));
    assertEquals(table.csv(), read.csv());
    assertThrows(IllegalArgumentException.class, () -> table.add(3, Double.POSITIVE_INFINITY));
  }

  @Test
  void rowsCanBeFilteredAndAveragedOverSeeds() {
    Table table = Table.withColumns("seed", "method", "step", "value");
    for (int seed = 1; seed <= 3; seed++) {
      table.add(seed, "a", 0, 1.0 * seed);
      table.add(seed, "a", 10, 2.0 * seed);
      table.add(seed, "b", 0, 7.0);
    }
    assertEquals(List.of("a", "b"), table.distinct("method"));
    Map<Double, Interval> curve = table.where("method", "a").intervals("step", "value");
    assertEquals(List.of(0.0, 10.0), List.copyOf(curve.keySet()));
    assertEquals(4, curve.get(10.0).mean());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a,b;1,x; | cell \"x\": must be a finite number",
        "a,c;1,2; | column b: must be one of [a, c]",
        "a,b;1,\"2;3,4; | must be a CSV file, is not at line 2 (a quote is not closed)",
        "a,b;1,\"2\"3; | must be a CSV file, is not at line 2 (text after a closing quote)",
        "a,b;1,2,3; | must have 2 cells like its heading, has 3",
        "a,b;1,\u00ff; | must be a CSV file, is not UTF-8 text"
      })
  void whatIsWrongWithAFileIsNamedWithTheFile(String text, String reason) throws IOException {
    Path file = folder.resolve("t.csv");
    Files.writeString(file, text.replace(';', '\n'), StandardCharsets.ISO_8859_1);
    String message =
        assertThrows(InvalidInputException.class, () -> Table.read(file).numbers("b")).getMessage();
    assertTrue(message.startsWith(file.toString()), message);
    assertTrue(message.endsWith(reason), message);
  }

  @Test
  void aMissingColumnAndAMissingFileAreNamed() {
    Table table = Table.withColumns("a", "b");
    table.add(1, 2);
    assertTrue(
        assertThrows(InvalidInputException.class, () -> table.number(0, "c"))
            .getMessage()
            .startsWith("column c: must be one of [a, b]"));
    assertThrows(InvalidInputException.class, () -> Table.read(folder.resolve("none.csv")));
  }

  @Test
  void aRowOfAnotherLengthIsNamedByItsLine() throws IOException {
    Path file = folder.resolve("bad.csv");
    Files.writeString(file, "a,b\n1,2\n3\n");
    InvalidInputException e = assertThrows(InvalidInputException.class, () -> Table.read(file));
    assertTrue(e.getMessage().contains("line 3"), e.getMessage());
  }
}

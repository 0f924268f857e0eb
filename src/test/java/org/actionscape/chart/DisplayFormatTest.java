package org.actionscape.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayFormatTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "100000, 100000",
    "0.11, 0.11",
    "0.0133352143, 0.01334",
    "0.99998, 0.99998",
    "-0.5, −0.5",
    "-3, −3",
    "4.85165196E+10, 4.852e10",
    "1E+12, 1e12",
    "6.20125406E-7, 6.201e−7",
    "2.0, 2",
    "'', –",
    "clamped, clamped"
  })
  void aCellHasFourDigits(String cell, String shown) {
    assertEquals(shown, DisplayFormat.of(cell));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.419 | 0.401 | 0.438 | 0.419 [0.401, 0.438]",
        "0.366273058 | 0.345761551 | 0.386784565 | 0.366 [0.346, 0.387]",
        "-0.0241 | -0.0361 | -0.0122 | −0.024 [−0.036, −0.012]",
        "17.25 | 12 | 22.5 | 17.2 [12.0, 22.5]",
        "0 | 0 | 0 | 0",
        "0.5 | '' | '' | 0.5",
        "6.2E-7 | 3.25679023E-9 | 0.000118078074 | 6.2e−7 [3.257e−9, 0.0001181]",
        "1.29538349E+15 | 8.9E+14 | 1.9E+15 | 1.295e15 [8.9e14, 1.9e15]"
      })
  void anIntervalHasTheDigitsThatItsWidthJustifies(
      String mean, String low, String high, String shown) {
    assertEquals(shown, DisplayFormat.interval(mean, low, high));
  }
}

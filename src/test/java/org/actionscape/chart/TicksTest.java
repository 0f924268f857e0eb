package org.actionscape.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import org.actionscape.chart.Ticks.Tick;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands at an axis: labels and title together are the numbers that ticks are at. */
class TicksTest {
  private static List<String> labels(List<Tick> ticks) {
    return ticks.stream().map(Tick::label).toList();
  }

  private static List<Tick> linear(double low, double high, boolean whole, int most) {
    Notation notation = Notation.of(low, high, whole);
    return Ticks.linear(low, high, notation, whole, ticks -> ticks.size() <= most);
  }

  private static String title(double low, double high, boolean whole, String label) {
    return Notation.of(low, high, whole).title(label);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1.05, '0 0.2 0.4 0.6 0.8 1', reward",
    "0, 1.05e-6, '0 0.2 0.4 0.6 0.8 1', reward (×10⁻⁶)",
    "0, 1.05e-12, '0 0.2 0.4 0.6 0.8 1', reward (×10⁻¹²)",
    "0, 1.05e-300, '0 0.2 0.4 0.6 0.8 1', reward (×10⁻³⁰⁰)",
    "0, 1.05e300, '0 0.2 0.4 0.6 0.8 1', reward (×10³⁰⁰)",
    "0, 3e-5, '0 5 10 15 20 25 30', reward (×10⁻⁶)",
    "-100000, 0, '−100 −80 −60 −40 −20 0', reward (×10³)",
    "-100001.05, -99999.95, '−1 −0.8 −0.6 −0.4 −0.2 0', reward + 100000",
    "100000.0, 100000.00001, '0 2 4 6 8 10', reward − 100000 (×10⁻⁶)",
    "1e15, 1.000000001e15, '0 0.2 0.4 0.6 0.8 1', reward − 10¹⁵ (×10⁶)",
    "-3, 3, '−3 −2 −1 0 1 2 3', reward",
  })
  void labelsAreShortAndTheTitleSaysWhatTheyLeaveOut(
      double low, double high, String labels, String title) {
    assertEquals(labels, String.join(" ", labels(linear(low, high, false, 7))));
    assertEquals(title, title(low, high, false, "reward"));
  }

  @ParameterizedTest
  @CsvSource({
    "3, '0 1 2 3', step",
    "50, '0 10 20 30 40 50', step",
    "99999, '0 20000 40000 60000 80000', step",
    "1500000, '0 500 1000 1500', step (×10³)",
    "20000000, '0 5 10 15 20', step (×10⁶)",
    "100000000, '0 20 40 60 80 100', step (×10⁶)",
  })
  void stepsAreWholeNumbers(double steps, String labels, String title) {
    assertEquals(labels, String.join(" ", labels(linear(0, steps, true, 6))));
    assertEquals(title, title(0, steps, true, "step"));
  }

  @Test
  void aSingleStepIsNotDivided() {
    assertEquals(List.of("0", "1"), labels(linear(0, 1, true, 99)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "0, 1e-9",
    "5, 5.00001",
    "-1e8, -1e8 + 1",
    "0.9999999, 1",
    "1e-320, 3e-320",
    "-7e22, 3e21",
    "123456.7891, 123456.7892",
    "1e5, 1e5"
  })
  void aTickIsAtTheNumberThatItsLabelAndTheTitleSay(String from, String to) {
    double low = from.contains("+") ? -1e8 : Double.parseDouble(from);
    double high = to.contains("+") ? -1e8 + 1 : Double.parseDouble(to);
    high = high == low ? Math.nextUp(low + 1e-6) : high;
    Notation notation = Notation.of(low, high, false);
    List<Tick> ticks = linear(low, high, false, 6);
    assertTrue(ticks.size() >= 2, ticks.toString());
    assertEquals(ticks.size(), new HashSet<>(labels(ticks)).size());
    for (Tick tick : ticks) {
      BigDecimal written = new BigDecimal(tick.label().replace('−', '-'));
      assertEquals(
          tick.value(),
          written.scaleByPowerOfTen(notation.exponent()).add(notation.offset()).doubleValue());
      assertTrue(tick.label().length() <= 7, tick.label());
    }
  }

  @Test
  void theUnitStaysInTheBrackets() {
    assertEquals("entropy (10⁻⁶ nats)", title(0, 2e-6, false, "entropy (nats)"));
    assertEquals("entropy − 11 (10⁻⁶ nats)", title(11, 11.00001, false, "entropy (nats)"));
    assertEquals("entropy (nats)", title(0, 11, false, "entropy (nats)"));
  }

  @ParameterizedTest
  @CsvSource({
    "-2, 0, 6, '0.01 0.1 1'",
    "-5, 3, 9, '10⁻⁵ 10⁻⁴ 10⁻³ 0.01 0.1 1 10 100 10³'",
    "-300, 0, 5, '10⁻³⁰⁰ 10⁻²⁰⁰ 10⁻¹⁰⁰ 1'",
    "0.1, 1.1, 9, '2 5 10'",
    "3.2, 3.8, 9, '2000 5000'",
    "6.2, 6.8, 9, '2·10⁶ 5·10⁶'",
    "2.69, 4.21, 9, '500 1000 2000 5000 10000'",
    "0, 1, 2, '1 10'",
  })
  void logarithmicTicksSayWhatTheyAreAt(double low, double high, int most, String labels) {
    assertEquals(
        labels,
        String.join(" ", labels(Ticks.logarithmic(low, high, ticks -> ticks.size() <= most))));
  }

  @Test
  void aRangeWithoutTwoSuchNumbersHasTicksLikeALinearOne() {
    assertTrue(Ticks.narrow(StrictMath.log10(2.1), StrictMath.log10(4.9)));
    assertTrue(!Ticks.narrow(0, 1));
  }
}

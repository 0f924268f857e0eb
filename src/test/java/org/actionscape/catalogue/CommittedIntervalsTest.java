package org.actionscape.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.actionscape.store.Table;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No number of a committed summary, nor an end of its interval, is one that cannot be. */
class CommittedIntervalsTest {
  /** A number with its interval, which may be none. */
  private record Entry(String name, int row, double low, double mean, double high) {}

  static List<Path> summaries() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("plots"), 2)) {
      return files.filter(file -> file.endsWith("summary.csv")).sorted().toList();
    }
  }

  private static List<Entry> entries(Table table) {
    List<Entry> entries = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      for (String column : table.columns()) {
        if (column.equals("mean")) {
          entries.add(entry(table, row, table.text(row, "metric"), column, "low", "high"));
        } else if (table.columns().contains(column + "_low")) {
          entries.add(entry(table, row, column, column, column + "_low", column + "_high"));
        }
      }
    }
    return entries;
  }

  private static Entry entry(
      Table table, int row, String name, String mean, String low, String high) {
    return new Entry(
        name, row, table.number(row, low), table.number(row, mean), table.number(row, high));
  }

  /** What a quantity can be in the figures, written down apart from the code that cuts. */
  private static double[] range(String name, JsonNode settings) {
    // The end token is one more.
    double choices =
        settings.findValue("tokens") == null
            ? most(settings, "actions")
            : settings.findValue("tokens").asDouble() + 1;
    return switch (name) {
      case "final_reward", "test_reward", "sub_optimality", "accuracy", "confidently_wrong" ->
          new double[] {0, 1};
      case "gain" -> new double[] {-1, 1};
      case "entropy", "final_entropy", "final_entropy_per_step", "final_bonus_per_step" ->
          new double[] {0, Math.log(choices)};
      case "two_entropy" -> new double[] {0, 2 * Math.log(choices)};
      case "final_length" -> new double[] {1, settings.findValue("horizon").asDouble()};
      case "final_coefficient" ->
          settings.findValue("least") == null
              ? new double[] {0, Double.MAX_VALUE}
              : new double[] {
                settings.findValue("least").asDouble(), settings.findValue("most").asDouble()
              };
      case "final_gradient_norm",
          "gradient_norm_1",
          "eps_over_c",
          "bound",
          "gain_term",
          "bias_term" ->
          new double[] {0, Double.MAX_VALUE};
      default -> throw new AssertionError(name + ": say what it can be");
    };
  }

  /** The number of actions, the largest of several set-ups. */
  private static double most(JsonNode settings, String key) {
    return settings.findValues(key).stream().mapToDouble(JsonNode::asDouble).max().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("summaries")
  void everyEndOfAnIntervalIsPossible(Path file) throws IOException {
    JsonNode settings = new YAMLMapper().readTree(file.resolveSibling("settings.yaml").toFile());
    List<Entry> entries = entries(Table.read(file));
    assertEquals(settings.at("/seeds/count").asInt() > 1, !entries.isEmpty(), "intervals");
    for (Entry entry : entries) {
      double[] range = range(entry.name(), settings);
      for (double number : new double[] {entry.low(), entry.mean(), entry.high()}) {
        assertTrue(
            Double.isNaN(number) || number >= range[0] && number <= range[1], entry.toString());
      }
      assertEquals(Double.isNaN(entry.low()), Double.isNaN(entry.high()), entry.toString());
      assertTrue(
          Double.isNaN(entry.low()) || entry.low() < entry.high(),
          () -> "an interval of equal numbers: " + entry);
    }
  }
}

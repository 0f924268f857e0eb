package org.actionscape.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.actionscape.check.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finite input gives finite exact output, or is refused with the range. */
class PolicyReportTest {
  private static JsonNode report(String json) throws IOException {
    String text =
        PolicyReport.of(
            "test", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), note -> {});
    return new ObjectMapper().readTree(text);
  }

  private static JsonNode bandit(String logits, String rewards, String lambda, String clamp)
      throws IOException {
    return report(
        "{\"logits\":[%s],\"rewards\":[%s],\"lambda\":%s,\"clamp\":%s}"
            .formatted(logits, rewards, lambda, clamp));
  }

  private static double[] array(JsonNode node) {
    return IntStream.range(0, node.size()).mapToDouble(i -> node.get(i).doubleValue()).toArray();
  }

  private static void assertArray(JsonNode node, double... wanted) {
    assertArrayEquals(wanted, array(node));
  }

  @Test
  void logitsWhoseDifferenceOverflowsAreASurePolicy() throws IOException {
    JsonNode report = bandit("1e308, -1e308", "0, 1", "0.1", "0.5");
    assertEquals(0, report.get("value").doubleValue());
    assertEquals(0, report.get("entropy").doubleValue());
    assertEquals(0, report.get("clampedEntropy").doubleValue());
    assertEquals(1, report.get("kept").intValue());
    assertEquals(1e308, report.get("logNormalizer").doubleValue());
    assertArray(report.get("gradValue"), 0, 0);
    assertArray(report.get("gradEntropy"), 0, 0);
    assertArray(report.get("gradClamped"), 0, 0);
  }

  /** Two actions share the maximum, and 0 and 1 keep their order, far as they are from it. */
  @Test
  void theOrderOfLogitsIsKeptWhereTheirDifferenceOverflows() throws IOException {
    JsonNode report = bandit("1e308, 0, 1, -1e308, 1e308", "1, 0, 0, 0, 0", "0", "0.4");
    assertEquals(3, report.get("kept").intValue());
    assertEquals(0.5, report.get("value").doubleValue());
    assertEquals(Math.log(2), report.get("entropy").doubleValue(), 1e-15);
    assertEquals(Math.log(2), report.get("clampedEntropy").doubleValue(), 1e-15);
    assertArray(report.get("gradValue"), 0.25, 0, 0, 0, -0.25);
  }

  @Test
  void rewardsWhoseDifferenceOverflowsHaveAMean() throws IOException {
    JsonNode report = bandit("0, 0", "1e308, -1e308", "1e308", "0");
    assertEquals(0, report.get("value").doubleValue());
    assertArray(report.get("gradValue"), 5e307, -5e307);
    // In units of 1e308: log(e + 1/e), and tanh 1.
    assertEquals(1.1269280110429725e308, report.get("softValue").doubleValue(), 1e293);
    assertEquals(0.7615941559557649e308, report.get("softReward").doubleValue(), 1e293);
  }

  @Test
  void smallNumbersBesideHugeOnesKeepTheirDigits() throws IOException {
    // The third action has no probability, so its reward does not count.
    JsonNode report = bandit("0, 0, -1e4", "1e-300, 3e-300, 1e308", "0", "0");
    assertEquals(2e-300, report.get("value").doubleValue(), 1e-315);
    assertEquals(-0.5e-300, report.get("gradValue").get(0).doubleValue(), 1e-315);
  }

  /** What overflows on the way may fit in the end: lambda log 20 does not, the sum does. */
  @Test
  void aSoftValueThatFitsIsFound() throws IOException {
    String zeros = String.join(",", java.util.Collections.nCopies(20, "0"));
    String rewards = zeros.replace("0", "-1.7e308");
    JsonNode report = bandit(zeros, rewards, "1e308", "0");
    assertEquals((Math.log(20) - 1.7) * 1e308, report.get("softValue").doubleValue(), 1e294);
    assertEquals(-1.7e308, report.get("softReward").doubleValue(), 1e294);
  }

  @ParameterizedTest
  @CsvSource({"1.7e308, softValue", "1e308, softValue"})
  void whatHasNoPlaceInTheDoublesIsRefusedWithTheRange(String lambda, String where) {
    String zeros = String.join(",", java.util.Collections.nCopies(20, "0"));
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> bandit(zeros, zeros, lambda, "0"));
    assertTrue(
        refused
            .getMessage()
            .startsWith("result." + where + " must be a number between -1.7e308 and 1.7e308"),
        refused.getMessage());
  }

  @Test
  void minusZeroIsZero() throws IOException {
    assertEquals(bandit("0, 1", "1, 0", "0", "0"), bandit("-0.0, 1", "1, -0.0", "-0.0", "-0.0"));
    assertEquals(1, bandit("0, 1", "1, 0", "-0.0", "0").get("softValue").doubleValue());
  }

  @Test
  void aProcessMayHaveHugeRewardsAndLogits() throws IOException {
    JsonNode report =
        report(
            """
            {"states":2,"actions":2,"horizon":2,"next":[[1,1],[0,0]],
             "rewards":[[9.5e307,-9.5e307],[-8e307,1e306]],"logits":[[0,0],[1e308,-1e308]]}
            """);
    assertEquals(-8e307, report.get("value").doubleValue());
    assertArray(report.get("gradValue").get(0), 4.75e307, -4.75e307);
    assertArray(report.get("gradValue").get(1), 0, 0);
    assertEquals(Math.log(2), report.get("entropy").doubleValue(), 1e-15);
    assertEquals(1, report.get("optimalSequences").intValue());
  }

  @Test
  void aProcessWhoseReturnOverflowsIsRefused() {
    assertThrows(
        InvalidInputException.class,
        () ->
            report(
                """
                {"states":1,"actions":1,"horizon":2,"next":[[0]],"rewards":[[1e308]],"logits":[[0]]}
                """));
  }

  /** Whatever finite numbers are given: finite numbers come out, or a refusal. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noFiniteInputGivesAnythingElseThanNumbers(long seed) throws IOException {
    Random random = new Random(seed);
    for (int trial = 0; trial < 200; trial++) {
      int actions = 1 + random.nextInt(5);
      String json =
          "{\"logits\":%s,\"rewards\":%s,\"multiplicities\":%s,\"lambda\":%s,\"clamp\":%s}"
              .formatted(
                  numbers(random, actions),
                  numbers(random, actions),
                  IntStream.range(0, actions)
                      .mapToObj(i -> random.nextBoolean() ? "1" : "1125899906842624")
                      .collect(Collectors.joining(",", "[", "]")),
                  Math.abs(number(random)),
                  List.of(0.0, 0.5, 0.9999999999999999, 5e-324).get(random.nextInt(4)));
      try {
        requireNumbers(report(json), json);
      } catch (InvalidInputException e) {
        assertTrue(e.getMessage().startsWith("result."), e.getMessage() + " for " + json);
      }
    }
  }

  private static double number(Random random) {
    double[] sizes = {0, 5e-324, 1e-308, 1e-160, 1, 700, 1e150, 1e292, 1e308, Double.MAX_VALUE};
    return (random.nextBoolean() ? 1 : -1) * sizes[random.nextInt(sizes.length)];
  }

  private static List<Double> numbers(Random random, int count) {
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(number(random));
    }
    return numbers;
  }

  private static void requireNumbers(JsonNode node, String input) {
    assertTrue(node.isContainerNode() || node.isNumber(), input);
    node.forEach(child -> requireNumbers(child, input));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void theWriterItselfRefusesWhatIsNoNumber(double value) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    try (PolicyReport.FiniteNumbers out =
        new PolicyReport.FiniteNumbers(mapper.createGenerator(new StringWriter()))) {
      JsonNode tree = mapper.createObjectNode().set("a", mapper.createArrayNode().add(value));
      JsonMappingException refused =
          assertThrows(JsonMappingException.class, () -> mapper.writeTree(out, tree));
      assertInstanceOf(InvalidInputException.class, refused.getCause());
    }
  }
}

package org.actionscape.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.actionscape.check.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code evaluate} of an MDP against golden/mdp-golden.json, made by golden/mdp_golden.py: every
 * trajectory enumerated with mpmath at 50 digits. Scalars to 1e-12 relative, gradients and visits
 * to 1e-13 absolute, as the script says.
 */
class GoldenProcessTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TWO_STATES =
      "{'states':2,'actions':2,'horizon':3,'next':[[1,0],[0,1]],'rewards':[[0,1],[1,0]],"
          + "'logits':[[0,1],[1,0]]}";

  private final List<String> notes = new ArrayList<>();

  static Stream<JsonNode> cases() throws IOException {
    try (InputStream in = GoldenProcessTest.class.getResourceAsStream("/golden/mdp-golden.json")) {
      return StreamSupport.stream(JSON.readTree(in).get("cases").spliterator(), false);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyQuantityIsWithinTheStatedTolerance(JsonNode golden) throws IOException {
    ObjectNode input = ((ObjectNode) golden).deepCopy();
    JsonNode expected = input.remove("expected");
    JsonNode report = JSON.readTree(evaluate(input.toString()));
    for (String field : List.of("value", "entropy", "optimalValue")) {
      double value = expected.get(field).asDouble();
      assertEquals(value, report.get(field).asDouble(), 1e-12 * Math.abs(value), field);
    }
    assertEquals(expected.get("optimalSequences"), report.get("optimalSequences"));
    for (String field : List.of("visits", "gradValue", "gradEntropy")) {
      assertClose(field, expected.get(field), report.get(field));
    }
  }

  private static void assertClose(String what, JsonNode expected, JsonNode actual) {
    if (expected.isArray()) {
      assertEquals(expected.size(), actual.size(), what);
      for (int i = 0; i < expected.size(); i++) {
        assertClose(what + "[" + i + "]", expected.get(i), actual.get(i));
      }
    } else {
      assertEquals(expected.asDouble(), actual.asDouble(), 1e-13, what);
    }
  }

  @Test
  void theReportHasTheFieldsOfTheContract() throws IOException {
    Set<String> names = new TreeSet<>();
    JSON.readTree(evaluate(TWO_STATES)).fieldNames().forEachRemaining(names::add);
    assertEquals(
        new TreeSet<>(
            List.of(
                "value",
                "entropy",
                "visits",
                "gradValue",
                "gradEntropy",
                "optimalValue",
                "optimalSequences")),
        names);
  }

  /** mdp_golden.py draws such states; they are permitted here, but never in silence. */
  @Test
  void aStateOutOfReachIsNamedAndHasNoVisitsAndNoGradient() throws IOException {
    JsonNode report =
        JSON.readTree(evaluate(TWO_STATES.replace("[[1,0],[0,1]],'r", "[[0,0],[0,1]],'r")));
    assertEquals(
        List.of("state 1: cannot be reached from state 0, its visits and gradients are 0"), notes);
    assertEquals("[3.0,0.0]", report.get("visits").toString());
    for (String field : List.of("gradValue", "gradEntropy")) {
      for (JsonNode entry : report.get(field).get(1)) {
        assertTrue(entry.asDouble() == 0, field);
      }
    }
  }

  @Test
  void sequencesAreCountedExactlyBeyondTheRangeOfALong() throws IOException {
    String input =
        "{'states':1,'actions':2,'horizon':100,'next':[[0,0]],'rewards':[[1,1]],'logits':[[0,0]]}";
    assertTrue(evaluate(input).contains("\"optimalSequences\" : 1267650600228229401496703205376"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'states':2 | 'states':0 | states = 0: must be a whole number between 1 and 2147483647",
        "'horizon':3 | 'horizon':2.5 | horizon = 2.5: must be a whole number between 1 and"
            + " 2147483647",
        "'horizon':3, | '' | x",
        "[1,0],[0,1]],'r | [1,0],[0,2]],'r | next[1][1] = 2: must be a state, a whole number between"
            + " 0 and 1",
        "[1,0],[0,1]],'r | [1,0],[0,-1]],'r | next[1][1] = -1: must be a state, a whole number"
            + " between 0 and 1",
        "'rewards':[[0,1],[1,0]] | 'rewards':[[0,1],[1e999,0]] | rewards[1][0] = 1e999: must be a"
            + " finite number; this is beyond the largest double, 1.8e308",
        "'rewards':[[0,1],[1,0]] | 'rewards':[[0,1],[1]] | rewards[1]: must be an array of 2 entries"
            + " like actions, has 1",
        "'logits' | 'logit' | test: key \"logit\": must be one of states, actions, horizon, next,"
            + " rewards, logits; did you mean logits?",
        "'rewards':[[0,1],[1,0]] | 'rewards':7 | rewards: must be an array of 2 entries like states,"
            + " is number",
        "'states':2 | 'gamma':0.9,'states':2 | x"
      })
  void badInputIsNamedWithItsPlaceAndTheRange(String good, String bad, String message) {
    String input = TWO_STATES.replace(good, bad.equals("''") ? "" : bad);
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> evaluate(input), input);
    if (!message.equals("x")) {
      assertEquals(message, e.getMessage());
    }
  }

  private String evaluate(String json) throws IOException {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return PolicyReport.of("test", new ByteArrayInputStream(bytes), notes::add);
  }
}

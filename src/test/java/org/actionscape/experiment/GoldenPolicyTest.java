package org.actionscape.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code evaluate} against golden/softmax-golden.json, made by golden/softmax_golden.py with mpmath
 * at 60 digits. The tolerances are stored beside the values: what a careful double-precision
 * evaluation reaches, relative even for an entropy of 1e-16.
 */
class GoldenPolicyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<JsonNode> cases() throws IOException {
    try (InputStream in =
        GoldenPolicyTest.class.getResourceAsStream("/golden/softmax-golden.json")) {
      return StreamSupport.stream(JSON.readTree(in).get("cases").spliterator(), false);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyQuantityIsWithinTheStoredTolerance(JsonNode golden) throws IOException {
    ObjectNode input =
        ((ObjectNode) golden)
            .deepCopy()
            .retain(List.of("logits", "rewards", "multiplicities", "lambda", "clamp"));
    JsonNode report = evaluate(input.toString());
    JsonNode expected = golden.get("expected");
    expected
        .properties()
        .forEach(
            field -> {
              JsonNode tolerance = golden.get("tolerance").get(field.getKey());
              JsonNode actual = report.get(field.getKey());
              if (field.getValue().isArray()) {
                for (int i = 0; i < field.getValue().size(); i++) {
                  assertClose(
                      field.getKey() + "[" + i + "]",
                      field.getValue().get(i),
                      actual.get(i),
                      tolerance.get(i));
                }
              } else {
                assertClose(field.getKey(), field.getValue(), actual, tolerance);
              }
            });
  }

  private static void assertClose(String what, JsonNode expected, JsonNode actual, JsonNode tol) {
    double error = Math.abs(actual.asDouble() - expected.asDouble());
    assertTrue(
        error <= tol.asDouble(),
        () -> what + " = " + actual + ", expected " + expected + " +- " + tol);
  }

  @Test
  void theReportHasTheFieldsOfTheContract() throws IOException {
    JsonNode report = evaluate("{\"logits\":[0,1],\"rewards\":[0,1],\"lambda\":0.1,\"clamp\":0}");
    Set<String> names = new TreeSet<>();
    report.fieldNames().forEachRemaining(names::add);
    assertEquals(
        new TreeSet<>(
            List.of(
                "value",
                "entropy",
                "clampedEntropy",
                "kept",
                "logNormalizer",
                "gradValue",
                "gradEntropy",
                "gradClamped",
                "softValue",
                "softReward")),
        names);
  }

  private static JsonNode evaluate(String json) throws IOException {
    return JSON.readTree(
        PolicyReport.of("test", new ByteArrayInputStream(json.getBytes("UTF-8")), note -> {}));
  }
}

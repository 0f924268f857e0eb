package org.actionscape.experiment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.actionscape.env.ContextualBandit;
import org.actionscape.math.Checks;
import org.actionscape.math.InvalidInputException;
import org.actionscape.math.Nearest;
import org.actionscape.objective.ClampedEntropy;
import org.actionscape.objective.Entropy;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Objective.Bonus;
import org.actionscape.objective.Policy;
import org.actionscape.theory.SoftOptimum;
import org.ejml.data.DMatrixRMaj;

/**
 * Exact quantities of one policy in one state, JSON in and JSON out. The input is {@code {"logits":
 * [..], "rewards": [..], "multiplicities": [..]?, "lambda": x, "clamp": p}}; the output has value,
 * entropy, clampedEntropy, kept, logNormalizer, gradValue[], gradEntropy[], gradClamped[],
 * softValue, softReward. Entropies in nats; gradients per member of a class.
 */
public final class PolicyReport {
  private static final List<String> KEYS =
      List.of("logits", "rewards", "multiplicities", "lambda", "clamp");

  // The fast writer gives the same shortest digits on every JDK; Double.toString changed in 19.
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // Read, so that the message can say where the number that is none stands.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private PolicyReport() {}

  /**
   * Evaluates the policy that a JSON document describes.
   *
   * @param name what to call the document in messages
   * @param input the document, read to its end
   * @return the report as JSON text
   * @throws IOException if the input cannot be read
   * @throws InvalidInputException if it is not JSON or not a policy
   */
  public static String of(String name, InputStream input) throws IOException {
    JsonNode document;
    try {
      document = JSON.readTree(input);
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          name
              + ": must be JSON, is not at line "
              + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
              + " ("
              + e.getOriginalMessage()
              + ")",
          e);
    }
    if (document == null || !document.isObject()) {
      throw new InvalidInputException(name + ": must be a JSON object with the keys " + KEYS);
    }
    document.fieldNames().forEachRemaining(key -> Nearest.require(name + ": key", key, KEYS));
    double[] logits = numbers(document, "logits");
    double[] rewards = numbers(document, "rewards");
    double[] multiplicities = new double[logits.length];
    if (document.has("multiplicities")) {
      multiplicities = numbers(document, "multiplicities");
    } else {
      Arrays.fill(multiplicities, 1);
    }
    double lambda = Checks.nonNegative("lambda", number(required(document, "lambda"), "lambda"));
    double clamp = Checks.share("clamp", number(required(document, "clamp"), "clamp"));
    return JSON.writerWithDefaultPrettyPrinter()
        .writeValueAsString(
            report(ContextualBandit.of(logits, rewards, multiplicities), lambda, clamp));
  }

  private static ObjectNode report(ContextualBandit bandit, double lambda, double clamp) {
    Objective objective =
        new Objective(
            List.of(
                new Bonus(lambda, new Entropy()), new Bonus(lambda, new ClampedEntropy(clamp))));
    Evaluation evaluation = new Evaluation(bandit, objective);
    evaluation.evaluate(Policy.startOf(bandit));
    double[] multiplicities = new double[bandit.classes().size()];
    Arrays.setAll(multiplicities, bandit.classes()::multiplicity);
    SoftOptimum soft = SoftOptimum.of(bandit.rewards().data, multiplicities, lambda);
    DMatrixRMaj gradValue = new DMatrixRMaj(multiplicities.length, 1);
    DMatrixRMaj gradEntropy = gradValue.createLike();
    DMatrixRMaj gradClamped = gradValue.createLike();
    evaluation.addReturnGradient(1, gradValue);
    evaluation.addTermGradient(0, 1, gradEntropy);
    evaluation.addTermGradient(1, 1, gradClamped);

    ObjectNode report = JSON.createObjectNode();
    report.put("value", evaluation.value());
    report.put("entropy", evaluation.entropy());
    report.put("clampedEntropy", evaluation.termValue(1));
    report.put("kept", (long) evaluation.kept(1, 0));
    report.put("logNormalizer", evaluation.sums(0).logNormalizer());
    report.set("gradValue", JSON.valueToTree(gradValue.data));
    report.set("gradEntropy", JSON.valueToTree(gradEntropy.data));
    report.set("gradClamped", JSON.valueToTree(gradClamped.data));
    report.put("softValue", soft.value());
    report.put("softReward", soft.reward());
    return report;
  }

  private static JsonNode required(JsonNode document, String key) {
    if (!document.has(key)) {
      throw new InvalidInputException("key \"" + key + "\": must be given");
    }
    return document.get(key);
  }

  private static double[] numbers(JsonNode document, String key) {
    JsonNode array = required(document, key);
    if (!array.isArray()) {
      throw new InvalidInputException(key + ": must be an array of numbers");
    }
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(array.get(i), key + "[" + i + "]");
    }
    return numbers;
  }

  private static double number(JsonNode node, String name) {
    if (!node.isNumber()) {
      throw new InvalidInputException(name + " = " + node + ": must be a finite number");
    }
    return Checks.finite(name, node.doubleValue());
  }
}

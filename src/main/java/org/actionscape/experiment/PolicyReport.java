package org.actionscape.experiment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;
import org.actionscape.check.Printable;
import org.actionscape.check.Suggestions;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.objective.ClampedEntropy;
import org.actionscape.objective.Entropy;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Objective.Bonus;
import org.actionscape.objective.Policy;
import org.actionscape.store.InputText;
import org.actionscape.store.JsonTree;
import org.actionscape.store.WrittenNumber;
import org.actionscape.theory.OptimalSequences;
import org.actionscape.theory.SoftOptimum;
import org.ejml.data.DMatrixRMaj;

/**
 * Exact quantities of one policy, JSON in and JSON out. Entropies in nats.
 *
 * <p>In one state: the input is {@code {"logits": [..], "rewards": [..], "multiplicities": [..]?,
 * "lambda": x, "clamp": p}}; the output has value, entropy, clampedEntropy, kept, logNormalizer,
 * gradValue[], gradEntropy[], gradClamped[], softValue, softReward. Gradients are per member of a
 * class.
 *
 * <p>In an MDP of exactly H steps from state 0, with the same policy at every step: the input is
 * {@code {"states": S, "actions": A, "horizon": H, "next": [[..]], "rewards": [[..]], "logits":
 * [[..]]}}, one row per state; the output has value, entropy (of trajectories), visits[],
 * gradValue[][], gradEntropy[][], optimalValue and optimalSequences, the number of action sequences
 * with the best total reward.
 */
public final class PolicyReport {
  private static final List<String> KEYS =
      List.of("logits", "rewards", "multiplicities", "lambda", "clamp");

  private static final List<String> PROCESS_KEYS =
      List.of("states", "actions", "horizon", "next", "rewards", "logits");

  /** A million actions with a multiplicity each; endless input ends here. */
  private static final int MOST_BYTES = 64 << 20;

  // The fast writer gives the same shortest digits on every JDK; Double.toString changed in 19.
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build())
          .build();

  private PolicyReport() {}

  /**
   * Evaluates the policy that a JSON document describes.
   *
   * @param name what to call the document in messages
   * @param input the document, read to its end
   * @param notes told, one sentence each, what is unusual but permitted: states that the start
   *     cannot reach
   * @return the report as JSON text
   * @throws IOException if the input cannot be read
   * @throws InvalidInputException if it is not JSON or not a policy
   */
  public static String of(String name, InputStream input, Consumer<String> notes)
      throws IOException {
    return of(name, InputText.read(name, input, "JSON", MOST_BYTES), notes);
  }

  /**
   * Evaluates the policy that a JSON file describes.
   *
   * @param file the file
   * @param notes told, one sentence each, what is unusual but permitted, as for a stream
   * @return the report as JSON text
   * @throws IOException if the file cannot be read
   * @throws InvalidInputException if it is not a JSON file or not a policy
   */
  public static String of(Path file, Consumer<String> notes) throws IOException {
    return of(file.toString(), InputText.read(file, "a JSON file", MOST_BYTES), notes);
  }

  private static String of(String name, String text, Consumer<String> notes) throws IOException {
    JsonNode document = JsonTree.read(name, text);
    if (!document.isObject()) {
      throw new InvalidInputException(
          name + ": must be a JSON object with the keys " + KEYS + " or " + PROCESS_KEYS);
    }
    boolean process = PROCESS_KEYS.subList(0, 4).stream().anyMatch(document::has);
    List<String> keys = process ? PROCESS_KEYS : KEYS;
    document.fieldNames().forEachRemaining(key -> Suggestions.require(name + ": key", key, keys));
    ObjectNode report = process ? processReport(document, notes) : stateReport(document);
    return write(report);
  }

  /** JSON has no NaN and no infinity, so a report with one is refused and never written. */
  private static String write(ObjectNode report) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new FiniteNumbers(JSON.createGenerator(text))) {
      JSON.writerWithDefaultPrettyPrinter().writeValue(out, report);
    } catch (JsonMappingException e) {
      if (e.getCause() instanceof InvalidInputException refusal) {
        throw refusal;
      }
      throw e;
    }
    return text.toString();
  }

  /** Refuses numbers that are not finite, and says where they would stand. */
  static final class FiniteNumbers extends JsonGeneratorDelegate {
    FiniteNumbers(JsonGenerator out) {
      super(out, false);
    }

    @Override
    public void writeNumber(double number) throws IOException {
      if (!(Math.abs(number) <= Double.MAX_VALUE)) {
        throw new InvalidInputException(
            "result"
                + getOutputContext().pathAsPointer().toString().replace('/', '.')
                + " must be a number between -1.7e308 and 1.7e308, but leaves that range; use"
                + " smaller rewards, lambda or horizon");
      }
      super.writeNumber(number);
    }
  }

  private static ObjectNode stateReport(JsonNode document) {
    double[] logits = numbers(required(document, "logits"), "logits");
    double[] rewards = numbers(required(document, "rewards"), "rewards");
    double[] multiplicities = new double[logits.length];
    if (document.has("multiplicities")) {
      multiplicities = numbers(document.get("multiplicities"), "multiplicities");
    } else {
      Arrays.fill(multiplicities, 1);
    }
    double lambda = Checks.nonNegative("lambda", number(required(document, "lambda"), "lambda"));
    double clamp = Checks.share("clamp", number(required(document, "clamp"), "clamp"));
    // With the logits as they are given, for its checks.
    ContextualBandit.of(logits, rewards, multiplicities);
    double[] members = multiplicities;
    double[] ordered = FiniteRange.logits(logits);
    FiniteRange exact =
        FiniteRange.of(
            ContextualBandit.of(ordered, rewards, members),
            () -> ContextualBandit.of(ordered, FiniteRange.small(rewards), members));
    double largest = Arrays.stream(logits).max().getAsDouble();
    ObjectNode report = stateReport(exact, largest, lambda, clamp);
    SoftOptimum soft = SoftOptimum.of(rewards, members, lambda);
    report.put("softValue", soft.value());
    report.put("softReward", soft.reward());
    return report;
  }

  private static ObjectNode stateReport(
      FiniteRange exact, double largest, double lambda, double clamp) {
    Objective objective =
        new Objective(
            List.of(
                new Bonus(lambda, new Entropy()), new Bonus(lambda, new ClampedEntropy(clamp))));
    Environment bandit = exact.environment();
    Evaluation evaluation = new Evaluation(bandit, objective);
    evaluation.evaluate(Policy.startOf(bandit));
    DMatrixRMaj gradEntropy = new DMatrixRMaj(bandit.classes().size(), 1);
    DMatrixRMaj gradClamped = gradEntropy.createLike();
    evaluation.addTermGradient(0, 1, gradEntropy);
    evaluation.addTermGradient(1, 1, gradClamped);

    ObjectNode report = JSON.createObjectNode();
    report.put("value", exact.value());
    report.put("entropy", evaluation.entropy());
    report.put("clampedEntropy", evaluation.termValue(1));
    report.put("kept", (long) evaluation.kept(1, 0));
    report.put("logNormalizer", largest + evaluation.sums(0).logTotal());
    report.set("gradValue", JSON.valueToTree(exact.gradient()));
    report.set("gradEntropy", JSON.valueToTree(gradEntropy.data));
    report.set("gradClamped", JSON.valueToTree(gradClamped.data));
    return report;
  }

  private static ObjectNode processReport(JsonNode document, Consumer<String> notes) {
    int states = wholeNumber(document, "states");
    int actions = wholeNumber(document, "actions");
    int horizon = wholeNumber(document, "horizon");
    double[][] next = table(document, "next", states, actions);
    double[][] rewards = table(document, "rewards", states, actions);
    double[][] logits = table(document, "logits", states, actions);
    for (int s = 0; s < states; s++) {
      for (int a = 0; a < actions; a++) {
        int to = (int) next[s][a];
        if (!(to == next[s][a] && to >= 0 && to < states)) {
          throw new InvalidInputException(
              String.format(
                  Locale.ROOT,
                  "next[%d][%d] = %s: must be a state, a whole number between 0 and %d",
                  s,
                  a,
                  document.get("next").get(s).get(a),
                  states - 1));
        }
      }
      logits[s] = FiniteRange.logits(logits[s]);
    }
    Environment process =
        process(horizon, next, rewards, logits, s -> notes.accept(unreachable(s)));
    FiniteRange exact =
        FiniteRange.of(
            process,
            () -> {
              double[][] small =
                  Arrays.stream(rewards).map(FiniteRange::small).toArray(double[][]::new);
              return process(horizon, next, small, logits, s -> {});
            });
    return processReport(exact, OptimalSequences.of(process, 0));
  }

  private static Environment process(
      int horizon,
      double[][] next,
      double[][] rewards,
      double[][] logits,
      IntConsumer unreachable) {
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Steps(horizon));
    for (int s = 0; s < next.length; s++) {
      builder.state(s == 0 ? 1 : 0);
      for (int a = 0; a < next[s].length; a++) {
        builder.action(logits[s][a], rewards[s][a], (int) next[s][a]);
      }
    }
    return builder.build(unreachable);
  }

  private static String unreachable(int state) {
    return "state " + state + ": cannot be reached from state 0, its visits and gradients are 0";
  }

  private static ObjectNode processReport(FiniteRange exact, OptimalSequences optimal) {
    Environment process = exact.environment();
    Evaluation evaluation = new Evaluation(process, Objective.withEntropy(0));
    evaluation.evaluate(Policy.startOf(process));
    DMatrixRMaj gradEntropy = new DMatrixRMaj(process.classes().size(), 1);
    evaluation.addTermGradient(0, 1, gradEntropy);
    double[] visits = new double[process.classes().states()];
    Arrays.setAll(visits, evaluation::visits);

    ObjectNode report = JSON.createObjectNode();
    report.put("value", exact.value());
    report.put("entropy", evaluation.entropy());
    report.set("visits", JSON.valueToTree(visits));
    report.set("gradValue", JSON.valueToTree(byState(exact.gradient(), process.classes())));
    report.set("gradEntropy", JSON.valueToTree(byState(gradEntropy.data, process.classes())));
    report.put("optimalValue", optimal.value());
    report.put("optimalSequences", optimal.count());
    return report;
  }

  private static double[][] byState(double[] table, ActionClasses classes) {
    double[][] rows = new double[classes.states()][];
    Arrays.setAll(rows, s -> Arrays.copyOfRange(table, classes.begin(s), classes.end(s)));
    return rows;
  }

  private static int wholeNumber(JsonNode document, String key) {
    JsonNode node = required(document, key);
    double value = node.isNumber() ? node.doubleValue() : Double.NaN;
    if (!(value == Math.rint(value) && value >= 1 && value <= Integer.MAX_VALUE)) {
      throw new InvalidInputException(
          key
              + " = "
              + Printable.value(node.toString())
              + ": must be a whole number between 1 and "
              + Integer.MAX_VALUE);
    }
    return (int) value;
  }

  private static double[][] table(JsonNode document, String key, int states, int actions) {
    JsonNode rows = required(document, key);
    requireLength(rows, key, states, "states");
    double[][] table = new double[states][];
    for (int s = 0; s < states; s++) {
      String row = key + "[" + s + "]";
      requireLength(rows.get(s), row, actions, "actions");
      table[s] = numbers(rows.get(s), row);
    }
    return table;
  }

  private static void requireLength(JsonNode array, String name, int length, String key) {
    if (!array.isArray() || array.size() != length) {
      throw new InvalidInputException(
          name
              + ": must be an array of "
              + length
              + " entries like "
              + key
              + ", "
              + (array.isArray()
                  ? "has " + array.size()
                  : "is " + array.getNodeType().name().toLowerCase(Locale.ROOT)));
    }
  }

  private static JsonNode required(JsonNode document, String key) {
    if (!document.has(key)) {
      throw new InvalidInputException("key \"" + key + "\": must be given");
    }
    return document.get(key);
  }

  private static double[] numbers(JsonNode array, String name) {
    if (!array.isArray()) {
      throw new InvalidInputException(name + ": must be an array of numbers");
    }
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(array.get(i), name + "[" + i + "]");
    }
    return numbers;
  }

  private static double number(JsonNode node, String name) {
    if (!node.isNumber() || node instanceof WrittenNumber) {
      String fault =
          !node.isNumber()
              ? ""
              : Double.isInfinite(node.doubleValue())
                  ? WrittenNumber.BEYOND
                  : WrittenNumber.BENEATH;
      throw new InvalidInputException(
          name + " = " + Printable.value(node.toString()) + ": must be a finite number" + fault);
    }
    return Checks.finite(name, node.doubleValue());
  }
}

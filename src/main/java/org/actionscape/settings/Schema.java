package org.actionscape.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;
import org.actionscape.check.Printable;
import org.actionscape.check.Suggestions;
import org.actionscape.store.Table;
import org.actionscape.store.WrittenNumber;

/**
 * The schema of one value in a settings file: reading checks it and returns it in one canonical way
 * (Double, Long, String, List, or Map in the order of the documentation, with every default filled
 * in), so that what is stored says all that was used and reads back as itself.
 */
public sealed interface Schema {
  /**
   * Reads what stands at a path.
   *
   * @param path where it stands, for messages
   * @param node what stands there
   * @return its canonical value
   * @throws InvalidInputException if it is not permitted; the message names path, value and range
   */
  Object read(String path, JsonNode node);

  /**
   * What is permitted.
   *
   * @return a few words
   */
  String range();

  /**
   * A number.
   *
   * @param range what is permitted, in a few words
   * @param check refuses what is not
   */
  record Real(String range, Check check) implements Schema {
    /** Refuses numbers. */
    @FunctionalInterface
    public interface Check {
      /**
       * Checks a number.
       *
       * @param path where it stands, for messages
       * @param value the number
       * @return the number
       * @throws InvalidInputException if it is not permitted
       */
      double apply(String path, double value);
    }

    /** Any finite number. */
    public static final Real ANY = new Real("a finite number", Checks::finite);

    /** Above 0. */
    public static final Real POSITIVE = new Real("above 0", Checks::positive);

    /** At least 0. */
    public static final Real NON_NEGATIVE = new Real("at least 0", Checks::nonNegative);

    /** In [0, 1). */
    public static final Real SHARE = new Real("in [0, 1)", Checks::share);

    /**
     * In a closed interval.
     *
     * @param low the smallest permitted number
     * @param high the largest
     * @return the schema
     */
    public static Real between(double low, double high) {
      return new Real(
          "in [" + Table.format(low) + ", " + Table.format(high) + "]",
          (path, value) -> Checks.between(path, value, low, high));
    }

    @Override
    public Object read(String path, JsonNode node) {
      String permitted = "a number, " + range;
      BigDecimal number = number(path, node, permitted);
      double value = number.doubleValue();
      if (Double.isInfinite(value)) {
        throw refusal(path, node, permitted + WrittenNumber.BEYOND);
      }
      if (value == 0 && number.signum() != 0) {
        throw refusal(path, node, permitted + WrittenNumber.BENEATH);
      }
      return check.apply(path, value);
    }
  }

  /**
   * A whole number.
   *
   * @param low the smallest permitted number
   * @param high the largest
   */
  record Whole(long low, long high) implements Schema {
    @Override
    public Object read(String path, JsonNode node) {
      BigDecimal number = number(path, node, range()).stripTrailingZeros();
      if (number.scale() > 0
          || number.compareTo(BigDecimal.valueOf(low)) < 0
          || number.compareTo(BigDecimal.valueOf(high)) > 0) {
        boolean above = number.compareTo(BigDecimal.valueOf(high)) > 0;
        throw refusal(path, node, above ? interval() : range());
      }
      return number.longValueExact();
    }

    @Override
    public String range() {
      return high == Long.MAX_VALUE || high == Integer.MAX_VALUE
          ? "a whole number, at least " + low
          : interval();
    }

    private String interval() {
      return "a whole number, " + low + " to " + high;
    }
  }

  /**
   * One of some words.
   *
   * @param words the words
   */
  record Word(List<String> words) implements Schema {
    private static final Map<String, String> TRUTHS =
        Map.of("true", "yes", "True", "yes", "false", "no", "False", "no");

    @Override
    public Object read(String path, JsonNode node) {
      if (!node.isValueNode()) {
        throw refusal(path, node, range());
      }
      String word = node.asText();
      // What programs that write YAML make of a yes.
      String plain = words.contains(word) ? word : TRUTHS.getOrDefault(word, word);
      return Suggestions.require(path, words.contains(plain) ? plain : word, words);
    }

    @Override
    public String range() {
      return String.join(" or ", words);
    }
  }

  /** A name that can be a folder. */
  record Name() implements Schema {
    private static final Pattern PERMITTED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    @Override
    public Object read(String path, JsonNode node) {
      if (node.isValueNode() && PERMITTED.matcher(node.asText()).matches()) {
        return node.asText();
      }
      throw refusal(path, node, range());
    }

    @Override
    public String range() {
      return "letters, digits, '.', '_' and '-', at most 100, a letter or digit first";
    }
  }

  /**
   * Some values of one schema.
   *
   * @param each the schema of each
   */
  record Several(Schema each) implements Schema {
    @Override
    public Object read(String path, JsonNode node) {
      if (!node.isArray()) {
        throw refusal(path, node, range());
      }
      List<Object> values = new ArrayList<>();
      for (JsonNode item : node) {
        values.add(each.read(path + "[" + values.size() + "]", item));
      }
      return values;
    }

    @Override
    public String range() {
      return "a list, each " + each.range();
    }
  }

  /**
   * Named values.
   *
   * @param parameters the values
   */
  record Section(List<Parameter> parameters) implements Schema {
    @Override
    public Object read(String path, JsonNode node) {
      return fields(path, node, parameters, List.of());
    }

    @Override
    public String range() {
      return "a map";
    }
  }

  /**
   * A variant with its own parameters, under the key {@code kind}.
   *
   * @param variants the variants
   */
  record OneOf<T>(List<Variant<T>> variants) implements Schema {
    private static final String KIND = "kind";

    @Override
    public Object read(String path, JsonNode node) {
      requireFields(path, node);
      if (!node.has(KIND)) {
        throw new InvalidInputException(path + ".kind: must be given, " + range());
      }
      String id = node.get(KIND).asText();
      Suggestions.require(path + ".kind", id, ids());
      Map<String, Object> values = new LinkedHashMap<>();
      values.put(KIND, id);
      values.putAll(fields(path, node, variant(id).parameters(), List.of(KIND)));
      return values;
    }

    /**
     * What canonical values describe.
     *
     * @param settings the values of one of the variants, {@link Settings#part} or one of {@link
     *     Settings#parts}
     * @return what the variant makes of them
     * @throws InvalidInputException if the parts of a setting do not fit each other
     */
    public T make(Settings settings) {
      try {
        String id = settings.word(KIND);
        return Checks.made("\"" + id + "\"", variant(id).maker().apply(settings));
      } catch (InvalidInputException e) {
        if (e.getMessage().startsWith(settings.path())) {
          throw e;
        }
        // Constructors check what the parts of a setting have to do with each other.
        throw new InvalidInputException(settings.path() + ": " + e.getMessage(), e);
      }
    }

    private Variant<T> variant(String id) {
      return variants.stream().filter(variant -> variant.id().equals(id)).findFirst().orElseThrow();
    }

    private List<String> ids() {
      return variants.stream().map(Variant::id).toList();
    }

    @Override
    public String range() {
      return "one of " + String.join(", ", ids());
    }
  }

  /**
   * A number, or a variant with its own parameters for which the number is short.
   *
   * @param real the number
   * @param maker what a number is short for
   * @param variants the variants
   */
  record RealOr<T>(Real real, Function<Double, T> maker, OneOf<T> variants) implements Schema {
    @Override
    public Object read(String path, JsonNode node) {
      return node.isObject() ? variants.read(path, node) : real.read(path, node);
    }

    /**
     * What the canonical value under a name describes.
     *
     * @param settings the values around it
     * @param name its name
     * @return what the number is short for, or what the variant makes of its settings
     * @throws InvalidInputException if the parts of a setting do not fit each other
     */
    public T make(Settings settings, String name) {
      return settings.values().get(name) instanceof Double number
          ? Checks.made(name, maker.apply(number))
          : variants.make(settings.part(name));
    }

    @Override
    public String range() {
      return real.range() + ", or " + variants.range();
    }
  }

  private static Map<String, Object> fields(
      String path, JsonNode node, List<Parameter> parameters, List<String> others) {
    requireFields(path, node);
    List<String> known = new ArrayList<>(others);
    parameters.forEach(parameter -> known.add(parameter.name()));
    String where = path.isEmpty() ? "key" : path + ": key";
    ((ObjectNode) node)
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (known.isEmpty()) {
                throw new InvalidInputException(
                    where + " \"" + Printable.value(name) + "\": must not be given");
              }
              Suggestions.require(where, name, known);
            });
    Map<String, Object> values = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      String name = path.isEmpty() ? parameter.name() : path + "." + parameter.name();
      values.put(parameter.name(), parameter.read(name, node.get(parameter.name())));
    }
    return values;
  }

  private static void requireFields(String path, JsonNode node) {
    if (!node.isObject()) {
      throw refusal(path.isEmpty() ? "experiment" : path, node, "a map of settings");
    }
  }

  /** The number, also if it is in quotes. */
  private static BigDecimal number(String path, JsonNode node, String permitted) {
    String text = node.isTextual() || node.isNumber() ? node.asText() : "";
    if (WrittenNumber.is(text)) {
      return new BigDecimal(text);
    }
    throw refusal(path, node, permitted + WrittenNumber.fault(text));
  }

  private static InvalidInputException refusal(String path, JsonNode node, String permitted) {
    return new InvalidInputException(
        path + " = " + Printable.value(node.toString()) + ": must be " + permitted);
  }
}

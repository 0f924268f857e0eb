package org.actionscape.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.actionscape.experiment.Experiment;
import org.actionscape.experiment.Progress;
import org.actionscape.store.SettingsFile;
import org.actionscape.store.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every curve of a figure can be run again: a figure's settings are a file that {@code run} takes,
 * and with what they say of a curve, given by {@code --set}, {@code run} computes the numbers of
 * the figure's own table.
 */
class FigureCurvesTest {
  /**
   * Tables keep nine digits. Figures that train each context alone add in another order than a run
   * of all contexts, which some thousand steps past a saddle enlarge.
   */
  private static final double TOLERANCE = 1e-8;

  /** What is missing to the optimum is a difference of returns near 1. */
  private static final double ROUNDING = 1e-12;

  /**
   * How a figure's table is compared with runs.
   *
   * @param id the figure's id
   * @param only the rows that are compared, by the values of a column; all if there are none
   * @param keys the columns that tell curves apart, and how settings say them
   * @param columns columns of the figure with those of a run
   * @param steps where runs are cut short; 0 for none, if the table has last steps only
   */
  private record Comparison(
      String id,
      Map<String, Set<String>> only,
      Map<String, Function<Curve, String>> keys,
      Map<String, String> columns,
      int steps) {
    @Override
    public String toString() {
      return id;
    }
  }

  /**
   * One run of a figure.
   *
   * @param name the name of its curve
   * @param changes what {@code --set} takes
   * @param settings its settings with every default
   */
  private record Curve(String name, List<String> changes, JsonNode settings) {
    String at(String pointer) {
      JsonNode node = settings.at(pointer);
      return node.isDouble() ? Table.format(node.asDouble()) : node.asText();
    }

    /** The first coefficient; nothing without a bonus. */
    String lambda() {
      String path = "/objective/0/coefficient";
      return Stream.of(path, path + "/from", path + "/start")
          .map(this::at)
          .filter(text -> !text.isEmpty())
          .findFirst()
          .orElse("");
    }

    String lambdaOr(String none) {
      return lambda().isEmpty() ? none : lambda();
    }

    /** The sum of the coefficients. */
    String total() {
      double total = 0;
      for (JsonNode term : settings.get("objective")) {
        total += term.get("coefficient").asDouble();
      }
      return Table.format(total);
    }

    /** What the propositions' figures call a method. */
    String term() {
      String kind = at("/objective/0/kind");
      return kind.isEmpty() ? "none" : kind;
    }
  }

  private static final Function<Curve, String> OPTIMAL = c -> c.at("/environment/optimal");

  private static final Map<String, Function<Curve, String>> BY_LAMBDA =
      Map.of("method", Curve::name, "lambda", Curve::lambda);

  private static final Map<String, Function<Curve, String>> BY_LAMBDA_AND_SPARSITY =
      Map.of("method", Curve::name, "lambda", Curve::lambda, "optimal_actions", OPTIMAL);

  private static final Map<String, String> FINAL =
      Map.of("final_reward", "average_reward", "final_entropy", "entropy");

  private static final Map<String, String> GAP = Map.of("sub_optimality", "sub_optimality");

  static List<Comparison> comparisons() {
    List<Comparison> comparisons = new ArrayList<>();
    comparisons.add(
        new Comparison(
            "figure-1",
            Map.of(),
            Map.of("method", Curve::name, "optimal_actions", OPTIMAL),
            same("average_reward", "entropy"),
            100));
    comparisons.add(
        new Comparison(
            "bias-exploration",
            Map.of(),
            BY_LAMBDA_AND_SPARSITY,
            same("sub_optimality", "entropy"),
            1000));
    comparisons.add(
        new Comparison(
            "phase-diagram",
            Map.of(),
            BY_LAMBDA_AND_SPARSITY,
            Map.of("final_reward", "average_reward"),
            0));
    comparisons.add(
        new Comparison(
            "clamp-share",
            Map.of(),
            Map.of(
                "method",
                Curve::name,
                "share",
                c -> c.at("/objective/0/share"),
                "optimal_actions",
                OPTIMAL),
            FINAL,
            0));
    comparisons.add(
        new Comparison(
            "coefficient-sweep",
            Map.of("split", Set.of("test")),
            Map.of("method", Curve::name, "lambda", Curve::lambda, "steps", c -> c.at("/steps")),
            FINAL,
            0));
    for (String id :
        List.of("constant-coefficient", "score-entropy-length", "adaptive-coefficient")) {
      comparisons.add(
          new Comparison(
              id, Map.of(), BY_LAMBDA, same("average_reward", "length", "gradient_norm"), 15));
    }
    comparisons.add(
        new Comparison(
            "self-training",
            Map.of(),
            Map.of("signal", Curve::name, "lambda", c -> c.lambdaOr("0")),
            Map.of("accuracy", "average_reward", "entropy", "entropy"),
            100));
    for (String id : List.of("proposition-1", "proposition-2")) {
      comparisons.add(
          new Comparison(
              id, Map.of(), Map.of("setup", Curve::name, "method", Curve::term), GAP, 100));
    }
    comparisons.add(
        new Comparison(
            "kl-and-entropy",
            Map.of("group", Set.of("right")),
            Map.of("terms", Curve::name, "coefficient", Curve::total, "step", c -> c.at("/steps")),
            Map.of("mass", "average_reward"),
            0));
    comparisons.add(
        new Comparison(
            "temperature",
            Map.of("method", Set.of("trained", "loss-term")),
            Map.of(
                "method",
                Curve::name,
                "horizon",
                c -> c.at("/environment/horizon"),
                "parameter",
                Curve::lambda),
            Map.of("reward", "average_reward", "entropy", "entropy"),
            0));
    return comparisons;
  }

  private static Map<String, String> same(String... columns) {
    return Stream.of(columns).collect(Collectors.toMap(column -> column, column -> column));
  }

  private static Path settings(String id) {
    return Path.of("plots", id, "settings.yaml");
  }

  /** All runs of a figure: each entry of a curve's list with each combination of its grid. */
  private static List<Curve> curves(String id, String... more) throws IOException {
    List<Curve> curves = new ArrayList<>();
    ObjectNode root = SettingsFile.read(settings(id)).root();
    for (Map.Entry<String, JsonNode> curve : root.get("curves").properties()) {
      for (JsonNode entry : curve.getValue().get("list")) {
        List<List<String>> points = new ArrayList<>();
        points.add(entry.properties().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
        for (Map.Entry<String, JsonNode> axis : curve.getValue().path("grid").properties()) {
          points = times(points, axis.getKey(), axis.getValue());
        }
        for (List<String> point : points) {
          List<String> changes = Stream.concat(point.stream(), Stream.of(more)).toList();
          Experiment experiment = Experiment.read(settings(id), changes);
          JsonNode tree = new ObjectMapper().valueToTree(experiment.settings());
          curves.add(new Curve(curve.getKey(), changes, tree));
        }
      }
    }
    return curves;
  }

  private static List<List<String>> times(List<List<String>> points, String path, JsonNode values) {
    List<List<String>> product = new ArrayList<>();
    for (List<String> point : points) {
      values.forEach(
          value ->
              product.add(Stream.concat(point.stream(), Stream.of(path + "=" + value)).toList()));
    }
    return product;
  }

  /** The rows of a table by what tells curves apart. */
  private static Map<Map<String, String>, List<Integer>> rows(Comparison figure, Table data) {
    Map<Map<String, String>, List<Integer>> rows = new LinkedHashMap<>();
    for (int i = 0; i < data.rows(); i++) {
      int row = i;
      boolean compared =
          figure.only().entrySet().stream()
              .allMatch(only -> only.getValue().contains(data.text(row, only.getKey())));
      if (compared) {
        Map<String, String> key = new TreeMap<>();
        figure.keys().keySet().forEach(column -> key.put(column, data.text(row, column)));
        rows.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
      }
    }
    return rows;
  }

  private static Map<String, String> key(Comparison figure, Curve curve) {
    Map<String, String> key = new TreeMap<>();
    figure.keys().forEach((column, value) -> key.put(column, value.apply(curve)));
    return key;
  }

  @Test
  void everyFigureThatTrainsIsCompared() {
    Set<String> others = new HashSet<>(Studies.figures().keySet());
    comparisons().forEach(figure -> others.remove(figure.id()));
    assertEquals(Set.of("bias-law", "horizon-law"), others, "closed forms");
  }

  @ParameterizedTest
  @MethodSource("comparisons")
  void theSettingsNameEveryCurveOfTheTable(Comparison figure) throws IOException {
    Set<Map<String, String>> named =
        curves(figure.id()).stream().map(curve -> key(figure, curve)).collect(Collectors.toSet());
    Set<Map<String, String>> shown =
        rows(figure, Table.read(Path.of("plots", figure.id(), "data.csv"))).keySet();
    assertFalse(shown.isEmpty());
    assertTrue(named.containsAll(shown), () -> missing(shown, named));
  }

  private static String missing(Set<Map<String, String>> shown, Set<Map<String, String>> named) {
    return "not in the settings: " + shown.stream().filter(key -> !named.contains(key)).findFirst();
  }

  @ParameterizedTest
  @MethodSource("comparisons")
  void aCurveRunAgainGivesTheNumbersOfTheTable(Comparison figure) throws IOException {
    Table data = Table.read(Path.of("plots", figure.id(), "data.csv"));
    Map<Map<String, String>, List<Integer>> rows = rows(figure, data);
    List<Curve> shown =
        curves(figure.id()).stream().filter(curve -> rows.containsKey(key(figure, curve))).toList();
    for (int i : new int[] {0, shown.size() / 2, shown.size() - 1}) {
      Curve curve = shown.get(i);
      compare(figure, curve, data, rows.get(key(figure, curve)));
    }
  }

  private static void compare(Comparison figure, Curve curve, Table data, List<Integer> rows)
      throws IOException {
    boolean seeded = data.columns().contains("seed");
    String seed = seeded ? data.text(rows.get(0), "seed") : "1";
    List<String> changes = new ArrayList<>(curve.changes());
    changes.addAll(List.of("seeds.count=1", "seeds.first=" + seed));
    if (figure.steps() > 0) {
      int every = figure.steps() > 100 ? figure.steps() : 1;
      changes.addAll(List.of("steps=" + figure.steps(), "recorded_every=" + every));
    }
    Table run = Experiment.read(settings(figure.id()), changes).run(1, Progress.SILENT).data();
    int compared = 0;
    for (int row : rows) {
      boolean known = figure.steps() == 0 || data.number(row, "step") <= figure.steps();
      if (known && (!seeded || data.text(row, "seed").equals(seed))) {
        Table point =
            figure.steps() == 0
                ? run.where("step", curve.at("/steps"))
                : run.where("step", data.text(row, "step"));
        figure
            .columns()
            .forEach(
                (column, ofRun) -> {
                  double expected = data.number(row, column);
                  assertEquals(
                      expected,
                      point.number(0, ofRun),
                      TOLERANCE * Math.abs(expected) + ROUNDING,
                      () -> column + " of " + curve.changes() + ", row " + row);
                });
        compared++;
      }
    }
    assertTrue(compared > 0, curve::toString);
  }

  /** Without training: the optimum for the bonus that a run tells in its summary. */
  @ParameterizedTest
  @MethodSource("laws")
  void aLawIsTheSummaryOfAnyRunThere(String id, Map<String, Function<Curve, String>> keys)
      throws IOException {
    Comparison law = new Comparison(id, Map.of(), keys, Map.of(), 0);
    Table data = Table.read(Path.of("plots", id, "data.csv"));
    Map<Map<String, String>, List<Integer>> rows = rows(law, data);
    String[] anyRun = {"optimizer={kind: natural, step_size: 1}", "steps=1"};
    List<Curve> curves = curves(id, anyRun);
    for (Curve curve : List.of(curves.get(0), curves.get(curves.size() / 2))) {
      Table summary =
          Experiment.read(settings(id), curve.changes()).run(1, Progress.SILENT).summary();
      double expected = data.number(rows.get(key(law, curve)).get(0), "exact_bias");
      assertEquals(
          expected,
          summary.where("metric", "soft_optimum_sub_optimality").number(0, "mean"),
          TOLERANCE * expected,
          curve::toString);
    }
  }

  static Stream<Arguments> laws() {
    Map<String, Function<Curve, String>> actions =
        Map.of(
            "lambda",
            Curve::lambda,
            "optimal_actions",
            OPTIMAL,
            "actions",
            c -> Table.format(c.settings().at("/environment/actions").asDouble()));
    Map<String, Function<Curve, String>> horizon =
        Map.of(
            "lambda",
            Curve::lambda,
            "optimal_tokens",
            c -> c.at("/environment/optimal/0"),
            "horizon",
            c -> c.at("/environment/horizon"));
    return Stream.of(Arguments.of("bias-law", actions), Arguments.of("horizon-law", horizon));
  }
}

package org.actionscape.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.actionscape.check.DivergedException;
import org.actionscape.check.InvalidInputException;
import org.actionscape.check.Printable;
import org.actionscape.env.Environment;
import org.actionscape.env.SoundEnvironment;
import org.actionscape.math.Seeds;
import org.actionscape.objective.CoefficientRule;
import org.actionscape.objective.ConstantCoefficient;
import org.actionscape.objective.Entropy;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Objective.Bonus;
import org.actionscape.settings.Extensions;
import org.actionscape.settings.Registry;
import org.actionscape.settings.Schema.Name;
import org.actionscape.settings.Schema.Parameter;
import org.actionscape.settings.Schema.Section;
import org.actionscape.settings.Schema.Several;
import org.actionscape.settings.Schema.Whole;
import org.actionscape.settings.Settings;
import org.actionscape.solver.ExactGradient;
import org.actionscape.solver.GradientSource;
import org.actionscape.solver.Optimizer;
import org.actionscape.solver.Run;
import org.actionscape.solver.Step;
import org.actionscape.store.Interval;
import org.actionscape.store.Result;
import org.actionscape.store.ResultKind;
import org.actionscape.store.SettingsFile;
import org.actionscape.store.Table;
import org.actionscape.store.Version;
import org.actionscape.store.Yaml;
import org.actionscape.store.YamlTree;
import org.actionscape.theory.Extremes;
import org.actionscape.theory.SoftValueIteration;
import org.actionscape.theory.SubOptimality;

/**
 * One run of any environment, objective and optimiser over some seeds, as a YAML file describes it:
 *
 * <pre>
 *   name: a-name                                     # of the output folder; the file's by default
 *   environment: {kind: contextual-bandit, ...}      # kinds and parameters: actionscape list
 *   objective: [{kind: entropy, coefficient: 0.1}]   # added to the expected return
 *   gradient: {kind: exact}                          # or sampled: reinforce, ppo, grpo ...
 *   optimizer: {kind: ascent, step_size: 1}
 *   steps: 1000
 *   recorded_every: 10
 *   seeds: {count: 1, first: 1}
 * </pre>
 *
 * <p>What is read is checked as a whole before anything runs. The settings that a run leaves behind
 * hold every default and are such a file themselves: run again, they give the same bytes. The keys
 * {@code version} and {@code caption}, which they hold besides, are for the reader: they are
 * ignored and written anew.
 */
public final class Experiment {
  /** Keeps data.csv below 2 MiB: at most about 70 bytes a row. */
  private static final int MOST_ROWS = 30_000;

  /** The stream of a seed from which training draws; environments use those from 0 on. */
  private static final long TRAINING = -1;

  /** Metrics that are the last entries of columns. */
  public static final Map<String, String> TRACED = traced();

  /** How many metrics there are in every run. */
  public static final int ALWAYS = 9;

  public static final String FINAL_COEFFICIENT = "final_coefficient_";

  /** Keys of stored settings that say something but set nothing. */
  public static final List<String> FOR_THE_READER = List.of("version", "caption");

  /** Which seeds to run. */
  public static final Section SEEDS =
      new Section(
          List.of(
              new Parameter("count", "number of seeds", new Whole(1, Effort.MOST_SEEDS), 1),
              new Parameter(
                  "first",
                  "the first seed; the others follow",
                  new Whole(0, Integer.MAX_VALUE),
                  1)));

  /** What an experiment's file may say. */
  public static final Section FORM =
      new Section(
          List.of(
              Parameter.required("name", "names the output folder", new Name()),
              Parameter.required("environment", "where to train", Registry.ENVIRONMENTS),
              new Parameter(
                  "objective",
                  "terms added to the expected return",
                  new Several(Registry.TERMS),
                  List.of()),
              new Parameter(
                  "gradient",
                  "where the gradient comes from",
                  Registry.GRADIENTS,
                  Map.of("kind", "exact")),
              Parameter.required("optimizer", "how to train", Registry.OPTIMIZERS),
              new Parameter("steps", "number of updates", new Whole(1, 100_000_000), 1000),
              new Parameter(
                  "recorded_every",
                  "distance of the steps in data.csv; the last step is always there",
                  new Whole(1, 100_000_000),
                  10),
              new Parameter("seeds", "runs that differ in what is drawn", SEEDS, Map.of())));

  private final Settings settings;
  private final LongFunction<Environment> environment;
  private final Objective objective;
  private final GradientSource gradient;
  private final Optimizer optimizer;
  private final List<Integer> recorded;

  private Experiment(Settings settings) {
    this.settings = settings;
    environment = Registry.ENVIRONMENTS.make(settings.part("environment"));
    objective =
        new Objective(settings.parts("objective").stream().map(Registry.TERMS::make).toList());
    gradient = Registry.GRADIENTS.make(settings.part("gradient"));
    optimizer = Registry.OPTIMIZERS.make(settings.part("optimizer"));
    recorded = recorded(settings);
  }

  /**
   * Reads an experiment.
   *
   * @param file a YAML file
   * @param changes settings that replace those of the file, each {@code path=value} with a path
   *     like {@code environment.actions} or {@code objective[0].coefficient}; the value is YAML
   * @return the experiment, whose settings are in range
   * @throws IOException if the file cannot be read
   * @throws InvalidInputException if it is not YAML, has a key that is not known or twice, or a
   *     value that is not permitted
   */
  public static Experiment read(Path file, List<String> changes) throws IOException {
    SettingsFile tree = SettingsFile.read(file);
    FOR_THE_READER.forEach(tree::remove);
    changes.forEach(tree::change);
    tree.fallback("name", stem(file));
    return of(tree.root());
  }

  /** The experiment that a tree of settings describes, as a file holds it. */
  public static Experiment of(JsonNode tree) {
    Extensions.requireSound();
    Experiment experiment = new Experiment(new Settings("", fields(FORM.read("", tree))));
    SettingsFile.requireReadable(experiment.yaml());
    return experiment;
  }

  /**
   * Reads an experiment from a map of the same keys and values as such a file.
   *
   * @param settings the settings, with a name
   * @return the experiment, whose settings are in range
   * @throws InvalidInputException as for a file
   */
  public static Experiment of(Map<String, Object> settings) {
    return of(new ObjectMapper().<JsonNode>valueToTree(settings));
  }

  /**
   * A part of such a map, as people type it.
   *
   * @param what what is typed, for messages
   * @param text the values of some keys in YAML: {@code key: value, key: value}
   * @return the keys and their values, not yet checked
   * @throws InvalidInputException if the text is not such a list
   */
  public static Map<String, Object> part(String what, String text) {
    JsonNode part = YamlTree.read(what + " (" + Printable.value(text) + ")", "{" + text + "}");
    return fields(values(part));
  }

  private static Object values(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> map = new LinkedHashMap<>();
      node.properties().forEach(field -> map.put(field.getKey(), values(field.getValue())));
      return map;
    }
    if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      node.forEach(item -> list.add(values(item)));
      return list;
    }
    return node.isNumber() ? node.numberValue() : node.asText();
  }

  private static Map<String, String> traced() {
    Map<String, String> traced = new LinkedHashMap<>();
    traced.put("final_reward", "average_reward");
    traced.put("final_entropy", "entropy");
    traced.put("final_objective", "objective");
    traced.put("final_gradient_norm", "gradient_norm");
    traced.put("final_sub_optimality", "sub_optimality");
    return Collections.unmodifiableMap(traced);
  }

  /** Every setting with its default, in the order of the form. */
  public Map<String, Object> settings() {
    return settings.values();
  }

  /**
   * Refuses a folder that holds anything else than the results of a run. The same settings may be
   * run again, and what a killed run left behind, which has no settings, is nothing.
   *
   * @param folder where the results are to go
   * @param replace whether those of a run with other settings may be replaced
   * @throws IOException if what is there cannot be read
   * @throws InvalidInputException if it is something else
   */
  public void requireFree(Path folder, boolean replace) throws IOException {
    ResultKind.RUN.requireFree(folder);
    Path file = folder.resolve(Result.SETTINGS);
    if (!replace && Files.exists(file) && !settings().equals(stored(file))) {
      throw new InvalidInputException(
          "output folder "
              + folder
              + ": must be new or hold results of the same settings, holds those of others; choose"
              + " another name or --out, or replace them with --replace");
    }
  }

  /** The settings of a folder's experiment; none if they are not those of an experiment. */
  private static Map<String, Object> stored(Path file) throws IOException {
    try {
      return read(file, List.of()).settings();
    } catch (InvalidInputException e) {
      return Map.of();
    }
  }

  /** Draws the first seed's environment, so that what cannot run is refused before long work. */
  public void rehearse() {
    long seed = settings.part("seeds").whole("first");
    start(draw(seed), seed);
  }

  private Environment draw(long seed) {
    return SoundEnvironment.require(environment.apply(seed));
  }

  /** The name of a file without its ending. */
  public static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> fields(Object canonical) {
    return (Map<String, Object>) canonical;
  }

  private static List<Integer> recorded(Settings settings) {
    int steps = settings.count("steps");
    int every = settings.count("recorded_every");
    int seeds = settings.part("seeds").count("count");
    long most = Math.max(2, MOST_ROWS / seeds);
    if (steps / every + 2L > most) {
      throw new InvalidInputException(
          "recorded_every = "
              + every
              + ": must be at least "
              + (steps + most - 3) / Math.max(1, most - 2)
              + ", so that "
              + seeds
              + " seeds x "
              + steps
              + " steps leave at most "
              + MOST_ROWS
              + " rows in data.csv");
    }
    TreeSet<Integer> recorded = new TreeSet<>(Grids.every(every, steps));
    recorded.add(steps);
    return List.copyOf(recorded);
  }

  /**
   * The name of the output folder.
   *
   * @return letters, digits, dots, underscores and hyphens
   */
  public String name() {
    return settings.word("name");
  }

  /**
   * The settings as a file that {@link #read} takes.
   *
   * @return YAML with every default filled in
   */
  public String yaml() {
    return Yaml.write(stored(List.of(), false));
  }

  /**
   * Starts the run of one seed, to be watched step by step: the numbers are those of {@link #run}.
   *
   * @param seed the seed
   * @return the run before its first update
   * @throws InvalidInputException if the environment does not fit in memory, or the optimiser does
   *     not fit the environment
   */
  public ObservedRun watch(long seed) {
    Environment drawn = draw(seed);
    return new ObservedRun(
        drawn,
        start(drawn, seed),
        softReward(drawn),
        last ->
            RunNotes.of(
                objective,
                optimizer,
                List.of(last),
                RunNotes.curvature(drawn, objective, optimizer, gradient, last)));
  }

  /**
   * Trains, and keeps to itself what {@link #run(int, Progress, Consumer)} would note.
   *
   * @param threads the number of threads, which never changes a result
   * @param progress hears of each finished seed
   * @return as there
   * @throws InvalidInputException as there
   * @throws DivergedException if training diverges
   */
  public Result run(int threads, Progress progress) {
    return run(threads, progress, note -> {});
  }

  /**
   * Trains, one seed a cell.
   *
   * @param threads the number of threads, which never changes a result
   * @param progress hears of each finished seed
   * @param notes told, in a sentence each, what is no error but should be heard: a coefficient that
   *     ended at a limit of its rule, a step size that is too large to settle; the caption says it
   *     too
   * @return the long table with a row a seed and recorded step, a summary with a row a metric, and
   *     the settings
   * @throws InvalidInputException if an environment does not fit in memory, or the optimiser does
   *     not fit the environment
   * @throws DivergedException if training diverges
   */
  public Result run(int threads, Progress progress, Consumer<String> notes) {
    Settings seeds = settings.part("seeds");
    long first = seeds.whole("first");
    int count = seeds.count("count");
    List<Course> courses =
        Parallel.map(
            count,
            threads,
            cell -> {
              try {
                return train(first + cell);
              } catch (DivergedException e) {
                throw count == 1 ? e : e.at("seed " + (first + cell) + ", ");
              }
            },
            progress);
    Table data = Table.withColumns(columns().toArray(String[]::new));
    for (int i = 0; i < courses.size(); i++) {
      for (Observed observed : courses.get(i).steps()) {
        data.add(row(first + i, observed));
      }
    }
    List<String> said =
        RunNotes.of(
            objective,
            optimizer,
            courses.stream().map(Course::last).toList(),
            courses.stream().mapToDouble(Course::curvature).max().orElse(0));
    said.forEach(notes);
    boolean alike =
        courses.stream().allMatch(course -> course.steps().equals(courses.get(0).steps()));
    return new Result(data, summary(courses), stored(said, alike));
  }

  /** The columns of the long table. */
  public List<String> columns() {
    List<String> columns =
        new ArrayList<>(
            List.of(
                "seed",
                "step",
                "average_reward",
                "entropy",
                "objective",
                "gradient_norm",
                "length"));
    for (int i = 0; i < objective.bonuses().size(); i++) {
      columns.addAll(
          List.of("coefficient_" + i, "per_step_" + i, "observed_" + i, "kept_share_" + i));
    }
    columns.add("sub_optimality");
    return columns;
  }

  private static Object[] row(long seed, Observed observed) {
    Step step = observed.step();
    List<Object> row =
        new ArrayList<>(
            List.of(
                seed,
                step.step(),
                step.value(),
                step.entropy(),
                step.value() + step.bonus(),
                step.gradientNorm(),
                step.length()));
    for (Step.Bonus bonus : step.bonuses()) {
      row.addAll(
          List.of(bonus.coefficient(), bonus.perStep(), bonus.observed(), bonus.keptShare()));
    }
    row.add(observed.subOptimality());
    return row.toArray();
  }

  /** A step and what its policy gives away. */
  private record Observed(Step step, double subOptimality) {}

  /** The optimum of return and entropy. */
  private record Soft(double reward, double subOptimality, double entropy) {}

  /** What one seed leaves behind. */
  private record Course(
      List<Observed> steps,
      double curvature,
      double bestReward,
      Extremes extremes,
      Optional<Soft> soft) {
    Step last() {
      return steps.get(steps.size() - 1).step();
    }
  }

  private static Observed finite(Observed observed) {
    Step step = observed.step();
    boolean finite =
        DoubleStream.of(
                step.value(), step.entropy(), step.value() + step.bonus(), step.gradientNorm())
            .allMatch(Double::isFinite);
    // No number where it is not looked at.
    if (!finite || Double.isInfinite(observed.subOptimality())) {
      throw new DivergedException(
          "step "
              + step.step()
              + ": training has diverged, numbers are no longer finite; use smaller rewards, a smaller"
              + " step size or coefficient");
    }
    return observed;
  }

  private Course train(long seed) {
    Environment drawn = draw(seed);
    Run run = start(drawn, seed);
    SoftValueIteration optimum = SoftValueIteration.of(drawn, 0);
    SubOptimality subOptimality = SubOptimality.of(drawn, optimum);
    // Before training, because it may be refused.
    Optional<Soft> soft = soft(drawn, optimum.optimalValue());
    Extremes extremes = Extremes.of(drawn);
    List<Observed> steps =
        run.steps(recorded)
            .map(step -> finite(new Observed(step, subOptimality.of(run.evaluation()))))
            .toList();
    Step last = steps.get(steps.size() - 1).step();
    double curvature = RunNotes.curvature(drawn, objective, optimizer, gradient, last);
    return new Course(steps, curvature, optimum.optimalValue(), extremes, soft);
  }

  private Optional<Soft> soft(Environment drawn, double best) {
    double lambda = softCoefficient();
    if (lambda == 0) {
      return Optional.empty();
    }
    SoftValueIteration soft = SoftValueIteration.of(drawn, lambda);
    return Optional.of(new Soft(best - soft.bias(), soft.bias(), soft.entropy()));
  }

  /** The coefficient with which theory knows the regularised optimum; 0 if it does not. */
  private double softCoefficient() {
    boolean onlyEntropy =
        objective.bonuses().stream()
            .allMatch(
                bonus ->
                    bonus.term() instanceof Entropy && bonus.rule() instanceof ConstantCoefficient);
    // What is climbed from samples is another objective: GRPO divides advantages, visits are held.
    return onlyEntropy && gradient instanceof ExactGradient
        ? objective.bonuses().stream().mapToDouble(bonus -> bonus.rule().start()).sum()
        : 0;
  }

  private OptionalDouble softReward(Environment drawn) {
    double lambda = softCoefficient();
    if (lambda == 0) {
      return OptionalDouble.empty();
    }
    SoftValueIteration soft = SoftValueIteration.of(drawn, lambda);
    return OptionalDouble.of(soft.optimalValue() - soft.bias());
  }

  private Run start(Environment drawn, long seed) {
    // Another seed than the environment's, so that what is drawn in training is independent of it.
    return new Run(drawn, objective, optimizer, gradient, Seeds.split(seed, TRAINING));
  }

  /** The steps in the long table. */
  public List<Integer> recorded() {
    return recorded;
  }

  /** The metrics of the summary; the first {@value #ALWAYS} have a number in every run. */
  public List<String> metrics() {
    List<String> metrics = new ArrayList<>(TRACED.keySet());
    metrics.addAll(
        List.of(
            MetricInterval.BEST,
            MetricInterval.WORST,
            MetricInterval.LARGEST_ENTROPY,
            MetricInterval.LONGEST));
    for (int i = 0; i < objective.bonuses().size(); i++) {
      if (RunNotes.moves(objective.bonuses().get(i).rule())) {
        metrics.addAll(List.of(FINAL_COEFFICIENT + i, RunNotes.AT_LIMIT + i));
        metrics.addAll(box(i).keySet());
      }
    }
    if (softCoefficient() != 0) {
      metrics.addAll(
          List.of("soft_optimum_reward", "soft_optimum_entropy", "soft_optimum_sub_optimality"));
    }
    return metrics;
  }

  /** A seed's summary by the metrics' names. */
  private Map<String, Double> metrics(Course course) {
    Step last = course.last();
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("final_reward", last.value());
    metrics.put("final_entropy", last.entropy());
    metrics.put("final_objective", last.value() + last.bonus());
    metrics.put("final_gradient_norm", last.gradientNorm());
    metrics.put(
        "final_sub_optimality", course.steps().get(course.steps().size() - 1).subOptimality());
    metrics.put(MetricInterval.BEST, course.bestReward());
    metrics.put(MetricInterval.WORST, course.extremes().worstReturn());
    metrics.put(MetricInterval.LARGEST_ENTROPY, course.extremes().largestEntropy());
    metrics.put(MetricInterval.LONGEST, course.extremes().longestEpisode());
    List<Bonus> bonuses = objective.bonuses();
    for (int i = 0; i < bonuses.size(); i++) {
      if (RunNotes.moves(bonuses.get(i).rule())) {
        metrics.put(FINAL_COEFFICIENT + i, last.bonuses().get(i).coefficient());
        metrics.put(RunNotes.AT_LIMIT + i, RunNotes.atLimit(objective, i, last) ? 1.0 : 0.0);
        metrics.putAll(box(i));
      }
    }
    course
        .soft()
        .ifPresent(
            optimum -> {
              metrics.put("soft_optimum_reward", optimum.reward());
              metrics.put("soft_optimum_entropy", optimum.entropy());
              metrics.put("soft_optimum_sub_optimality", optimum.subOptimality());
            });
    return metrics;
  }

  /** What all rules that move keep their coefficients in. */
  public Map<String, Double> boxes() {
    Map<String, Double> boxes = new LinkedHashMap<>();
    for (int i = 0; i < objective.bonuses().size(); i++) {
      if (RunNotes.moves(objective.bonuses().get(i).rule())) {
        boxes.putAll(box(i));
      }
    }
    return boxes;
  }

  /** What the rule of a term keeps its coefficient in, if it keeps it in something. */
  private Map<String, Double> box(int term) {
    CoefficientRule rule = objective.bonuses().get(term).rule();
    Map<String, Double> box = new LinkedHashMap<>();
    if (rule.most() <= Double.MAX_VALUE) {
      box.put(MetricInterval.LEAST_COEFFICIENT + term, rule.least());
      box.put(MetricInterval.MOST_COEFFICIENT + term, rule.most());
    }
    return box;
  }

  private Table summary(List<Course> courses) {
    Table table = Table.withColumns("metric", "mean", "low", "high");
    List<Map<String, Double>> seeds = courses.stream().map(this::metrics).toList();
    for (String metric : seeds.get(0).keySet()) {
      Interval interval = MetricInterval.of(metric, seeds);
      table.add(metric, interval.mean(), interval.low(), interval.high());
    }
    return table;
  }

  private Map<String, Object> stored(List<String> notes, boolean alike) {
    Map<String, Object> stored = new LinkedHashMap<>(settings.values());
    stored.put("version", Version.get());
    stored.put(
        "caption",
        Stream.concat(Stream.of(caption(alike)), notes.stream().map(RunNotes::inCaption))
            .collect(Collectors.joining(" ")));
    return stored;
  }

  /** What the figure says below; of seeds that are alike there is no interval. */
  private String caption(boolean alike) {
    String bonuses =
        settings.parts("objective").stream()
            .map(term -> " + " + coefficient(term) + " " + brief(term))
            .collect(Collectors.joining());
    int seeds = settings.part("seeds").count("count");
    return String.format(
        Locale.ROOT,
        "%s; maximised: %s%s; optimiser: %s; gradient: %s. %s.",
        capital(brief(settings.part("environment"))),
        gradient.climbsReturn() ? "expected return" : "the signal of the gradient",
        bonuses,
        brief(settings.part("optimizer")),
        brief(settings.part("gradient")),
        OverSeeds.sentence(seeds, alike));
  }

  private static String coefficient(Settings term) {
    return term.values().get("coefficient") instanceof Double number
        ? Table.format(number)
        : brief(term.part("coefficient"));
  }

  /** The kind with its numbers and words, without the coefficient of a term. */
  private static String brief(Settings part) {
    String details =
        part.values().entrySet().stream()
            .filter(entry -> !List.of("kind", "coefficient", "encoding").contains(entry.getKey()))
            .filter(entry -> !(entry.getValue() instanceof Map || entry.getValue() instanceof List))
            .map(
                entry ->
                    entry.getKey().replace('_', ' ')
                        + " "
                        + (entry.getValue() instanceof Double d
                            ? Table.format(d)
                            : entry.getValue()))
            .collect(Collectors.joining(", "));
    return part.word("kind") + (details.isEmpty() ? "" : " (" + details + ")");
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}

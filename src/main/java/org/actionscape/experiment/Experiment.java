package org.actionscape.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.actionscape.check.DivergedException;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.Environment;
import org.actionscape.env.SoundEnvironment;
import org.actionscape.experiment.RunTrace.SoftOptimum;
import org.actionscape.math.Seeds;
import org.actionscape.objective.ConstantCoefficient;
import org.actionscape.objective.Entropy;
import org.actionscape.objective.Objective;
import org.actionscape.settings.Registry;
import org.actionscape.settings.Settings;
import org.actionscape.solver.ExactGradient;
import org.actionscape.solver.GradientSource;
import org.actionscape.solver.Optimizer;
import org.actionscape.solver.Run;
import org.actionscape.solver.Step;
import org.actionscape.store.Result;
import org.actionscape.store.ResultKind;
import org.actionscape.store.SettingsFile;
import org.actionscape.store.Version;
import org.actionscape.store.Yaml;
import org.actionscape.theory.Extremes;
import org.actionscape.theory.SoftValueIteration;
import org.actionscape.theory.SubOptimality;

/**
 * One run of any environment, objective and optimiser over some seeds.
 *
 * <pre>{@code
 * Experiment experiment = Experiment.read(Path.of("examples/entropy.yaml"), List.of("steps=100"));
 * Result result = experiment.run(4, Progress.SILENT);
 * result.summary().csv();
 * }</pre>
 *
 * <p>A YAML file describes it:
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
  /** The stream of a seed from which training draws; environments use those from 0 on. */
  private static final long TRAINING = -1;

  private final Settings settings;
  private final LongFunction<Environment> environment;
  private final Objective objective;
  private final GradientSource gradient;
  private final Optimizer optimizer;
  private final List<Integer> recorded;
  private final RunTables tables;

  private Experiment(Settings settings) {
    this.settings = settings;
    environment = Registry.ENVIRONMENTS.make(settings.part("environment"));
    objective =
        new Objective(settings.parts("objective").stream().map(Registry.TERMS::make).toList());
    gradient = Registry.GRADIENTS.make(settings.part("gradient"));
    optimizer = Registry.OPTIMIZERS.make(settings.part("optimizer"));
    recorded = ExperimentSchema.recorded(settings);
    tables = new RunTables(objective, softCoefficient() != 0);
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
    return of(ExperimentSchema.read(file, changes));
  }

  /** The experiment that a tree of settings describes, as a file holds it. */
  public static Experiment of(JsonNode tree) {
    return of(ExperimentSchema.read(tree));
  }

  private static Experiment of(Settings settings) {
    Experiment experiment = new Experiment(settings);
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

  /** Every setting with its default, in the order of the schema. */
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
  public void dryRun() {
    long seed = settings.part("seeds").whole("first");
    start(draw(seed), seed);
  }

  private Environment draw(long seed) {
    return SoundEnvironment.require(environment.apply(seed));
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
        softOptimum(drawn)
            .map(optimum -> OptionalDouble.of(optimum.reward()))
            .orElse(OptionalDouble.empty()),
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
   * @param progress told of each finished seed
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
   * @param progress told of each finished seed
   * @param notes told, one sentence each, what is no error but should be heard: a coefficient that
   *     ended at a limit of its rule, a step size that is too large to settle; the caption says it
   *     too
   * @return the long table with a row per seed and recorded step, a summary with a row per metric,
   *     and the settings
   * @throws InvalidInputException if an environment does not fit in memory, or the optimiser does
   *     not fit the environment
   * @throws DivergedException if training diverges
   */
  public Result run(int threads, Progress progress, Consumer<String> notes) {
    Settings seeds = settings.part("seeds");
    long first = seeds.whole("first");
    int count = seeds.count("count");
    List<RunTrace> traces =
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
    List<String> said =
        RunNotes.of(
            objective,
            optimizer,
            traces.stream().map(RunTrace::last).toList(),
            traces.stream().mapToDouble(RunTrace::curvature).max().orElse(0));
    said.forEach(notes);
    boolean alike =
        traces.stream().allMatch(trace -> trace.entries().equals(traces.get(0).entries()));
    return new Result(tables.data(first, traces), tables.summary(traces), stored(said, alike));
  }

  private RunTrace train(long seed) {
    Environment drawn = draw(seed);
    Run run = start(drawn, seed);
    SoftValueIteration optimum = SoftValueIteration.of(drawn, 0);
    SubOptimality subOptimality = SubOptimality.of(drawn, optimum);
    // Before training, because it may be refused.
    Optional<SoftOptimum> soft = softOptimum(drawn);
    Extremes extremes = Extremes.of(drawn);
    List<RunTrace.Entry> entries =
        run.steps(recorded)
            .map(step -> new RunTrace.Entry(step, subOptimality.of(run.evaluation())))
            .toList();
    Step last = entries.get(entries.size() - 1).step();
    double curvature = RunNotes.curvature(drawn, objective, optimizer, gradient, last);
    return new RunTrace(entries, curvature, optimum.optimalValue(), extremes, soft);
  }

  /** The optimum of return and entropy, where theory knows it. */
  private Optional<SoftOptimum> softOptimum(Environment drawn) {
    double lambda = softCoefficient();
    if (lambda == 0) {
      return Optional.empty();
    }
    SoftValueIteration soft = SoftValueIteration.of(drawn, lambda);
    double reward = soft.optimalValue() - soft.bias();
    return Optional.of(new SoftOptimum(reward, soft.bias(), soft.entropy()));
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

  private Run start(Environment drawn, long seed) {
    // Another seed than the environment's, so that what is drawn in training is independent of it.
    return new Run(drawn, objective, optimizer, gradient, Seeds.split(seed, TRAINING));
  }

  /** The steps in the long table. */
  public List<Integer> recorded() {
    return recorded;
  }

  /** What the tables of its runs hold. */
  public RunTables tables() {
    return tables;
  }

  private Map<String, Object> stored(List<String> notes, boolean alike) {
    Map<String, Object> stored = new LinkedHashMap<>(settings.values());
    stored.put("version", Version.get());
    String maximized =
        gradient.maximizesReturn() ? "expected return" : "the signal of the gradient";
    String caption = RunCaption.of(settings, maximized, alike);
    stored.put(
        "caption",
        Stream.concat(Stream.of(caption), notes.stream().map(RunNotes::inCaption))
            .collect(Collectors.joining(" ")));
    return stored;
  }
}

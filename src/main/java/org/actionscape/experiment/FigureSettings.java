package org.actionscape.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.actionscape.objective.Objective;
import org.actionscape.settings.Described;
import org.actionscape.solver.GradientAscent;
import org.actionscape.store.Result;
import org.actionscape.store.Version;

/**
 * The settings that a figure leaves behind. They are a file that {@code run} takes, and one that a
 * sweep can name as its experiment: at the top stands one training run with every default, in the
 * words of {@code run}; under {@code curves} stands, by name, what each curve changes, in those of
 * {@code sweep}: each entry of its {@code list} with every combination of its {@code grid}.
 */
public final class FigureSettings {
  /** The key that only the settings of figures have: the figure's id. */
  static final String FIGURE = "figure";

  /** Keys that set nothing where such a file is run. */
  static final List<String> FOR_THE_READER = List.of(FIGURE, "curves", "details", Result.OPTIONS);

  private final String figure;
  private final Map<String, Object> experiment;
  private final Map<String, Object> curves = new LinkedHashMap<>();
  private final Map<String, Object> details = new LinkedHashMap<>();

  private FigureSettings(String figure, Map<String, Object> experiment) {
    this.figure = figure;
    this.experiment = experiment;
  }

  /**
   * The settings of a figure whose curves are trained.
   *
   * @param figure the figure's id
   * @param experiment what its runs have in common, as {@code run} takes it; without a name
   * @return settings without curves
   */
  public static FigureSettings trained(String figure, Map<String, Object> experiment) {
    Map<String, Object> named = new LinkedHashMap<>(experiment);
    named.put("name", "curve-of-" + figure);
    return new FigureSettings(figure, canonical(named));
  }

  /** The settings of a figure that trains many bandits at the same steps. */
  public static FigureSettings trained(String figure, SeededBandits bandits) {
    List<Integer> recorded = bandits.recorded();
    int contexts = bandits.bandit().contexts();
    return trained(
        figure,
        Described.map(
            "environment", Described.environment(bandits.bandit(), bandits.encoding()),
            "optimizer", ascent(GradientAscent.perContext(bandits.stepSize(), contexts)),
            "steps", recorded.get(recorded.size() - 1),
            "recorded_every", recorded.get(recorded.get(0) == 0 ? 1 : 0),
            "seeds", seeds(bandits.firstSeed(), bandits.seeds())));
  }

  /**
   * The settings of a figure of closed forms, without training.
   *
   * @param figure the figure's id
   * @param environment where they hold, as {@code run} takes it
   * @return settings without curves
   */
  public static FigureSettings untrained(String figure, Map<String, Object> environment) {
    return new FigureSettings(figure, Described.map("environment", environment));
  }

  /** Gradient ascent, as {@code run} takes it. */
  public static Map<String, Object> ascent(GradientAscent ascent) {
    return Described.map("kind", ascent.id(), "step_size", ascent.stepSize());
  }

  /** Consecutive seeds. */
  public static Map<String, Object> seeds(long first, int count) {
    return Described.map("count", count, "first", first);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> canonical(Map<String, Object> experiment) {
    return (Map<String, Object>)
        ExperimentSchema.EXPERIMENT.read("", new ObjectMapper().valueToTree(experiment));
  }

  /**
   * Adds a curve that differs in what is added to the return.
   *
   * @param name its name
   * @param objective what is maximised
   * @param grid lists of further settings by path; it is trained at every combination
   * @return this
   */
  public FigureSettings curve(String name, Objective objective, Map<String, Object> grid) {
    Map<String, Object> change = Described.map("objective", Described.objective(objective));
    return curve(name, List.of(change), grid);
  }

  /**
   * Adds a curve.
   *
   * @param name its name
   * @param list settings that it changes together, by path
   * @param grid as above, with each of the list
   * @return this
   */
  public FigureSettings curve(
      String name, List<Map<String, Object>> list, Map<String, Object> grid) {
    Map<String, Object> curve = Described.map("list", list);
    if (!grid.isEmpty()) {
      curve.put("grid", grid);
    }
    curves.put(name, curve);
    return this;
  }

  /** Adds what is no setting of a run. */
  public FigureSettings detail(String key, Object value) {
    details.put(key, value);
    return this;
  }

  /**
   * All settings.
   *
   * @param caption what stands below the figure
   * @return them, in the order in which they are to be written
   */
  public Map<String, Object> with(String caption) {
    Map<String, Object> all = Described.map(FIGURE, figure, "version", Version.get());
    all.putAll(experiment);
    all.put("curves", curves);
    if (!details.isEmpty()) {
      all.put("details", details);
    }
    all.put("caption", caption);
    return all;
  }
}

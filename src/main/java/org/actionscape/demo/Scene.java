package org.actionscape.demo;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.actionscape.chart.Method;
import org.actionscape.experiment.CriticalCoefficient;
import org.actionscape.experiment.Experiment;

/**
 * Everything that the controls of the window say. Immutable.
 *
 * @param place where to train
 * @param start the policy before training
 * @param rule how the coefficient of the bonus goes on
 * @param update how the policy follows the gradient
 * @param source where the gradient comes from
 * @param numbers the value of every knob
 * @param methods what to compare
 */
record Scene(
    Place place,
    Start start,
    Rule rule,
    Update update,
    Source source,
    Map<Knob, Double> numbers,
    Set<Method> methods) {
  /** As many as Figure 1 has, of which a fifth have no decoy. */
  private static final int CONTEXTS = 25;

  /** As many make a fifth without decoy at every horizon. */
  private static final int PROMPTS = 5;

  /** A panel has room for as many points. */
  private static final int RECORDED = 400;

  /** Decoys differ from each other by this to both sides, in decades of their odds. */
  private static final double DECOY_SPREAD = 0.5;

  /** Where to train. */
  enum Place implements Option {
    BANDIT("contextual bandit"),
    TOKENS("token sequences");

    private final String label;

    Place(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /** The policy before training. */
  enum Start implements Option {
    ZIPF("Zipf's law, with decoys"),
    UNIFORM("uniform, no decoys");

    private final String label;

    Start(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /** How the policy follows the gradient. */
  enum Update implements Option {
    ASCENT("gradient ascent"),
    NATURAL("natural gradient");

    private final String label;

    Update(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }

  /** Where the gradient comes from. */
  enum Source implements Option {
    EXACT("exact"),
    GRPO("sampled (GRPO)");

    private final String label;

    Source(String label) {
      this.label = label;
    }

    @Override
    public String label() {
      return label;
    }
  }

  Scene {
    numbers = Map.copyOf(numbers);
    methods = Set.copyOf(methods);
  }

  /** What the window opens with: the bandit of Figure 1. */
  static Scene standard() {
    Map<Knob, Double> numbers = new EnumMap<>(Knob.class);
    for (Knob knob : Knob.values()) {
      numbers.put(knob, knob.start);
    }
    return new Scene(
        Place.BANDIT,
        Start.ZIPF,
        Rule.CONSTANT,
        Update.ASCENT,
        Source.EXACT,
        numbers,
        Set.of(Method.values()));
  }

  double get(Knob knob) {
    return numbers.get(knob);
  }

  long whole(Knob knob) {
    return Math.round(get(knob));
  }

  Scene with(Knob knob, double value) {
    Map<Knob, Double> changed = new EnumMap<>(numbers);
    changed.put(knob, value);
    return new Scene(place, start, rule, update, source, changed, methods);
  }

  Scene with(Method... compared) {
    return with(Set.of(compared));
  }

  Scene with(Set<Method> compared) {
    return new Scene(place, start, rule, update, source, numbers, compared);
  }

  /** The scene with another place, start, rule, update or source. */
  Scene with(Option option) {
    return new Scene(
        option instanceof Place other ? other : place,
        option instanceof Start other ? other : start,
        option instanceof Rule other ? other : rule,
        option instanceof Update other ? other : update,
        option instanceof Source other ? other : source,
        numbers,
        methods);
  }

  /** The compared methods in the order of legends. */
  List<Method> compared() {
    return List.copyOf(new TreeSet<>(methods));
  }

  /** The coefficient above which the optimum with an entropy bonus earns less than one half. */
  OptionalDouble criticalEntropy() {
    int horizon = place == Place.TOKENS ? (int) whole(Knob.HORIZON) : 1;
    return CriticalCoefficient.entropy(whole(Knob.ACTIONS), (int) whole(Knob.OPTIMAL), horizon);
  }

  /**
   * The same with a clamped bonus, where there is a formula: in a bandit whose start tells actions
   * apart.
   */
  OptionalDouble criticalClamped() {
    return place == Place.BANDIT && start == Start.ZIPF
        ? CriticalCoefficient.clamped(
            whole(Knob.ACTIONS), (int) whole(Knob.OPTIMAL), get(Knob.SHARE))
        : OptionalDouble.empty();
  }

  /** The distance of recorded steps. */
  int every() {
    return Math.max(1, (int) whole(Knob.STEPS) / RECORDED);
  }

  /** The experiment of one of the methods, as {@code actionscape run} would read it. */
  Experiment experiment(Method method) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("name", method.id());
    settings.put("environment", environment());
    settings.put("objective", bonuses(method));
    settings.put("gradient", Map.of("kind", source == Source.EXACT ? "exact" : "grpo"));
    settings.put("optimizer", optimizer());
    settings.put("steps", whole(Knob.STEPS));
    settings.put("recorded_every", every());
    settings.put("seeds", Map.of("count", 1, "first", whole(Knob.SEED)));
    return Experiment.of(settings);
  }

  private Map<String, Object> environment() {
    Map<String, Object> environment = new LinkedHashMap<>();
    if (place == Place.BANDIT) {
      environment.put("kind", "contextual-bandit");
      environment.put("contexts", CONTEXTS);
      environment.put("actions", whole(Knob.ACTIONS));
      environment.put("optimal", whole(Knob.OPTIMAL));
    } else {
      environment.put("kind", "token-sequence");
      environment.put("prompts", PROMPTS);
      environment.put("horizon", whole(Knob.HORIZON));
      environment.put("tokens", whole(Knob.ACTIONS));
      environment.put("optimal", List.of(whole(Knob.OPTIMAL)));
    }
    if (start == Start.ZIPF) {
      double decoy = get(Knob.DECOY);
      environment.put("start", Map.of("kind", "zipf"));
      environment.put(
          "placement",
          Map.of(
              "kind",
              "ranked",
              "decoy_log10_odds",
              List.of(decoy - DECOY_SPREAD, decoy + DECOY_SPREAD)));
    }
    return environment;
  }

  private List<Object> bonuses(Method method) {
    return switch (method) {
      case NONE -> List.of();
      case ENTROPY -> List.of(Map.of("kind", "entropy", "coefficient", rule.coefficient(this)));
      case CLAMPED ->
          List.of(
              Map.of(
                  "kind", "clamped",
                  "share", get(Knob.SHARE),
                  "coefficient", rule.coefficient(this)));
    };
  }

  private Map<String, Object> optimizer() {
    // The gradient is that of the mean over start states; the natural gradient undoes the mean.
    int starts = place == Place.BANDIT ? CONTEXTS : PROMPTS;
    return update == Update.ASCENT
        ? Map.of("kind", "ascent", "step_size", get(Knob.STEP_SIZE) * starts)
        : Map.of("kind", "natural", "step_size", get(Knob.STEP_SIZE));
  }

  /** The scene in one sentence, for captions. */
  String describe() {
    StringBuilder text = new StringBuilder(place.label());
    text.append("; start: ").append(start.label());
    for (Knob knob : Knob.values()) {
      if (knob.matters(this)) {
        text.append("; ").append(knob.label).append(' ').append(knob.text(get(knob)));
      }
    }
    text.append("; rule: ").append(rule.label()).append("; ").append(update.label());
    return text.append("; gradient: ").append(source.label()).append('.').toString();
  }
}

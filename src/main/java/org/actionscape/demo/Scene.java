package org.actionscape.demo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param variants what stands in the place of the choices above, or beside the bonus
 */
record Scene(
    Place place,
    Start start,
    Rule rule,
    Update update,
    Source source,
    Map<Knob, Double> numbers,
    Set<Method> methods,
    Map<Slot, Variant> variants) {
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

    @Override
    public Optional<Slot> slot() {
      return Optional.of(Slot.ENVIRONMENT);
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

    @Override
    public Optional<Slot> slot() {
      return Optional.of(Slot.OPTIMIZER);
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

    @Override
    public Optional<Slot> slot() {
      return Optional.of(Slot.GRADIENT);
    }
  }

  Scene {
    numbers = Map.copyOf(numbers);
    methods = Set.copyOf(methods);
    variants = Map.copyOf(variants);
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
        Set.of(Method.values()),
        Map.of());
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
    return new Scene(place, start, rule, update, source, changed, methods, variants);
  }

  Scene with(Method... compared) {
    return with(Set.of(compared));
  }

  Scene with(Set<Method> compared) {
    return new Scene(place, start, rule, update, source, numbers, compared, variants);
  }

  /** The scene with another place, start, rule, update or source, or with a variant. */
  Scene with(Option option) {
    Map<Slot, Variant> chosen = new EnumMap<>(Slot.class);
    chosen.putAll(variants);
    option.slot().ifPresent(chosen::remove);
    if (option instanceof Variant variant) {
      chosen.put(variant.of(), variant);
    }
    return new Scene(
        option instanceof Place other ? other : place,
        option instanceof Start other ? other : start,
        option instanceof Rule other ? other : rule,
        option instanceof Update other ? other : update,
        option instanceof Source other ? other : source,
        numbers,
        methods,
        chosen);
  }

  /** Whether a variant of the user's choice stands there. */
  boolean has(Slot slot) {
    return variants.containsKey(slot);
  }

  /** The variant that stands there, otherwise the built-in choice. */
  Option chosen(Slot slot) {
    return has(slot)
        ? variants.get(slot)
        : switch (slot) {
          case ENVIRONMENT -> place;
          case TERM -> Addition.NOTHING;
          case RULE -> rule;
          case GRADIENT -> source;
          case OPTIMIZER -> update;
        };
  }

  /** Whether the environment is built from the sliders of that place. */
  boolean isIn(Place wanted) {
    return !has(Slot.ENVIRONMENT) && place == wanted;
  }

  /** The compared methods in the order of legends. */
  List<Method> compared() {
    return List.copyOf(new TreeSet<>(methods));
  }

  /**
   * The coefficient above which the optimum with an entropy bonus earns less than one half, where
   * there is a formula.
   */
  OptionalDouble criticalEntropy() {
    if (has(Slot.ENVIRONMENT) || has(Slot.TERM)) {
      return OptionalDouble.empty();
    }
    int horizon = place == Place.TOKENS ? (int) whole(Knob.HORIZON) : 1;
    return CriticalCoefficient.entropy(whole(Knob.ACTIONS), (int) whole(Knob.OPTIMAL), horizon);
  }

  /**
   * The same with a clamped bonus, where there is a formula: in a bandit whose start tells actions
   * apart.
   */
  OptionalDouble criticalClamped() {
    return isIn(Place.BANDIT) && !has(Slot.TERM) && start == Start.ZIPF
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
    settings.put("gradient", gradient());
    settings.put("optimizer", optimizer());
    settings.put("steps", whole(Knob.STEPS));
    settings.put("recorded_every", every());
    settings.put("seeds", Map.of("count", 1, "first", whole(Knob.SEED)));
    return Experiment.of(settings);
  }

  private Map<String, Object> environment() {
    if (has(Slot.ENVIRONMENT)) {
      return variants.get(Slot.ENVIRONMENT).part();
    }
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
    List<Object> bonuses = new ArrayList<>();
    switch (method) {
      case NONE -> {}
      case ENTROPY -> bonuses.add(Map.of("kind", "entropy", "coefficient", coefficient()));
      case CLAMPED ->
          bonuses.add(
              Map.of("kind", "clamped", "share", get(Knob.SHARE), "coefficient", coefficient()));
    }
    if (has(Slot.TERM)) {
      bonuses.add(variants.get(Slot.TERM).part());
    }
    return bonuses;
  }

  private Object coefficient() {
    return has(Slot.RULE) ? variants.get(Slot.RULE).part() : rule.coefficient(this);
  }

  private Map<String, Object> gradient() {
    return has(Slot.GRADIENT)
        ? variants.get(Slot.GRADIENT).part()
        : Map.of("kind", source == Source.EXACT ? "exact" : "grpo");
  }

  private Map<String, Object> optimizer() {
    if (has(Slot.OPTIMIZER)) {
      return variants.get(Slot.OPTIMIZER).part();
    }
    // The gradient is that of the mean over start states; the natural gradient undoes the mean.
    int starts = has(Slot.ENVIRONMENT) ? 1 : place == Place.BANDIT ? CONTEXTS : PROMPTS;
    return update == Update.ASCENT
        ? Map.of("kind", "ascent", "step_size", get(Knob.STEP_SIZE) * starts)
        : Map.of("kind", "natural", "step_size", get(Knob.STEP_SIZE));
  }

  /** The scene in one sentence, for captions. */
  String describe() {
    StringBuilder text = new StringBuilder(name(Slot.ENVIRONMENT));
    if (!has(Slot.ENVIRONMENT)) {
      text.append("; start: ").append(start.label());
    }
    if (has(Slot.TERM)) {
      text.append("; beside the bonus: ").append(name(Slot.TERM));
    }
    for (Knob knob : Knob.values()) {
      if (knob.matters(this)) {
        text.append("; ").append(knob.label).append(' ').append(knob.text(get(knob)));
      }
    }
    text.append("; rule: ").append(name(Slot.RULE)).append("; ").append(name(Slot.OPTIMIZER));
    return text.append("; gradient: ").append(name(Slot.GRADIENT)).append('.').toString();
  }

  private String name(Slot slot) {
    return has(slot) ? variants.get(slot).describe() : chosen(slot).label();
  }
}

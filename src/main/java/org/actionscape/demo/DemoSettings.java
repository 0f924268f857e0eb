package org.actionscape.demo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.actionscape.chart.Regularizer;
import org.actionscape.experiment.Experiment;
import org.actionscape.theory.CriticalCoefficient;

/**
 * Everything that the controls of the window say. Immutable.
 *
 * @param options what is chosen for every part of an experiment
 * @param numbers the value of every knob
 * @param methods what to compare
 */
record DemoSettings(
    Map<ComponentKind, Choice> options,
    Map<SliderSetting, Double> numbers,
    Set<Regularizer> methods) {
  /** A panel has room for as many points. */
  private static final int RECORDED = 400;

  DemoSettings {
    options = Map.copyOf(options);
    numbers = Map.copyOf(numbers);
    methods = Set.copyOf(methods);
  }

  /** What the window opens with: the bandit of Figure 1. */
  static DemoSettings standard() {
    Map<SliderSetting, Double> numbers = new EnumMap<>(SliderSetting.class);
    for (SliderSetting knob : SliderSetting.values()) {
      numbers.put(knob, knob.start);
    }
    Map<ComponentKind, Choice> options = new EnumMap<>(ComponentKind.class);
    for (BuiltIn option : BuiltIn.values()) {
      options.putIfAbsent(option.slot(), option);
    }
    return new DemoSettings(options, numbers, Set.of(Regularizer.values()));
  }

  double get(SliderSetting knob) {
    return numbers.get(knob);
  }

  long whole(SliderSetting knob) {
    return Math.round(get(knob));
  }

  Choice chosen(ComponentKind slot) {
    return options.get(slot);
  }

  /** Whether the sliders say all about that part. */
  boolean isBuiltIn(ComponentKind slot) {
    return chosen(slot) instanceof BuiltIn;
  }

  boolean isIn(BuiltIn environment) {
    return chosen(ComponentKind.ENVIRONMENT) == environment;
  }

  DemoSettings with(SliderSetting knob, double value) {
    Map<SliderSetting, Double> changed = new EnumMap<>(numbers);
    changed.put(knob, value);
    return new DemoSettings(options, changed, methods);
  }

  DemoSettings with(Choice option) {
    Map<ComponentKind, Choice> changed = new EnumMap<>(options);
    changed.put(option.slot(), option);
    return new DemoSettings(changed, numbers, methods);
  }

  DemoSettings with(Regularizer... compared) {
    return with(Set.of(compared));
  }

  DemoSettings with(Set<Regularizer> compared) {
    return new DemoSettings(options, numbers, compared);
  }

  /** The compared methods in the order of legends. */
  List<Regularizer> compared() {
    return List.copyOf(new TreeSet<>(methods));
  }

  /** How many start states a built-in environment has; 1 for others, where nobody knows. */
  int startStates() {
    if (!isBuiltIn(ComponentKind.ENVIRONMENT)) {
      return 1;
    }
    return isIn(BuiltIn.BANDIT) ? BuiltIn.CONTEXTS : BuiltIn.PROMPTS;
  }

  /** Whether theory knows what the optimum with an entropy bonus earns. */
  boolean hasCritical() {
    return isBuiltIn(ComponentKind.ENVIRONMENT) && isBuiltIn(ComponentKind.TERM);
  }

  /**
   * The coefficient above which the optimum with an entropy bonus earns less than one half, where
   * there is a formula.
   */
  OptionalDouble criticalEntropy() {
    int horizon = isIn(BuiltIn.TOKENS) ? (int) whole(SliderSetting.HORIZON) : 1;
    return hasCritical()
        ? CriticalCoefficient.entropy(
            whole(SliderSetting.ACTIONS), (int) whole(SliderSetting.OPTIMAL), horizon)
        : OptionalDouble.empty();
  }

  /**
   * The same with a clamped bonus, where there is a formula: in a bandit whose start tells actions
   * apart.
   */
  OptionalDouble criticalClamped() {
    return hasCritical() && isIn(BuiltIn.BANDIT) && chosen(ComponentKind.START) == BuiltIn.ZIPF
        ? CriticalCoefficient.clamped(
            whole(SliderSetting.ACTIONS),
            (int) whole(SliderSetting.OPTIMAL),
            get(SliderSetting.SHARE))
        : OptionalDouble.empty();
  }

  /** That of a method, above which the optimum with its bonus is bad. */
  OptionalDouble critical(Regularizer method) {
    return switch (method) {
      case NONE -> OptionalDouble.empty();
      case ENTROPY -> criticalEntropy();
      case CLAMPED -> criticalClamped();
    };
  }

  /** Whether there is a coefficient that a rule moves. */
  boolean movesCoefficient() {
    return chosen(ComponentKind.RULE) != BuiltIn.CONSTANT
        && !methods.equals(Set.of(Regularizer.NONE));
  }

  /** The distance of recorded steps. */
  int every() {
    return Math.max(1, (int) whole(SliderSetting.STEPS) / RECORDED);
  }

  /** The experiment of one of the methods, as {@code actionscape run} would read it. */
  Experiment experiment(Regularizer method) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("name", method.id());
    settings.put("environment", part(ComponentKind.ENVIRONMENT));
    settings.put("objective", bonuses(method));
    settings.put("gradient", part(ComponentKind.GRADIENT));
    settings.put("optimizer", part(ComponentKind.OPTIMIZER));
    settings.put("steps", whole(SliderSetting.STEPS));
    settings.put("recorded_every", every());
    settings.put("seeds", Map.of("count", 1, "first", whole(SliderSetting.SEED)));
    return Experiment.of(settings);
  }

  private Object part(ComponentKind slot) {
    return chosen(slot).part(this);
  }

  private List<Object> bonuses(Regularizer method) {
    List<Object> bonuses = new ArrayList<>();
    if (method == Regularizer.ENTROPY) {
      bonuses.add(Map.of("kind", "entropy", "coefficient", part(ComponentKind.RULE)));
    }
    if (method == Regularizer.CLAMPED) {
      bonuses.add(
          Map.of(
              "kind",
              "clamped",
              "share",
              get(SliderSetting.SHARE),
              "coefficient",
              part(ComponentKind.RULE)));
    }
    if (chosen(ComponentKind.TERM) != BuiltIn.NOTHING) {
      bonuses.add(part(ComponentKind.TERM));
    }
    return bonuses;
  }

  /** The scene in one sentence, for captions. */
  String describe() {
    List<String> parts = new ArrayList<>();
    for (ComponentKind slot : ComponentKind.values()) {
      if (matters(slot) && chosen(slot) != BuiltIn.NOTHING) {
        parts.add(describe(slot));
      }
    }
    for (SliderSetting knob : SliderSetting.values()) {
      if (matters(knob)) {
        parts.add(describe(knob));
      }
    }
    return String.join("; ", parts) + ".";
  }

  /** What of this scene is not so in another; which methods are compared can be seen. */
  List<String> differences(DemoSettings other) {
    List<String> parts = new ArrayList<>();
    for (ComponentKind slot : ComponentKind.values()) {
      if (matters(slot) && !chosen(slot).equals(other.chosen(slot))) {
        parts.add(describe(slot));
      }
    }
    for (SliderSetting knob : SliderSetting.values()) {
      if (matters(knob) && get(knob) != other.get(knob)) {
        parts.add(describe(knob));
      }
    }
    return parts;
  }

  private String describe(ComponentKind slot) {
    return slot.label.toLowerCase(Locale.ROOT) + ": " + chosen(slot).describe();
  }

  private String describe(SliderSetting knob) {
    return knob.label + " " + knob.text(get(knob));
  }

  /** Whether another choice for a part would make a difference. */
  boolean matters(ComponentKind slot) {
    return slot != ComponentKind.START || isBuiltIn(ComponentKind.ENVIRONMENT);
  }

  /** Whether another value of a slider would make a difference. */
  boolean matters(SliderSetting knob) {
    Choice rule = chosen(ComponentKind.RULE);
    return switch (knob) {
      case ACTIONS, OPTIMAL -> isBuiltIn(ComponentKind.ENVIRONMENT);
      case HORIZON -> isIn(BuiltIn.TOKENS);
      case DECOY ->
          isBuiltIn(ComponentKind.ENVIRONMENT) && chosen(ComponentKind.START) == BuiltIn.ZIPF;
      case LAMBDA -> isBuiltIn(ComponentKind.RULE);
      case TARGET -> rule == BuiltIn.AENT || rule == BuiltIn.SAC;
      case STEP_SIZE -> isBuiltIn(ComponentKind.OPTIMIZER);
      case SHARE, STEPS, SEED -> true;
    };
  }
}

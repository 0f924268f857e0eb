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
import org.actionscape.chart.Method;
import org.actionscape.experiment.Experiment;
import org.actionscape.theory.CriticalCoefficient;

/**
 * Everything that the controls of the window say. Immutable.
 *
 * @param options what is chosen for every part of an experiment
 * @param numbers the value of every knob
 * @param methods what to compare
 */
record Scene(Map<Slot, Option> options, Map<Knob, Double> numbers, Set<Method> methods) {
  /** A panel has room for as many points. */
  private static final int RECORDED = 400;

  Scene {
    options = Map.copyOf(options);
    numbers = Map.copyOf(numbers);
    methods = Set.copyOf(methods);
  }

  /** What the window opens with: the bandit of Figure 1. */
  static Scene standard() {
    Map<Knob, Double> numbers = new EnumMap<>(Knob.class);
    for (Knob knob : Knob.values()) {
      numbers.put(knob, knob.start);
    }
    Map<Slot, Option> options = new EnumMap<>(Slot.class);
    for (BuiltIn option : BuiltIn.values()) {
      options.putIfAbsent(option.slot(), option);
    }
    return new Scene(options, numbers, Set.of(Method.values()));
  }

  double get(Knob knob) {
    return numbers.get(knob);
  }

  long whole(Knob knob) {
    return Math.round(get(knob));
  }

  Option chosen(Slot slot) {
    return options.get(slot);
  }

  /** Whether the sliders say all about that part. */
  boolean isBuiltIn(Slot slot) {
    return chosen(slot) instanceof BuiltIn;
  }

  boolean isIn(BuiltIn environment) {
    return chosen(Slot.ENVIRONMENT) == environment;
  }

  Scene with(Knob knob, double value) {
    Map<Knob, Double> changed = new EnumMap<>(numbers);
    changed.put(knob, value);
    return new Scene(options, changed, methods);
  }

  Scene with(Option option) {
    Map<Slot, Option> changed = new EnumMap<>(options);
    changed.put(option.slot(), option);
    return new Scene(changed, numbers, methods);
  }

  Scene with(Method... compared) {
    return with(Set.of(compared));
  }

  Scene with(Set<Method> compared) {
    return new Scene(options, numbers, compared);
  }

  /** The compared methods in the order of legends. */
  List<Method> compared() {
    return List.copyOf(new TreeSet<>(methods));
  }

  /** How many start states a built-in environment has; 1 for others, where nobody knows. */
  int startStates() {
    if (!isBuiltIn(Slot.ENVIRONMENT)) {
      return 1;
    }
    return isIn(BuiltIn.BANDIT) ? BuiltIn.CONTEXTS : BuiltIn.PROMPTS;
  }

  /** Whether theory knows what the optimum with an entropy bonus earns. */
  boolean hasCritical() {
    return isBuiltIn(Slot.ENVIRONMENT) && isBuiltIn(Slot.TERM);
  }

  /**
   * The coefficient above which the optimum with an entropy bonus earns less than one half, where
   * there is a formula.
   */
  OptionalDouble criticalEntropy() {
    int horizon = isIn(BuiltIn.TOKENS) ? (int) whole(Knob.HORIZON) : 1;
    return hasCritical()
        ? CriticalCoefficient.entropy(whole(Knob.ACTIONS), (int) whole(Knob.OPTIMAL), horizon)
        : OptionalDouble.empty();
  }

  /**
   * The same with a clamped bonus, where there is a formula: in a bandit whose start tells actions
   * apart.
   */
  OptionalDouble criticalClamped() {
    return hasCritical() && isIn(BuiltIn.BANDIT) && chosen(Slot.START) == BuiltIn.ZIPF
        ? CriticalCoefficient.clamped(
            whole(Knob.ACTIONS), (int) whole(Knob.OPTIMAL), get(Knob.SHARE))
        : OptionalDouble.empty();
  }

  /** That of a method, above which the optimum with its bonus is bad. */
  OptionalDouble critical(Method method) {
    return switch (method) {
      case NONE -> OptionalDouble.empty();
      case ENTROPY -> criticalEntropy();
      case CLAMPED -> criticalClamped();
    };
  }

  /** Whether there is a coefficient that a rule moves. */
  boolean movesCoefficient() {
    return chosen(Slot.RULE) != BuiltIn.CONSTANT && !methods.equals(Set.of(Method.NONE));
  }

  /** The distance of recorded steps. */
  int every() {
    return Math.max(1, (int) whole(Knob.STEPS) / RECORDED);
  }

  /** The experiment of one of the methods, as {@code actionscape run} would read it. */
  Experiment experiment(Method method) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("name", method.id());
    settings.put("environment", part(Slot.ENVIRONMENT));
    settings.put("objective", bonuses(method));
    settings.put("gradient", part(Slot.GRADIENT));
    settings.put("optimizer", part(Slot.OPTIMIZER));
    settings.put("steps", whole(Knob.STEPS));
    settings.put("recorded_every", every());
    settings.put("seeds", Map.of("count", 1, "first", whole(Knob.SEED)));
    return Experiment.of(settings);
  }

  private Object part(Slot slot) {
    return chosen(slot).part(this);
  }

  private List<Object> bonuses(Method method) {
    List<Object> bonuses = new ArrayList<>();
    if (method == Method.ENTROPY) {
      bonuses.add(Map.of("kind", "entropy", "coefficient", part(Slot.RULE)));
    }
    if (method == Method.CLAMPED) {
      bonuses.add(
          Map.of("kind", "clamped", "share", get(Knob.SHARE), "coefficient", part(Slot.RULE)));
    }
    if (chosen(Slot.TERM) != BuiltIn.NOTHING) {
      bonuses.add(part(Slot.TERM));
    }
    return bonuses;
  }

  /** The scene in one sentence, for captions. */
  String describe() {
    List<String> parts = new ArrayList<>();
    for (Slot slot : Slot.values()) {
      if (slot.matters(this) && chosen(slot) != BuiltIn.NOTHING) {
        parts.add(describe(slot));
      }
    }
    for (Knob knob : Knob.values()) {
      if (knob.matters(this)) {
        parts.add(describe(knob));
      }
    }
    return String.join("; ", parts) + ".";
  }

  /** What of this scene is not so in another; which methods are compared can be seen. */
  List<String> differences(Scene other) {
    List<String> parts = new ArrayList<>();
    for (Slot slot : Slot.values()) {
      if (slot.matters(this) && !chosen(slot).equals(other.chosen(slot))) {
        parts.add(describe(slot));
      }
    }
    for (Knob knob : Knob.values()) {
      if (knob.matters(this) && get(knob) != other.get(knob)) {
        parts.add(describe(knob));
      }
    }
    return parts;
  }

  private String describe(Slot slot) {
    return slot.label.toLowerCase(Locale.ROOT) + ": " + chosen(slot).describe();
  }

  private String describe(Knob knob) {
    return knob.label + " " + knob.text(get(knob));
  }
}

package org.actionscape.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.actionscape.catalogue.Catalogue;

/** The parts of an experiment for which there is a choice. */
enum ComponentKind {
  ENVIRONMENT("Kind", 'K', Catalogue::environments, "contextual-bandit", "token-sequence"),
  START("Start", SliderSetting.NO_MNEMONIC, Catalogue::startPolicies, "zipf", "uniform"),
  RULE(
      "Rule",
      SliderSetting.NO_MNEMONIC,
      Catalogue::coefficientRules,
      "constant",
      "linear",
      "exponential",
      "halving",
      "aent",
      "sac"),
  TERM("And", SliderSetting.NO_MNEMONIC, Catalogue::terms, "entropy", "clamped"),
  OPTIMIZER("Update", SliderSetting.NO_MNEMONIC, Catalogue::optimizers, "ascent", "natural"),
  GRADIENT("Gradient", 'I', Catalogue::gradientSources, "exact", "grpo");

  final String label;
  final char mnemonic;
  private final Supplier<Catalogue.Section> section;
  private final Set<String> builtIn;

  ComponentKind(
      String label, char mnemonic, Supplier<Catalogue.Section> section, String... builtIn) {
    this.label = label;
    this.mnemonic = mnemonic;
    this.section = section;
    this.builtIn = Set.of(builtIn);
  }

  /** What is built in first, then everything else that has a name, a user's own among it. */
  List<Choice> options() {
    return Stream.concat(
            Arrays.stream(BuiltIn.values()).filter(choice -> choice.slot() == this),
            variants().stream())
        .toList();
  }

  /** All variants that are not built in. */
  List<NamedVariant> variants() {
    return section.get().entries().stream()
        .filter(entry -> !builtIn.contains(entry.id()))
        .map(entry -> new NamedVariant(this, entry, ""))
        .toList();
  }
}

package org.actionscape.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.actionscape.experiment.Catalogue;

/** The parts of an experiment for which there are variants to choose from. */
enum Slot {
  ENVIRONMENT("environments", "contextual-bandit", "token-sequence"),
  TERM("terms", "entropy", "clamped"),
  RULE("coefficient rules", "constant", "linear", "exponential", "halving", "aent", "sac"),
  GRADIENT("gradient sources", "exact", "grpo"),
  OPTIMIZER("optimisers", "ascent", "natural");

  private final String section;
  private final Set<String> withControls;

  Slot(String section, String... withControls) {
    this.section = section;
    this.withControls = Set.of(withControls);
  }

  /** All variants for which the window has no controls of their own, a user's own among them. */
  List<Variant> variants() {
    return Catalogue.sections().stream()
        .filter(any -> any.kind().equals(section))
        .flatMap(any -> any.entries().stream())
        .filter(entry -> !withControls.contains(entry.id()))
        .map(entry -> new Variant(this, entry, ""))
        .toList();
  }

  /** The built-in choices, then the variants. */
  Option[] options(Option... builtIn) {
    List<Variant> variants = variants();
    Option[] all = Arrays.copyOf(builtIn, builtIn.length + variants.size(), Option[].class);
    for (int i = 0; i < variants.size(); i++) {
      all[builtIn.length + i] = variants.get(i);
    }
    return all;
  }
}

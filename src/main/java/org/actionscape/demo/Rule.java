package org.actionscape.demo;

import java.util.Map;
import java.util.Optional;

/** How the coefficient goes on from its start, in the words of a settings file. */
enum Rule implements Option {
  CONSTANT("constant") {
    @Override
    Object coefficient(Scene scene) {
      return scene.get(Knob.LAMBDA);
    }
  },
  LINEAR("linear, to 0") {
    @Override
    Object coefficient(Scene scene) {
      return Map.of("kind", "linear", "from", scene.get(Knob.LAMBDA), "steps", steps(scene));
    }
  },
  EXPONENTIAL("exponential, to λ / 100") {
    @Override
    Object coefficient(Scene scene) {
      double from = scene.get(Knob.LAMBDA);
      return Map.of("kind", "exponential", "from", from, "to", from / 100, "steps", steps(scene));
    }
  },
  HALVING("halved eight times") {
    @Override
    Object coefficient(Scene scene) {
      return Map.of("kind", "halving", "from", scene.get(Knob.LAMBDA), "every", steps(scene) / 8);
    }
  },
  AENT("AEnt, entropy in a band") {
    @Override
    Object coefficient(Scene scene) {
      double target = scene.get(Knob.TARGET);
      return Map.of(
          "kind",
          "aent",
          "start",
          scene.get(Knob.LAMBDA),
          "low_entropy",
          0.8 * target,
          "high_entropy",
          1.2 * target,
          "step_size",
          0.001,
          "least",
          0,
          "most",
          1);
    }
  },
  SAC("SAC, entropy at a target") {
    @Override
    Object coefficient(Scene scene) {
      return Map.of(
          "kind",
          "sac",
          "start",
          scene.get(Knob.LAMBDA),
          "target",
          scene.get(Knob.TARGET),
          "step_size",
          0.03,
          "most",
          1);
    }
  };

  private final String label;

  Rule(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public Optional<Slot> slot() {
    return Optional.of(Slot.RULE);
  }

  /** The coefficient, as settings files have it. */
  abstract Object coefficient(Scene scene);

  private static long steps(Scene scene) {
    return scene.whole(Knob.STEPS);
  }
}

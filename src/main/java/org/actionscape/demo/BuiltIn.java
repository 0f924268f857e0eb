package org.actionscape.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The choices whose numbers are on sliders. */
enum BuiltIn implements Option {
  BANDIT(Slot.ENVIRONMENT, "contextual bandit", BuiltIn::bandit),
  TOKENS(Slot.ENVIRONMENT, "token sequences", BuiltIn::tokens),

  ZIPF(Slot.START, "Zipf's law, with decoys", scene -> Map.of("kind", "zipf")),
  UNIFORM(Slot.START, "uniform, no decoys", scene -> Map.of("kind", "uniform")),

  CONSTANT(Slot.RULE, "constant", scene -> scene.get(Knob.LAMBDA)),
  LINEAR(
      Slot.RULE,
      "linear, to 0",
      scene ->
          Map.of(
              "kind", "linear",
              "from", scene.get(Knob.LAMBDA),
              "steps", scene.whole(Knob.STEPS))),
  EXPONENTIAL(
      Slot.RULE,
      "exponential, to λ / 100",
      scene ->
          Map.of(
              "kind",
              "exponential",
              "from",
              scene.get(Knob.LAMBDA),
              "to",
              scene.get(Knob.LAMBDA) / 100,
              "steps",
              scene.whole(Knob.STEPS))),
  HALVING(
      Slot.RULE,
      "halved eight times",
      scene ->
          Map.of(
              "kind",
              "halving",
              "from",
              scene.get(Knob.LAMBDA),
              "every",
              scene.whole(Knob.STEPS) / 8)),
  AENT(
      Slot.RULE,
      "AEnt, entropy in a band",
      scene ->
          Map.of(
              "kind",
              "aent",
              "start",
              scene.get(Knob.LAMBDA),
              "low_entropy",
              0.8 * scene.get(Knob.TARGET),
              "high_entropy",
              1.2 * scene.get(Knob.TARGET),
              "step_size",
              0.001,
              "least",
              0,
              "most",
              1)),
  SAC(
      Slot.RULE,
      "SAC, entropy at a target",
      scene ->
          Map.of(
              "kind",
              "sac",
              "start",
              scene.get(Knob.LAMBDA),
              "target",
              scene.get(Knob.TARGET),
              "step_size",
              0.03,
              "most",
              1)),

  /** Beside the bonus of the method. */
  NOTHING(Slot.TERM, "nothing else", scene -> List.of()),

  // The gradient is that of the mean over start states, hence the factor; the natural gradient
  // undoes the mean.
  ASCENT(
      Slot.OPTIMIZER,
      "gradient ascent",
      scene ->
          Map.of("kind", "ascent", "step_size", scene.get(Knob.STEP_SIZE) * scene.startStates())),
  NATURAL(
      Slot.OPTIMIZER,
      "natural gradient",
      scene -> Map.of("kind", "natural", "step_size", scene.get(Knob.STEP_SIZE))),

  EXACT(Slot.GRADIENT, "exact", scene -> Map.of("kind", "exact")),
  GRPO(Slot.GRADIENT, "sampled (GRPO)", scene -> Map.of("kind", "grpo"));

  /** As many as Figure 1 has, of which a fifth have no decoy. */
  static final int CONTEXTS = 25;

  /** As many make a fifth without decoy at every horizon. */
  static final int PROMPTS = 5;

  /** Decoys differ from each other by this to both sides, in decades of their odds. */
  private static final double DECOY_SPREAD = 0.5;

  private final Slot slot;
  private final String label;
  private final Function<Scene, Object> part;

  BuiltIn(Slot slot, String label, Function<Scene, Object> part) {
    this.slot = slot;
    this.label = label;
    this.part = part;
  }

  @Override
  public Slot slot() {
    return slot;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public String describe() {
    return label;
  }

  @Override
  public Object part(Scene scene) {
    return part.apply(scene);
  }

  private static Map<String, Object> bandit(Scene scene) {
    Map<String, Object> bandit = new LinkedHashMap<>();
    bandit.put("kind", "contextual-bandit");
    bandit.put("contexts", CONTEXTS);
    bandit.put("actions", scene.whole(Knob.ACTIONS));
    bandit.put("optimal", scene.whole(Knob.OPTIMAL));
    return started(bandit, scene);
  }

  private static Map<String, Object> tokens(Scene scene) {
    Map<String, Object> tokens = new LinkedHashMap<>();
    tokens.put("kind", "token-sequence");
    tokens.put("prompts", PROMPTS);
    tokens.put("horizon", scene.whole(Knob.HORIZON));
    tokens.put("tokens", scene.whole(Knob.ACTIONS));
    tokens.put("optimal", List.of(scene.whole(Knob.OPTIMAL)));
    return started(tokens, scene);
  }

  private static Map<String, Object> started(Map<String, Object> environment, Scene scene) {
    environment.put("start", scene.chosen(Slot.START).part(scene));
    if (scene.chosen(Slot.START) == ZIPF) {
      double decoy = scene.get(Knob.DECOY);
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
}

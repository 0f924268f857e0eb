package org.actionscape.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The choices whose numbers are on sliders. */
enum BuiltIn implements Choice {
  BANDIT(ComponentKind.ENVIRONMENT, "contextual bandit", BuiltIn::bandit),
  TOKENS(ComponentKind.ENVIRONMENT, "token sequences", BuiltIn::tokens),

  ZIPF(ComponentKind.START, "Zipf's law, with decoys", scene -> Map.of("kind", "zipf")),
  UNIFORM(ComponentKind.START, "uniform, no decoys", scene -> Map.of("kind", "uniform")),

  CONSTANT(ComponentKind.RULE, "constant", scene -> scene.get(SliderSetting.LAMBDA)),
  LINEAR(
      ComponentKind.RULE,
      "linear, to 0",
      scene ->
          Map.of(
              "kind", "linear",
              "from", scene.get(SliderSetting.LAMBDA),
              "steps", scene.whole(SliderSetting.STEPS))),
  EXPONENTIAL(
      ComponentKind.RULE,
      "exponential, to λ / 100",
      scene ->
          Map.of(
              "kind",
              "exponential",
              "from",
              scene.get(SliderSetting.LAMBDA),
              "to",
              scene.get(SliderSetting.LAMBDA) / 100,
              "steps",
              scene.whole(SliderSetting.STEPS))),
  HALVING(
      ComponentKind.RULE,
      "halved eight times",
      scene ->
          Map.of(
              "kind",
              "halving",
              "from",
              scene.get(SliderSetting.LAMBDA),
              "every",
              scene.whole(SliderSetting.STEPS) / 8)),
  AENT(
      ComponentKind.RULE,
      "AEnt, entropy in a band",
      scene ->
          Map.of(
              "kind",
              "aent",
              "start",
              scene.get(SliderSetting.LAMBDA),
              "low_entropy",
              0.8 * scene.get(SliderSetting.TARGET),
              "high_entropy",
              1.2 * scene.get(SliderSetting.TARGET),
              "step_size",
              0.001,
              "least",
              0,
              "most",
              1)),
  SAC(
      ComponentKind.RULE,
      "SAC, entropy at a target",
      scene ->
          Map.of(
              "kind",
              "sac",
              "start",
              scene.get(SliderSetting.LAMBDA),
              "target",
              scene.get(SliderSetting.TARGET),
              "step_size",
              0.03,
              "most",
              1)),

  /** Beside the bonus of the method. */
  NOTHING(ComponentKind.TERM, "nothing else", scene -> List.of()),

  // The gradient is that of the mean over start states, hence the factor; the natural gradient
  // undoes the mean.
  ASCENT(
      ComponentKind.OPTIMIZER,
      "gradient ascent",
      scene ->
          Map.of(
              "kind",
              "ascent",
              "step_size",
              scene.get(SliderSetting.STEP_SIZE) * scene.startStates())),
  NATURAL(
      ComponentKind.OPTIMIZER,
      "natural gradient",
      scene -> Map.of("kind", "natural", "step_size", scene.get(SliderSetting.STEP_SIZE))),

  EXACT(ComponentKind.GRADIENT, "exact", scene -> Map.of("kind", "exact")),
  GRPO(ComponentKind.GRADIENT, "sampled (GRPO)", scene -> Map.of("kind", "grpo"));

  /** As many as Figure 1 has, of which a fifth have no decoy. */
  static final int CONTEXTS = 25;

  /** As many make a fifth without decoy at every horizon. */
  static final int PROMPTS = 5;

  /** Decoys differ from each other by this to both sides, in decades of their odds. */
  private static final double DECOY_SPREAD = 0.5;

  private final ComponentKind slot;
  private final String label;
  private final Function<DemoSettings, Object> part;

  BuiltIn(ComponentKind slot, String label, Function<DemoSettings, Object> part) {
    this.slot = slot;
    this.label = label;
    this.part = part;
  }

  @Override
  public ComponentKind slot() {
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
  public Object part(DemoSettings scene) {
    return part.apply(scene);
  }

  private static Map<String, Object> bandit(DemoSettings scene) {
    Map<String, Object> bandit = new LinkedHashMap<>();
    bandit.put("kind", "contextual-bandit");
    bandit.put("contexts", CONTEXTS);
    bandit.put("actions", scene.whole(SliderSetting.ACTIONS));
    bandit.put("optimal", scene.whole(SliderSetting.OPTIMAL));
    return started(bandit, scene);
  }

  private static Map<String, Object> tokens(DemoSettings scene) {
    Map<String, Object> tokens = new LinkedHashMap<>();
    tokens.put("kind", "token-sequence");
    tokens.put("prompts", PROMPTS);
    tokens.put("horizon", scene.whole(SliderSetting.HORIZON));
    tokens.put("tokens", scene.whole(SliderSetting.ACTIONS));
    tokens.put("optimal", List.of(scene.whole(SliderSetting.OPTIMAL)));
    return started(tokens, scene);
  }

  private static Map<String, Object> started(Map<String, Object> environment, DemoSettings scene) {
    environment.put("start", scene.chosen(ComponentKind.START).part(scene));
    if (scene.chosen(ComponentKind.START) == ZIPF) {
      double decoy = scene.get(SliderSetting.DECOY);
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

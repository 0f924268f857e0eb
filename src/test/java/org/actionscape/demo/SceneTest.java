package org.actionscape.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.actionscape.catalogue.Catalogue;
import org.actionscape.chart.Method;
import org.actionscape.check.InvalidInputException;
import org.actionscape.experiment.Experiment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SceneTest {
  /** Every way to set the boxes that makes sense; the natural gradient must be exact. */
  static Stream<Scene> scenes() {
    List<Scene> scenes = new ArrayList<>();
    for (BuiltIn place : List.of(BuiltIn.BANDIT, BuiltIn.TOKENS)) {
      for (BuiltIn start : List.of(BuiltIn.ZIPF, BuiltIn.UNIFORM)) {
        for (BuiltIn rule : EnumSet.range(BuiltIn.CONSTANT, BuiltIn.SAC)) {
          Scene scene = Scene.standard().with(place).with(start).with(rule);
          scenes.add(scene);
          scenes.add(scene.with(BuiltIn.NATURAL));
          scenes.add(scene.with(BuiltIn.GRPO));
        }
      }
    }
    return scenes.stream();
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void whateverTheBoxesSayCanBeTrained(Scene scene) {
    Session session =
        new Session(scene.with(Knob.ACTIONS, 1000).with(Knob.TARGET, 1), Past.NONE, () -> false);
    session.advance(3, () -> false);
    Snapshot snapshot = session.snapshot(0, Session.TYPICAL);
    assertEquals(3, snapshot.readouts().size());
    for (Readout readout : snapshot.readouts()) {
      assertTrue(readout.gradient() <= readout.bound(), readout.toString());
      assertEquals(readout.method() != Method.NONE, readout.coefficient().isPresent());
    }
  }

  /** Every variant without controls of its own, as the box suggests it. */
  static Stream<Variant> variants() {
    return Arrays.stream(Slot.values()).flatMap(slot -> slot.variants().stream());
  }

  @ParameterizedTest
  @MethodSource("variants")
  void aVariantIsTrainedOrSaysWhatItNeeds(Variant variant) {
    // One of the variants permits only small coefficients and needs some entropy.
    Scene small =
        Scene.standard()
            .with(Knob.ACTIONS, 100)
            .with(Knob.STEPS, 1000)
            .with(Knob.LAMBDA, 0.002)
            .with(Knob.SHARE, 0.5);
    Scene scene = small.with(variant.suggested(small));
    assertFalse(scene.isBuiltIn(variant.slot()));
    List<String> missing =
        variant.entry().parameters().stream()
            .map(Catalogue.Setting::name)
            .filter(name -> scene.describe().matches(".*\\b" + name + ": [,)].*"))
            .toList();
    if (missing.isEmpty()) {
      Session session = new Session(scene, Past.NONE, () -> false);
      session.advance(2, () -> false);
      assertEquals(2, session.snapshot(0, Session.TYPICAL).step());
    } else {
      Exception refused =
          assertThrows(
              InvalidInputException.class, () -> new Session(scene, Past.NONE, () -> false));
      assertTrue(
          refused.getMessage().contains("." + missing.get(0) + " = \"\": must be"),
          refused.getMessage());
    }
  }

  @Test
  void aVariantTakesThePlaceOfTheBuiltInChoiceUntilThatIsMadeAgain() {
    Scene scene = Scene.standard();
    for (Slot slot : Slot.values()) {
      Variant variant = slot.variants().get(0);
      Scene changed = scene.with(variant);
      assertEquals(variant, changed.chosen(slot));
      assertEquals(scene, changed.with(scene.chosen(slot)));
    }
  }

  @Test
  void slidersThatAVariantDoesNotReadAreOff() {
    Scene scene = Scene.standard();
    Scene garnet = scene.with(variant(Slot.ENVIRONMENT, "garnet"));
    assertFalse(Knob.ACTIONS.matters(garnet));
    assertFalse(Knob.DECOY.matters(garnet));
    assertTrue(garnet.criticalEntropy().isEmpty());
    assertFalse(Knob.LAMBDA.matters(scene.with(variant(Slot.RULE, "cosine"))));
    assertFalse(Knob.STEP_SIZE.matters(scene.with(variant(Slot.OPTIMIZER, "adam"))));
  }

  @Test
  void whatIsTypedGoesIntoTheSettings() {
    Scene scene =
        Scene.standard()
            .with(variant(Slot.OPTIMIZER, "adam").with("step_size: 0.01"))
            .with(variant(Slot.TERM, "kl").with("coefficient: {kind: linear, from: 1, steps: 9}"));
    String yaml = scene.experiment(Method.CLAMPED).yaml();
    for (String line : List.of("kind: adam", "step_size: 0.01", "kind: kl", "kind: clamped")) {
      assertTrue(yaml.contains(line), yaml);
    }
    Scene nonsense = scene.with(variant(Slot.OPTIMIZER, "adam").with("step_size: {"));
    String message =
        assertThrows(InvalidInputException.class, () -> nonsense.experiment(Method.NONE))
            .getMessage();
    assertTrue(message.startsWith("adam (step_size: {): must be YAML"), message);
  }

  private static Variant variant(Slot slot, String id) {
    return slot.variants().stream().filter(any -> any.label().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void aMillionMillionActionsAreNothingSpecial() {
    Session session =
        new Session(Scene.standard().with(Knob.ACTIONS, 1e12), Past.NONE, () -> false);
    session.advance(3, () -> false);
    assertEquals(3, session.snapshot(0, Session.TYPICAL).step());
  }

  @Test
  void theCriticalCoefficientIsThatOfTheTheory() {
    Scene scene = Scene.standard().with(Knob.OPTIMAL, 5);
    // The closed forms, evaluated by hand: 1 / log(100000 / 5 - 1) and 1 / log(500 / 5 - 1).
    assertEquals(0.100975, scene.criticalEntropy().getAsDouble(), 1e-6);
    assertEquals(0.217622, scene.criticalClamped().getAsDouble(), 1e-3);
    // Over sequences of two tokens: 1 / log(20000^2 - 1).
    assertEquals(0.050487, scene.with(BuiltIn.TOKENS).criticalEntropy().getAsDouble(), 1e-6);
    assertTrue(scene.with(BuiltIn.TOKENS).criticalClamped().isEmpty());
    assertTrue(scene.with(BuiltIn.UNIFORM).criticalClamped().isEmpty());
    assertTrue(scene.with(Knob.ACTIONS, 10).criticalEntropy().isEmpty());
    assertTrue(scene.with(Knob.SHARE, 0.9999).criticalClamped().isEmpty());
  }

  @ParameterizedTest
  @EnumSource(names = {"BANDIT", "TOKENS"})
  void onlySlidersThatMatterAreInTheDescription(BuiltIn place) {
    String text = Scene.standard().with(place).describe();
    assertEquals(place == BuiltIn.TOKENS, text.contains("Horizon"), text);
    assertTrue(text.contains("Actions |A| 100,000;"), text);
  }

  @Test
  void theSameSettingsAreTheSameScene() {
    Scene scene = Scene.standard();
    assertEquals(scene, scene.with(Knob.LAMBDA, 1).with(Knob.LAMBDA, scene.get(Knob.LAMBDA)));
    assertEquals(scene, scene.with(BuiltIn.SAC).with(BuiltIn.CONSTANT));
  }

  @Test
  void sliderLettersDiffer() {
    Set<Character> letters = new HashSet<>();
    // Menus, buttons and boxes.
    "FTLVUSRNPYKIX".chars().forEach(letter -> letters.add((char) letter));
    for (Knob knob : Knob.values()) {
      assertTrue(letters.add(knob.mnemonic), knob.label);
    }
  }

  @Test
  void settingsReadAsPeopleWriteThem() {
    Experiment experiment = Scene.standard().experiment(Method.CLAMPED);
    assertEquals("clamped", experiment.name());
    String yaml = experiment.yaml();
    for (String line : List.of("actions: 100000", "coefficient: 0.05", "share: 0.995")) {
      assertTrue(yaml.contains(line), yaml);
    }
  }
}

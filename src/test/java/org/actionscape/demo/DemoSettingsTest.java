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
import org.actionscape.chart.Regularizer;
import org.actionscape.check.InvalidInputException;
import org.actionscape.experiment.Experiment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DemoSettingsTest {
  /** Every way to set the boxes that makes sense; the natural gradient must be exact. */
  static Stream<DemoSettings> scenes() {
    List<DemoSettings> scenes = new ArrayList<>();
    for (BuiltIn place : List.of(BuiltIn.BANDIT, BuiltIn.TOKENS)) {
      for (BuiltIn start : List.of(BuiltIn.ZIPF, BuiltIn.UNIFORM)) {
        for (BuiltIn rule : EnumSet.range(BuiltIn.CONSTANT, BuiltIn.SAC)) {
          DemoSettings scene = DemoSettings.standard().with(place).with(start).with(rule);
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
  void whateverTheBoxesSayCanBeTrained(DemoSettings scene) {
    Session session =
        new Session(
            scene.with(SliderSetting.ACTIONS, 1000).with(SliderSetting.TARGET, 1),
            Past.NONE,
            () -> false);
    session.advance(3, () -> false);
    Snapshot snapshot = session.snapshot(0, Session.TYPICAL);
    assertEquals(3, snapshot.readouts().size());
    for (RunReadout readout : snapshot.readouts()) {
      assertTrue(readout.gradient() <= readout.bound(), readout.toString());
      assertEquals(readout.method() != Regularizer.NONE, readout.coefficient().isPresent());
    }
  }

  /** Every variant without controls of its own, as the box suggests it. */
  static Stream<NamedVariant> variants() {
    return Arrays.stream(ComponentKind.values()).flatMap(slot -> slot.variants().stream());
  }

  @ParameterizedTest
  @MethodSource("variants")
  void aVariantIsTrainedOrSaysWhatItNeeds(NamedVariant variant) {
    // One of the variants permits only small coefficients and needs some entropy.
    DemoSettings small =
        DemoSettings.standard()
            .with(SliderSetting.ACTIONS, 100)
            .with(SliderSetting.STEPS, 1000)
            .with(SliderSetting.LAMBDA, 0.002)
            .with(SliderSetting.SHARE, 0.5);
    DemoSettings scene = small.with(variant.suggested(small));
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
    DemoSettings scene = DemoSettings.standard();
    for (ComponentKind slot : ComponentKind.values()) {
      NamedVariant variant = slot.variants().get(0);
      DemoSettings changed = scene.with(variant);
      assertEquals(variant, changed.chosen(slot));
      assertEquals(scene, changed.with(scene.chosen(slot)));
    }
  }

  @Test
  void slidersThatAVariantDoesNotReadAreOff() {
    DemoSettings scene = DemoSettings.standard();
    DemoSettings garnet = scene.with(variant(ComponentKind.ENVIRONMENT, "garnet"));
    assertFalse(garnet.matters(SliderSetting.ACTIONS));
    assertFalse(garnet.matters(SliderSetting.DECOY));
    assertTrue(garnet.criticalEntropy().isEmpty());
    assertFalse(scene.with(variant(ComponentKind.RULE, "cosine")).matters(SliderSetting.LAMBDA));
    assertFalse(
        scene.with(variant(ComponentKind.OPTIMIZER, "adam")).matters(SliderSetting.STEP_SIZE));
  }

  @Test
  void whatIsTypedGoesIntoTheSettings() {
    DemoSettings scene =
        DemoSettings.standard()
            .with(variant(ComponentKind.OPTIMIZER, "adam").with("step_size: 0.01"))
            .with(
                variant(ComponentKind.TERM, "kl")
                    .with("coefficient: {kind: linear, from: 1, steps: 9}"));
    String yaml = scene.experiment(Regularizer.CLAMPED).yaml();
    for (String line : List.of("kind: adam", "step_size: 0.01", "kind: kl", "kind: clamped")) {
      assertTrue(yaml.contains(line), yaml);
    }
    DemoSettings nonsense =
        scene.with(variant(ComponentKind.OPTIMIZER, "adam").with("step_size: {"));
    String message =
        assertThrows(InvalidInputException.class, () -> nonsense.experiment(Regularizer.NONE))
            .getMessage();
    assertTrue(message.startsWith("adam (step_size: {): must be YAML"), message);
  }

  private static NamedVariant variant(ComponentKind slot, String id) {
    return slot.variants().stream().filter(any -> any.label().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void aMillionMillionActionsAreNothingSpecial() {
    Session session =
        new Session(
            DemoSettings.standard().with(SliderSetting.ACTIONS, 1e12), Past.NONE, () -> false);
    session.advance(3, () -> false);
    assertEquals(3, session.snapshot(0, Session.TYPICAL).step());
  }

  @Test
  void theCriticalCoefficientIsThatOfTheTheory() {
    DemoSettings scene = DemoSettings.standard().with(SliderSetting.OPTIMAL, 5);
    // The closed forms, evaluated by hand: 1 / log(100000 / 5 - 1) and 1 / log(500 / 5 - 1).
    assertEquals(0.100975, scene.criticalEntropy().getAsDouble(), 1e-6);
    assertEquals(0.217622, scene.criticalClamped().getAsDouble(), 1e-3);
    // Over sequences of two tokens: 1 / log(20000^2 - 1).
    assertEquals(0.050487, scene.with(BuiltIn.TOKENS).criticalEntropy().getAsDouble(), 1e-6);
    assertTrue(scene.with(BuiltIn.TOKENS).criticalClamped().isEmpty());
    assertTrue(scene.with(BuiltIn.UNIFORM).criticalClamped().isEmpty());
    assertTrue(scene.with(SliderSetting.ACTIONS, 10).criticalEntropy().isEmpty());
    assertTrue(scene.with(SliderSetting.SHARE, 0.9999).criticalClamped().isEmpty());
  }

  @ParameterizedTest
  @EnumSource(names = {"BANDIT", "TOKENS"})
  void onlySlidersThatMatterAreInTheDescription(BuiltIn place) {
    String text = DemoSettings.standard().with(place).describe();
    assertEquals(place == BuiltIn.TOKENS, text.contains("Horizon"), text);
    assertTrue(text.contains("Actions |A| 100,000;"), text);
  }

  @Test
  void theSameSettingsAreTheSameScene() {
    DemoSettings scene = DemoSettings.standard();
    assertEquals(
        scene,
        scene
            .with(SliderSetting.LAMBDA, 1)
            .with(SliderSetting.LAMBDA, scene.get(SliderSetting.LAMBDA)));
    assertEquals(scene, scene.with(BuiltIn.SAC).with(BuiltIn.CONSTANT));
  }

  @Test
  void sliderLettersDiffer() {
    Set<Character> letters = new HashSet<>();
    // Menus, buttons and boxes.
    "FTLVUSRNPYKIX".chars().forEach(letter -> letters.add((char) letter));
    for (SliderSetting knob : SliderSetting.values()) {
      assertTrue(letters.add(knob.mnemonic), knob.label);
    }
  }

  @Test
  void settingsReadAsPeopleWriteThem() {
    Experiment experiment = DemoSettings.standard().experiment(Regularizer.CLAMPED);
    assertEquals("clamped", experiment.name());
    String yaml = experiment.yaml();
    for (String line : List.of("actions: 100000", "coefficient: 0.05", "share: 0.995")) {
      assertTrue(yaml.contains(line), yaml);
    }
  }
}

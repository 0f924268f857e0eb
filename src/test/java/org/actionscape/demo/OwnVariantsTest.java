package org.actionscape.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.actionscape.PlugIn;
import org.actionscape.chart.Regularizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own variants can be chosen in the window. */
class OwnVariantsTest {
  private static final Map<String, String> TYPED =
      Map.of(
          "two-armed-maze", "crossings: 2, doors: 20",
          "near-entropy", "coefficient: 0.05, target: 1",
          "sawtooth", "from: 0.05, period: 500",
          "momentum", "step_size: 1",
          "noisy", "deviation: 0.0001");

  /** Trains with all of them, in a process that has the plug-in. */
  public static void main(String[] arguments) {
    DemoSettings scene =
        DemoSettings.standard()
            .with(Regularizer.NONE, Regularizer.ENTROPY)
            .with(SliderSetting.STEPS, 2000);
    for (ComponentKind slot : ComponentKind.values()) {
      for (NamedVariant variant : slot.variants()) {
        if (TYPED.containsKey(variant.label())) {
          scene = scene.with(variant.with(TYPED.get(variant.label())));
        }
      }
    }
    Session session = new Session(scene, Past.NONE, () -> false);
    session.advance(2000, () -> false);
    session
        .snapshot(0, Session.TYPICAL)
        .readouts()
        .forEach(readout -> System.out.println(readout.reward()));
    System.out.println(scene.describe());
  }

  @Test
  void anOwnVariantOfEveryKindIsTrainedInTheWindow(@TempDir Path classes, @TempDir Path folder)
      throws Exception {
    PlugIn.compile(classes);
    PlugIn.Output output = PlugIn.run(folder, classes, OwnVariantsTest.class.getName());
    assertEquals(0, output.exit(), output.err().toString());
    List<String> lines = output.out();
    for (String reward : lines.subList(0, 2)) {
      // Without training the reward is 1 / 400.
      assertTrue(Double.parseDouble(reward) > 0.5, reward);
    }
    TYPED.forEach(
        (id, settings) -> assertTrue(lines.get(2).contains(id + " (" + settings + ")"), id));
  }
}

package org.actionscape.demo;

import java.util.List;
import org.actionscape.demo.LiveFigure.Ghost;

/**
 * Runs that were made before, which stay as pale ghosts behind the next, so that two settings can
 * be compared.
 *
 * @param scene their settings; null for no runs
 * @param step how far they came
 * @param ghosts their curves
 */
record Past(DemoSettings scene, long step, List<Ghost> ghosts) {
  static final Past NONE = new Past(null, 0, List.of());

  Past {
    ghosts = List.copyOf(ghosts);
  }

  /** Whether they came at least half way: settings on the way of a slider leave no ghost. */
  boolean isWorthKeeping() {
    return 2 * step >= scene.whole(SliderSetting.STEPS);
  }

  boolean movesCoefficient() {
    return scene != null && scene.movesCoefficient();
  }

  /** What was set otherwise, in one sentence; empty for no runs. */
  String sentence(DemoSettings now) {
    if (ghosts.isEmpty()) {
      return "";
    }
    List<String> different = scene.differences(now);
    return "Pale: the run before"
        + (different.isEmpty() ? "" : ", with " + String.join(", ", different))
        + ".";
  }
}

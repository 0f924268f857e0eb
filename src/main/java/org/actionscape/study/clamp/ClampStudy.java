package org.actionscape.study.clamp;

import java.util.List;
import org.actionscape.claim.Claim;
import org.actionscape.study.FigureStudy;
import org.actionscape.study.Study;

/** Asks what clamping the entropy buys. */
public final class ClampStudy implements Study {
  /** Makes the study. */
  public ClampStudy() {}

  @Override
  public List<FigureStudy> figures() {
    return List.of(new PhaseDiagram(), new ClampShare());
  }

  @Override
  public List<Claim> claims() {
    return List.of(ClampRangeClaim.claim());
  }
}

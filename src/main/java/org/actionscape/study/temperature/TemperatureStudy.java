package org.actionscape.study.temperature;

import java.util.List;
import org.actionscape.claim.Claim;
import org.actionscape.study.FigureStudy;
import org.actionscape.study.Study;

/** Asks what entropy in training does that a temperature does not. */
public final class TemperatureStudy implements Study {
  /** Makes the study. */
  public TemperatureStudy() {}

  @Override
  public List<FigureStudy> figures() {
    return List.of(new Temperature());
  }

  @Override
  public List<Claim> claims() {
    return EntropyClaims.all();
  }
}

package org.actionscape.study.figure1;

import java.util.List;
import org.actionscape.claim.Claim;
import org.actionscape.study.FigureStudy;
import org.actionscape.study.Study;

/** Asks whether Figure 1 of the paper can be reproduced. */
public final class Figure1Study implements Study {
  /** Makes the study. */
  public Figure1Study() {}

  @Override
  public List<FigureStudy> figures() {
    return List.of(new Figure1());
  }

  @Override
  public List<Claim> claims() {
    return Figure1Claims.all();
  }
}

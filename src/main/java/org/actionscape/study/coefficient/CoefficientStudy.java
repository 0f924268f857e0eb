package org.actionscape.study.coefficient;

import java.util.List;
import org.actionscape.claim.Claim;
import org.actionscape.study.FigureStudy;
import org.actionscape.study.Study;

/** Asks how a coefficient is to be tuned, and whether it should decay. */
public final class CoefficientStudy implements Study {
  /** Makes the study. */
  public CoefficientStudy() {}

  @Override
  public List<FigureStudy> figures() {
    return List.of(new CoefficientSweep());
  }

  @Override
  public List<Claim> claims() {
    return CoefficientClaims.all();
  }
}

package org.actionscape.study.selftraining;

import java.util.List;
import org.actionscape.claim.Claim;
import org.actionscape.study.FigureStudy;
import org.actionscape.study.Study;

/** Asks whether a bonus keeps a policy from believing its own answers. */
public final class SelfTrainingStudy implements Study {
  /** Makes the study. */
  public SelfTrainingStudy() {}

  @Override
  public List<FigureStudy> figures() {
    return List.of(new SelfTrainingFigure());
  }

  @Override
  public List<Claim> claims() {
    return SelfTrainingClaims.all();
  }
}

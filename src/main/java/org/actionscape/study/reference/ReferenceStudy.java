package org.actionscape.study.reference;

import java.util.List;
import org.actionscape.claim.Claim;
import org.actionscape.study.FigureStudy;
import org.actionscape.study.Study;

/** Asks what a divergence from a reference does beside entropy. */
public final class ReferenceStudy implements Study {
  /** Makes the study. */
  public ReferenceStudy() {}

  @Override
  public List<FigureStudy> figures() {
    return List.of(new KlAndEntropy());
  }

  @Override
  public List<Claim> claims() {
    return ReferenceClaims.all();
  }
}

package org.actionscape.study.exactness;

import java.util.List;
import org.actionscape.claim.Claim;
import org.actionscape.study.FigureStudy;
import org.actionscape.study.Study;

/** Asks whether encodings and kernels give the same numbers. */
public final class ExactnessStudy implements Study {
  /** Makes the study. */
  public ExactnessStudy() {}

  @Override
  public List<FigureStudy> figures() {
    return List.of();
  }

  @Override
  public List<Claim> claims() {
    return List.of(EncodingClaim.claim(), KernelClaim.claim());
  }
}

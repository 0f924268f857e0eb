package org.actionscape.study.stagnation;

import java.util.List;
import java.util.stream.Stream;
import org.actionscape.claim.Claim;
import org.actionscape.study.FigureStudy;
import org.actionscape.study.Study;

/** Asks why training without a bonus stands still, and for whom. */
public final class StagnationStudy implements Study {
  /** Makes the study. */
  public StagnationStudy() {}

  @Override
  public List<FigureStudy> figures() {
    return List.of();
  }

  @Override
  public List<Claim> claims() {
    return Stream.of(List.of(CollapseClaim.claim()), OptimizerClaims.all())
        .<Claim>flatMap(List::stream)
        .toList();
  }
}

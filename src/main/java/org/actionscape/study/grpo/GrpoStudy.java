package org.actionscape.study.grpo;

import java.util.List;
import java.util.stream.Stream;
import org.actionscape.claim.Claim;
import org.actionscape.study.FigureStudy;
import org.actionscape.study.Study;

/** Asks what the bonus does to training from samples, constant or adaptive. */
public final class GrpoStudy implements Study {
  /** Makes the study. */
  public GrpoStudy() {}

  @Override
  public List<FigureStudy> figures() {
    return List.copyOf(GrpoFigure.all());
  }

  @Override
  public List<Claim> claims() {
    return Stream.of(GrpoClaims.all(), List.of(ReplayClaim.claim()))
        .<Claim>flatMap(List::stream)
        .toList();
  }
}

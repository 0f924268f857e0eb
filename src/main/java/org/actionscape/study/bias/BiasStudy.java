package org.actionscape.study.bias;

import java.util.List;
import org.actionscape.claim.Claim;
import org.actionscape.study.FigureStudy;
import org.actionscape.study.Study;

/** Asks what a bonus costs, against the number of actions, sparsity, horizon and coefficient. */
public final class BiasStudy implements Study {
  /** Makes the study. */
  public BiasStudy() {}

  @Override
  public List<FigureStudy> figures() {
    return List.of(new BiasExploration(), new BiasLaw(), new HorizonLaw());
  }

  @Override
  public List<Claim> claims() {
    return BiasClaims.all();
  }
}

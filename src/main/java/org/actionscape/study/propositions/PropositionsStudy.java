package org.actionscape.study.propositions;

import java.util.List;
import org.actionscape.claim.Claim;
import org.actionscape.study.FigureStudy;
import org.actionscape.study.Study;

/** Asks how far the propositions and lemmas of the paper hold. */
public final class PropositionsStudy implements Study {
  /** Makes the study. */
  public PropositionsStudy() {}

  @Override
  public List<FigureStudy> figures() {
    return List.of(new Proposition1Figure(), new Proposition2Figure());
  }

  @Override
  public List<Claim> claims() {
    return BoundClaims.all();
  }
}

package org.actionscape.study;

import java.util.List;
import org.actionscape.claim.Claim;

/**
 * One question with all that belongs to its answer: the figures that show it and the claims that
 * can be refuted. A jar of one's own adds studies by naming its implementation, with a public
 * constructor, in {@code META-INF/services/org.actionscape.study.Study}.
 */
public interface Study {
  /**
   * The figures of this question.
   *
   * @return the figures, possibly none; their ids must not be taken
   */
  List<FigureStudy> figures();

  /**
   * The claims of this question.
   *
   * @return the claims, in the order of the ledger, possibly none; their ids must not be taken
   */
  List<Claim> claims();
}

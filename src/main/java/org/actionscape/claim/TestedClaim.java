package org.actionscape.claim;

import java.util.List;
import java.util.function.Function;

/** See {@link Claim#of}. */
record TestedClaim(
    String id,
    String sentence,
    String source,
    String experiment,
    Function<SharedRuns, List<Finding>> test)
    implements Claim {
  @Override
  public List<Finding> examine(SharedRuns lab) {
    return test.apply(lab);
  }
}

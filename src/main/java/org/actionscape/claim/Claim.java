package org.actionscape.claim;

import java.util.List;

/** A statement that an experiment can refute, with a stable id. */
public interface Claim {
  /**
   * The id by which the command line calls the claim.
   *
   * @return the id
   */
  String id();

  /**
   * What is claimed.
   *
   * @return one sentence
   */
  String sentence();

  /**
   * Where it comes from.
   *
   * @return a statement of the paper, another publication, or "derived here"
   */
  String source();

  /**
   * How it is tested.
   *
   * @return one sentence
   */
  String experiment();

  /**
   * Tests it.
   *
   * @param lab environments, policies and runs that claims share
   * @return one finding a setting, at least one; the same for any number of threads
   */
  List<Finding> examine(SharedRuns lab);
}

package org.actionscape.claim;

import java.util.List;
import java.util.function.Function;

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
   * @return one finding per setting, at least one; the same for any number of threads
   */
  List<Finding> examine(SharedRuns lab);

  /**
   * A claim with its test.
   *
   * @param id a stable id
   * @param sentence what is claimed, one sentence
   * @param source where it comes from
   * @param experiment how it is tested, one sentence
   * @param test tests it with what claims share; at least one finding
   * @return the claim
   */
  static Claim of(
      String id,
      String sentence,
      String source,
      String experiment,
      Function<SharedRuns, List<Finding>> test) {
    return new TestedClaim(id, sentence, source, experiment, test);
  }
}

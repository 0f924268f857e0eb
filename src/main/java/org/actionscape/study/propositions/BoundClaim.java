package org.actionscape.study.propositions;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.actionscape.claim.Claim;
import org.actionscape.claim.Evidence;
import org.actionscape.claim.Finding;
import org.actionscape.claim.Ledger;
import org.actionscape.claim.SharedRuns;
import org.actionscape.claim.Verdict;
import org.actionscape.env.Environment;
import org.actionscape.objective.Policy;
import org.actionscape.theory.Bound;

/**
 * A bound or an identity of {@code theory}, held against every policy of the training runs and
 * against the random ones.
 */
final class BoundClaim {
  /** A statement about policies of one environment. */
  @FunctionalInterface
  interface Statement {
    /**
     * Prepares the statement.
     *
     * @param environment the environment
     * @param lambda the entropy coefficient, for statements with one
     * @return the statement about two policies, mostly about the first of them alone
     */
    Test in(Environment environment, double lambda);
  }

  /** A statement about a policy, and another one where the statement compares. */
  @FunctionalInterface
  interface Test {
    Bound of(Policy policy, Policy other);
  }

  private static final String EXPERIMENT =
      "both sides at recorded steps of training runs in every kind of environment, for "
          + Samples.RANDOM_POLICIES
          + " random policies of random environments and for the soft optimum of each of these"
          + " environments";

  private BoundClaim() {}

  static Claim of(String id, String sentence, String source, Statement statement) {
    return Claim.of(id, sentence, source, EXPERIMENT, lab -> examine(statement, samples(lab)));
  }

  private static Samples samples(SharedRuns lab) {
    return lab.shared(Samples.class, () -> Samples.of(lab.quick(), lab.threads()));
  }

  private static List<Finding> examine(Statement statement, Samples samples) {
    return samples.settings().stream().map(setting -> examine(statement, setting)).toList();
  }

  private static Finding examine(Statement statement, Samples.Setting setting) {
    Tally tally = new Tally();
    for (Samples.Case sample : setting.cases()) {
      Environment environment = sample.environment();
      Test test = statement.in(environment, sample.lambda());
      int count = sample.logits().size();
      for (int i = 0; i < count; i++) {
        Policy policy = sample.policy(i);
        tally.add(test.of(policy, sample.policy((i + 1) % count)));
      }
    }
    return tally.finding(setting.name());
  }

  /** What is known of the policies of a setting so far. */
  private static final class Tally {
    private int covered;
    private int violated;
    private int vacuous;
    private double difference;
    private Bound tightest;
    private final TreeSet<String> obstacles = new TreeSet<>();

    void add(Bound bound) {
      if (!bound.applies()) {
        obstacles.add(bound.obstacle().orElseThrow());
        return;
      }
      covered++;
      boolean holds = bound.holds();
      boolean first = !holds && violated == 0;
      violated += holds ? 0 : 1;
      Double range = bound.constants().get("range");
      vacuous += range != null && bound.right() > range ? 1 : 0;
      difference = Math.max(difference, Math.abs(bound.left() - bound.right()));
      boolean told = Math.abs(bound.left()) > bound.rounding();
      boolean candidate = !holds || violated == 0 && told;
      if (tightest == null || first || candidate && bound.ratio() > tightest.ratio()) {
        tightest = bound;
      }
    }

    Finding finding(String setting) {
      String note = obstacles.isEmpty() ? "" : "not covered: " + String.join("; ", obstacles);
      if (covered == 0) {
        return new Finding(setting, Verdict.OUT_OF_SCOPE, Map.of(), note);
      }
      Evidence evidence = Evidence.of(Ledger.POLICIES, covered).and("violations", violated);
      if (tightest.relation() == Bound.Relation.EQUAL) {
        evidence.and("largest_difference", difference);
      } else {
        evidence.and(Ledger.RATIO, tightest.ratio());
        if (tightest.constants().containsKey("range")) {
          evidence.and("vacuous", vacuous);
        }
      }
      Map<String, Double> numbers =
          evidence.and("left", tightest.left()).and("right", tightest.right()).numbers();
      return new Finding(setting, violated == 0 ? Verdict.HOLDS : Verdict.FAILS, numbers, note);
    }
  }
}

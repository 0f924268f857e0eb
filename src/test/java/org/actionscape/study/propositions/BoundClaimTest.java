package org.actionscape.study.propositions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.actionscape.claim.Claim;
import org.actionscape.claim.Finding;
import org.actionscape.claim.Ledger;
import org.actionscape.claim.Verdict;
import org.actionscape.experiment.Progress;
import org.actionscape.theory.Bound;
import org.actionscape.theory.Lemmas;
import org.actionscape.theory.Proposition1;
import org.actionscape.theory.Proposition2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A claim about a bound fails where the bound is wrong, and only there. */
class BoundClaimTest {
  /** Bounds with a factor dropped on purpose; all are close to the true ones. */
  static Stream<Arguments> wrongBounds() {
    return Stream.of(
        wrong(
            "1(a) with 1/2 instead of the best factor 1 / (2 log 2)",
            (environment, lambda) -> {
              Proposition1 proposition = Proposition1.of(environment);
              return (policy, other) -> {
                Bound bound = proposition.stagnation(policy);
                return bound.withRight(bound.right() / 4);
              };
            }),
        wrong(
            "1(b) without sqrt(H) in C",
            (environment, lambda) -> {
              Proposition1 proposition = Proposition1.of(environment);
              return (policy, other) -> {
                Bound bound = proposition.subOptimality(policy);
                return bound.applies()
                    ? bound.withRight(bound.right() / Math.sqrt(bound.constant("visited")))
                    : bound;
              };
            }),
        wrong(
            "2 with |A*_H| without the exponent 1 / H",
            (environment, lambda) -> {
              Proposition2 proposition = Proposition2.of(environment, lambda);
              return (policy, other) -> {
                Bound bound = proposition.subOptimality(policy);
                return bound.applies()
                    ? bound.withRight(
                        bound.right()
                            - lambda * (bound.constant("H") - 1) * bound.constant("logOptimal"))
                    : bound;
              };
            }),
        wrong(
            "divergence with a quarter instead of one half",
            (environment, lambda) ->
                (policy, other) -> {
                  Bound bound = Lemmas.divergence(environment, lambda, policy);
                  return bound.withRight(bound.right() / 2);
                }),
        wrong(
            "gradient domination with 1 / (8 lambda) instead of 1 / (2 lambda)",
            (environment, lambda) ->
                (policy, other) -> {
                  Bound bound = Lemmas.gradientDomination(environment, lambda, policy);
                  return bound.withRight(bound.right() / 4);
                }),
        wrong(
            "soft performance difference without the divergence",
            (environment, lambda) ->
                (policy, other) ->
                    Lemmas.softPerformanceDifference(environment, lambda, policy, other)
                        .withRight(
                            Lemmas.performanceDifference(environment, policy, other).right())),
        wrong(
            "entropy gradient with another sign of the entropy of later steps",
            (environment, lambda) -> {
              double[] direction = new double[environment.classes().size()];
              direction[0] = 1;
              return (policy, other) -> {
                Bound bound = Lemmas.entropyGradient(environment, policy, direction);
                return bound.withRight(-bound.right());
              };
            }));
  }

  private static Arguments wrong(String name, BoundClaim.Statement statement) {
    return Arguments.of(BoundClaim.of(name, "wrong on purpose", "this test", statement));
  }

  @ParameterizedTest
  @MethodSource("wrongBounds")
  void aBoundThatIsWrongOnPurposeFails(Claim claim) {
    Ledger ledger = Ledger.of(List.of(claim), true, 2, Progress.SILENT);
    assertTrue(ledger.fails());
    assertEquals(Verdict.FAILS, ledger.entries().get(0).verdict());
    Finding worst =
        ledger.entries().get(0).findings().stream()
            .filter(f -> f.verdict() == Verdict.FAILS)
            .findFirst()
            .orElseThrow();
    assertTrue(worst.numbers().get("violations") >= 1);
  }

  @Test
  void thePaperFactorTwoIsLooserThanNeededSoDroppingItAloneIsNoMistake() {
    Claim dropped =
        BoundClaim.of(
            "1(a) without 2",
            "true, see proposition-1a-sharp",
            "this test",
            (environment, lambda) -> {
              Proposition1 proposition = Proposition1.of(environment);
              return (policy, other) -> {
                Bound bound = proposition.stagnation(policy);
                return bound.withRight(bound.right() / 2);
              };
            });
    assertFalse(Ledger.of(List.of(dropped), true, 2, Progress.SILENT).fails());
  }

  @Test
  void aStatementThatCoversNoPolicyOfASettingIsOutOfScopeThereAndSaysWhy() {
    Claim proposition2 =
        BoundClaims.all().stream()
            .filter(claim -> claim.id().equals("proposition-2"))
            .findFirst()
            .orElseThrow();
    Ledger ledger = Ledger.of(List.of(proposition2), true, 2, Progress.SILENT);
    Finding recurrent =
        ledger.entries().get(0).findings().stream()
            .filter(f -> f.setting().startsWith("training: recurrent"))
            .findFirst()
            .orElseThrow();
    assertEquals(Verdict.OUT_OF_SCOPE, recurrent.verdict());
    assertEquals(
        "not covered: a recurrent horizon: the soft optimum depends on the step", recurrent.note());
    assertEquals(Verdict.HOLDS, ledger.entries().get(0).verdict());
  }
}

package org.actionscape.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.actionscape.catalogue.Claims;
import org.actionscape.experiment.Progress;
import org.actionscape.store.OutputFolder;
import org.actionscape.store.Table;
import org.actionscape.study.propositions.BoundClaim;
import org.actionscape.theory.Bound;
import org.actionscape.theory.Lemmas;
import org.actionscape.theory.Proposition1;
import org.actionscape.theory.Proposition2;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LedgerTest {
  /** Claims about long runs or the mean of many seeds, of which quick mode has few. */
  private static final Set<String> TOO_SHORT_TO_TELL =
      Set.of(
          "coefficient-decay-fine",
          "grpo-small-coefficient",
          "grpo-aent-score",
          "grpo-aent-band",
          "grpo-length",
          "grpo-adaptive-score");

  @TempDir Path folder;

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
    return Arguments.of(new BoundClaim(name, "wrong on purpose", "this test", statement));
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
        new BoundClaim(
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
  void aClaimIsAsBadAsItsWorstSetting() {
    Finding holds = Finding.of("a", true, Map.of());
    Finding fails = Finding.of("b", false, Map.of());
    Finding none = new Finding("c", Verdict.OUT_OF_SCOPE, Map.of(), "not covered");
    assertEquals(Verdict.FAILS, verdict(holds, fails, none));
    assertEquals(Verdict.HOLDS, verdict(none, holds));
    assertEquals(Verdict.OUT_OF_SCOPE, verdict(none, none));
  }

  private static Verdict verdict(Finding... findings) {
    return new Ledger.Entry(null, List.of(findings)).verdict();
  }

  @Test
  void aStatementThatCoversNoPolicyOfASettingIsOutOfScopeThereAndSaysWhy() {
    Ledger ledger = Ledger.of(Claims.named(List.of("proposition-2")), true, 2, Progress.SILENT);
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

  @Test
  void theLedgersFilesHaveTheSameBytesForAnyNumberOfThreads() throws IOException {
    List<String> ids = List.of("proposition-1b", "lemma-divergence", "bias-actions", "clamp-range");
    for (int threads : new int[] {1, 3}) {
      try (OutputFolder here = OutputFolder.open(folder.resolve(Integer.toString(threads)))) {
        Ledger.of(Claims.named(ids), true, threads, Progress.SILENT).write(here);
      }
    }
    for (String file : List.of("ledger.csv", "ledger.md")) {
      assertEquals(
          Files.readString(folder.resolve("1").resolve(file)),
          Files.readString(folder.resolve("3").resolve(file)));
    }
    assertEquals(ids, Table.read(folder.resolve("1/ledger.csv")).distinct("claim"));
  }

  @Test
  void randomPoliciesAreAtLeastAThousand() {
    int policies =
        new SharedRuns(true, 2)
            .settings().stream()
                .filter(s -> s.name().startsWith("random: "))
                .flatMap(s -> s.cases().stream())
                .mapToInt(c -> c.logits().size())
                .sum();
    // Beside 5 random policies in each of 210 environments, the soft optimum of all but the 30
    // recurrent ones.
    assertEquals(210 * 5 + 180, policies);
  }

  @Test
  void claimsHaveStableDistinctNamesAndOneSentence() {
    List<Claim> claims = Claims.all();
    assertEquals(claims.size(), new HashSet<>(claims.stream().map(Claim::id).toList()).size());
    for (Claim claim : claims) {
      assertTrue(claim.id().matches("[a-z0-9-]+"), claim.id());
      assertTrue(claim.sentence().endsWith("."), claim.id());
      assertFalse(claim.source().isEmpty());
      assertFalse(claim.experiment().isEmpty());
    }
  }

  /**
   * Every claim, once: {@code .ci/run} does not repeat it. They share their runs, which take most
   * of the time.
   */
  @TestFactory
  Stream<DynamicTest> everyClaimHoldsInQuickMode() {
    return Ledger.of(Claims.all(), true, 2, Progress.SILENT).entries().stream()
        .map(
            entry -> {
              String id = entry.claim().id();
              Verdict expected =
                  TOO_SHORT_TO_TELL.contains(id) ? Verdict.OUT_OF_SCOPE : Verdict.HOLDS;
              return DynamicTest.dynamicTest(
                  id, () -> assertEquals(expected, entry.verdict(), entry.evidence()));
            });
  }
}

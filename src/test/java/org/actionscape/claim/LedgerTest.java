package org.actionscape.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.actionscape.catalogue.Studies;
import org.actionscape.check.InvalidInputException;
import org.actionscape.experiment.Progress;
import org.actionscape.store.OutputFolder;
import org.actionscape.store.Table;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void aClaimIsAsBadAsItsWorstSetting() {
    Finding holds = Finding.of("a", true, Map.of());
    Finding fails = Finding.of("b", false, Map.of());
    Finding none = new Finding("c", Verdict.OUT_OF_SCOPE, Map.of(), "not covered");
    assertEquals(Verdict.FAILS, verdict(holds, fails, none));
    assertEquals(Verdict.HOLDS, verdict(none, holds));
    assertEquals(Verdict.OUT_OF_SCOPE, verdict(none));
  }

  private static Verdict verdict(Finding... findings) {
    return new Ledger.Entry(null, List.of(findings)).verdict();
  }

  @Test
  void twoFindingsOfOneSettingAreRefusedBecauseTheTableCouldNotTellThemApart() {
    Claim claim = Claim.of("twice", "A sentence.", "here", "none", lab -> List.of());
    Finding finding = Finding.of("a", true, Map.of());
    assertEquals(
        "claim twice: must have one finding per setting, has several of \"a\"",
        assertThrows(
                InvalidInputException.class,
                () -> new Ledger.Entry(claim, List.of(finding, finding)))
            .getMessage());
  }

  @Test
  void aLedgerIsReadAsItWasWritten() throws IOException {
    Claim claim = Claim.of("known", "A sentence.", "here", "none", lab -> List.of());
    Ledger ledger =
        new Ledger(
            List.of(
                new Ledger.Entry(
                    claim,
                    List.of(
                        Finding.of("a", true, Evidence.of("slope", 1).and("left", 2).numbers()),
                        Finding.of("b", false, Evidence.of("slope", 1).numbers()),
                        new Finding("c", Verdict.OUT_OF_SCOPE, Map.of(), "not covered")))));
    try (OutputFolder out = OutputFolder.open(folder.resolve("ledger"))) {
      LedgerFiles.write(ledger, out);
    }
    assertEquals(ledger, LedgerFiles.read(folder.resolve("ledger"), Map.of("known", claim)));
  }

  @Test
  void theLedgersFilesHaveTheSameBytesForAnyNumberOfThreads() throws IOException {
    List<String> ids = List.of("proposition-1b", "lemma-divergence", "bias-actions", "clamp-range");
    for (int threads : new int[] {1, 3}) {
      try (OutputFolder here = OutputFolder.open(folder.resolve(Integer.toString(threads)))) {
        LedgerFiles.write(Ledger.of(Studies.claims(ids), true, threads, Progress.SILENT), here);
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
  void claimsHaveStableDistinctNamesAndOneSentence() {
    List<Claim> claims = Studies.claims(List.of());
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
    return Ledger.of(Studies.claims(List.of()), true, 2, Progress.SILENT).entries().stream()
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

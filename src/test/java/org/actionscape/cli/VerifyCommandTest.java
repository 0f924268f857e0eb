package org.actionscape.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.actionscape.claim.Claim;
import org.actionscape.claim.Finding;
import org.actionscape.claim.SharedRuns;
import org.actionscape.claim.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VerifyCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  @Test
  void aClaimThatHoldsIsOneLineAndTwoFiles() throws IOException {
    assertEquals(0, run("verify", "explicit-equals-lumped", "--quick", "--out", folder.toString()));
    assertTrue(out.toString().startsWith("holds         explicit-equals-lumped  "), out.toString());
    assertEquals(1, out.toString().lines().count());
    assertTrue(err.toString().contains("verify: 1 of 1"), err.toString());
    assertTrue(Files.size(folder.resolve("ledger.csv")) > 0);
    assertTrue(
        Files.readString(folder.resolve("ledger.md"))
            .contains("| [explicit-equals-lumped](#explicit-equals-lumped) | holds |"));
  }

  @Test
  void aLedgerReplacesAnOlderLedgerAndNothingElse() throws IOException {
    String[] command = {"verify", "explicit-equals-lumped", "--quick", "--out", folder.toString()};
    for (String name : List.of("ledger.csv", "ledger.md")) {
      Path mine = Files.writeString(folder.resolve(name), "amount,note\n1,rent\n");
      assertEquals(2, run(command));
      assertEquals("amount,note\n1,rent\n", Files.readString(mine));
      assertTrue(err.toString().contains(mine + ": must be new or an older ledger"));
      Files.delete(mine);
    }
    assertEquals(0, run(command));
    assertEquals(0, run(command), "an older ledger");
  }

  @Test
  void someClaimsAreOnlyPrinted() throws IOException {
    byte[] before = Files.readAllBytes(Path.of("plots", "ledger", "ledger.csv"));
    assertEquals(0, run("verify", "explicit-equals-lumped", "--quick"));
    assertEquals(1, out.toString().lines().count());
    assertArrayEquals(before, Files.readAllBytes(Path.of("plots", "ledger", "ledger.csv")));
    assertFalse(Files.exists(Path.of("out", "ledger")));
  }

  @Test
  void anUnknownClaimIsAnsweredWithTheNearest() {
    assertEquals(2, run("verify", "proposition-3", "--out", folder.toString()));
    assertTrue(err.toString().startsWith("actionscape: claim \"proposition-3\": must be one of "));
    assertTrue(err.toString().contains("; did you mean proposition-2?"), err.toString());
    assertEquals("", out.toString());
  }

  @Test
  void aClaimThatFailsIsExitCodeOneAndStillWritten() {
    CommandLine command =
        new CommandLine(new VerifyCommand(ids -> List.of(new Wrong())))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    assertEquals(1, command.execute("--out", folder.toString()));
    assertEquals("fails         wrong  here: left 2; right 1", out.toString().strip());
    assertTrue(Files.exists(folder.resolve("ledger.md")));
  }

  @Test
  void listNamesTheClaims() {
    assertEquals(0, run("list"));
    assertTrue(out.toString().contains("  proposition-1a "), out.toString());
  }

  /** A claim that no experiment supports. */
  private record Wrong() implements Claim {
    @Override
    public String id() {
      return "wrong";
    }

    @Override
    public String sentence() {
      return "Two is at most one.";
    }

    @Override
    public String source() {
      return "this test";
    }

    @Override
    public String experiment() {
      return "none";
    }

    @Override
    public List<Finding> examine(SharedRuns lab) {
      Map<String, Double> numbers = new LinkedHashMap<>();
      numbers.put("left", 2.0);
      numbers.put("right", 1.0);
      return List.of(new Finding("here", Verdict.FAILS, numbers, ""));
    }
  }
}

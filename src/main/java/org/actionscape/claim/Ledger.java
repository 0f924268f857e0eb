package org.actionscape.claim;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.actionscape.check.InvalidInputException;
import org.actionscape.check.Printable;
import org.actionscape.experiment.Parallel;
import org.actionscape.experiment.Progress;
import org.actionscape.store.Table;

/**
 * Claims with what was found out about them. The same claims with the same effort leave the same
 * bytes, whatever the number of threads.
 *
 * @param entries one per claim, in order
 */
public record Ledger(List<Entry> entries) {
  /** The first line of the table. */
  static final String HEADING = "claim,verdict,setting,setting_verdict,quantity,value,note";

  /** The number by which bounds are compared: 1 if attained. */
  public static final String RATIO = "largest_ratio";

  /** How many policies a finding is about. */
  public static final String POLICIES = "policies";

  public Ledger {
    entries = List.copyOf(entries);
  }

  /**
   * A claim with its findings.
   *
   * @param claim the claim
   * @param findings one per setting, at least one; by their settings the table tells them apart
   */
  public record Entry(Claim claim, List<Finding> findings) {
    public Entry {
      findings = List.copyOf(findings);
      Set<String> settings = new HashSet<>();
      for (Finding finding : findings) {
        if (!settings.add(finding.setting())) {
          throw new InvalidInputException(
              "claim "
                  + Printable.value(claim.id())
                  + ": must have one finding per setting, has several of \""
                  + Printable.value(finding.setting())
                  + "\"");
        }
      }
    }

    /**
     * The verdict over all settings.
     *
     * @return fails if it fails in one of them; out of scope if it is in all of them; else holds
     */
    public Verdict verdict() {
      if (findings.stream().anyMatch(f -> f.verdict() == Verdict.FAILS)) {
        return Verdict.FAILS;
      }
      return findings.stream().allMatch(f -> f.verdict() == Verdict.OUT_OF_SCOPE)
          ? Verdict.OUT_OF_SCOPE
          : Verdict.HOLDS;
    }

    /** The finding that matters most: one that fails, else the tightest, else the first. */
    private Finding key() {
      return findings.stream()
          .max(
              Comparator.<Finding>comparingInt(f -> f.verdict() == Verdict.FAILS ? 1 : 0)
                  .thenComparingDouble(f -> f.numbers().getOrDefault(RATIO, 0.0))
                  .thenComparingInt(f -> -findings.indexOf(f)))
          .orElseThrow();
    }

    /**
     * The evidence in short.
     *
     * @return the setting that matters most, with its numbers
     */
    public String evidence() {
      Finding key = key();
      double policies =
          findings.stream().mapToDouble(f -> f.numbers().getOrDefault(POLICIES, 0.0)).sum();
      String others =
          (findings.size() == 1 ? "" : findings.size() + " settings, ")
              + (policies == 0 ? "" : LedgerText.brief(policies) + " policies, ");
      return others + key.setting() + ": " + key.describe();
    }
  }

  /**
   * Examines claims.
   *
   * @param claims the claims, at least one
   * @param quick whether to spend little time
   * @param threads the number of threads, which never changes a result
   * @param progress hears of each examined claim
   * @return the ledger
   */
  public static Ledger of(List<Claim> claims, boolean quick, int threads, Progress progress) {
    SharedRuns lab = new SharedRuns(quick, threads);
    return new Ledger(
        Parallel.map(
            claims.size(),
            threads,
            i -> new Entry(claims.get(i), claims.get(i).examine(lab)),
            progress));
  }

  /**
   * Whether a claim fails.
   *
   * @return true if at least one does
   */
  public boolean fails() {
    return entries.stream().anyMatch(e -> e.verdict() == Verdict.FAILS);
  }

  /**
   * The numbers of the ledger as a long table.
   *
   * @return one row per claim, setting and number; infinite numbers are empty cells
   */
  public Table table() {
    Table table = Table.withColumns(HEADING.split(","));
    for (Entry entry : entries) {
      for (Finding finding : entry.findings()) {
        Map<String, Double> numbers = finding.numbers();
        for (String quantity : numbers.isEmpty() ? List.of("") : List.copyOf(numbers.keySet())) {
          table.add(
              entry.claim().id(),
              entry.verdict(),
              finding.setting(),
              finding.verdict(),
              quantity,
              finite(numbers.getOrDefault(quantity, Double.NaN)),
              finding.note());
        }
      }
    }
    return table;
  }

  /** Tables do not hold infinite numbers. */
  private static double finite(double value) {
    return Double.isInfinite(value) ? Double.NaN : value;
  }
}

package org.actionscape.claim;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.actionscape.check.InvalidInputException;
import org.actionscape.experiment.Parallel;
import org.actionscape.experiment.Progress;
import org.actionscape.store.AtomicFiles;
import org.actionscape.store.OutputFolder;
import org.actionscape.store.Table;
import org.actionscape.store.Version;

/**
 * Claims with what was found out about them. The same claims with the same effort leave the same
 * bytes, whatever the number of threads.
 *
 * @param entries one a claim, in order
 */
public record Ledger(List<Entry> entries) {
  private static final String FILE = "ledger.csv";
  private static final String TEXT = "ledger.md";
  private static final String TITLE = "# Ledger of claims";

  /** The first line of the table. */
  private static final String HEADING = "claim,verdict,setting,setting_verdict,quantity,value,note";

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
   * @param findings one a setting, at least one
   */
  public record Entry(Claim claim, List<Finding> findings) {
    public Entry {
      findings = List.copyOf(findings);
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
              + (policies == 0 ? "" : brief(policies) + " policies, ");
      return others + key.setting() + ": " + describe(key);
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
   * @return one row a claim, setting and number; infinite numbers are empty cells
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

  /** The ledger as Markdown: a table of verdicts, then the settings of each claim. */
  private String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(TITLE + "\n\nWritten by `actionscape verify`, version ")
        .append(Version.get())
        .append(
            "; how to read it: docs/verify.md.\n\n| claim | verdict | sentence |\n|---|---|---|\n");
    for (Entry entry : entries) {
      text.append("| [").append(entry.claim().id()).append("](#").append(entry.claim().id());
      text.append(") | ").append(entry.verdict()).append(" | ");
      text.append(cell(entry.claim().sentence())).append(" |\n");
    }
    for (Entry entry : entries) {
      Claim claim = entry.claim();
      text.append("\n## ").append(claim.id()).append("\n\n").append(claim.sentence());
      text.append("\n\nSource: ").append(claim.source()).append(". Experiment: ");
      text.append(claim.experiment())
          .append(".\n\n| setting | verdict | evidence |\n|---|---|---|\n");
      for (Finding finding : entry.findings()) {
        text.append("| ").append(cell(finding.setting())).append(" | ");
        text.append(finding.verdict()).append(" | ");
        text.append(cell(describe(finding))).append(" |\n");
      }
    }
    return text.toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  /**
   * The numbers and the note of a finding in words.
   *
   * @param finding the finding
   * @return its numbers with four digits, then its note
   */
  public static String describe(Finding finding) {
    String numbers =
        finding.numbers().entrySet().stream()
            .map(e -> e.getKey().replace('_', ' ') + " " + brief(e.getValue()))
            .collect(Collectors.joining("; "));
    return finding.note().isEmpty()
        ? numbers
        : numbers.isEmpty() ? finding.note() : numbers + "; " + finding.note();
  }

  private static String brief(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e7) {
      return Long.toString((long) value);
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "infinite" : "-infinite";
    }
    return Math.abs(value) >= 1e-3 && Math.abs(value) < 1e5
        ? String.format(Locale.ROOT, "%.4g", value)
        : String.format(Locale.ROOT, "%.3g", value);
  }

  /** Tables do not hold infinite numbers. */
  private static double finite(double value) {
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  /**
   * Whether a folder holds a ledger.
   *
   * @param folder any path
   * @return true if its file is there
   */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(FILE));
  }

  /**
   * Reads a ledger that was written. Infinite numbers, which the file does not hold, are left out;
   * a claim that this version does not know has its id alone.
   *
   * @param folder where it is
   * @param known the claims of this version, by id
   * @return the ledger
   * @throws IOException if it cannot be read
   * @throws InvalidInputException if the file is not a ledger
   */
  public static Ledger read(Path folder, Map<String, Claim> known) throws IOException {
    Table table = Table.read(folder.resolve(FILE));
    if (!table.columns().equals(List.of(HEADING.split(",")))) {
      throw new InvalidInputException(
          folder.resolve(FILE) + ": must be a ledger with the columns " + HEADING + ", has others");
    }
    List<Entry> entries = new ArrayList<>();
    for (String id : table.distinct("claim")) {
      entries.add(
          new Entry(known.getOrDefault(id, new Recorded(id)), findings(table.where("claim", id))));
    }
    if (entries.isEmpty()) {
      throw new InvalidInputException(folder.resolve(FILE) + ": must have a claim, has none");
    }
    return new Ledger(entries);
  }

  /**
   * Refuses a folder with files of others that a ledger would replace.
   *
   * @param folder where a ledger is to go
   * @throws IOException if what is there cannot be read
   * @throws InvalidInputException if it is not an older ledger
   */
  public static void requireFree(Path folder) throws IOException {
    for (String name : List.of(FILE, TEXT)) {
      Path file = folder.resolve(name);
      AtomicFiles.requireReplaceable(file);
      if (Files.exists(file) && !startsWith(file, name.equals(FILE) ? HEADING : TITLE)) {
        throw new InvalidInputException(
            file
                + ": must be new or an older ledger, is another file; nothing was overwritten,"
                + " choose another --out");
      }
    }
  }

  private static boolean startsWith(Path file, String text) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = text.getBytes(StandardCharsets.UTF_8);
      return Arrays.equals(in.readNBytes(start.length), start);
    }
  }

  /** A finding ends where its setting does, or where a quantity comes a second time. */
  private static List<Finding> findings(Table rows) {
    List<Finding> findings = new ArrayList<>();
    Map<String, Double> numbers = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    for (int row = 0; row < rows.rows(); row++) {
      seen.add(rows.text(row, "quantity"));
      double value = rows.number(row, "value");
      if (!Double.isNaN(value)) {
        numbers.put(rows.text(row, "quantity"), value);
      }
      boolean last =
          row + 1 == rows.rows()
              || !rows.text(row, "setting").equals(rows.text(row + 1, "setting"))
              || seen.contains(rows.text(row + 1, "quantity"));
      if (last) {
        findings.add(
            new Finding(
                rows.text(row, "setting"),
                Verdict.named(rows.text(row, "setting_verdict")),
                numbers,
                rows.text(row, "note")));
        numbers.clear();
        seen.clear();
      }
    }
    return findings;
  }

  /** A claim of which only the results are known. */
  private record Recorded(String id) implements Claim {
    @Override
    public String sentence() {
      return "";
    }

    @Override
    public String source() {
      return "";
    }

    @Override
    public String experiment() {
      return "";
    }

    @Override
    public List<Finding> examine(SharedRuns lab) {
      throw new UnsupportedOperationException(id);
    }
  }

  /**
   * Writes {@code ledger.csv} and {@code ledger.md}: both are new, or both as they were.
   *
   * @param out where to
   * @throws IOException if a file cannot be written
   */
  public void write(OutputFolder out) throws IOException {
    out.replace(
        folder -> {
          table().write(folder.resolve(FILE));
          AtomicFiles.writeText(folder.resolve(TEXT), markdown());
        },
        List.of(FILE));
  }
}

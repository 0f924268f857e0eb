package org.actionscape.claim;

import java.util.Locale;
import org.actionscape.store.Version;

/** A ledger in words. */
final class LedgerText {
  /** The first line of the Markdown. */
  static final String TITLE = "# Ledger of claims";

  private LedgerText() {}

  /** The ledger as Markdown: a table of verdicts, then the settings of each claim. */
  static String markdown(Ledger ledger) {
    StringBuilder text = new StringBuilder();
    text.append(TITLE + "\n\nWritten by `actionscape verify`, version ")
        .append(Version.get())
        .append(
            "; how to read it: docs/verify.md.\n\n| claim | verdict | sentence |\n|---|---|---|\n");
    for (Ledger.Entry entry : ledger.entries()) {
      text.append("| [").append(entry.claim().id()).append("](#").append(entry.claim().id());
      text.append(") | ").append(entry.verdict()).append(" | ");
      text.append(cell(entry.claim().sentence())).append(" |\n");
    }
    for (Ledger.Entry entry : ledger.entries()) {
      Claim claim = entry.claim();
      text.append("\n## ").append(claim.id()).append("\n\n").append(claim.sentence());
      text.append("\n\nSource: ").append(claim.source()).append(". Experiment: ");
      text.append(claim.experiment())
          .append(".\n\n| setting | verdict | evidence |\n|---|---|---|\n");
      for (Finding finding : entry.findings()) {
        text.append("| ").append(cell(finding.setting())).append(" | ");
        text.append(finding.verdict()).append(" | ");
        text.append(cell(finding.describe())).append(" |\n");
      }
    }
    return text.toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  /** A number with four digits. */
  static String brief(double value) {
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
}

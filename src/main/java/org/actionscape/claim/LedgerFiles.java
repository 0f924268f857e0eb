package org.actionscape.claim;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.actionscape.check.InvalidInputException;
import org.actionscape.store.AtomicFiles;
import org.actionscape.store.OutputFolder;
import org.actionscape.store.Table;

/** The files of a ledger: {@code ledger.csv} with its numbers, {@code ledger.md} in words. */
public final class LedgerFiles {
  private static final String FILE = "ledger.csv";
  private static final String TEXT = "ledger.md";

  private LedgerFiles() {}

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
    if (!table.columns().equals(List.of(Ledger.HEADING.split(",")))) {
      throw new InvalidInputException(
          folder.resolve(FILE)
              + ": must be a ledger with the columns "
              + Ledger.HEADING
              + ", has others");
    }
    List<Ledger.Entry> entries = new ArrayList<>();
    for (String id : table.distinct("claim")) {
      entries.add(
          new Ledger.Entry(
              known.getOrDefault(id, new Recorded(id)), findings(table.where("claim", id))));
    }
    if (entries.isEmpty()) {
      throw new InvalidInputException(folder.resolve(FILE) + ": must have a claim, has none");
    }
    return new Ledger(entries);
  }

  /**
   * Writes {@code ledger.csv} and {@code ledger.md}: both are new, or both as they were.
   *
   * @param ledger what to write
   * @param out where to
   * @throws IOException if a file cannot be written
   */
  public static void write(Ledger ledger, OutputFolder out) throws IOException {
    out.replace(
        folder -> {
          ledger.table().write(folder.resolve(FILE));
          AtomicFiles.writeText(folder.resolve(TEXT), LedgerText.markdown(ledger));
        },
        List.of(FILE));
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
      if (Files.exists(file)
          && !startsWith(file, name.equals(FILE) ? Ledger.HEADING : LedgerText.TITLE)) {
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

  /** One finding per setting; infinite numbers are empty cells. */
  private static List<Finding> findings(Table ofClaim) {
    List<Finding> findings = new ArrayList<>();
    for (String setting : ofClaim.distinct("setting")) {
      Table rows = ofClaim.where("setting", setting);
      Map<String, Double> numbers = new LinkedHashMap<>();
      for (int row = 0; row < rows.rows(); row++) {
        double value = rows.number(row, "value");
        if (!Double.isNaN(value)) {
          numbers.put(rows.text(row, "quantity"), value);
        }
      }
      findings.add(
          new Finding(
              setting,
              Verdict.named(rows.text(0, "setting_verdict")),
              numbers,
              rows.text(0, "note")));
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
}

package org.actionscape.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.actionscape.check.InvalidInputException;
import org.actionscape.check.Printable;
import org.actionscape.experiment.RunNotes;
import org.actionscape.store.AtomicFiles;
import org.actionscape.store.Checksums;
import org.actionscape.store.OutputFolder;
import org.actionscape.store.Result;
import org.actionscape.store.ResultKind;

/**
 * The results of a sweep on disk, open for one process at a time:
 *
 * <pre>
 *   settings.yaml           # the sweep; written first
 *   cells/ID.yaml           # one per cell: settings, final metrics, trace, checksum
 *   data.csv, summary.csv   # written when all cells are there
 *   SHA256SUMS              # last, of the three
 * </pre>
 *
 * <p>A file is written in one step and once: what is there already is left if it is the same, and
 * named and left if it is not. So a process may be killed at any moment, and what another one finds
 * is whole; all that is lost is the cells that were being computed.
 */
public final class CellStore implements AutoCloseable {
  private static final String CELLS = ResultKind.CELLS;
  private static final String DATA = "data.csv";
  private static final String SUMMARY = "summary.csv";

  private final Path folder;
  private final Sweep sweep;
  private final OutputFolder output;

  /** The sweep whose settings and tables are on disk, if this one adds cells to it; or null. */
  private Sweep narrower;

  /** How the cells ended that are on disk, by id. */
  private final Map<String, Outcome> done = new ConcurrentHashMap<>();

  private CellStore(Path folder, Sweep sweep, Sweep narrower, OutputFolder output) {
    this.folder = folder;
    this.sweep = sweep;
    this.narrower = narrower;
    this.output = output;
  }

  /**
   * The sweep that folders are parts of.
   *
   * @param folders folders that sweeps wrote, at least one
   * @return the sweep
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException if one is not the folder of a sweep, or they are of different
   *     ones, or of another version of the program
   */
  public static Sweep requireSweep(List<Path> folders) throws IOException {
    return StoredSweep.requireSame(folders);
  }

  /**
   * Opens the folder of a sweep and checks every result that is there. Reads all of them, a few KiB
   * each. The folder may be that of a sweep of which this one has every cell and more.
   *
   * @param folder the folder; made if it does not exist
   * @param sweep the sweep
   * @param resume whether results may be there already
   * @return the folder, locked until it is closed or the process ends
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException if there are results and they are not to be continued, are of
   *     another sweep or damaged; if another process has the folder open; if it cannot be written
   *     to. Nothing is then changed
   */
  public static CellStore open(Path folder, Sweep sweep, boolean resume) throws IOException {
    Sweep narrower = requireSame(folder, sweep, resume);
    OutputFolder output = OutputFolder.open(folder);
    try {
      CellStore opened = new CellStore(folder, sweep, narrower, output);
      for (Map.Entry<Cell, Path> found : files(folder, sweep).entrySet()) {
        opened.done.put(found.getKey().id(), CellReader.read(found.getKey(), found.getValue()));
      }
      if (Files.isDirectory(folder.resolve(CELLS))) {
        output.discardTemporary(folder.resolve(CELLS));
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      output.close();
      throw e;
    }
  }

  /**
   * Refuses a folder with results of something else, or with any if they are not wanted.
   *
   * @return the sweep that the folder is of, if this one adds cells to it; otherwise null
   */
  private static Sweep requireSame(Path folder, Sweep sweep, boolean resume) throws IOException {
    if (StoredSweep.isIn(folder)) {
      Sweep narrower = StoredSweep.narrower(folder, sweep);
      if (narrower == null) {
        StoredSweep.requireSame(folder, sweep);
      }
      int present = files(folder, sweep).size();
      if (!resume && present > 0) {
        throw new InvalidInputException(
            "output folder "
                + folder
                + ": must be new, holds "
                + present
                + " of this sweep's "
                + sweep.size()
                + " cells; --resume continues it");
      }
      return narrower;
    }
    ResultKind.SWEEP.requireFree(folder);
    return null;
  }

  /** The results in a folder by their names; none that the sweep does not know. */
  private static Map<Cell, Path> files(Path folder, Sweep sweep) throws IOException {
    Map<Cell, Path> files = new TreeMap<>(Comparator.comparing(Cell::id));
    Path cells = folder.resolve(CELLS);
    if (!Files.isDirectory(cells)) {
      return files;
    }
    // Names that begin with a dot are those of temporary files and of the desktop.
    try (DirectoryStream<Path> found = Files.newDirectoryStream(cells, "[!.]*")) {
      for (Path file : found) {
        String name = file.getFileName().toString();
        Cell cell = sweep.cell(name.replaceFirst("\\.yaml$", ""));
        if (cell == null || !name.equals(cell.file())) {
          throw new InvalidInputException(
              file
                  + ": must be the result of a cell of the sweep \""
                  + sweep.name()
                  + "\", is none of its "
                  + sweep.size()
                  + "; nothing was overwritten, move it away");
        }
        files.put(cell, file);
      }
    }
    return files;
  }

  /**
   * The number of cells without a result.
   *
   * @param shard the slice to count
   * @return the number
   */
  public int missing(Shard shard) {
    return missingCells(shard).size();
  }

  /** The cells of a slice without a result, in the order of the sweep. */
  List<Cell> missingCells(Shard shard) {
    return IntStream.range(0, sweep.size())
        .filter(shard::contains)
        .mapToObj(i -> sweep.cells().get(i))
        .filter(cell -> !done.containsKey(cell.id()))
        .toList();
  }

  /** Makes the folder that of its sweep, before the first result. */
  void begin() throws IOException {
    if (narrower == null) {
      writeOnce(folder.resolve(Result.SETTINGS), sweep.settings());
    } else {
      replaceSettings();
    }
    Files.createDirectories(folder.resolve(CELLS));
  }

  /**
   * Stores a result, wherever it was computed. Safe for several threads.
   *
   * @return whether it was missing
   * @throws InvalidInputException if it is not the result of one of the sweep's cells, or another
   *     one is there
   */
  boolean add(CellResult result) throws IOException {
    Cell cell = sweep.cell(result.id());
    if (cell == null) {
      throw new InvalidInputException(
          "result "
              + Printable.value(result.id())
              + ": must be that of a cell of the sweep \""
              + sweep.name()
              + "\", is none of its "
              + sweep.size());
    }
    Outcome outcome = CellReader.read(cell, result);
    writeOnce(file(folder, cell), result.text());
    return done.put(cell.id(), outcome) == null;
  }

  /**
   * The cells whose training diverged, among those that are there.
   *
   * @return one sentence per cell, in the order of the sweep
   */
  public List<String> failures() {
    return sweep.cells().stream()
        .filter(cell -> done.containsKey(cell.id()) && done.get(cell.id()).failed())
        .map(cell -> cell.label() + ": " + done.get(cell.id()).failure())
        .toList();
  }

  /**
   * Cells in which a coefficient ended where its rule can steer no further.
   *
   * @return their number, of those that are done
   */
  public long atLimit() {
    return done.values().stream()
        .filter(
            outcome ->
                outcome.metrics().entrySet().stream()
                    .anyMatch(
                        metric ->
                            metric.getKey().startsWith(RunNotes.AT_LIMIT) && metric.getValue() > 0))
        .count();
  }

  /**
   * Takes over the results of other folders of the same sweep, after checking all of them.
   *
   * @param folders the folders; not modified
   * @throws IOException if a file cannot be read or written
   * @throws InvalidInputException if a folder is of another sweep, a result is damaged, or two
   *     folders have different results of the same cell. Nothing is then taken over
   */
  public void join(List<Path> folders) throws IOException {
    Map<Cell, Found> sources = new LinkedHashMap<>();
    for (Path source : folders) {
      for (Map.Entry<Cell, Path> found : files(source, sweep).entrySet()) {
        Cell cell = found.getKey();
        Found next = new Found(found.getValue(), CellReader.read(cell, found.getValue()));
        Found other = done.containsKey(cell.id()) ? own(cell) : sources.putIfAbsent(cell, next);
        if (other != null && !other.outcome().checksum().equals(next.outcome().checksum())) {
          throw new InvalidInputException(
              other.file()
                  + " and "
                  + next.file()
                  + ": must be the same result of "
                  + cell.label()
                  + ", differ; nothing was overwritten");
        }
      }
    }
    begin();
    for (Map.Entry<Cell, Found> source : sources.entrySet()) {
      copy(source.getKey(), source.getValue());
    }
  }

  /** A result that was read and is sound. */
  private record Found(Path file, Outcome outcome) {}

  private Found own(Cell cell) {
    return new Found(file(folder, cell), done.get(cell.id()));
  }

  /** Takes the bytes over that were checked: all texts at once would not fit in memory. */
  private void copy(Cell cell, Found source) throws IOException {
    CellResult result = CellReader.text(cell, source.file());
    if (!result.checksum().equals(source.outcome().checksum())) {
      throw new InvalidInputException(
          source.file() + ": must not change while it is merged, did; merge again");
    }
    writeOnce(file(folder, cell), result.text());
    done.put(cell.id(), source.outcome());
  }

  /**
   * Writes the merged tables, if no cell is missing.
   *
   * @throws IOException if a table cannot be written
   * @throws InvalidInputException if there are other tables in the folder
   */
  public void merge() throws IOException {
    if (missing(Shard.ALL) > 0) {
      throw new IllegalStateException(missing(Shard.ALL) + " cells are missing");
    }
    SweepTables tables =
        SweepTables.of(sweep, sweep.cells().stream().map(cell -> done.get(cell.id())).toList());
    writeOnce(folder.resolve(DATA), tables.data().csv());
    writeOnce(folder.resolve(SUMMARY), tables.summary().csv());
    Checksums.write(folder, folder);
  }

  /**
   * Replaces the settings of a narrower sweep, after its tables, which its cells give, are removed:
   * whenever that ends, the folder is whole, of the one sweep or of the other.
   */
  private void replaceSettings() throws IOException {
    List<Outcome> outcomes = narrower.cells().stream().map(cell -> done.get(cell.id())).toList();
    boolean whole = outcomes.stream().allMatch(Objects::nonNull);
    SweepTables tables = whole ? SweepTables.of(narrower, outcomes) : null;
    requireUnchanged(folder.resolve(DATA), whole ? tables.data().csv() : null);
    requireUnchanged(folder.resolve(SUMMARY), whole ? tables.summary().csv() : null);
    Files.deleteIfExists(folder.resolve(Checksums.FILE));
    Files.deleteIfExists(folder.resolve(DATA));
    Files.deleteIfExists(folder.resolve(SUMMARY));
    AtomicFiles.writeText(folder.resolve(Result.SETTINGS), sweep.settings());
    narrower = null;
  }

  private static Path file(Path folder, Cell cell) {
    return folder.resolve(CELLS).resolve(cell.file());
  }

  /** Writes a file that does not change any more once it is there. */
  private static void writeOnce(Path file, String text) throws IOException {
    requireUnchanged(file, text);
    if (!Files.exists(file)) {
      AtomicFiles.writeText(file, text);
    }
  }

  private static void requireUnchanged(Path file, String text) throws IOException {
    boolean same = text != null && AtomicFiles.holds(file, text.getBytes(StandardCharsets.UTF_8));
    if (Files.exists(file) && !same) {
      throw new InvalidInputException(
          file
              + ": must be what this sweep writes there, is something else; nothing was"
              + " overwritten, move it away");
    }
  }

  /** Lets other processes open the folder; removes it if nothing was written to it. */
  @Override
  public void close() throws IOException {
    output.close();
  }
}

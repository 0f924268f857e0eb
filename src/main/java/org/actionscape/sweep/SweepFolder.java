package org.actionscape.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.actionscape.check.DivergedException;
import org.actionscape.check.InvalidInputException;
import org.actionscape.check.OutOfRangeException;
import org.actionscape.experiment.Parallel;
import org.actionscape.experiment.Progress;
import org.actionscape.experiment.RunNotes;
import org.actionscape.store.AtomicFiles;
import org.actionscape.store.Checksums;
import org.actionscape.store.OutputFolder;
import org.actionscape.store.ResultKind;
import org.actionscape.store.SettingsFile;
import org.actionscape.sweep.Cell.Point;

/**
 * The results of a sweep on disk, open for one process at a time:
 *
 * <pre>
 *   settings.yaml           # the sweep; written first
 *   cells/ID.yaml           # one a cell: settings, final metrics, trace, checksum
 *   data.csv, summary.csv   # written when all cells are there
 *   SHA256SUMS              # last, of the three
 * </pre>
 *
 * <p>A file is written in one step and once: what is there already is left if it is the same, and
 * named and left if it is not. So a process may be killed at any moment, and what another one finds
 * is whole; all that is lost is the cells that were being computed.
 */
public final class SweepFolder implements AutoCloseable {
  private static final String SETTINGS = "settings.yaml";
  private static final String CELLS = ResultKind.CELLS;
  private static final String DATA = "data.csv";
  private static final String SUMMARY = "summary.csv";

  private final Path folder;
  private final Sweep sweep;
  private final OutputFolder output;

  /** The sweep whose settings and tables are on disk, if this one adds cells to it; or null. */
  private Sweep narrower;

  /** How the cells ended that are on disk, by id. */
  private final Map<String, CellFile.Outcome> done = new ConcurrentHashMap<>();

  private SweepFolder(Path folder, Sweep sweep, Sweep narrower, OutputFolder output) {
    this.folder = folder;
    this.sweep = sweep;
    this.narrower = narrower;
    this.output = output;
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
  public static SweepFolder open(Path folder, Sweep sweep, boolean resume) throws IOException {
    Sweep narrower = requireSame(folder, sweep, resume);
    OutputFolder output = OutputFolder.open(folder);
    try {
      SweepFolder opened = new SweepFolder(folder, sweep, narrower, output);
      for (Map.Entry<Cell, Path> found : files(folder, sweep).entrySet()) {
        opened.done.put(
            found.getKey().id(), CellFile.read(found.getKey(), found.getValue()).outcome());
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
   * The sweep that folders are parts of.
   *
   * @param folders folders that sweeps wrote, at least one
   * @return the sweep
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException if one is not the folder of a sweep, or they are of different
   *     ones, or of another version of the program
   */
  public static Sweep requireSweep(List<Path> folders) throws IOException {
    for (Path folder : folders) {
      if (!Files.isRegularFile(folder.resolve(SETTINGS))) {
        throw new InvalidInputException(
            folder + ": must be the folder of a sweep, has no " + SETTINGS);
      }
    }
    Sweep sweep = Sweep.read(folders.get(0).resolve(SETTINGS));
    for (Path folder : folders) {
      requireSameSettings(folder, sweep);
    }
    return sweep;
  }

  /**
   * Refuses a folder with results of something else, or with any if they are not wanted.
   *
   * @return the sweep that the folder is of, if this one adds cells to it; otherwise null
   */
  private static Sweep requireSame(Path folder, Sweep sweep, boolean resume) throws IOException {
    if (Files.exists(folder.resolve(SETTINGS))) {
      Sweep narrower = narrower(folder, sweep);
      if (narrower == null) {
        requireSameSettings(folder, sweep);
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

  /** The sweep of a folder, if it is another one of which all cells are in this one; or null. */
  private static Sweep narrower(Path folder, Sweep sweep) throws IOException {
    Sweep found;
    try {
      found = Sweep.read(folder.resolve(SETTINGS));
    } catch (InvalidInputException e) {
      // Whatever it is, it is not what this version writes.
      return null;
    }
    boolean differs = !found.settings().equals(sweep.settings());
    // The version, which belongs to each result, is read past in settings.
    boolean written = found.settings().lines().toList().equals(lines(folder));
    return differs && written && ids(sweep).containsAll(ids(found)) ? found : null;
  }

  private static Set<String> ids(Sweep sweep) {
    return sweep.cells().stream().map(Cell::id).collect(Collectors.toSet());
  }

  private static List<String> lines(Path folder) throws IOException {
    return SettingsFile.text(folder.resolve(SETTINGS)).lines().toList();
  }

  private static void requireSameSettings(Path folder, Sweep sweep) throws IOException {
    Path file = folder.resolve(SETTINGS);
    List<String> found = lines(folder);
    List<String> wanted = sweep.settings().lines().toList();
    if (found.equals(wanted)) {
      return;
    }
    int line = 0;
    while (line < Math.min(found.size(), wanted.size())
        && found.get(line).equals(wanted.get(line))) {
      line++;
    }
    throw new InvalidInputException(
        file
            + ": must be the settings of the sweep \""
            + sweep.name()
            + "\", differs in line "
            + (line + 1)
            + " ("
            + quoted(found, line)
            + " instead of "
            + quoted(wanted, line)
            + "); choose another --out");
  }

  private static String quoted(List<String> lines, int line) {
    return line < lines.size() ? "\"" + lines.get(line).strip() + "\"" : "nothing";
  }

  /** The results in a folder by their names; none that the sweep does not know. */
  private static Map<Cell, Path> files(Path folder, Sweep sweep) throws IOException {
    Map<Cell, Path> files = new HashMap<>();
    Path cells = folder.resolve(CELLS);
    if (!Files.isDirectory(cells)) {
      return files;
    }
    Map<String, Cell> known =
        sweep.cells().stream().collect(Collectors.toMap(Cell::file, Function.identity()));
    // Names that begin with a dot are those of temporary files and of the desktop.
    try (DirectoryStream<Path> found = Files.newDirectoryStream(cells, "[!.]*")) {
      for (Path file : found) {
        Cell cell = known.get(file.getFileName().toString());
        if (cell == null) {
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

  private List<Cell> missingCells(Shard shard) {
    return IntStream.range(0, sweep.size())
        .filter(shard::contains)
        .mapToObj(i -> sweep.cells().get(i))
        .filter(cell -> !done.containsKey(cell.id()))
        .toList();
  }

  /**
   * Computes the missing cells of a slice. Before the first one, every point's environment is drawn
   * once, so that what cannot run is refused in seconds and not after hours.
   *
   * @param shard the slice
   * @param threads the number of threads, which never changes a result
   * @param progress hears of each finished cell, of the missing ones
   * @return one sentence a cell that has no result, for lack of memory or by a defect of an
   *     extension; the others are done nevertheless. To diverge is a result: {@link #failures}
   * @throws IOException if a result cannot be written; those before it are kept
   * @throws InvalidInputException if a point cannot run
   */
  public List<String> compute(Shard shard, int threads, Progress progress) throws IOException {
    List<Cell> missing = missingCells(shard);
    if (!missing.isEmpty()) {
      rehearse(missing);
    }
    writeSettings();
    if (missing.isEmpty()) {
      return List.of();
    }
    progress.update(0, missing.size());
    try {
      Parallel.map(missing.size(), threads, i -> compute(missing.get(i)), progress);
      // Alone: what failed beside other cells, for lack of memory, may then fit.
      return missingCells(shard).stream().map(this::compute).filter(Objects::nonNull).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** One at a time, so that nothing but the point itself decides whether it fits in memory. */
  private static void rehearse(List<Cell> missing) {
    Set<Point> done = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Cell cell : missing) {
      if (done.add(cell.point())) {
        try {
          cell.experiment().rehearse();
        } catch (CancellationException e) {
          throw e;
        } catch (DivergedException | OutOfRangeException e) {
          // That is the cell's result, and not that of all seeds.
        } catch (RuntimeException | Error e) {
          // Whatever an extension throws, the user learns which cell it was.
          throw new InvalidInputException(cell.label() + ": " + reason(e), e);
        }
      }
    }
  }

  /** Computes and stores a cell; what went wrong, or null. */
  private String compute(Cell cell) {
    CellFile result;
    try {
      result = cell.compute();
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      // One cell should not cost a night's sweep.
      return cell.label() + ": " + reason(e);
    }
    try {
      writeOnce(folder.resolve(CELLS).resolve(cell.file()), result.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    done.put(cell.id(), result.outcome());
    return null;
  }

  private static String reason(Throwable e) {
    if (e instanceof OutOfMemoryError || e.getCause() instanceof OutOfMemoryError) {
      return "must fit in memory, does not";
    }
    return e instanceof InvalidInputException ? e.getMessage() : e.toString();
  }

  /**
   * The cells whose training diverged, among those that are there.
   *
   * @return one sentence a cell, in the order of the sweep
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
    Map<Cell, Path> sources = new TreeMap<>(Comparator.comparing(Cell::id));
    List<Path> all = new ArrayList<>(List.of(folder));
    all.addAll(folders);
    for (Path source : all) {
      for (Map.Entry<Cell, Path> found : files(source, sweep).entrySet()) {
        Cell cell = found.getKey();
        String text = CellFile.read(cell, found.getValue()).text();
        Path other = sources.putIfAbsent(cell, found.getValue());
        if (other != null && !CellFile.read(cell, other).text().equals(text)) {
          throw new InvalidInputException(
              other
                  + " and "
                  + found.getValue()
                  + ": must be the same result of "
                  + cell.label()
                  + ", differ; nothing was overwritten");
        }
      }
    }
    writeSettings();
    for (Map.Entry<Cell, Path> source : sources.entrySet()) {
      CellFile result = CellFile.read(source.getKey(), source.getValue());
      writeOnce(folder.resolve(CELLS).resolve(source.getKey().file()), result.text());
      done.put(source.getKey().id(), result.outcome());
    }
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

  private void writeSettings() throws IOException {
    if (narrower == null) {
      writeOnce(folder.resolve(SETTINGS), sweep.settings());
    } else {
      replaceSettings();
    }
    Files.createDirectories(folder.resolve(CELLS));
  }

  /**
   * Replaces the settings of a narrower sweep, after its tables, which its cells give, are removed:
   * whenever that ends, the folder is whole, of the one sweep or of the other.
   */
  private void replaceSettings() throws IOException {
    List<CellFile.Outcome> outcomes =
        narrower.cells().stream().map(cell -> done.get(cell.id())).toList();
    boolean whole = outcomes.stream().allMatch(Objects::nonNull);
    SweepTables tables = whole ? SweepTables.of(narrower, outcomes) : null;
    requireUnchanged(folder.resolve(DATA), whole ? tables.data().csv() : null);
    requireUnchanged(folder.resolve(SUMMARY), whole ? tables.summary().csv() : null);
    Files.deleteIfExists(folder.resolve(Checksums.FILE));
    Files.deleteIfExists(folder.resolve(DATA));
    Files.deleteIfExists(folder.resolve(SUMMARY));
    AtomicFiles.writeText(folder.resolve(SETTINGS), sweep.settings());
    narrower = null;
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

package org.actionscape.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.actionscape.check.DivergedException;
import org.actionscape.check.InvalidInputException;
import org.actionscape.check.OutOfRangeException;
import org.actionscape.experiment.Progress;
import org.actionscape.sweep.Cell.Point;

/** Computes what a sweep's folder lacks. */
public final class SweepRunner {
  private SweepRunner() {}

  /**
   * Computes the missing cells of a slice. Before the first one, every point's environment is drawn
   * once, so that what cannot run is refused in seconds and not after hours.
   *
   * @param store the open folder of the sweep
   * @param shard the slice
   * @param engine where to compute, which never changes a result
   * @param progress told of each finished cell, of the missing ones
   * @return one sentence per cell that has no result, for lack of memory or by a defect of an
   *     extension; the others are done nevertheless. To diverge is a result: {@link
   *     CellStore#failures}
   * @throws IOException if a result cannot be written; those before it are kept
   * @throws InvalidInputException if a point cannot run
   */
  public static List<String> run(CellStore store, Shard shard, Engine engine, Progress progress)
      throws IOException {
    List<Cell> missing = store.missingCells(shard);
    dryRun(missing);
    store.begin();
    if (missing.isEmpty()) {
      return List.of();
    }
    progress.update(0, missing.size());
    AtomicInteger done = new AtomicInteger();
    Consumer<CellResult> keep =
        result -> {
          try {
            if (store.add(result)) {
              progress.update(done.incrementAndGet(), missing.size());
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    try {
      engine.run(missing.stream().map(Cell::task).toList(), keep);
      List<String> failures = new ArrayList<>();
      // Alone: what failed beside other cells, for lack of memory, may then fit.
      for (Cell cell : store.missingCells(shard)) {
        CellResult result;
        try {
          result = cell.task().compute();
        } catch (CancellationException e) {
          throw e;
        } catch (RuntimeException e) {
          failures.add(cell.label() + ": " + reason(e));
          progress.update(done.incrementAndGet(), missing.size());
          continue;
        }
        keep.accept(result);
      }
      return failures;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** One at a time, so that nothing but the point itself decides whether it fits in memory. */
  private static void dryRun(List<Cell> missing) {
    Set<Point> done = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Cell cell : missing) {
      if (done.add(cell.point())) {
        try {
          cell.experiment().dryRun();
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

  private static String reason(Throwable e) {
    if (e instanceof OutOfMemoryError || e.getCause() instanceof OutOfMemoryError) {
      return "does not fit in memory";
    }
    return e instanceof InvalidInputException ? e.getMessage() : e.toString();
  }
}

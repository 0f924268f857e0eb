package org.actionscape.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Independent cells of work on several threads. Results come back in the order of the cells, so
 * what is made of them does not depend on the number of threads.
 */
public final class Parallel {
  private Parallel() {}

  /**
   * Computes all cells.
   *
   * @param cells the number of cells
   * @param threads the number of threads, at least 1
   * @param cell computes the result of one cell; a pure function of the cell's index
   * @param progress told of each finished cell
   * @return one result a cell, in order
   * @throws CancellationException if the calling thread is interrupted; the cells are then told to
   *     stop
   */
  public static <T> List<T> map(int cells, int threads, IntFunction<T> cell, Progress progress) {
    AtomicInteger done = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, cells));
    try {
      List<Future<T>> futures = new ArrayList<>(cells);
      for (int i = 0; i < cells; i++) {
        int index = i;
        futures.add(
            pool.submit(
                () -> {
                  T result = cell.apply(index);
                  progress.update(done.incrementAndGet(), cells);
                  return result;
                }));
      }
      List<T> results = new ArrayList<>(cells);
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}

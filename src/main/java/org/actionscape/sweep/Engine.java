package org.actionscape.sweep;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.actionscape.experiment.Parallel;
import org.actionscape.experiment.Progress;

/**
 * Where the cells of a sweep are computed: on threads, or wherever text can be sent. Both tasks and
 * results are text, and a task gives the same result everywhere, so an engine decides nothing but
 * how long a sweep takes.
 */
@FunctionalInterface
public interface Engine {
  /**
   * Computes tasks, in any order. Those for which {@link Task#compute} throws have no result; the
   * caller tries them again, alone, and says why.
   *
   * @param tasks what to compute
   * @param done given each result once; any thread may call it, several at a time. What it throws
   *     ends the work
   * @throws IOException if the engine cannot go on; the results until then are kept
   * @throws CancellationException if the calling thread is interrupted
   */
  void run(List<Task> tasks, Consumer<CellResult> done) throws IOException;

  /**
   * The engine that computes in this process.
   *
   * @param threads the number of threads, at least 1
   * @return the engine
   */
  static Engine threads(int threads) {
    return (tasks, done) ->
        Parallel.map(
            tasks.size(),
            threads,
            i -> {
              CellResult result;
              try {
                result = tasks.get(i).compute();
              } catch (CancellationException e) {
                throw e;
              } catch (RuntimeException e) {
                // One cell should not cost a night's sweep.
                return null;
              }
              done.accept(result);
              return null;
            },
            Progress.SILENT);
  }
}

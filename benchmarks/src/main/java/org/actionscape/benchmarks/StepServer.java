package org.actionscape.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.actionscape.solver.Run;

/**
 * Actionscape's side of {@code compare}: times steps when it is told to, so that a script can take
 * turns among programs. Waits for a line on standard input before each round and answers with
 * nanoseconds per entry and step.
 *
 * <p>Arguments: {@code entropy N}, {@code zipf N}, {@code classes K}, {@code clamp P N}, {@code
 * zipfclamp P N} or {@code threads T N} (25 contexts), then the number of rounds and of steps.
 */
public final class StepServer {
  private static final int CONTEXTS = 25;
  private static final double WARM_UP_SECONDS = 2;

  private StepServer() {}

  public static void main(String[] words) throws Exception {
    int last = words.length - 1;
    int rounds = Integer.parseInt(words[last]);
    int entries = Integer.parseInt(words[last - 2]);
    int steps = Integer.parseInt(words[last - 1]);
    Callable<Void> round = round(words, entries, steps);
    long start = System.nanoTime();
    while (1e-9 * (System.nanoTime() - start) < WARM_UP_SECONDS) {
      round.call();
    }
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    for (int i = 0; i < rounds && in.readLine() != null; i++) {
      long begin = System.nanoTime();
      round.call();
      double nanos = System.nanoTime() - begin;
      System.out.printf(Locale.ROOT, "%.4f%n", nanos / steps / entries);
    }
    System.exit(0);
  }

  private static Callable<Void> round(String[] words, int entries, int steps) {
    switch (words[0]) {
      case "entropy":
        return advancing(Bandits.plain(Bandits.gaussian(entries)), steps);
      case "zipf":
        return advancing(Bandits.plain(Bandits.zipf(entries)), steps);
      case "classes":
        return advancing(Bandits.plain(Bandits.classes(entries)), steps);
      case "clamp":
        return advancing(
            Bandits.clamped(Bandits.gaussian(entries), Double.parseDouble(words[1])), steps);
      case "zipfclamp":
        return advancing(
            Bandits.clamped(Bandits.zipf(entries), Double.parseDouble(words[1])), steps);
      case "threads":
        return contexts(Integer.parseInt(words[1]), entries, steps);
      default:
        throw new IllegalArgumentException(words[0]);
    }
  }

  private static Callable<Void> advancing(Run run, int steps) {
    return () -> {
      run.advance(steps);
      return null;
    };
  }

  /** The same number of steps in all, dealt out to 25 contexts. */
  private static Callable<Void> contexts(int threads, int entries, int steps) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < CONTEXTS; i++) {
      tasks.add(advancing(Bandits.plain(Bandits.gaussian(entries)), steps / CONTEXTS));
    }
    return () -> {
      for (Future<Void> future : pool.invokeAll(tasks)) {
        future.get();
      }
      return null;
    };
  }
}

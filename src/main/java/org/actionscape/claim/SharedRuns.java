package org.actionscape.claim;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Runs that claims share, made on first use. Pure functions of the effort, shared by all threads.
 */
public final class SharedRuns {
  private final boolean quick;
  private final int threads;
  private final Map<Class<?>, Once<?>> runs = new ConcurrentHashMap<>();

  SharedRuns(boolean quick, int threads) {
    this.quick = quick;
    this.threads = threads;
  }

  /**
   * Whether to spend little time.
   *
   * @return true for shorter runs on fewer seeds
   */
  public boolean quick() {
    return quick;
  }

  /**
   * The number of threads that a run may use, which never changes a result.
   *
   * @return at least 1
   */
  public int threads() {
    return threads;
  }

  /**
   * What the first caller makes and all others receive. Others who ask for the same wait for it;
   * those who ask for something else do not.
   *
   * @param <T> the type of the runs
   * @param key the class of the runs, by which claims of one study find them
   * @param make makes them; called once at most
   * @return the runs
   */
  public <T> T shared(Class<T> key, Supplier<T> make) {
    return key.cast(runs.computeIfAbsent(key, k -> new Once<>(make)).get());
  }

  /** A value that is computed once, by the first who asks. */
  private static final class Once<T> {
    private final Supplier<T> make;
    private T value;

    Once(Supplier<T> make) {
      this.make = make;
    }

    synchronized T get() {
      if (value == null) {
        value = make.get();
      }
      return value;
    }
  }
}

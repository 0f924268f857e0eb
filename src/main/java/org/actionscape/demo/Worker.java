package org.actionscape.demo;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.actionscape.math.InvalidInputException;

/**
 * The thread that owns the runs. It is told what is wanted, and the last word counts: a scene that
 * is replaced before its runs are ready is never shown. While running it makes a frame of as many
 * updates as fit, publishes it, and rests until the next is due.
 */
final class Worker implements AutoCloseable {
  static final String THREAD = "actionscape-demo";

  private final Thread thread = new Thread(this::work, THREAD);
  private final Consumer<Snapshot> publish;

  // Wishes, guarded by this.
  private final Deque<Job> jobs = new ArrayDeque<>();
  private Scene scene;
  private long generation;
  private boolean running;
  private int singles;
  private int speed = 1;
  private int state;
  private boolean looked;
  private boolean closed;

  // The thread's own.
  private Session session;
  private long built;
  private final Pace pace = new Pace(System::nanoTime);

  /** Something to be done with the runs as they are. */
  @FunctionalInterface
  interface Job {
    void on(Session session, int state) throws IOException;
  }

  /** What to do next. */
  private record Order(Scene scene, long generation, int updates, int state, Job job) {}

  /**
   * Starts the thread.
   *
   * @param publish takes every snapshot, on the worker's thread
   */
  Worker(Consumer<Snapshot> publish) {
    this.publish = publish;
    thread.setDaemon(true);
    thread.start();
  }

  /** Prepares the runs of a scene, instead of all before; goes on running if it was. */
  synchronized long show(Scene wanted) {
    scene = wanted;
    singles = 0;
    generation++;
    notifyAll();
    return generation;
  }

  synchronized void run(boolean wanted) {
    running = wanted;
    notifyAll();
  }

  synchronized void step() {
    singles++;
    notifyAll();
  }

  /** Sets the most updates of a frame. */
  synchronized void speed(int updates) {
    speed = updates;
  }

  /** Sets the state whose policy is shown. */
  synchronized void look(int wanted) {
    state = wanted;
    looked = true;
    notifyAll();
  }

  synchronized void submit(Job job) {
    jobs.add(job);
    notifyAll();
  }

  /** Finishes what is being saved, ends the thread and waits for it. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      for (Order order = next(); order != null; order = next()) {
        carryOut(order);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until there is something to do; null when all is over. */
  private synchronized Order next() throws InterruptedException {
    while (true) {
      boolean fresh = scene != null && generation != built;
      if (closed && (jobs.isEmpty() || fresh)) {
        return null;
      }
      if (fresh) {
        return new Order(scene, generation, 0, state, null);
      }
      if (!jobs.isEmpty()) {
        return new Order(scene, generation, 0, state, jobs.remove());
      }
      boolean going = session != null && !session.finished();
      if (looked || singles > 0 && going) {
        int updates = Math.min(singles, 1);
        looked = false;
        singles -= updates;
        return new Order(scene, generation, updates, state, null);
      }
      running &= session == null || going;
      long rest = pace.rest();
      if (running && going && rest <= 0) {
        return new Order(scene, generation, speed, state, null);
      }
      if (running && going) {
        TimeUnit.NANOSECONDS.timedWait(this, rest);
      } else {
        wait();
      }
    }
  }

  private synchronized boolean outdated(Order order) {
    return closed || generation != order.generation;
  }

  private void carryOut(Order order) {
    try {
      if (built != order.generation) {
        built = order.generation;
        session = null;
        session = new Session(order.scene, () -> outdated(order));
      }
      if (order.job != null) {
        order.job.on(session, order.state);
      } else if (session != null) {
        pace.begin();
        session.advance(order.updates, () -> pace.over() || outdated(order));
        publish.accept(session.snapshot(order.generation, order.state));
      }
    } catch (CancellationException e) {
      // Replaced by a newer scene, which comes next.
    } catch (InvalidInputException e) {
      publish.accept(Snapshot.of(order.generation, e.getMessage()));
    } catch (IOException | RuntimeException e) {
      // A window has no other place to say it; the runs stay as they are.
      publish.accept(Snapshot.of(order.generation, "the runs could not go on: " + e));
    }
  }
}

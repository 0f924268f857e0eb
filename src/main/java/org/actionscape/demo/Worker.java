package org.actionscape.demo;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.actionscape.check.DivergedException;
import org.actionscape.check.InvalidInputException;

/**
 * Keeps a thread that owns the runs. It is told what is wanted, and the last word counts: a scene
 * that is replaced before its runs are ready is never shown, and a thread that is busy with it is
 * left behind for a new one. While running, the thread makes a frame of as many updates as fit,
 * publishes it, and rests until the next is due.
 */
final class Worker implements AutoCloseable {
  static final String THREAD = "actionscape-demo";

  /** How long to wait for a thread to notice that all is over, and for one that saves, ms. */
  private static final long PATIENCE = 300;

  private static final long PATIENCE_WHILE_SAVING = 10_000;

  private final Consumer<Snapshot> publish;

  // Wishes, guarded by this.
  private final Deque<Job> jobs = new ArrayDeque<>();
  private DemoSettings scene;
  private long generation;
  private boolean running;
  private int singles;
  private int speed = 1;
  private int state = Session.TYPICAL;
  private Past lastRun = Past.NONE;
  private Past ghost = Past.NONE;
  private boolean looked;
  private boolean closed;
  private Owner owner;

  /** Something to be done with the runs as they are. */
  @FunctionalInterface
  interface Job {
    void on(Session session, int state) throws IOException;
  }

  /** What to do next. */
  private record Order(
      DemoSettings scene, Past ghost, long generation, int updates, int state, Job job) {}

  /**
   * Starts a thread.
   *
   * @param publish takes every snapshot, on a thread of the worker
   */
  Worker(Consumer<Snapshot> publish) {
    this.publish = publish;
    replaceOwner();
  }

  private synchronized void replaceOwner() {
    owner = new Owner();
    owner.thread.setDaemon(true);
    owner.thread.start();
  }

  /** Prepares the runs of a scene, instead of all before; goes on running if it was. */
  synchronized long show(DemoSettings wanted) {
    if (!wanted.equals(lastRun.scene())) {
      ghost = lastRun;
    }
    if (wanted.equals(ghost.scene())) {
      ghost = Past.NONE;
    }
    scene = wanted;
    singles = 0;
    generation++;
    if (owner.stop()) {
      replaceOwner();
    }
    notifyAll();
    return generation;
  }

  /** Prepares the runs of a scene that is not to be compared with those before. */
  synchronized long showAlone(DemoSettings wanted) {
    lastRun = Past.NONE;
    ghost = Past.NONE;
    return show(wanted);
  }

  private synchronized void remember(Past past, Order order) {
    if (!outdated(order) && past.isWorthKeeping()) {
      lastRun = past;
    }
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

  /** Finishes what is being saved and ends the thread. */
  @Override
  public void close() {
    Thread last;
    boolean saving;
    synchronized (this) {
      closed = true;
      last = owner.thread;
      saving = !jobs.isEmpty() || !owner.stop() && owner.order != null;
      notifyAll();
    }
    try {
      // Whatever cannot be interrupted goes on without us and ends with the program.
      last.join(saving ? PATIENCE_WHILE_SAVING : PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean outdated(Order order) {
    return closed || generation != order.generation;
  }

  /** A thread with the runs of one scene after the other. */
  private final class Owner {
    final Thread thread = new Thread(this::work, THREAD);

    /** What it does now, null while it waits; guarded by the worker. */
    private Order order;

    private Session session;
    private long built;
    private final FrameClock pace = new FrameClock(System::nanoTime);

    /** Asks it to stop preparing or training; false if it does neither. */
    private boolean stop() {
      boolean stopped = order != null && order.job == null;
      if (stopped) {
        thread.interrupt();
      }
      return stopped;
    }

    private void work() {
      try {
        while (take()) {
          carryOut(order);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private boolean take() throws InterruptedException {
      synchronized (Worker.this) {
        // An interrupt was meant for what is over now, not for a job that comes next.
        Thread.interrupted();
        order = null;
        order = next();
        return order != null;
      }
    }

    /** Waits until there is something to do; null when all is over, or another thread owns it. */
    private Order next() throws InterruptedException {
      while (owner == this) {
        boolean fresh = scene != null && generation != built;
        if (closed && (jobs.isEmpty() || fresh)) {
          return null;
        }
        if (fresh) {
          return new Order(scene, ghost, generation, 0, state, null);
        }
        if (!jobs.isEmpty()) {
          return new Order(scene, ghost, generation, 0, state, jobs.remove());
        }
        boolean going = session != null && !session.finished();
        if (looked || singles > 0 && going) {
          int updates = Math.min(singles, 1);
          looked = false;
          singles -= updates;
          return new Order(scene, ghost, generation, updates, state, null);
        }
        running &= session == null || going;
        long rest = pace.rest();
        if (running && going && rest <= 0) {
          return new Order(scene, ghost, generation, speed, state, null);
        }
        if (running && going) {
          TimeUnit.NANOSECONDS.timedWait(Worker.this, rest);
        } else {
          Worker.this.wait();
        }
      }
      return null;
    }

    private void carryOut(Order wanted) {
      try {
        if (built != wanted.generation) {
          built = wanted.generation;
          session = null;
          session = new Session(wanted.scene, wanted.ghost, () -> outdated(wanted));
        }
        if (wanted.job != null) {
          wanted.job.on(session, wanted.state);
        } else if (session != null) {
          pace.begin();
          session.advance(wanted.updates, () -> pace.over() || outdated(wanted));
          publish.accept(session.snapshot(wanted.generation, wanted.state));
          remember(session.past(), wanted);
        }
      } catch (CancellationException e) {
        // Replaced by a newer scene, which comes next.
      } catch (InvalidInputException | DivergedException e) {
        publish.accept(Snapshot.of(wanted.generation, e.getMessage()));
      } catch (IOException | RuntimeException | Error e) {
        // A window has no other place to say it, and whatever a plug-in does, the next scene comes.
        session = null;
        publish.accept(Snapshot.of(wanted.generation, reason(e)));
      }
    }
  }

  private static String reason(Throwable e) {
    return e instanceof OutOfMemoryError
        ? "the runs must fit in memory, they do not: use fewer states or actions"
        : "the runs could not go on: " + e;
  }
}

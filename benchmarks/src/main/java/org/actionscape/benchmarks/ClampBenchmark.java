package org.actionscape.benchmarks;

import java.util.concurrent.TimeUnit;
import org.actionscape.env.ContextualBandit;
import org.actionscape.solver.Run;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does clamping add to a step, along the clamped run's own way, from its start policy on?
 * Baseline: the entropy bonus without a clamp.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsPrepend = Bandits.FLAGS)
public class ClampBenchmark {
  @Param({"zipf", "gaussian"})
  public String start;

  @Param({"0.3", "0.99", "0.999"})
  public double share;

  @Param({"20000", "100000"})
  public int actions;

  private Run plain;
  private Run clamped;

  /** Each iteration begins at the start policy. */
  @Setup(Level.Iteration)
  public void prepare() {
    ContextualBandit bandit =
        start.equals("zipf") ? Bandits.zipf(actions) : Bandits.gaussian(actions);
    plain = Bandits.plain(bandit);
    clamped = Bandits.clamped(bandit, share);
  }

  @Benchmark
  public void plain() {
    plain.advance(1);
  }

  @Benchmark
  public void clamped() {
    clamped.advance(1);
  }
}

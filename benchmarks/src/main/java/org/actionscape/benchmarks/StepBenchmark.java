package org.actionscape.benchmarks;

import java.util.concurrent.TimeUnit;
import org.actionscape.solver.Run;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does an explicit step with an entropy bonus take, and does it grow linearly with the
 * number of actions? Baseline: the scalar kernel.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StepBenchmark {
  @Param({"1000", "10000", "100000", "1000000", "10000000"})
  public int actions;

  private Run run;

  @Setup
  public void prepare() {
    run = Bandits.plain(Bandits.gaussian(actions));
  }

  @Benchmark
  @Fork(value = 1, jvmArgsPrepend = Bandits.FLAGS, jvmArgsAppend = "-Dactionscape.kernel=scalar")
  public void scalar() {
    run.advance(1);
  }

  @Benchmark
  @Fork(value = 1, jvmArgsPrepend = Bandits.FLAGS, jvmArgsAppend = "-Dactionscape.kernel=vector256")
  public void vector256() {
    run.advance(1);
  }

  @Benchmark
  @Fork(value = 1, jvmArgsPrepend = Bandits.FLAGS, jvmArgsAppend = "-Dactionscape.kernel=vector")
  public void vector() {
    run.advance(1);
  }
}

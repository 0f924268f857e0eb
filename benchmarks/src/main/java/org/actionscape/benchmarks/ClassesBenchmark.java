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
 * What does a step over 10^12 actions cost as action classes? Baseline: as many explicit actions as
 * there are classes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsPrepend = Bandits.FLAGS)
public class ClassesBenchmark {
  @Param({"10", "100", "1000", "10000"})
  public int classes;

  private Run trillion;
  private Run explicit;

  @Setup
  public void prepare() {
    trillion = Bandits.plain(Bandits.classes(classes));
    explicit = Bandits.plain(Bandits.gaussian(classes));
  }

  @Benchmark
  public void explicit() {
    explicit.advance(1);
  }

  @Benchmark
  public void trillionInClasses() {
    trillion.advance(1);
  }
}

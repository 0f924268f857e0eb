package org.actionscape.benchmarks;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.actionscape.math.KeptThreshold;
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

/** What does finding a clamp's threshold from nothing cost? Baseline: sorting a copy. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsPrepend = Bandits.FLAGS)
public class SelectionBenchmark {
  @Param({"1000", "100000"})
  public int actions;

  private double[] logits;
  private KeptThreshold selection;

  @Setup
  public void prepare() {
    logits = new SplittableRandom(1).doubles(actions, -3, 3).toArray();
    selection = new KeptThreshold(actions);
  }

  @Benchmark
  public double sort() {
    double[] sorted = logits.clone();
    Arrays.sort(sorted);
    return sorted[actions / 2];
  }

  @Benchmark
  public double radix() {
    return selection.threshold(logits, null, 0, actions, actions / 2);
  }
}

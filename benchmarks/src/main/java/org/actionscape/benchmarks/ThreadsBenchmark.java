package org.actionscape.benchmarks;

import java.util.concurrent.TimeUnit;
import org.actionscape.experiment.Effort;
import org.actionscape.experiment.Progress;
import org.actionscape.store.Result;
import org.actionscape.study.figure1.Figure1Study;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What do threads bring to a figure of 25 contexts with explicit actions? Baseline: one thread. At
 * 100,000 actions it is the figure of the paper, one seed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(value = 3, jvmArgsPrepend = Bandits.FLAGS, jvmArgsAppend = "-Xmx2g")
public class ThreadsBenchmark {
  @Param({"20000", "100000"})
  public int actions;

  @Param({"1", "2"})
  public int threads;

  @Benchmark
  public Result figure1() {
    return new Figure1Study()
        .figures()
        .get(0)
        .run(new Effort(1, actions, true, false, threads), Progress.SILENT);
  }
}

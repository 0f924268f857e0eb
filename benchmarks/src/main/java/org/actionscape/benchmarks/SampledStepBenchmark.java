package org.actionscape.benchmarks;

import java.util.concurrent.TimeUnit;
import org.actionscape.env.BanditGenerator;
import org.actionscape.env.BanditSettings;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.Encoding;
import org.actionscape.env.OptimalRanks;
import org.actionscape.env.RewardLevels;
import org.actionscape.env.ZipfStart;
import org.actionscape.objective.Objective;
import org.actionscape.solver.ClippedUpdates;
import org.actionscape.solver.GradientAscent;
import org.actionscape.solver.Grpo;
import org.actionscape.solver.Run;
import org.actionscape.solver.Sampling;
import org.actionscape.solver.Sampling.BonusGradient;
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
 * What does a GRPO step cost, 16 samples in each of 25 contexts of 100,000 explicit actions, of
 * which 15 are right? Baseline: the exact step with the same bonus.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(value = 1, jvmArgsPrepend = Bandits.FLAGS)
public class SampledStepBenchmark {
  @Param({"none", "entropy", "clamped"})
  public String bonus;

  private Run exact;
  private Run grpo;

  /** Each iteration begins at the start policy. */
  @Setup(Level.Iteration)
  public void prepare() {
    BanditSettings settings =
        new BanditSettings(25, 100_000, 15).withStart(new ZipfStart(1.2)).withRanks(OptimalRanks.aligned(0.2).nearMiss(0.2).ranks(2, 20, 15_000).decoyLogOdds(2.5, 3.5));
    ContextualBandit bandit = new BanditGenerator(settings, Encoding.EXPLICIT).bandit(1);
    Objective objective =
        switch (bonus) {
          case "none" -> Objective.expectedReturn();
          case "entropy" -> Objective.withEntropy(0.1);
          default -> Objective.withClampedEntropy(0.1, 0.3);
        };
    GradientAscent ascent = new GradientAscent(25);
    exact = new Run(bandit, objective, ascent);
    Sampling sampling = new Sampling(0, 16, BonusGradient.VISITED);
    grpo = new Run(bandit, objective, ascent, new Grpo(sampling, true, new ClippedUpdates(0.2, 0.2, 1, 1)), 1);
  }

  @Benchmark
  public void exact() {
    exact.advance(1);
  }

  @Benchmark
  public void grpo() {
    grpo.advance(1);
  }
}

package org.actionscape.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Encoding;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.env.OptimalRanks;
import org.actionscape.env.TokenSequenceGenerator;
import org.actionscape.env.TokenSequenceSettings;
import org.actionscape.env.TokenSequenceSettings.EndToken;
import org.actionscape.env.TokenSequenceSettings.Payment;
import org.actionscape.env.ZipfStart;
import org.actionscape.objective.Objective;
import org.actionscape.solver.GradientAscent;
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
 * How does the time of an exact step over several steps of an episode grow with the number of
 * states S, the horizon H and the number of actions |A|, all explicit? Expected: with S |A|. With
 * states that come back, H does not matter, as each state's actions are summed once; in a token
 * sequence the number of states, 2 H - 1, does. All sizes are beyond the caches, so that exponents
 * between them mean something.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(value = 1, jvmArgsPrepend = Bandits.FLAGS, jvmArgsAppend = "-Xmx3g")
public class MdpStepBenchmark {
  /** Kind and S x H x |A|; S is 1 prompt for token sequences. */
  @Param({
    "recurrent 25 25 100000",
    "recurrent 25 25 50000",
    "recurrent 25 25 200000",
    "recurrent 12 25 100000",
    "recurrent 50 25 100000",
    "recurrent 25 5 100000",
    "recurrent 25 125 100000",
    "tokens 1 10 100000",
    "tokens 1 20 100000",
    "tokens 1 40 100000"
  })
  public String size;

  private Run run;

  @Setup
  public void prepare() {
    String[] words = size.split(" ");
    int[] n = Arrays.stream(words).skip(1).mapToInt(Integer::parseInt).toArray();
    Environment process =
        words[0].equals("tokens") ? tokens(n[1], n[2]) : recurrent(n[0], n[1], n[2]);
    run = new Run(process, Objective.withEntropy(0.1), new GradientAscent(1));
  }

  private static DecisionProcess tokens(int horizon, int tokens) {
    TokenSequenceSettings settings =
        new TokenSequenceSettings(1, horizon, tokens, List.of(5)).withStart(new ZipfStart(1.2));
    return new TokenSequenceGenerator(settings, Encoding.EXPLICIT).process(1);
  }

  /** A ring: 1 of 1,000 actions pays and goes on to the next state, all others lead back to 0. */
  private static DecisionProcess recurrent(int states, int horizon, int actions) {
    SplittableRandom random = new SplittableRandom(1);
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Steps(horizon));
    for (int s = 0; s < states; s++) {
      builder.state(s == 0 ? 1 : 0);
      int on = builder.outcome(new int[] {(s + 1) % states}, new double[] {1});
      int back = builder.outcome(new int[] {0}, new double[] {1});
      for (int a = 0; a < actions; a++) {
        boolean good = a % 1000 == 0;
        builder.actions(1, 3 * random.nextDouble(), good ? 1 : 0, good ? on : back);
      }
    }
    return builder.build();
  }

  @Benchmark
  public void step() {
    run.advance(1);
  }
}

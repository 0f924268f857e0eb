package org.actionscape.benchmarks;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.actionscape.env.BanditGenerator;
import org.actionscape.env.BanditSettings;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.Encoding;
import org.actionscape.env.OptimalRanks;
import org.actionscape.env.RewardLevels;
import org.actionscape.env.ZipfStart;
import org.actionscape.objective.Objective;
import org.actionscape.solver.GradientAscent;
import org.actionscape.solver.Run;

/** The environments and runs that are timed, and the flags of the JVMs that time them. */
final class Bandits {
  /** Those of the program; the path is seen from the top of the repository. */
  static final String FLAGS = "@src/main/jvm.options";

  private static final double STEP_SIZE = 1;
  private static final double LAMBDA = 0.1;
  private static final int OPTIMAL = 20;

  private Bandits() {}

  /** One context with explicit actions, normally distributed logits and 20 good actions. */
  static ContextualBandit gaussian(int actions) {
    SplittableRandom random = new SplittableRandom(1);
    double[] logits = new double[actions];
    double[] rewards = new double[actions];
    double[] members = new double[actions];
    for (int i = 0; i < actions; i++) {
      logits[i] = -6;
      for (int k = 0; k < 12; k++) {
        logits[i] += random.nextDouble();
      }
      rewards[i] = i % (actions / OPTIMAL + 1) == 0 ? 1 : 0;
    }
    Arrays.fill(members, 1);
    return ContextualBandit.of(logits, rewards, members);
  }

  /** One context with a trillion actions in classes. */
  static ContextualBandit classes(int classes) {
    SplittableRandom random = new SplittableRandom(1);
    double[] logits = random.doubles(classes, -3, 3).toArray();
    double[] rewards = random.doubles(classes).map(x -> x < 0.1 ? 1 : 0).toArray();
    double[] members = new double[classes];
    Arrays.fill(members, 1e12 / classes);
    return ContextualBandit.of(logits, rewards, members);
  }

  /** Figure 1's context with one optimal action: a decoy before a Zipf tail of explicit actions. */
  static ContextualBandit zipf(int actions) {
    BanditSettings settings =
        new BanditSettings(25, actions, 1).withStart(new ZipfStart(1.2)).withRanks(OptimalRanks.aligned(0.2).nearMiss(0.2).ranks(2, 20, 15_000).decoyLogOdds(2.5, 3.5));
    return new BanditGenerator(settings, Encoding.EXPLICIT).context(1, 10);
  }

  static Run plain(ContextualBandit bandit) {
    return new Run(bandit, Objective.withEntropy(LAMBDA), new GradientAscent(STEP_SIZE));
  }

  static Run clamped(ContextualBandit bandit, double share) {
    return new Run(bandit, Objective.withClampedEntropy(LAMBDA, share), new GradientAscent(STEP_SIZE));
  }
}

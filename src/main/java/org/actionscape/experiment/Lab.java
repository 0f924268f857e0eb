package org.actionscape.experiment;

import java.util.List;

/**
 * What claims are tested on: environments, policies and runs, made when the first claim asks for
 * them. Pure functions of the effort, shared by all threads.
 */
public final class Lab {
  private final boolean quick;
  private final int threads;
  private final Object settingsLock = new Object();
  private final Object figure1Lock = new Object();
  private final Object sweepLock = new Object();
  private List<Samples.Setting> settings;
  private final Object grpoLock = new Object();
  private Figure1Claim.Rewards figure1;
  private SweepClaims.Sweep sweep;
  private GrpoClaims.Runs grpo;

  Lab(boolean quick, int threads) {
    this.quick = quick;
    this.threads = threads;
  }

  /** Whether to spend little time. */
  boolean quick() {
    return quick;
  }

  /** Policies on training runs and random ones, by setting. */
  List<Samples.Setting> settings() {
    synchronized (settingsLock) {
      if (settings == null) {
        settings = Samples.all(quick, threads);
      }
      return settings;
    }
  }

  /** Figure 1's experiment. */
  Figure1Claim.Rewards figure1() {
    synchronized (figure1Lock) {
      if (figure1 == null) {
        figure1 = Figure1Claim.run(quick, threads);
      }
      return figure1;
    }
  }

  /** Entropy coefficients on a log scale, constant and decaying. */
  SweepClaims.Sweep sweep() {
    synchronized (sweepLock) {
      if (sweep == null) {
        sweep = SweepClaims.run(quick, threads);
      }
      return sweep;
    }
  }

  /** The experiments of the figures with sampled gradients. */
  GrpoClaims.Runs grpo() {
    synchronized (grpoLock) {
      if (grpo == null) {
        grpo = GrpoClaims.run(quick, threads);
      }
      return grpo;
    }
  }
}

package org.actionscape.claim;

import java.util.List;
import org.actionscape.study.coefficient.CoefficientClaims;
import org.actionscape.study.figure1.Figure1Claims;
import org.actionscape.study.grpo.GrpoClaims;
import org.actionscape.study.propositions.Samples;

/**
 * What claims are tested on: environments, policies and runs, made when the first claim asks for
 * them. Pure functions of the effort, shared by all threads.
 */
public final class SharedRuns {
  private final boolean quick;
  private final int threads;
  private final Object settingsLock = new Object();
  private final Object figure1Lock = new Object();
  private final Object sweepLock = new Object();
  private List<Samples.Setting> settings;
  private final Object grpoLock = new Object();
  private Figure1Claims.Rewards figure1;
  private CoefficientClaims.Sweep sweep;
  private GrpoClaims.Runs grpo;

  SharedRuns(boolean quick, int threads) {
    this.quick = quick;
    this.threads = threads;
  }

  /** Whether to spend little time. */
  public boolean quick() {
    return quick;
  }

  /** Policies on training runs and random ones, by setting. */
  public List<Samples.Setting> settings() {
    synchronized (settingsLock) {
      if (settings == null) {
        settings = Samples.all(quick, threads);
      }
      return settings;
    }
  }

  /** Figure 1's experiment. */
  public Figure1Claims.Rewards figure1() {
    synchronized (figure1Lock) {
      if (figure1 == null) {
        figure1 = Figure1Claims.run(quick, threads);
      }
      return figure1;
    }
  }

  /** Entropy coefficients on a log scale, constant and decaying. */
  public CoefficientClaims.Sweep sweep() {
    synchronized (sweepLock) {
      if (sweep == null) {
        sweep = CoefficientClaims.run(quick, threads);
      }
      return sweep;
    }
  }

  /** The experiments of the figures with sampled gradients. */
  public GrpoClaims.Runs grpo() {
    synchronized (grpoLock) {
      if (grpo == null) {
        grpo = GrpoClaims.run(quick, threads);
      }
      return grpo;
    }
  }
}

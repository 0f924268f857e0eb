package org.actionscape.math;

/** Chooses the kernel that everything else uses. */
public final class PolicyKernels {
  private static final PolicyKernel CHOSEN = new ScalarKernel();

  private PolicyKernels() {}

  /**
   * The kernel of this process; stateless, shared by all threads.
   *
   * @return the kernel
   */
  public static PolicyKernel get() {
    return CHOSEN;
  }
}

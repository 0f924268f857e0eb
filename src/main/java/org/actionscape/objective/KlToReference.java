package org.actionscape.objective;

import java.util.Optional;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ActionClasses;
import org.actionscape.math.PolicyKernel;
import org.actionscape.math.PolicyKernels;
import org.actionscape.math.StateGradient;

/**
 * Minus the divergence from a reference policy, {@code - KL(s) = - sum_a pi_a (log pi_a - log
 * ref_a)}: the penalty of RLHF (Ziegler et al. 2019, arXiv:1909.08593) and the one behind DPO
 * (Rafailov et al. 2023, arXiv:2305.18290). Its gradient in a state is {@code - pi_a (log pi_a -
 * log ref_a - KL)}.
 *
 * <p>Where entropy spreads over all actions, this anchors: the optimum of a bandit is {@code ref_a
 * exp(r_a / beta)}, normalised, which gives nothing to what the reference thinks impossible.
 *
 * <p>With several steps it is the divergence of trajectories, {@code sum_s d(s) KL(s)}, and like
 * {@link Entropy} its gradient follows the visits. Memory: 8 bytes an entry.
 */
public final class KlToReference implements Term {
  private final Optional<Policy> reference;

  private KlToReference(Optional<Policy> reference) {
    this.reference = reference;
  }

  /**
   * The divergence from the start policy of whatever environment it is used in.
   *
   * @return the term
   */
  public static KlToReference fromStart() {
    return new KlToReference(Optional.empty());
  }

  /**
   * The divergence from a given policy.
   *
   * @param reference the policy; its logits are read when a run is prepared
   * @return the term, for environments with the layout of the reference
   */
  public static KlToReference from(Policy reference) {
    return new KlToReference(Optional.of(reference));
  }

  /**
   * Whether the reference is the start policy.
   *
   * @return false if it was given
   */
  public boolean isFromStart() {
    return reference.isEmpty();
  }

  @Override
  public String id() {
    return "kl";
  }

  @Override
  public boolean isTrajectoryTerm() {
    return true;
  }

  /** None: it grows with the range of the reference's log-probabilities. */
  @Override
  public double smoothness(double actions) {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public Prepared prepare(StatePass pass) {
    Policy anchor = reference.orElseGet(() -> Policy.startOf(pass.environment()));
    if (anchor.classes().size() != pass.classes().size()) {
      throw new InvalidInputException(
          "reference policy: must have "
              + pass.classes().size()
              + " entries like the environment, has "
              + anchor.classes().size());
    }
    return new Anchored(pass, logProbabilities(anchor));
  }

  private static double[] logProbabilities(Policy policy) {
    ActionClasses classes = policy.classes();
    double[] result = new double[classes.size()];
    for (int s = 0; s < classes.states(); s++) {
      double[] ofState = policy.logProbabilities(s);
      System.arraycopy(ofState, 0, result, classes.begin(s), ofState.length);
    }
    return result;
  }

  private static final class Anchored implements Prepared {
    private final PolicyKernel kernel = PolicyKernels.get();
    private final StatePass pass;
    private final double[] logReference;
    private final double[] divergence;

    Anchored(StatePass pass, double[] logReference) {
      this.pass = pass;
      this.logReference = logReference;
      divergence = new double[pass.classes().states()];
    }

    @Override
    public void evaluate(int state) {
      ActionClasses classes = pass.classes();
      divergence[state] =
          kernel.divergence(
              pass.logits(),
              classes.multiplicities(),
              classes.begin(state),
              classes.end(state),
              pass.weights(),
              pass.sums(state),
              logReference);
    }

    @Override
    public double value(int state) {
      return -divergence[state];
    }

    @Override
    public void addGradient(double factor, int state, StateGradient gradient) {
      gradient.addDivergence(factor, pass.sums(state), logReference, divergence[state]);
    }

    @Override
    public double reward(int state, int entry) {
      return logReference[entry] - pass.logProbability(state, entry);
    }

    @Override
    public double kept(int state) {
      return pass.classes().actions(state);
    }

    @Override
    public double upperBound(int state) {
      return 0;
    }
  }
}

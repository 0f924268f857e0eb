package org.actionscape.objective;

import org.actionscape.check.Checks;
import org.actionscape.env.ActionClasses;
import org.actionscape.math.KeptThreshold;
import org.actionscape.math.PolicyKernel;
import org.actionscape.math.PolicyKernels;
import org.actionscape.math.SoftmaxSums;
import org.actionscape.math.StateGradient;

/**
 * The clamped entropy of AEnt (Shen 2025, arXiv:2509.03493): the entropy of the policy renormalised
 * on its most likely actions,
 *
 * <pre>
 *   Hc = - sum_{a in A(s)} pt_a log pt_a,   pt_a = pi_a / sum_{b in A(s)} pi_b
 *   dHc/dtheta_a = - pt_a (log pt_a + Hc) on A(s), 0 off it
 * </pre>
 *
 * <p>A(s) is what is left when the {@code floor(p |A|)} least likely actions are removed; ties at
 * the boundary are kept. It is found anew at every evaluation and carries no gradient. Cost: O(|A|)
 * by selection, no sort.
 *
 * <p>With several steps it is {@code sum_s d(s) Hc(s)} on the states that the policy visits, and,
 * as in the paper, the visits carry no gradient either: the gradient of the bonus is {@code sum_s
 * d(s) dHc(s)/dtheta}. It is therefore not the derivative of its value by the logits.
 *
 * @param share the clamp share p in [0, 1), the share of the actions that is removed
 */
public record ClampedEntropy(double share) implements Term {
  public ClampedEntropy {
    Checks.share("clamp share", share);
  }

  @Override
  public String id() {
    return "clamped";
  }

  @Override
  public double smoothness(double actions) {
    // Ties at the boundary may keep every action.
    return new Entropy().smoothness(actions);
  }

  @Override
  public Prepared prepare(StatePass pass) {
    return new Clamp(pass, share);
  }

  private static final class Clamp implements Prepared {
    private final PolicyKernel kernel = PolicyKernels.get();
    private final StatePass pass;
    private final ActionClasses classes;
    private final KeptThreshold selection;
    private final double[] keep;
    private final double[] threshold;
    private final int[] boundary;
    private final SoftmaxSums[] sums;

    Clamp(StatePass pass, double share) {
      this.pass = pass;
      classes = pass.classes();
      selection = new KeptThreshold(classes.widest());
      keep = new double[classes.states()];
      threshold = new double[classes.states()];
      boundary = new int[classes.states()];
      sums = new SoftmaxSums[classes.states()];
      for (int s = 0; s < sums.length; s++) {
        keep[s] = KeptThreshold.keep(share, classes.actions(s));
        boundary[s] = classes.begin(s);
        sums[s] = new SoftmaxSums();
      }
    }

    /**
     * From one step to the next the threshold is mostly the logit of the same entry. So the kept
     * actions are summed with that threshold, and again with the right one if their number says so.
     */
    @Override
    public void evaluate(int state) {
      double[] logits = pass.logits();
      threshold[state] = logits[boundary[state]];
      double above = sumKept(state);
      if (above < keep[state] && keep[state] <= sums[state].actions()) {
        return;
      }
      int from = classes.begin(state);
      int to = classes.end(state);
      threshold[state] =
          selection.threshold(logits, classes.multiplicities(), from, to, keep[state]);
      int entry = from;
      while (logits[entry] != threshold[state]) {
        entry++;
      }
      boundary[state] = entry;
      sumKept(state);
    }

    private double sumKept(int state) {
      return kernel.sumKept(
          pass.logits(),
          classes.multiplicities(),
          classes.begin(state),
          classes.end(state),
          threshold[state],
          pass.weights(),
          pass.sums(state),
          sums[state]);
    }

    @Override
    public double value(int state) {
      return sums[state].entropy();
    }

    @Override
    public void addGradient(double factor, int state, StateGradient gradient) {
      gradient.addClampedEntropy(factor, sums[state], threshold[state]);
    }

    @Override
    public double kept(int state) {
      return sums[state].actions();
    }
  }
}

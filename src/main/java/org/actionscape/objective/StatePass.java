package org.actionscape.objective;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.actionscape.check.DivergedException;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.math.LogitRange;
import org.actionscape.math.PolicyKernel;
import org.actionscape.math.PolicyKernels;
import org.actionscape.math.SoftmaxSums;
import org.actionscape.math.StateGradient;
import org.ejml.data.DMatrixRMaj;

/**
 * What an evaluation knows of the policy in each state by itself: logits, unnormalised
 * probabilities and their sums. Terms read it; its arrays are live and not to be modified, and hold
 * the policy that was last evaluated.
 *
 * <p>Rewards are centred at the reward of the mode, the action class that holds the most mass, so
 * that a converged policy keeps the digits of {@code 1 - V}.
 */
public final class StatePass {
  private final PolicyKernel kernel = PolicyKernels.get();
  private final Environment environment;
  private final ActionClasses classes;
  private final double[] rewards;
  private final double[] weights;
  private final SoftmaxSums[] sums;
  private final double[] centre;
  private final double[] mean;
  private final double[] actions;
  private final LogitRange[] ranges;
  private final int[] mode;
  private double[] logits;

  /** Whether the last change of the logits was a gradient added here, which found their ranges. */
  private boolean rangesKnown;

  StatePass(Environment environment) {
    this.environment = environment;
    classes = environment.classes();
    rewards = environment.rewards().data;
    weights = new double[classes.size()];
    int states = classes.states();
    sums = new SoftmaxSums[states];
    centre = new double[states];
    mean = new double[states];
    actions = new double[states];
    ranges = new LogitRange[states];
    mode = new int[states];
    for (int s = 0; s < states; s++) {
      sums[s] = new SoftmaxSums();
      ranges[s] = new LogitRange();
      actions[s] = classes.actions(s);
      mode[s] = classes.begin(s);
    }
  }

  /**
   * Begins with a policy.
   *
   * @return whether the ranges of its logits are known
   */
  boolean begin(Policy policy) {
    boolean known = rangesKnown && logits == policy.logits().data;
    rangesKnown = false;
    logits = policy.logits().data;
    return known;
  }

  /** Sums over the actions of a state. */
  void evaluate(int s, boolean rangeKnown) {
    requireNotInterrupted();
    exponentiate(s, rangeKnown);
    requireFinite(s);
  }

  /** Exponentiates a state's logits; its rewards are centred at the last mode's at first. */
  private void exponentiate(int s, boolean rangeKnown) {
    double[] members = classes.multiplicities();
    int from = classes.begin(s);
    int to = classes.end(s);
    centre[s] = rewards[mode[s]];
    if (!rangeKnown || !exponentiateWithin(s)) {
      kernel.extremes(logits, from, to, ranges[s]);
      exponentiateWithin(s);
    }
    mode[s] = mode(members, from, to, mode[s], sums[s].total());
    if (rewards[mode[s]] != centre[s]) {
      centre[s] = rewards[mode[s]];
      kernel.recentre(rewards, members, from, to, centre[s], weights, sums[s]);
    }
    mean[s] = sums[s].centred() / sums[s].total();
  }

  private boolean exponentiateWithin(int s) {
    kernel.exponentiate(
        logits,
        classes.multiplicities(),
        classes.begin(s),
        classes.end(s),
        ranges[s],
        rewards,
        centre[s],
        weights,
        sums[s]);
    return sums[s].consistent(actions[s]);
  }

  private void requireFinite(int s) {
    if (!(sums[s].total() <= Double.MAX_VALUE)) {
      throw new DivergedException(
          "training has diverged: the logits of state "
              + s
              + " are no longer finite; use a smaller step size or coefficient");
    }
  }

  private static void requireNotInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted");
    }
  }

  /** An entry that holds the most mass; the last one found if it clearly still does. */
  private int mode(double[] members, int from, int to, int last, double total) {
    if (members == null ? weights[last] == 1 : 2 * members[last] * weights[last] > total) {
      return last;
    }
    int best = from;
    double most = -1;
    for (int i = from; i < to; i++) {
      double mass = members == null ? weights[i] : members[i] * weights[i];
      if (mass > most) {
        most = mass;
        best = i;
      }
    }
    return best;
  }

  /**
   * Adds a multiple of a state's gradient.
   *
   * @param actionValues one number an entry
   * @param factors what stands in front of each entry's gradient, the weights or ones
   */
  void apply(
      int s,
      StateGradient gradient,
      double[] actionValues,
      double[] factors,
      double scale,
      DMatrixRMaj target) {
    kernel.addGradient(
        logits,
        actionValues,
        classes.begin(s),
        classes.end(s),
        sums[s].max(),
        factors,
        gradient,
        scale,
        target.data,
        ranges[s]);
  }

  /** Notes what was added to in every state: perhaps the logits, whose ranges are then known. */
  void applied(DMatrixRMaj target) {
    rangesKnown = target.data == logits;
  }

  /** Notes that the logits may be changed by others. */
  void forgetRanges() {
    rangesKnown = false;
  }

  /**
   * The environment.
   *
   * @return what policies are evaluated in
   */
  public Environment environment() {
    return environment;
  }

  /**
   * The layout of the environment's tables.
   *
   * @return states and action classes
   */
  public ActionClasses classes() {
    return classes;
  }

  /**
   * The logits of the evaluated policy.
   *
   * @return one logit an entry, live, not to be modified
   */
  public double[] logits() {
    return logits;
  }

  /**
   * The unnormalised probabilities {@code w = exp(theta - max theta)}.
   *
   * @return one weight an entry, live, not to be modified
   */
  public double[] weights() {
    return weights;
  }

  /**
   * The sums over the actions of a state.
   *
   * @param state the state
   * @return its sums, live: the same object for the life of this pass
   */
  public SoftmaxSums sums(int state) {
    return sums[state];
  }

  /**
   * The log-probability of an action.
   *
   * @param state the state
   * @param entry the action's entry
   * @return {@code log pi(a|s)} of one member, nats
   */
  public double logProbability(int state, int entry) {
    return (logits[entry] - sums[state].max()) - sums[state].logTotal();
  }

  /** The entry that holds the most mass. */
  int mode(int state) {
    return mode[state];
  }

  /** The reward that a state's rewards are centred at, its mode's. */
  double centre(int state) {
    return centre[state];
  }

  /** The mean of a state's centred rewards. */
  double mean(int state) {
    return mean[state];
  }

  /** The largest absolute value of a reward. */
  double largestReward() {
    return Arrays.stream(rewards).map(Math::abs).max().orElse(0);
  }
}

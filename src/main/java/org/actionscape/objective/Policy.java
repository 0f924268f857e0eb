package org.actionscape.objective;

import java.util.Arrays;
import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.math.LogitRange;
import org.actionscape.math.PolicyKernel;
import org.actionscape.math.PolicyKernels;
import org.actionscape.math.SoftmaxSums;
import org.ejml.data.DMatrixRMaj;

/**
 * A softmax policy: {@code pi(a|s) = exp(theta[s,a]) / sum_b exp(theta[s,b])}. The logits are an
 * EJML column vector with one row an entry of the environment's {@link ActionClasses}; an entry's
 * logit is that of each of its members. Mutable: an optimiser writes to {@link #logits()}.
 *
 * <pre>{@code
 * ContextualBandit bandit = ContextualBandit.of(new double[] {0, 0}, new double[] {0, 1});
 * Policy policy = Policy.of(bandit, 0, Math.log(3));
 * policy.probability(0, 1); // 0.75
 * }</pre>
 */
public final class Policy {
  private final ActionClasses classes;
  private final DMatrixRMaj logits;

  private Policy(ActionClasses classes, DMatrixRMaj logits) {
    this.classes = classes;
    this.logits = logits;
  }

  /**
   * The start policy of an environment.
   *
   * @param environment the environment
   * @return a new policy with a copy of its start logits
   */
  public static Policy startOf(Environment environment) {
    return new Policy(environment.classes(), environment.startLogits().copy());
  }

  /**
   * The policy with given logits.
   *
   * @param environment the environment it acts in
   * @param logits one finite number an entry; copied
   * @return a new policy
   * @throws InvalidInputException if there is not one finite logit for each of the environment's
   *     entries
   */
  public static Policy of(Environment environment, double... logits) {
    ActionClasses classes = environment.classes();
    if (logits.length != classes.size()) {
      throw new InvalidInputException(
          "logits: must be "
              + classes.size()
              + " numbers, one for each of the environment's entries, but are "
              + logits.length);
    }
    for (int k = 0; k < logits.length; k++) {
      if (!Double.isFinite(logits[k])) {
        Checks.finite("logits[" + k + "]", logits[k]);
      }
    }
    return new Policy(classes, DMatrixRMaj.wrap(logits.length, 1, logits.clone()));
  }

  /**
   * The layout of the logits.
   *
   * @return states and action classes
   */
  public ActionClasses classes() {
    return classes;
  }

  /**
   * The logits theta.
   *
   * @return size x 1, live: writing to it changes the policy
   */
  public DMatrixRMaj logits() {
    return logits;
  }

  /**
   * The probability of an action.
   *
   * @param state the state
   * @param action which of the state's actions, from 0; where they are classes, which class
   * @return {@code pi(a|s)} of one member; 0 where that is below the doubles. Cost: O(entries of
   *     the state), so many of a state are better asked of {@link #logProbabilities}
   */
  public double probability(int state, int action) {
    return StrictMath.exp(logProbability(state, action));
  }

  /**
   * The log-probability of an action.
   *
   * @param state the state
   * @param action which of the state's actions, from 0; where they are classes, which class
   * @return {@code log pi(a|s)} of one member, nats; cost as {@link #probability}
   */
  public double logProbability(int state, int action) {
    int last = classes.end(state) - classes.begin(state) - 1;
    return logProbabilities(state)[Checks.between("action", action, 0, last)];
  }

  /**
   * The log-probabilities of a state's actions.
   *
   * @param state the state
   * @return {@code log pi(a|s)} of one member of each of its classes, nats
   */
  public double[] logProbabilities(int state) {
    int from = classes.begin(state);
    int to = classes.end(state);
    double[] all = classes.multiplicities();
    double[] members = all == null ? null : Arrays.copyOfRange(all, from, to);
    double[] log = Arrays.copyOfRange(logits.data, from, to);
    PolicyKernel kernel = PolicyKernels.get();
    LogitRange range = new LogitRange();
    SoftmaxSums sums = new SoftmaxSums();
    kernel.extremes(log, 0, log.length, range);
    kernel.exponentiate(log, members, 0, log.length, range, log, 0, new double[log.length], sums);
    for (int a = 0; a < log.length; a++) {
      log[a] = (log[a] - sums.max()) - sums.logTotal();
    }
    return log;
  }
}

package org.actionscape.env;

import java.util.Arrays;
import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;
import org.ejml.data.DMatrixRMaj;

/**
 * A contextual bandit: S contexts, drawn with probability 1/S each; one action, one reward, end.
 * The expected reward of a policy is {@code V = 1/S sum_s sum_a pi(a|s) r(s,a)}. Contexts share
 * nothing, so training all of them is the same as training each alone, with V the mean.
 */
public final class ContextualBandit implements Environment {
  private final ActionClasses classes;
  private final DMatrixRMaj rewards;
  private final DMatrixRMaj startLogits;

  ContextualBandit(ActionClasses classes, double[] rewards, double[] startLogits) {
    this.classes = classes;
    this.rewards = DMatrixRMaj.wrap(rewards.length, 1, rewards);
    this.startLogits = DMatrixRMaj.wrap(startLogits.length, 1, startLogits);
  }

  /**
   * A bandit with one context, written by hand.
   *
   * @param logits the start policy, one logit a class; copied
   * @param rewards the expected reward of a member of each class; copied
   * @param multiplicities the members of each class; copied
   * @return the bandit
   * @throws InvalidInputException if lengths differ, there is no class, a number is not finite, or
   *     a multiplicity is not a whole number of at least 1
   */
  public static ContextualBandit of(double[] logits, double[] rewards, double[] multiplicities) {
    if (logits.length == 0) {
      throw new InvalidInputException("logits: must have at least one entry");
    }
    requireLength("rewards", rewards, logits.length);
    requireLength("multiplicities", multiplicities, logits.length);
    for (int i = 0; i < logits.length; i++) {
      Checks.finite("logits[" + i + "]", logits[i]);
      Checks.finite("rewards[" + i + "]", rewards[i]);
    }
    return new ContextualBandit(ActionClasses.of(multiplicities), rewards.clone(), logits.clone());
  }

  /**
   * A bandit with one context and one entry an action, written by hand.
   *
   * @param logits the start policy, one logit an action; copied
   * @param rewards the expected reward of each action; copied
   * @return the bandit
   * @throws InvalidInputException if lengths differ, there is no action, or a number is not finite
   */
  public static ContextualBandit of(double[] logits, double[] rewards) {
    double[] ones = new double[logits.length];
    Arrays.fill(ones, 1);
    return of(logits, rewards, ones);
  }

  private static void requireLength(String name, double[] array, int length) {
    if (array.length != length) {
      throw new InvalidInputException(
          name + ": must have " + length + " entries like logits, has " + array.length);
    }
  }

  @Override
  public ActionClasses classes() {
    return classes;
  }

  @Override
  public DMatrixRMaj rewards() {
    return rewards;
  }

  @Override
  public DMatrixRMaj startLogits() {
    return startLogits;
  }

  @Override
  public double startProbability(int state) {
    return 1.0 / classes.states();
  }
}

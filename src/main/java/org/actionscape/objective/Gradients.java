package org.actionscape.objective;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.actionscape.math.PolicyKernel;
import org.actionscape.math.StateGradient;
import org.ejml.data.DMatrixRMaj;

/** The gradients that an evaluation leaves behind; {@link Evaluation} documents them. */
final class Gradients {
  private final StatePass pass;
  private final Term.Prepared[] terms;
  private final Coefficients coefficients;
  private final IntToDoubleFunction visits;
  private final int states;

  /** The places of the trajectory terms, their coefficients, and factors that single one out. */
  private final int[] trajectoryTerms;

  private final double[] factors;
  private final double[] only;

  /**
   * What follows an action, with one number an entry to write action values to; null in bandits.
   */
  private final PolicyEvaluation continuation;

  private final double[] actionValues;
  private final StateGradient gradient = new StateGradient();

  /** Ones, used instead of the weights for advantages; allocated on first use. */
  private double[] ones;

  /** Zeros, used instead of action values where no action is better; allocated on first use. */
  private double[] zeros;

  Gradients(
      StatePass pass,
      Term.Prepared[] terms,
      int[] trajectoryTerms,
      Coefficients coefficients,
      PolicyEvaluation continuation,
      IntToDoubleFunction visits) {
    this.pass = pass;
    this.terms = terms;
    this.trajectoryTerms = trajectoryTerms;
    this.coefficients = coefficients;
    this.continuation = continuation;
    this.visits = visits;
    states = pass.classes().states();
    factors = new double[trajectoryTerms.length];
    only = new double[trajectoryTerms.length];
    double[] rewards = pass.environment().rewards().data;
    actionValues = continuation == null ? rewards : new double[rewards.length];
  }

  void addGradient(double scale, DMatrixRMaj target) {
    double[] trajectory = factors();
    for (int s = 0; s < states; s++) {
      double d = visits.applyAsDouble(s);
      PolicyKernel.clear(gradient);
      addActionValues(s, d, 1, trajectory);
      addLocalTerms(s, d);
      apply(s, scale, target);
    }
    pass.applied(target);
  }

  void addReturnGradient(double scale, DMatrixRMaj target) {
    for (int s = 0; s < states; s++) {
      PolicyKernel.clear(gradient);
      addActionValues(s, visits.applyAsDouble(s), 1, only);
      apply(s, scale, target);
    }
    pass.applied(target);
  }

  void addTermGradient(int term, double scale, DMatrixRMaj target) {
    select(term, 1);
    for (int s = 0; s < states; s++) {
      double d = visits.applyAsDouble(s);
      PolicyKernel.clear(gradient);
      terms[term].addGradient(d, s, gradient);
      if (continuation != null) {
        addActionValues(s, d, 0, only);
      }
      apply(s, scale, target);
    }
    select(term, 0);
    pass.applied(target);
  }

  void addBonusGradient(double scale, DMatrixRMaj target) {
    double[] trajectory = factors();
    for (int s = 0; s < states; s++) {
      double d = visits.applyAsDouble(s);
      PolicyKernel.clear(gradient);
      addLocalTerms(s, d);
      if (continuation != null) {
        addActionValues(s, d, 0, trajectory);
      }
      apply(s, scale, target);
    }
    pass.applied(target);
  }

  void addAdvantage(double scale, DMatrixRMaj target) {
    if (ones == null) {
      ones = new double[pass.classes().size()];
      Arrays.fill(ones, 1);
    }
    double[] trajectory = factors();
    for (int s = 0; s < states; s++) {
      PolicyKernel.clear(gradient);
      addActionValues(s, 1, 1, trajectory);
      addLocalTerms(s, 1);
      pass.apply(s, gradient, actionValues, ones, scale * pass.sums(s).total(), target);
    }
    pass.applied(target);
  }

  void addSampled(int state, double visited, double scores, double scale, DMatrixRMaj target) {
    pass.forgetRanges();
    if (scores == 0 && (visited == 0 || terms.length == 0)) {
      return;
    }
    if (zeros == null) {
      zeros = new double[pass.classes().size()];
    }
    PolicyKernel.clear(gradient);
    gradient.addReward(scores, pass.sums(state), 0, 1);
    addLocalTerms(state, visited);
    pass.apply(state, gradient, zeros, pass.weights(), scale, target);
  }

  /** The coefficients of the trajectory terms as they are now. */
  private double[] factors() {
    for (int j = 0; j < factors.length; j++) {
      factors[j] = coefficients.get(trajectoryTerms[j]);
    }
    return factors;
  }

  /** Sets the factor of a term in {@link #only}, if it is a trajectory term. */
  private void select(int term, double factor) {
    for (int j = 0; j < only.length; j++) {
      if (trajectoryTerms[j] == term) {
        only[j] = factor;
      }
    }
  }

  /**
   * Adds {@code factor pi_a (x_a - mean x)}, with x a fraction of the action value and what
   * trajectory terms expect after the action.
   */
  private void addActionValues(int s, double factor, double fraction, double[] ofTerms) {
    if (continuation == null) {
      gradient.addReward(factor, pass.sums(s), pass.centre(s), pass.mean(s));
    } else {
      double mean = continuation.actionValues(s, fraction, ofTerms, actionValues);
      gradient.addReward(factor, pass.sums(s), 0, mean);
    }
  }

  private void addLocalTerms(int s, double visited) {
    for (int i = 0; i < terms.length; i++) {
      terms[i].addGradient(coefficients.get(i) * visited, s, gradient);
    }
  }

  private void apply(int s, double scale, DMatrixRMaj target) {
    pass.apply(s, gradient, actionValues, pass.weights(), scale, target);
  }
}

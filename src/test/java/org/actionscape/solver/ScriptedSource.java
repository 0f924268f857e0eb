package org.actionscape.solver;

import java.util.function.DoubleUnaryOperator;
import org.actionscape.env.ActionClasses;
import org.ejml.data.DMatrixRMaj;

/**
 * The objective {@code sum_k m_k f(theta_k)} with one function f for all logits: simple enough to
 * follow an optimiser's steps by hand. Counts how often it is evaluated.
 */
final class ScriptedSource implements GradientSource.Exact {
  final DMatrixRMaj logits;
  int evaluations;
  private final ActionClasses classes;
  private final DoubleUnaryOperator value;
  private final DoubleUnaryOperator slope;
  private double[] evaluated;

  ScriptedSource(
      DoubleUnaryOperator value, DoubleUnaryOperator slope, double[] members, double... start) {
    this.value = value;
    this.slope = slope;
    classes = ActionClasses.of(members);
    logits = DMatrixRMaj.wrap(start.length, 1, start.clone());
    evaluated = start.clone();
  }

  /** {@code - theta^2 / 2} of one logit. */
  static ScriptedSource parabola(double start) {
    return new ScriptedSource(x -> -x * x / 2, x -> -x, new double[] {1}, start);
  }

  double logit() {
    return logits.data[0];
  }

  @Override
  public ActionClasses classes() {
    return classes;
  }

  @Override
  public DMatrixRMaj logits() {
    return logits;
  }

  @Override
  public void evaluate() {
    evaluated = logits.data.clone();
    evaluations++;
  }

  @Override
  public double objective() {
    double sum = 0;
    for (int k = 0; k < evaluated.length; k++) {
      sum += classes.multiplicity(k) * value.applyAsDouble(evaluated[k]);
    }
    return sum;
  }

  @Override
  public double magnitude() {
    return Math.abs(objective());
  }

  @Override
  public void addGradient(double scale, DMatrixRMaj target) {
    for (int k = 0; k < evaluated.length; k++) {
      target.data[k] += scale * slope.applyAsDouble(evaluated[k]);
    }
  }

  @Override
  public void addAdvantage(double scale, DMatrixRMaj target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public double observed(int term) {
    throw new UnsupportedOperationException();
  }

  @Override
  public double smoothness() {
    throw new UnsupportedOperationException();
  }
}

package org.actionscape.solver;

import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ActionClasses;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Policy;
import org.ejml.data.DMatrixRMaj;

/**
 * An exact gradient that is another than the return's, in a bandit: a signal of its own in each
 * state, weighted by the probability of the state, plus the gradient of the objective's bonuses.
 * Cost of an evaluation and of a gradient: O(entries) beside the bonuses.
 */
abstract class BanditSource implements GradientSource.Prepared {
  private final String id;
  private final Policy policy;
  final Evaluation evaluation;

  BanditSource(String id, Policy policy, Evaluation evaluation) {
    if (!evaluation.environment().transitions().isNone()) {
      throw new InvalidInputException(
          "gradient " + id + ": must be used with a bandit; one action of several has no label");
    }
    this.id = id;
    this.policy = policy;
    this.evaluation = evaluation;
  }

  /** Adds a multiple of the signal's gradient in one state; reads weights, never the logits. */
  abstract void addSignal(int state, double factor, DMatrixRMaj target);

  @Override
  public ActionClasses classes() {
    return policy.classes();
  }

  @Override
  public DMatrixRMaj logits() {
    return policy.logits();
  }

  @Override
  public void evaluate() {
    evaluation.evaluate(policy);
  }

  @Override
  public void addGradient(double scale, DMatrixRMaj target) {
    for (int s = 0; s < classes().states(); s++) {
      double visits = evaluation.visits(s);
      evaluation.addSampled(s, visits, 0, scale, target);
      addSignal(s, scale * visits, target);
    }
  }

  @Override
  public double observed(int term) {
    return evaluation.termPerStep(term);
  }

  @Override
  public GradientSource.Exact exact(String optimizer) {
    throw new InvalidInputException(
        optimizer
            + ": must be used with the gradient of the return, not with "
            + id
            + "; ascent and adam take any");
  }
}

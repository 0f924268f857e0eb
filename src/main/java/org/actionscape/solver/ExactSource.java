package org.actionscape.solver;

import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.objective.ConstantCoefficient;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.ejml.data.DMatrixRMaj;

/** The exact objective and its exact derivatives, by one {@link Evaluation} of the whole policy. */
final class ExactSource implements GradientSource.Exact {
  private final Environment environment;
  private final Objective objective;
  private final Policy policy;
  private final Evaluation evaluation;

  ExactSource(Environment environment, Objective objective, Policy policy, Evaluation evaluation) {
    this.environment = environment;
    this.objective = objective;
    this.policy = policy;
    this.evaluation = evaluation;
  }

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
  public double objective() {
    return evaluation.objective();
  }

  @Override
  public double magnitude() {
    return evaluation.magnitude();
  }

  @Override
  public void addGradient(double scale, DMatrixRMaj target) {
    evaluation.addGradient(scale, target);
  }

  @Override
  public void addAdvantage(double scale, DMatrixRMaj target) {
    evaluation.addAdvantage(scale, target);
  }

  @Override
  public double observed(int term) {
    return evaluation.termPerStep(term);
  }

  @Override
  public double smoothness() {
    if (!environment.transitions().isNone()) {
      throw new InvalidInputException(
          "theory-ascent: must be used with a bandit; its step size is derived for one decision an"
              + " episode");
    }
    for (Objective.Bonus bonus : objective.bonuses()) {
      if (!(bonus.rule() instanceof ConstantCoefficient)) {
        throw new InvalidInputException(
            "theory-ascent: must be used with constant coefficients, which its step size needs");
      }
      if (bonus.term().smoothness(1) == Double.POSITIVE_INFINITY) {
        throw new InvalidInputException(
            "theory-ascent: must be used with terms of bounded curvature, which "
                + bonus.term().id()
                + " is not");
      }
    }
    ActionClasses classes = classes();
    double[] rewards = environment.rewards().data;
    double largest = 0;
    for (int s = 0; s < classes.states(); s++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        low = Math.min(low, rewards[k]);
        high = Math.max(high, rewards[k]);
      }
      double curvature = (high - low) / 2;
      for (Objective.Bonus bonus : objective.bonuses()) {
        double smoothness =
            Checks.nonNegative(
                "smoothness of " + bonus.term().id(), bonus.term().smoothness(classes.actions(s)));
        curvature += bonus.rule().start() * smoothness;
      }
      largest = Math.max(largest, environment.startProbability(s) * curvature);
    }
    return largest;
  }
}

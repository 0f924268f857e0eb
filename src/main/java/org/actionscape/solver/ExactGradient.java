package org.actionscape.solver;

import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;

/** The exact gradient, by one {@link Evaluation} of the whole policy; nothing is random. */
public record ExactGradient() implements GradientSource {
  @Override
  public String id() {
    return "exact";
  }

  @Override
  public Prepared prepare(Objective objective, Policy policy, Evaluation evaluation, long seed) {
    return new ExactSource(evaluation.environment(), objective, policy, evaluation);
  }
}

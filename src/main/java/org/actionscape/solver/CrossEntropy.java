package org.actionscape.solver;

import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;

/**
 * Supervised training in a bandit: the log-likelihood of the true labels, {@code sum_s d(s) sum_a
 * q(a|s) log pi(a|s)} with q uniform on the actions of the best reward, plus the objective's
 * bonuses. Its gradient is {@code d(s) (q_a - pi_a)}, exact. With an entropy bonus it is the
 * confidence penalty of Pereyra et al. 2017 (arXiv:1701.06548); with one label in a state training
 * rests at {@code pi_a = exp(- 1 / lambda - H)} for each other action (derived here). The rewards
 * themselves are not climbed.
 */
public record CrossEntropy() implements GradientSource {
  @Override
  public String id() {
    return "supervised";
  }

  @Override
  public boolean maximizesReturn() {
    return false;
  }

  @Override
  public Prepared prepare(Objective objective, Policy policy, Evaluation evaluation, long seed) {
    double[] rewards = evaluation.environment().rewards().data;
    double[] best = new double[evaluation.classes().states()];
    for (int s = 0; s < best.length; s++) {
      best[s] = Double.NEGATIVE_INFINITY;
      for (int k = evaluation.classes().begin(s); k < evaluation.classes().end(s); k++) {
        best[s] = Math.max(best[s], rewards[k]);
      }
    }
    return new LabelSource(
        id(), policy, evaluation, (state, entry) -> rewards[entry] == best[state]);
  }
}

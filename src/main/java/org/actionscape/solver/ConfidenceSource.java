package org.actionscape.solver;

import org.actionscape.env.ActionClasses;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Policy;
import org.ejml.data.DMatrixRMaj;

/**
 * Half the probability that two answers agree, {@code sum_s d(s) 1/2 sum_a pi(a|s)^2}. Its gradient
 * {@code d(s) pi_a (pi_a - sum_b pi_b^2)} is that of the return with the own probability as reward.
 */
final class ConfidenceSource extends BanditSource {
  ConfidenceSource(String id, Policy policy, Evaluation evaluation) {
    super(id, policy, evaluation);
  }

  /** Relative to the most likely action, whose advantage is then a sum that keeps its digits. */
  @Override
  void addSignal(int state, double factor, DMatrixRMaj target) {
    ActionClasses classes = classes();
    double[] weights = evaluation.weights();
    double total = 0;
    double missing = 0;
    for (int k = classes.begin(state); k < classes.end(state); k++) {
      double mass = classes.multiplicity(k) * weights[k];
      total += mass;
      missing += mass * (1 - weights[k]);
    }
    double mean = missing / total;
    for (int k = classes.begin(state); k < classes.end(state); k++) {
      double advantage = ((weights[k] - 1) + mean) / total;
      target.data[k] += factor * (weights[k] / total) * advantage;
    }
  }
}

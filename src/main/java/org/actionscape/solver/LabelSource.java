package org.actionscape.solver;

import org.actionscape.env.ActionClasses;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Policy;
import org.ejml.data.DMatrixRMaj;

/**
 * The log-likelihood of labels, {@code sum_s d(s) (mean over the labels j of log pi(j|s))}, with
 * the gradient {@code d(s) (q_a - pi_a)} of cross-entropy training, q uniform on the labels.
 */
final class LabelSource extends BanditSource {
  /** Whether an entry's members are labels, given the policy as last evaluated. */
  @FunctionalInterface
  interface Labels {
    boolean isLabel(int state, int entry);
  }

  private final Labels labels;
  private final boolean[] label;

  LabelSource(String id, Policy policy, Evaluation evaluation, Labels labels) {
    super(id, policy, evaluation);
    this.labels = labels;
    label = new boolean[policy.classes().size()];
  }

  /** Labels are found here, because a step of ascent changes the logits state by state. */
  @Override
  public void evaluate() {
    super.evaluate();
    for (int s = 0; s < classes().states(); s++) {
      for (int k = classes().begin(s); k < classes().end(s); k++) {
        label[k] = labels.isLabel(s, k);
      }
    }
  }

  /**
   * A label's {@code 1/n - pi_a} is {@code ((sum over the labels of w - n w_a) + sum over the
   * others of w) / (n sum of w)}: all digits also when the labels hold all but 1e-17 of the mass.
   */
  @Override
  void addSignal(int state, double factor, DMatrixRMaj target) {
    ActionClasses classes = classes();
    double[] weights = evaluation.weights();
    double count = 0;
    double ofLabels = 0;
    double ofOthers = 0;
    for (int k = classes.begin(state); k < classes.end(state); k++) {
      double mass = classes.multiplicity(k) * weights[k];
      if (label[k]) {
        count += classes.multiplicity(k);
        ofLabels += mass;
      } else {
        ofOthers += mass;
      }
    }
    double total = ofLabels + ofOthers;
    for (int k = classes.begin(state); k < classes.end(state); k++) {
      double pull =
          label[k]
              ? ((ofLabels - count * weights[k]) + ofOthers) / (count * total)
              : -weights[k] / total;
      target.data[k] += factor * pull;
    }
  }
}

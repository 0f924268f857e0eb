package org.actionscape.theory;

import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.ejml.data.DMatrixRMaj;

/** An evaluated policy with its gradient, per member of a class, and what is made of them. */
final class EvaluatedPolicy {
  final ActionClasses classes;
  final Evaluation evaluation;

  /** dJ/dtheta of a member of each class. */
  final double[] gradient;

  private EvaluatedPolicy(Environment environment, Objective objective, Policy policy) {
    classes = environment.classes();
    evaluation = new Evaluation(environment, objective);
    evaluation.evaluate(policy);
    DMatrixRMaj g = new DMatrixRMaj(classes.size(), 1);
    evaluation.addGradient(1, g);
    gradient = g.data;
  }

  static EvaluatedPolicy of(Environment environment, Objective objective, Policy policy) {
    return new EvaluatedPolicy(environment, objective, policy);
  }

  /** The gradient's Euclidean norm, members counted one by one, safe from underflow. */
  double norm2() {
    return norm2(0, gradient.length);
  }

  double norm2(int from, int to) {
    double largest = 0;
    for (int k = from; k < to; k++) {
      largest = Math.max(largest, Math.abs(gradient[k]));
    }
    if (largest == 0) {
      return 0;
    }
    double squares = 0;
    for (int k = from; k < to; k++) {
      double share = gradient[k] / largest;
      squares += classes.multiplicity(k) * share * share;
    }
    return largest * Math.sqrt(squares);
  }

  /** The sum of the gradient's absolute values, members counted one by one. */
  double norm1() {
    double sum = 0;
    for (int k = 0; k < gradient.length; k++) {
      sum += classes.multiplicity(k) * Math.abs(gradient[k]);
    }
    return sum;
  }

  /** The probability of one member. */
  double probability(int state, int entry) {
    return evaluation.weights()[entry] / evaluation.sums(state).total();
  }

  /** The log-probability of one member: finite where the probability is rounded to 0. */
  double logProbability(int state, int entry) {
    return evaluation.logProbability(state, entry);
  }

  /** The log-probability of the least likely action of a state. */
  double leastLogProbability(int state) {
    double least = Double.POSITIVE_INFINITY;
    for (int k = classes.begin(state); k < classes.end(state); k++) {
      least = Math.min(least, logProbability(state, k));
    }
    return least;
  }

  /**
   * The advantages {@code (dJ/dtheta[s,a]) / (d(s) pi(a|s))}, found without that division: soft
   * advantages if the objective has an entropy bonus.
   */
  double[] advantages() {
    DMatrixRMaj advantages = new DMatrixRMaj(gradient.length, 1);
    evaluation.addAdvantage(1, advantages);
    return advantages.data;
  }

  /** Sum over the actions of a state of probability times values. */
  double mean(int state, double[] values) {
    double mean = 0;
    for (int k = classes.begin(state); k < classes.end(state); k++) {
      mean += classes.multiplicity(k) * probability(state, k) * values[k];
    }
    return mean;
  }

  /** {@code KL(pi || other)} in one state, of non-negative summands, so that 1e-20 is a result. */
  double divergence(int state, EvaluatedPolicy other) {
    double sum = 0;
    for (int k = classes.begin(state); k < classes.end(state); k++) {
      double log = other.logProbability(state, k) - logProbability(state, k);
      // pi f(log(q / pi)) with f(u) = e^u - 1 - u, and q - pi u - pi where e^u would overflow.
      double summand =
          log < 30
              ? probability(state, k) * excess(log)
              : other.probability(state, k) - probability(state, k) * (1 + log);
      sum += classes.multiplicity(k) * summand;
    }
    return sum;
  }

  /** {@code e^u - 1 - u}, by its series where the difference would cancel. */
  static double excess(double u) {
    if (Math.abs(u) < 1e-3) {
      return u * u / 2 * (1 + u / 3 * (1 + u / 4 * (1 + u / 5)));
    }
    return StrictMath.expm1(u) - u;
  }
}

package org.actionscape.theory;

import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;

/** How far returns can differ with a recurrent horizon, by backward induction over its steps. */
final class RecurrentRange {
  private RecurrentRange() {}

  /**
   * The largest difference of two expected returns from the same state and step on.
   *
   * @throws InvalidInputException if it takes too long
   */
  static double of(Environment environment) {
    ActionClasses classes = environment.classes();
    double[] rewards = environment.rewards().data;
    int steps = ((Horizon.Steps) environment.horizon()).count();
    SoftValueIteration.requireShort(environment, steps, "a range of returns");
    double[] best = new double[classes.states()];
    double[] worst = new double[classes.states()];
    double range = 0;
    for (int t = 0; t < steps; t++) {
      double[] newBest = new double[best.length];
      double[] newWorst = new double[best.length];
      for (int s = 0; s < best.length; s++) {
        newBest[s] = Double.NEGATIVE_INFINITY;
        newWorst[s] = Double.POSITIVE_INFINITY;
        for (int k = classes.begin(s); k < classes.end(s); k++) {
          newBest[s] = Math.max(newBest[s], rewards[k] + ahead(environment, k, best));
          newWorst[s] = Math.min(newWorst[s], rewards[k] + ahead(environment, k, worst));
        }
        range = Math.max(range, newBest[s] - newWorst[s]);
      }
      best = newBest;
      worst = newWorst;
    }
    return range;
  }

  private static double ahead(Environment environment, int entry, double[] values) {
    return environment.transitions().isNone()
        ? 0
        : environment.transitions().mean(environment.transitions().outcome(entry), values);
  }
}

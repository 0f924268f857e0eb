package org.actionscape.env;

import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;
import org.actionscape.check.OutOfRangeException;
import org.ejml.data.DMatrixRMaj;

/**
 * Checks what an environment promises, so that one which was written elsewhere is refused in a
 * sentence and never trained in with numbers that mean nothing. Transitions need no check: they can
 * only be built whole.
 */
public final class SoundEnvironment {
  /** Start probabilities that were added up or divided need not sum to 1 exactly. */
  private static final double TOLERANCE = 1e-9;

  private SoundEnvironment() {}

  /**
   * Requires an environment that keeps its promises. Cost O(entries).
   *
   * @param environment the environment, perhaps null
   * @return the environment
   * @throws InvalidInputException if it or a part of it is null, a table has not one finite number
   *     an entry, or start probabilities are none or do not sum to 1
   */
  public static Environment require(Environment environment) {
    Checks.made("environment", environment);
    ActionClasses classes = Checks.made("environment: its action classes", environment.classes());
    Checks.made("environment: its transitions", environment.transitions());
    Checks.made("environment: its horizon", environment.horizon());
    for (int s = 0; s < classes.states(); s++) {
      if (classes.begin(s) == classes.end(s)) {
        throw new InvalidInputException(
            "environment: state " + s + " must have at least one action, but has none");
      }
    }
    requireTable("rewards", environment.rewards(), classes);
    requireTable("start logits", environment.startLogits(), classes);
    double sum = 0;
    for (int s = 0; s < classes.states(); s++) {
      sum +=
          Checks.between(
              "environment: start probability of state " + s,
              environment.startProbability(s),
              0,
              1);
    }
    Checks.between(
        "environment: sum of the start probabilities", sum, 1 - TOLERANCE, 1 + TOLERANCE);
    return environment;
  }

  private static void requireTable(String name, DMatrixRMaj table, ActionClasses classes) {
    Checks.made("environment: its " + name, table);
    if (table.numRows != classes.size() || table.numCols != 1) {
      throw new InvalidInputException(
          "environment: its "
              + name
              + " must be one number for each of its "
              + classes.size()
              + " entries, but are "
              + table.numRows
              + " x "
              + table.numCols);
    }
    for (int s = 0; s < classes.states(); s++) {
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        if (!(Math.abs(table.data[k]) <= Double.MAX_VALUE)) {
          throw new OutOfRangeException(
              "environment: its "
                  + name
                  + " must be finite numbers, but that of state "
                  + s
                  + ", entry "
                  + (k - classes.begin(s))
                  + " is "
                  + table.data[k]);
        }
      }
    }
  }
}

package org.actionscape.objective;

/**
 * The coefficients lambda_i of an objective's bonuses as they are now. A run sets them between its
 * updates; what was evaluated stays valid, since values of terms are kept without them.
 */
public final class Coefficients {
  private final double[] values;

  private Coefficients(double[] values) {
    this.values = values;
  }

  /**
   * Where the rules of an objective start.
   *
   * @param objective the objective
   * @return its coefficients of the first update
   */
  public static Coefficients startOf(Objective objective) {
    return new Coefficients(
        objective.bonuses().stream().mapToDouble(bonus -> bonus.rule().start()).toArray());
  }

  /**
   * The coefficient of one bonus.
   *
   * @param term the term's place in the objective
   * @return lambda as it is now
   */
  public double get(int term) {
    return values[term];
  }

  /**
   * Changes the coefficient of one bonus.
   *
   * @param term the term's place in the objective
   * @param coefficient lambda, at least 0
   */
  public void set(int term, double coefficient) {
    values[term] = coefficient;
  }
}

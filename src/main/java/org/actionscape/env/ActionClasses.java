package org.actionscape.env;

import org.actionscape.check.InvalidInputException;

/**
 * The layout that all tables of an environment share: state s owns the entries {@code begin(s) ..
 * end(s)-1}, and an entry is a class of actions that behave alike. Actions with equal logits, equal
 * rewards and equal next states stay equal for ever under exact gradients, so one entry with a
 * multiplicity stands for all of them; explicit actions are the case of multiplicity 1 everywhere.
 *
 * <p>Immutable but for the arrays that it hands out, which must not be modified. Memory: 8 bytes an
 * entry if any multiplicity differs from 1.
 */
public final class ActionClasses {
  /** Up to here a double counts actions exactly. */
  private static final double MOST_ACTIONS = 0x1p53;

  private final int[] begins;
  private final double[] multiplicities;

  private ActionClasses(int[] begins, double[] multiplicities) {
    this.begins = begins;
    this.multiplicities = multiplicities;
  }

  /**
   * The layout of some states.
   *
   * @param multiplicities for each state the number of members of each of its classes; not modified
   * @return the layout
   * @throws InvalidInputException if a state has no class, a multiplicity is not a whole number of
   *     at least 1, or a state has more than 2^53 actions
   */
  public static ActionClasses of(double[]... multiplicities) {
    int[] begins = new int[multiplicities.length + 1];
    for (int s = 0; s < multiplicities.length; s++) {
      begins[s + 1] = Math.addExact(begins[s], multiplicities[s].length);
    }
    double[] all = new double[begins[multiplicities.length]];
    boolean explicit = true;
    for (int s = 0; s < multiplicities.length; s++) {
      double actions = 0;
      for (int k = 0; k < multiplicities[s].length; k++) {
        double m = multiplicities[s][k];
        if (!(m >= 1 && m == Math.rint(m))) {
          throw new InvalidInputException(
              "multiplicities[" + k + "] = " + m + ": must be a whole number of at least 1");
        }
        explicit &= m == 1;
        all[begins[s] + k] = m;
        actions += m;
      }
      if (!(actions >= 1 && actions <= MOST_ACTIONS)) {
        throw new InvalidInputException(
            "number of actions = " + actions + ": must be between 1 and 2^53");
      }
    }
    return new ActionClasses(begins, explicit ? null : all);
  }

  /**
   * The layout that a generator has written down.
   *
   * @param begins the first entry of each state, then the number of entries; not copied
   * @param multiplicities members of each entry, valid, not copied; null for one each
   */
  static ActionClasses of(int[] begins, double[] multiplicities) {
    return new ActionClasses(begins, multiplicities);
  }

  /**
   * The layout of states that have one entry an action.
   *
   * @param states the number of states
   * @param actions the number of actions of each
   * @return the layout
   */
  public static ActionClasses explicit(int states, int actions) {
    int[] begins = new int[states + 1];
    for (int s = 0; s < states; s++) {
      begins[s + 1] = Math.addExact(begins[s], actions);
    }
    return new ActionClasses(begins, null);
  }

  /**
   * The number of states.
   *
   * @return the number of states
   */
  public int states() {
    return begins.length - 1;
  }

  /**
   * The number of entries of all states together: the length of every table.
   *
   * @return the number of entries
   */
  public int size() {
    return begins[states()];
  }

  /**
   * The first entry of a state.
   *
   * @param state the state
   * @return its first entry
   */
  public int begin(int state) {
    return begins[state];
  }

  /**
   * The end of a state's entries.
   *
   * @param state the state
   * @return one past its last entry
   */
  public int end(int state) {
    return begins[state + 1];
  }

  /**
   * The number of entries of the largest state.
   *
   * @return the largest {@code end(s) - begin(s)}
   */
  public int widest() {
    int widest = 0;
    for (int s = 0; s < states(); s++) {
      widest = Math.max(widest, end(s) - begin(s));
    }
    return widest;
  }

  /**
   * The number of actions of a state, |A|.
   *
   * @param state the state
   * @return the number of actions, members of classes counted one by one
   */
  public double actions(int state) {
    double actions = 0;
    for (int k = begin(state); k < end(state); k++) {
      actions += multiplicity(k);
    }
    return actions;
  }

  /**
   * The number of members of an entry.
   *
   * @param entry the entry
   * @return its multiplicity
   */
  public double multiplicity(int entry) {
    return multiplicities == null ? 1 : multiplicities[entry];
  }

  /**
   * The multiplicities as the kernels take them.
   *
   * @return one number an entry, not to be modified; null when all are 1
   */
  public double[] multiplicities() {
    return multiplicities;
  }
}

package org.actionscape.env;

/**
 * What follows an action, stored sparsely. An entry of {@link ActionClasses} has one outcome, a
 * distribution of the next state; the entries of a state that have the same distribution share one
 * outcome, and the outcomes {@code firstOutcome(s) .. firstOutcome(s+1)-1} belong to state s. A
 * million tokens that are right or wrong are two outcomes.
 *
 * <p>An outcome o has the next states {@code next(i)} with {@code probability(i)} for i in {@code
 * begin(o) .. begin(o+1)-1}; what is missing to 1 is the probability that the episode ends. Memory:
 * 4 bytes an entry, 4 an outcome and 12 a next state, never S x |A| x S. Immutable.
 */
public final class Transitions {
  /** In the place of a next state: the episode ends. */
  public static final int END = -1;

  private static final Transitions NONE =
      new Transitions(new int[0], new int[1], new int[1], new int[0], new double[0]);

  private final int[] outcomes;
  private final int[] firstOutcomes;
  private final int[] begins;
  private final int[] nexts;
  private final double[] probabilities;

  /** Takes the arrays without copies; they are valid. */
  Transitions(
      int[] outcomes, int[] firstOutcomes, int[] begins, int[] nexts, double[] probabilities) {
    this.outcomes = outcomes;
    this.firstOutcomes = firstOutcomes;
    this.begins = begins;
    this.nexts = nexts;
    this.probabilities = probabilities;
  }

  /**
   * No transitions: every action ends the episode, as in a bandit. The other methods must not be
   * called.
   *
   * @return transitions that are {@linkplain #isNone() none}
   */
  public static Transitions none() {
    return NONE;
  }

  /**
   * Whether no action has a next state.
   *
   * @return whether every action ends the episode
   */
  public boolean isNone() {
    return nexts.length == 0;
  }

  /**
   * The outcome of an entry.
   *
   * @param entry the entry
   * @return its outcome, one of its state's
   */
  public int outcome(int entry) {
    return outcomes[entry];
  }

  /**
   * The first outcome of a state.
   *
   * @param state the state, or the number of states for the number of outcomes
   * @return the first outcome; the state's last is before the next state's first
   */
  public int firstOutcome(int state) {
    return firstOutcomes[state];
  }

  /**
   * The first next state of an outcome.
   *
   * @param outcome the outcome, or the number of outcomes for the number of next states
   * @return an index for {@link #next} and {@link #probability}
   */
  public int begin(int outcome) {
    return begins[outcome];
  }

  /**
   * The number of next states of all outcomes together.
   *
   * @return the number of indices of {@link #next} and {@link #probability}
   */
  public int size() {
    return nexts.length;
  }

  /**
   * A next state.
   *
   * @param index one of an outcome's
   * @return the state
   */
  public int next(int index) {
    return nexts[index];
  }

  /**
   * The probability of a next state.
   *
   * @param index one of an outcome's
   * @return the probability, above 0
   */
  public double probability(int index) {
    return probabilities[index];
  }

  /**
   * The probability that the episode ends.
   *
   * @param outcome the outcome
   * @return what the probabilities of its next states leave of 1; 0 if that may be rounding
   */
  public double end(int outcome) {
    double end = 1;
    for (int i = begins[outcome]; i < begins[outcome + 1]; i++) {
      end -= probabilities[i];
    }
    // Probabilities that sum to 1 do so to within their rounding.
    return end <= (begins[outcome + 1] - begins[outcome]) * 0x1p-52 ? 0 : end;
  }

  /**
   * The mean of a value of the next state.
   *
   * @param outcome the outcome
   * @param values one value a state, not modified; the end is worth 0
   * @return {@code sum_s' P(s') values(s')}
   */
  public double mean(int outcome, double[] values) {
    double mean = 0;
    for (int i = begins[outcome]; i < begins[outcome + 1]; i++) {
      mean += probabilities[i] * values[nexts[i]];
    }
    return mean;
  }
}

package org.actionscape.env;

import java.util.function.IntConsumer;
import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;
import org.ejml.data.DMatrixRMaj;

/**
 * A Markov decision process with sparse transitions, written by hand or by a generator:
 *
 * <pre>{@code
 * DecisionProcess chain =
 *     DecisionProcess.builder(new Horizon.Discounted(0.9))
 *         .state(1)                  // state 0, where every episode starts
 *         .action(0, 0, 1)           // logit 0, reward 0, to state 1
 *         .action(1, 0.5, Transitions.END)
 *         .state(0)                  // state 1
 *         .action(0, 1, 0)
 *         .build();
 * }</pre>
 *
 * <p>Immutable. Memory: 20 bytes an entry, 28 with multiplicities, beside the {@link Transitions}.
 */
public final class DecisionProcess implements Environment {
  private final ActionClasses classes;
  private final Transitions transitions;
  private final Horizon horizon;
  private final DMatrixRMaj rewards;
  private final DMatrixRMaj startLogits;
  private final double[] start;

  private DecisionProcess(
      ActionClasses classes,
      Transitions transitions,
      Horizon horizon,
      double[] rewards,
      double[] startLogits,
      double[] start) {
    this.classes = classes;
    this.transitions = transitions;
    this.horizon = horizon;
    this.rewards = DMatrixRMaj.wrap(rewards.length, 1, rewards);
    this.startLogits = DMatrixRMaj.wrap(startLogits.length, 1, startLogits);
    this.start = start;
  }

  /**
   * Begins to write a process down.
   *
   * @param horizon how long an episode lasts
   * @return a process without states
   */
  public static Builder builder(Horizon horizon) {
    return new Builder(horizon, 16);
  }

  @Override
  public ActionClasses classes() {
    return classes;
  }

  @Override
  public DMatrixRMaj rewards() {
    return rewards;
  }

  @Override
  public DMatrixRMaj startLogits() {
    return startLogits;
  }

  @Override
  public double startProbability(int state) {
    return start[state];
  }

  @Override
  public Transitions transitions() {
    return transitions;
  }

  @Override
  public Horizon horizon() {
    return horizon;
  }

  /**
   * Writes a process down state by state: each call of {@link #state} begins the next one, and
   * actions belong to the state that was begun last. It may build more than once.
   */
  public static final class Builder {
    /** Probabilities that are off by more, beside rounding, were not meant to sum to 1. */
    private static final double TOLERANCE = 1e-12;

    private static final double MOST_ACTIONS = 0x1p53;

    private final Horizon horizon;
    private double actions;

    /** By state; its first entry and its first outcome. */
    private final DoubleBuffer start = new DoubleBuffer(16);

    private final IntBuffer firstEntry = new IntBuffer(16);
    private final IntBuffer firstOutcome = new IntBuffer(16);

    /** By entry; multiplicities are null while all are 1. */
    private final DoubleBuffer logits;

    private final DoubleBuffer rewards;
    private final IntBuffer outcomeOf;
    private DoubleBuffer multiplicities;

    /** By outcome, its first next state; and by next state. */
    private final IntBuffer firstNext = new IntBuffer(16);

    private final IntBuffer next = new IntBuffer(16);
    private final DoubleBuffer probability = new DoubleBuffer(16);

    /** Begins a process with room for so many entries before arrays must grow. */
    Builder(Horizon horizon, int capacity) {
      this.horizon = horizon;
      logits = new DoubleBuffer(capacity);
      rewards = new DoubleBuffer(capacity);
      outcomeOf = new IntBuffer(capacity);
    }

    /**
     * Begins the next state.
     *
     * @param startProbability the probability that an episode starts here, in [0, 1]
     * @return this
     * @throws InvalidInputException if it is no probability, or the last state has no action
     */
    public Builder state(double startProbability) {
      finishState();
      Checks.between("state " + states() + ": start probability", startProbability, 0, 1);
      start.add(startProbability);
      firstEntry.add(entries());
      firstOutcome.add(outcomes());
      actions = 0;
      return this;
    }

    /**
     * Adds an action with a certain next state.
     *
     * @param logit its logit in the start policy, finite
     * @param reward its reward, finite
     * @param nextState the state that follows, or {@link Transitions#END}
     * @return this
     * @throws InvalidInputException if a number is not finite or there is no state yet
     */
    public Builder action(double logit, double reward, int nextState) {
      return action(logit, reward, new int[] {nextState}, new double[] {1});
    }

    /**
     * Adds an action with a random next state.
     *
     * @param logit its logit in the start policy, finite
     * @param reward its expected reward, finite
     * @param nextStates the states that may follow, or {@link Transitions#END}; not modified
     * @param probabilities their probabilities, which sum to 1; not modified
     * @return this
     * @throws InvalidInputException if a number is not finite, the probabilities do not sum to 1 or
     *     there is no state yet
     */
    public Builder action(double logit, double reward, int[] nextStates, double[] probabilities) {
      return actions(1, logit, reward, outcome(nextStates, probabilities));
    }

    /**
     * Adds a distribution of the next state to the state, for actions to share.
     *
     * @param nextStates the states that may follow, or {@link Transitions#END}; not modified
     * @param probabilities their probabilities, which sum to 1; not modified
     * @return the outcome, to be given to {@link #actions}
     * @throws InvalidInputException if the probabilities do not sum to 1 or there is no state yet
     */
    public int outcome(int[] nextStates, double[] probabilities) {
      requireState();
      if (nextStates.length == 0 || nextStates.length != probabilities.length) {
        throw new InvalidInputException(
            place()
                + ": next states: must be at least one with one probability each, are "
                + nextStates.length
                + " with "
                + probabilities.length
                + " probabilities");
      }
      int first = next.size();
      double sum = 0;
      for (int i = 0; i < nextStates.length; i++) {
        double p = probabilities[i];
        if (!(p >= 0 && p <= 1)) {
          Checks.between(place() + ": probability of next state " + nextStates[i], p, 0, 1);
        }
        sum += p;
        if (nextStates[i] < Transitions.END) {
          throw nextState(place(), nextStates[i], "a state from 0, or END = -1");
        }
        if (p > 0 && nextStates[i] != Transitions.END) {
          next.add(nextStates[i]);
          probability.add(p);
        }
      }
      if (!(Math.abs(sum - 1) <= TOLERANCE)) {
        throw sum(place() + ": sum of the probabilities of the next states", sum);
      }
      firstNext.add(first);
      return outcomes() - 1;
    }

    /**
     * Adds a class of actions that behave alike.
     *
     * @param members the number of its members, a whole number of at least 1
     * @param logit the logit of a member in the start policy, finite
     * @param reward the expected reward of a member, finite
     * @param outcome what follows, from {@link #outcome}, of the same state
     * @return this
     * @throws InvalidInputException if a number is not finite, {@code members} is not a whole
     *     number of at least 1 or the state gets more than 2^53 actions
     */
    public Builder actions(double members, double logit, double reward, int outcome) {
      requireState();
      // Messages are put together only when they are needed: there may be millions of entries.
      if (!Double.isFinite(logit) || !Double.isFinite(reward)) {
        Checks.finite(place() + ": logit", logit);
        Checks.finite(place() + ": reward", reward);
      }
      int first = firstOutcome.get(states() - 1);
      if (outcome < first || outcome >= outcomes()) {
        Checks.between(place() + ": outcome", outcome, first, outcomes() - 1);
      }
      if (!(members >= 1 && members == Math.rint(members))) {
        throw new InvalidInputException(
            place() + ": multiplicity = " + members + ": must be a whole number of at least 1");
      }
      actions += members;
      if (!(actions <= MOST_ACTIONS)) {
        throw new InvalidInputException(
            "state "
                + (states() - 1)
                + ": number of actions = "
                + actions
                + ": must be at most 2^53");
      }
      if (multiplicities == null && members != 1) {
        multiplicities = new DoubleBuffer(logits.capacity());
        for (int k = 0; k < entries(); k++) {
          multiplicities.add(1);
        }
      }
      if (multiplicities != null) {
        multiplicities.add(members);
      }
      logits.add(logit);
      rewards.add(reward);
      outcomeOf.add(outcome);
      return this;
    }

    /**
     * Checks the whole and makes the process.
     *
     * @return the process
     * @throws InvalidInputException if there is no state, a state has no action, a next state does
     *     not exist (or, with an acyclic horizon, is not later), the start probabilities do not sum
     *     to 1, or a state cannot be reached from the start
     */
    public DecisionProcess build() {
      return build(
          s -> {
            throw new InvalidInputException(
                "state "
                    + s
                    + ": must be reachable from a start state, is the next state of no action that"
                    + " can be taken");
          });
    }

    /**
     * Makes the process although some states may be out of reach: they have no visits and no
     * gradient.
     *
     * @param unreachable told every state that cannot be reached from the start
     * @return the process
     * @throws InvalidInputException as {@link #build()}, but for states out of reach
     */
    public DecisionProcess build(IntConsumer unreachable) {
      if (states() == 0) {
        throw new InvalidInputException("states: must be at least 1");
      }
      finishState();
      Transitions transitions =
          new Transitions(
              outcomeOf.toArray(),
              firstOutcome.toArray(outcomes()),
              firstNext.toArray(next.size()),
              next.toArray(),
              probability.toArray());
      double sum = 0;
      for (int s = 0; s < states(); s++) {
        sum += start.get(s);
        requireNextStates(s, transitions);
      }
      if (!(Math.abs(sum - 1) <= TOLERANCE + states() * 0x1p-53)) {
        throw sum("sum of the start probabilities", sum);
      }
      double[] starts = start.toArray();
      Reachability.findUnreachable(transitions, starts, unreachable);
      return new DecisionProcess(
          ActionClasses.of(
              firstEntry.toArray(entries()),
              multiplicities == null ? null : multiplicities.toArray()),
          transitions,
          horizon,
          rewards.toArray(),
          logits.toArray(),
          starts);
    }

    private void requireNextStates(int s, Transitions transitions) {
      boolean acyclic = horizon instanceof Horizon.Acyclic;
      for (int o = transitions.firstOutcome(s); o < transitions.firstOutcome(s + 1); o++) {
        for (int i = transitions.begin(o); i < transitions.begin(o + 1); i++) {
          int after = transitions.next(i);
          if (after >= states() || acyclic && after <= s) {
            throw nextState(
                "state " + s + ", action " + actionOf(s, o),
                after,
                acyclic
                    ? "a later state, up to " + (states() - 1) + ", or END = -1 (acyclic horizon)"
                    : "a state between 0 and " + (states() - 1) + ", or END = -1");
          }
        }
      }
    }

    /** An action of a state with this outcome, for messages. */
    private int actionOf(int s, int outcome) {
      int entry = firstEntry.get(s);
      int end = s + 1 < states() ? firstEntry.get(s + 1) : entries();
      while (entry < end && outcomeOf.get(entry) != outcome) {
        entry++;
      }
      return entry - firstEntry.get(s);
    }

    private int states() {
      return start.size();
    }

    private int entries() {
      return logits.size();
    }

    private int outcomes() {
      return firstNext.size();
    }

    private void requireState() {
      if (states() == 0) {
        throw new InvalidInputException("states: must be at least 1 before an action is added");
      }
    }

    private void finishState() {
      if (states() > 0 && entries() == firstEntry.get(states() - 1)) {
        throw new InvalidInputException(
            "state " + (states() - 1) + ": number of actions = 0: must be at least 1");
      }
    }

    /** The action that comes next, for messages. */
    private String place() {
      int state = states() - 1;
      return "state " + state + ", action " + (entries() - firstEntry.get(state));
    }

    private static InvalidInputException nextState(String place, int state, String range) {
      return new InvalidInputException(place + ": next state = " + state + ": must be " + range);
    }

    private static InvalidInputException sum(String what, double sum) {
      return new InvalidInputException(what + " = " + sum + ": must be 1, to within " + TOLERANCE);
    }
  }
}

package org.actionscape.theory;

import java.util.Arrays;
import org.actionscape.check.DivergedException;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.actionscape.math.AbsorbingChain;

/**
 * Optimal values of a discounted process by policy iteration: evaluate a policy exactly, take the
 * policy that is best against its values, and so on. Without entropy this is Howard's (1960), with
 * entropy Newton's method on the soft Bellman equation (Puterman and Brumelle, Math. Oper. Res. 4,
 * 1979): values only rise, and near the end each step squares the error.
 *
 * <pre>
 *   Q(s,k) = r(s,k) + gamma sum_s' P(s'|s,k) V(s')
 *   V(s)   = max_k Q(s,k)                   without entropy
 *   V(s)   = log sum_k m_k exp( Q(s,k) )    with it, at coefficient 1
 * </pre>
 *
 * <p>Values are kept in twice the digits of a double, and actions are compared by what they differ
 * from the value of their own state: with e(s,k) the probability that the process ends or is cut
 * off by gamma,
 *
 * <pre>
 *   Q(s,k) - V(s) = r(s,k) + gamma sum_s' P(s'|s,k) (V(s') - V(s)) - e(s,k) V(s)
 * </pre>
 *
 * <p>has no number of the size of {@code 1 / (1 - gamma)} but where an action leads to another part
 * of the process that is by as much better or worse, so that neither the number of iterations nor
 * the digits of what tells actions apart depend on gamma.
 *
 * <p>Cost: one elimination ({@link AbsorbingChain}) for each of mostly less than ten policies, and
 * as much again for sweeps of value iteration between them.
 */
final class PolicyIteration {
  /** Policies to try before giving up; the longest way seen takes some tens. */
  private static final int MOST_POLICIES = 300;

  /** An entry of a sweep takes about as long as so many multiplications of an elimination. */
  private static final double SWEEP_COST = 100;

  /** What counts as rounding, relative to the numbers that the action values of a state are of. */
  private static final double ROUNDING = 0x1p-50;

  /** What counts as rounding of a value in twice the digits. */
  private static final double ROUNDING_OF_VALUES = 0x1p-103;

  /** From so many roundings on steps that do not halve the change mean that it is rounding. */
  private static final double NEAR = 1e7;

  private final ActionClasses classes;
  private final Transitions transitions;
  private final double[] rewards;
  private final boolean withEntropy;
  private final double gamma;
  private final int states;

  /** By outcome: the probability that nothing follows. */
  private final double[] exits;

  private final AbsorbingChain chain;
  private final GibbsPolicy[] policies;

  /** By entry: action values less the state's value, and the size of what they are made of. */
  private final double[] q;

  private final double[] sizes;

  /** By state: its value, and what rounding to a double leaves of it. */
  private final double[] values;

  private final double[] rests;
  private double errorBound;

  /**
   * Solves a process.
   *
   * @param environment a process with a discounted horizon and transitions
   * @param rewards one number an entry, in the place of the environment's own; minus infinity
   *     forbids an action, and each state has one that is not forbidden
   * @param withEntropy whether entropy is paid for, with coefficient 1
   */
  PolicyIteration(Environment environment, double[] rewards, boolean withEntropy) {
    this.rewards = rewards;
    this.withEntropy = withEntropy;
    classes = environment.classes();
    transitions = environment.transitions();
    gamma = ((Horizon.Discounted) environment.horizon()).gamma();
    states = classes.states();
    chain = new AbsorbingChain(states);
    policies = new GibbsPolicy[states];
    q = new double[classes.size()];
    sizes = new double[classes.size()];
    values = new double[states];
    rests = new double[states];
    exits = exits();
    iterate();
  }

  private double[] exits() {
    double[] found = new double[transitions.firstOutcome(states)];
    for (int o = 0; o < found.length; o++) {
      found[o] = (1 - gamma) + gamma * transitions.end(o);
    }
    return found;
  }

  /**
   * Value iteration in place and to and fro, so that one sweep may tell many states of a distant
   * reward, which policy iteration alone brings nearer by one state a policy. As many sweeps as
   * cost no more than an elimination.
   */
  private void sweep() {
    double work = SWEEP_COST * (classes.size() + (double) transitions.size());
    int sweeps = (int) Math.min(states, 1 + Math.pow(states, 3) / work);
    for (int i = 0; i < sweeps; i++) {
      for (int j = 0; j < states; j++) {
        int s = i % 2 == 0 ? states - 1 - j : j;
        for (int k = classes.begin(s); k < classes.end(s); k++) {
          takeIn(s, k);
        }
        raise(s, change(s, choice(s)));
      }
    }
  }

  private void iterate() {
    double last = Double.POSITIVE_INFINITY;
    sweep();
    for (int n = 0; n < MOST_POLICIES; n++) {
      double change = improve();
      if (change <= 1 || change <= NEAR && change > last / 2) {
        return;
      }
      last = change;
      evaluate();
      sweep();
    }
    throw new DivergedException(
        "optimal values: must be at rest after " + MOST_POLICIES + " policies, still change");
  }

  /**
   * Takes the best policy against the values; returns by how many roundings it is better in one
   * step in some state.
   */
  private double improve() {
    double most = 0;
    double largest = 0;
    for (int s = 0; s < states; s++) {
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        takeIn(s, k);
      }
      policies[s] = choice(s);
      double change = Math.abs(change(s, policies[s]));
      double rounding = ROUNDING * scale(s) + ROUNDING_OF_VALUES * Math.abs(values[s]);
      if (!(change + rounding + Math.abs(values[s]) <= Double.MAX_VALUE)) {
        throw new InvalidInputException(
            "rewards: must be small enough for finite values, are too large with the discount factor "
                + gamma);
      }
      largest = Math.max(largest, change + rounding);
      most = change == 0 ? most : Math.max(most, change / rounding);
    }
    errorBound = largest / (1 - gamma);
    return most;
  }

  /** Computes the value of an action, less the state's. */
  private void takeIn(int s, int entry) {
    int outcome = transitions.outcome(entry);
    double ahead = 0;
    double size = 0;
    for (int i = transitions.begin(outcome); i < transitions.begin(outcome + 1); i++) {
      int next = transitions.next(i);
      double part =
          transitions.probability(i) * ((values[next] - values[s]) + (rests[next] - rests[s]));
      ahead += part;
      size += Math.abs(part);
    }
    double missed = exits[outcome] * values[s];
    q[entry] = rewards[entry] + gamma * ahead - missed;
    sizes[entry] = Math.abs(rewards[entry]) + gamma * size + Math.abs(missed);
  }

  private GibbsPolicy choice(int s) {
    int from = classes.begin(s);
    int to = classes.end(s);
    double[] x = Arrays.copyOfRange(q, from, to);
    double[] members = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      members[i] = classes.multiplicity(from + i);
    }
    if (!withEntropy) {
      x = GibbsPolicy.greedy(x, Arrays.copyOfRange(sizes, from, to));
    }
    return GibbsPolicy.of(x, members, x);
  }

  /** How much more than its value the best policy of a state promises. */
  private double change(int s, GibbsPolicy best) {
    return withEntropy
        ? best.logNormalizer()
        : GibbsPolicy.max(Arrays.copyOfRange(q, classes.begin(s), classes.end(s)));
  }

  private void raise(int s, double change) {
    double sum = values[s] + change;
    double added = sum - values[s];
    rests[s] += (values[s] - (sum - added)) + (change - added);
    values[s] = sum;
  }

  /** Finds the values of the policy. */
  private void evaluate() {
    double[] collected = new double[states];
    for (int s = 0; s < states; s++) {
      double sum = withEntropy ? policies[s].entropy() : 0;
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        double mass = mass(s, k);
        sum += mass == 0 ? 0 : mass * rewards[k];
      }
      collected[s] = sum;
    }
    follow();
    chain.solve(collected, values, rests);
  }

  /** Writes down and eliminates the chain of the policy. */
  private void follow() {
    chain.clear();
    for (int s = 0; s < states; s++) {
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        double mass = mass(s, k);
        if (mass > 0) {
          int outcome = transitions.outcome(k);
          chain.addExit(s, mass * exits[outcome]);
          for (int i = transitions.begin(outcome); i < transitions.begin(outcome + 1); i++) {
            double move = mass * gamma * transitions.probability(i);
            chain.addMove(s, transitions.next(i), move);
          }
        }
      }
    }
    chain.eliminate();
  }

  /** The probability of all members of an entry together. */
  private double mass(int s, int entry) {
    return policies[s].mass(entry - classes.begin(s), classes.multiplicity(entry));
  }

  /** The optimal policy of a state. */
  GibbsPolicy policy(int s) {
    return policies[s];
  }

  /** By entry: {@code max_k Q(s,k) - Q(s,entry)}, 0 if rounding may have made it. */
  double[] gaps() {
    double[] gaps = new double[q.length];
    for (int s = 0; s < states; s++) {
      int from = classes.begin(s);
      int to = classes.end(s);
      double[] ofState =
          GibbsPolicy.gaps(Arrays.copyOfRange(q, from, to), Arrays.copyOfRange(sizes, from, to));
      System.arraycopy(ofState, 0, gaps, from, ofState.length);
    }
    return gaps;
  }

  /** The optimal values V. */
  double[] values() {
    return values;
  }

  /** What the policy collects of a number a state, {@code x = b + gamma P x}. */
  double[] collect(double[] ofStates) {
    follow();
    double[] x = new double[states];
    chain.solve(ofStates, x, new double[states]);
    return x;
  }

  /** The visits of the policy, {@code d = m + gamma P' d}. */
  double[] visits(double[] start) {
    follow();
    double[] visits = new double[states];
    chain.visits(start, visits);
    return visits;
  }

  /** How far the values can be from the exact ones. */
  double errorBound() {
    return errorBound;
  }

  /** The largest number that the values of actions that are taken are made of, less V(s). */
  double scale() {
    double scale = 0;
    for (int s = 0; s < states; s++) {
      scale = Math.max(scale, scale(s));
    }
    return scale;
  }

  private double scale(int s) {
    double scale = 0;
    for (int k = classes.begin(s); k < classes.end(s); k++) {
      scale = mass(s, k) > 0 ? Math.max(scale, sizes[k]) : scale;
    }
    return scale;
  }
}

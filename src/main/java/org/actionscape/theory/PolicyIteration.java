package org.actionscape.theory;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.actionscape.check.DivergedException;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.actionscape.math.AbsorbingChain;
import org.actionscape.math.Seeds;
import org.actionscape.math.TwofoldSum;

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
 * <p>Values and what they differ by are kept in twice the digits of a double, and actions are
 * compared by what they differ from the value of their own state: with e(s,k) the probability that
 * the process ends,
 *
 * <pre>
 *   Q(s,k) - V(s) = r(s,k) + gamma ( sum_s' P(s'|s,k) (V(s') - V(s)) - e(s,k) V(s) )
 *                   - (1 - gamma) V(s)
 * </pre>
 *
 * <p>so that neither the number of iterations nor the digits of what tells actions apart depend on
 * gamma. Without entropy probabilities are 0 or 1 and nothing else is rounded; iterations end with
 * a policy that was there before. With entropy they end where neither a step of value iteration nor
 * the last policy raised values by more than rounding, or than what Newton's next step squares.
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

  /** How much of a value the last policy may have won, so that the next wins its square. */
  private static final double NEWTON = 0x1p-26;

  /** Up to here rounding of values is no digit of log-probabilities that is shown. */
  private static final double SURE_GAMMA = 1 - 1e-8;

  /** Random errors to try, as one may happen to cancel. */
  private static final int PROBES = 3;

  /** How much of a log-probability may be rounding. */
  private static final double ERROR_ALLOWED = 1e-6;

  /** Ties are looked for in sums of so many steps. */
  private static final double STEPS = 64;

  private final ActionClasses classes;
  private final Transitions transitions;
  private final double[] rewards;
  private final boolean withEntropy;
  private final double gamma;
  private final int states;

  /** By outcome: the probability that the process ends. */
  private final double[] ends;

  private final AbsorbingChain chain;

  /** By state: the policy with entropy, and the action that is taken without. */
  private final GibbsPolicy[] policies;

  private final int[] taken;

  /** By entry: action values less the state's value, and the size of what they are made of. */
  private final double[] q;

  private final double[] sizes;

  /** By state: its value, and what rounding to a double leaves of it. */
  private final double[] values;

  private final double[] rests;

  /** By state: the mean absolute reward of a step from there on. */
  private final double[] paid;

  private final TwofoldSum ahead = new TwofoldSum();
  private final TwofoldSum advantage = new TwofoldSum();
  private double errorBound;

  /** Whether rounding goes on to change the policy. */
  private boolean drowned;

  /**
   * Solves a process.
   *
   * @param environment a process with a discounted horizon and transitions
   * @param rewards one number per entry, in the place of the environment's own; minus infinity
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
    chain = new AbsorbingChain(states, gamma);
    policies = new GibbsPolicy[states];
    q = new double[classes.size()];
    sizes = new double[classes.size()];
    values = new double[states];
    rests = new double[states];
    paid = new double[states];
    Arrays.fill(paid, Double.POSITIVE_INFINITY);
    ends = new double[transitions.firstOutcome(states)];
    Arrays.setAll(ends, transitions::end);
    taken = new int[states];
    iterate();
  }

  /**
   * Value iteration in place and to and fro, so that one sweep may tell many states of a distant
   * reward, which policy iteration alone brings nearer by one state per policy. As many sweeps as
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
        raise(s, best(s));
      }
    }
  }

  private void iterate() {
    Set<Long> evaluated = new HashSet<>();
    double last = Double.POSITIVE_INFINITY;
    double rise = Double.POSITIVE_INFINITY;
    for (int n = 0; n < MOST_POLICIES; n++) {
      // No sweep at the end, as it would leave each state with the rounding of others.
      if (rise > NEWTON) {
        sweep();
        improve();
      }
      evaluated.add(hash());
      rise = evaluate();
      double change = improve();
      boolean still = change <= 1 || change <= NEAR && change > last / 2;
      if (withEntropy ? still && rise <= NEWTON : evaluated.contains(hash())) {
        return;
      }
      last = change;
    }
    // Values rise no more, but rounding of them changes what is best against them.
    drowned = rise <= NEWTON;
    if (drowned) {
      return;
    }
    throw new DivergedException(
        "optimal values: must be at rest after " + MOST_POLICIES + " policies, still change");
  }

  /** A hash of the actions that are taken. */
  private long hash() {
    long hash = 0;
    for (int entry : taken) {
      hash = Seeds.split(hash, entry);
    }
    return hash;
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
      double change = Math.abs(best(s));
      double rounding =
          ROUNDING * scale(s) + ROUNDING_OF_VALUES * Math.abs(values[s]) + Double.MIN_NORMAL;
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
    double reward = rewards[entry];
    if (reward == Double.NEGATIVE_INFINITY) {
      q[entry] = reward;
      sizes[entry] = Double.POSITIVE_INFINITY;
      return;
    }
    double size = addAhead(s, entry, values, rests);
    advantage.start(reward, 0);
    advantage.addProduct(gamma, ahead.value(), ahead.rest());
    advantage.addProduct(gamma - 1, values[s], rests[s]);
    q[entry] = advantage.value();
    sizes[entry] = Math.abs(reward) + gamma * size + (1 - gamma) * Math.abs(values[s]);
  }

  /**
   * Sums what an action is worth after it, less what the state is worth; returns the size of the
   * summands.
   */
  private double addAhead(int s, int entry, double[] x, double[] rest) {
    int outcome = transitions.outcome(entry);
    ahead.start(0, 0);
    double size = 0;
    for (int i = transitions.begin(outcome); i < transitions.begin(outcome + 1); i++) {
      int next = transitions.next(i);
      double probability = transitions.probability(i);
      ahead.addDifference(probability, x[next], rest[next], x[s], rest[s]);
      size += probability * Math.abs(x[next] - x[s]);
    }
    ahead.addProduct(-ends[outcome], x[s], rest[s]);
    return size + ends[outcome] * Math.abs(x[s]);
  }

  /** Takes the best policy of a state; returns how much more than the state's value it promises. */
  private double best(int s) {
    int from = classes.begin(s);
    int to = classes.end(s);
    if (withEntropy) {
      double[] x = Arrays.copyOfRange(q, from, to);
      double[] members = new double[x.length];
      Arrays.setAll(members, i -> classes.multiplicity(from + i));
      policies[s] = GibbsPolicy.of(x, members, x);
      return policies[s].logNormalizer();
    }
    taken[s] = from;
    for (int k = from + 1; k < to; k++) {
      taken[s] = q[k] > q[taken[s]] ? k : taken[s];
    }
    return q[taken[s]];
  }

  private void raise(int s, double change) {
    double sum = values[s] + change;
    double added = sum - values[s];
    rests[s] += (values[s] - (sum - added)) + (change - added);
    values[s] = sum;
  }

  /** Finds the values of the policy; returns by how much they moved, as a share of their sums. */
  private double evaluate() {
    double[] collected = new double[states];
    double[] sizes = new double[states];
    double[] lengths = new double[states];
    for (int s = 0; s < states; s++) {
      double sum = withEntropy ? policies[s].entropy() : 0;
      double size = sum;
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        double mass = mass(s, k);
        sum += mass == 0 ? 0 : mass * rewards[k];
        size += mass == 0 ? 0 : mass * Math.abs(rewards[k]);
      }
      collected[s] = sum;
      sizes[s] = size;
      lengths[s] = 1;
    }
    follow();
    double[] before = values.clone();
    chain.solve(collected, values, rests);
    chain.collect(sizes, paid);
    chain.collect(lengths, lengths);
    double rise = 0;
    for (int s = 0; s < states; s++) {
      double risen = Math.abs(values[s] - before[s]);
      rise = risen == 0 ? rise : Math.max(rise, risen / paid[s]);
      paid[s] /= lengths[s];
    }
    return rise;
  }

  /** Writes down and eliminates the chain of the policy. */
  private void follow() {
    chain.clear();
    for (int s = 0; s < states; s++) {
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        double mass = mass(s, k);
        if (mass > 0) {
          int outcome = transitions.outcome(k);
          chain.addEnd(s, mass * ends[outcome]);
          for (int i = transitions.begin(outcome); i < transitions.begin(outcome + 1); i++) {
            chain.addMove(s, transitions.next(i), mass * transitions.probability(i));
          }
        }
      }
    }
    chain.eliminate();
  }

  /** The probability of all members of an entry together. */
  private double mass(int s, int entry) {
    if (withEntropy) {
      return policies[s].mass(entry - classes.begin(s), classes.multiplicity(entry));
    }
    return entry == taken[s] ? 1 : 0;
  }

  /** The optimal policy of a state, with entropy. */
  GibbsPolicy policy(int s) {
    return policies[s];
  }

  /**
   * By entry: {@code max_k Q(s,k) - Q(s,entry)}, 0 if decimals of rewards may have made it. These
   * are in the rewards of some steps from an action on, but not in a value of the size of {@code 1
   * / (1 - gamma)}, of which twice the digits are known.
   */
  double[] gaps() {
    double[] gaps = new double[q.length];
    for (int s = 0; s < states; s++) {
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        double gap = q[taken[s]] - q[k];
        double summed = Math.min(sizes[k], Math.abs(rewards[k]) + STEPS * paid[s]);
        gaps[k] = gap < GibbsPolicy.TIE * summed ? 0 : gap;
      }
      gaps[taken[s]] = 0;
    }
    return gaps;
  }

  /** The optimal values V. */
  double[] values() {
    return values;
  }

  /**
   * Requires that log-probabilities are more than what rounding makes of them: an entropy that is
   * off by 1e-16 is off by {@code 1e-16 / (1 - gamma)} after all steps, which may decide between
   * parts of the process. Values are carried along with such errors, other ones in every state but
   * where states are alike. The values themselves are not the worse for it, as an optimum does not
   * change to first order with the policy.
   *
   * @throws InvalidInputException if they are not
   */
  void requireDigits() {
    double[] errors = new double[states];
    double[] errorRests = new double[states];
    if (drowned) {
      throw tooNear("");
    }
    for (int probe = 0; probe < PROBES && gamma > SURE_GAMMA; probe++) {
      for (int s = 0; s < states; s++) {
        double rounded = policies[s].entropy();
        long alike = 0;
        for (int k = classes.begin(s); k < classes.end(s); k++) {
          double mass = mass(s, k);
          rounded += mass == 0 ? 0 : mass * sizes[k];
          alike = Seeds.split(alike, Double.doubleToRawLongBits(mass));
        }
        alike = Seeds.split(alike, Float.floatToRawIntBits((float) rounded));
        errors[s] = ROUNDING * rounded * (2 * Seeds.uniform(alike, probe) - 1);
      }
      chain.solve(errors.clone(), errors, errorRests);
      for (int s = 0; s < states; s++) {
        requireDigits(s, errors, errorRests);
      }
    }
  }

  private void requireDigits(int s, double[] errors, double[] errorRests) {
    int from = classes.begin(s);
    int top = from;
    for (int k = from; k < classes.end(s); k++) {
      top = q[k] > q[top] ? k : top;
    }
    addAhead(s, top, errors, errorRests);
    double ofTop = ahead.value();
    for (int k = from; k < classes.end(s); k++) {
      if (k != top && mass(s, k) > 0) {
        addAhead(s, k, errors, errorRests);
        double error = Math.abs(ahead.value() - ofTop) + 0x1p-52 * (sizes[k] + sizes[top]);
        if (!(error <= ERROR_ALLOWED * Math.max(1, q[top] - q[k]))) {
          throw tooNear("of state " + s + " ");
        }
      }
    }
  }

  private InvalidInputException tooNear(String where) {
    return new InvalidInputException(
        "discount factor gamma = 1 - "
            + (1 - gamma)
            + ": must be further from 1 for this entropy coefficient, because what tells actions "
            + where
            + "apart in the optimum is lost in the rounding of values of the size of 1 / (1 - gamma)");
  }

  /** What the policy collects of one number per state, {@code x = b + gamma P x}. */
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

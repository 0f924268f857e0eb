package org.actionscape.objective;

import java.util.Arrays;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;

/**
 * What follows an action, for all actions of a policy at once: values to go and expected visits.
 *
 * <p>With l(s) the mode of a state (an action that holds the most mass), B the value of always
 * following the mode, and Q_B(s,a) = r(s,a) + sum_s' P(s'|s,a) B(s'), the value is V = B + D with
 *
 * <pre>
 *   D(s) = sum_a pi(a|s) (Q_B(s,a) - Q_B(s,l)) + sum_a pi(a|s) sum_s' P(s'|s,a) D(s').
 * </pre>
 *
 * <p>Only differences to the mode enter D, so it keeps its digits when the policy converges and D
 * is 1e-17 of V; the same holds for Q(s,a) - Q(s,l), which is all that a gradient needs. A term
 * whose gradient follows the visits has a value to go of its own, E(s) = term(s) + sum_a pi(a|s)
 * sum_s' P(s'|s,a) E(s'), of non-negative summands.
 *
 * <p>Numbers about a pair of a state and one that may follow it are stored sparsely, in slots: the
 * slots {@code begins[s] .. begins[s+1]-1} belong to the successors of s, ascending. "Ahead" is the
 * value of a successor as an action sees it: discounted, or the mean over the visits to the state
 * where that depends on the step. What is ahead of all successors of a state alike is kept apart,
 * as {@code common}: it may be of the size of {@code 1 / (1 - gamma)}, and tells apart only actions
 * that end the episode with different probabilities.
 *
 * <p>Cost of an evaluation, beside what a subclass says: O(entries + next states). Allocated once.
 */
abstract class PolicyEvaluation {
  private static final int LANES = 4;

  final int states;
  final double[] start;

  /** Slots. */
  final int[] begins;

  final int[] successors;

  /** P(s'|s) under the policy. */
  final double[] moves;

  /** P(s'|s) of the mode. */
  final double[] leads;

  /** The difference of the two, summed over the other actions without cancellation. */
  final double[] shifts;

  /** By state: the probability that the episode ends under the policy, and of the mode. */
  final double[] ends;

  final double[] modeEnds;

  /** The difference of the two, summed like {@link #shifts}, to which it adds up with minus. */
  final double[] endShifts;

  /** By state. */
  final double[] modeReward;

  final double[] rewardMean;

  /** By term and state: what a term that follows the visits is worth there. */
  final double[][] local;

  /** Results, by state: d, B, D. */
  final double[] visits;

  final double[] base;
  final double[] excess;

  /** Results, by slot: B, D and (by term) E of what lies ahead. */
  final double[] aheadBase;

  final double[] aheadExcess;
  final double[][] aheadTerms;

  /** Results, by state: what is to be added to every number ahead. */
  final double[] commonBase;

  final double[] commonExcess;
  final double[][] commonTerms;

  private final ActionClasses classes;
  private final double[] rewards;
  private final Transitions transitions;
  private final int[] modes;

  /** By outcome: the probability that the episode ends. */
  private final double[] endsOf;

  /** By outcome: its probability under the policy. */
  private final double[] masses;

  /** Workspace. */
  private final double[] byOutcome;

  private final double[] byState;
  private final double[] byStateToo;

  PolicyEvaluation(Environment environment, int terms) {
    classes = environment.classes();
    rewards = environment.rewards().data;
    transitions = environment.transitions();
    states = classes.states();
    start = new double[states];
    Arrays.setAll(start, environment::startProbability);
    begins = new int[states + 1];
    successors = successors();
    int slots = successors.length;
    moves = new double[slots];
    leads = new double[slots];
    shifts = new double[slots];
    ends = new double[states];
    modeEnds = new double[states];
    endShifts = new double[states];
    modeReward = new double[states];
    rewardMean = new double[states];
    local = new double[terms][states];
    visits = new double[states];
    base = new double[states];
    excess = new double[states];
    aheadBase = new double[slots];
    aheadExcess = new double[slots];
    aheadTerms = new double[terms][slots];
    commonBase = new double[states];
    commonExcess = new double[states];
    commonTerms = new double[terms][states];
    modes = new int[states];
    Arrays.fill(modes, -1);
    endsOf = new double[transitions.firstOutcome(states)];
    Arrays.setAll(endsOf, transitions::end);
    masses = new double[endsOf.length];
    int most = 0;
    for (int s = 0; s < states; s++) {
      most = Math.max(most, transitions.firstOutcome(s + 1) - transitions.firstOutcome(s));
    }
    byOutcome = new double[LANES * most];
    byState = new double[states];
    byStateToo = new double[states];
  }

  /** The continuation of an environment that has transitions, with so many terms to go. */
  static PolicyEvaluation over(Environment environment, int terms) {
    Horizon horizon = environment.horizon();
    if (horizon instanceof Horizon.Steps steps) {
      return new RecurrentEvaluation(environment, terms, steps.count());
    }
    if (horizon instanceof Horizon.Discounted discounted) {
      return new DiscountedEvaluation(environment, terms, discounted.gamma());
    }
    return new AcyclicEvaluation(environment, terms);
  }

  private int[] successors() {
    int[] lastSeen = new int[states];
    Arrays.fill(lastSeen, -1);
    int[] found = new int[transitions.begin(transitions.firstOutcome(states))];
    int size = 0;
    for (int s = 0; s < states; s++) {
      begins[s] = size;
      int end = transitions.begin(transitions.firstOutcome(s + 1));
      for (int i = transitions.begin(transitions.firstOutcome(s)); i < end; i++) {
        int next = transitions.next(i);
        if (lastSeen[next] != s) {
          lastSeen[next] = s;
          found[size++] = next;
        }
      }
      Arrays.sort(found, begins[s], size);
    }
    begins[states] = size;
    return Arrays.copyOf(found, size);
  }

  /**
   * Takes in one state of the policy.
   *
   * @param s the state
   * @param mode an entry that holds the most mass
   * @param logits the logits of all entries, not modified
   * @param weights unnormalised probabilities of all entries, not modified
   * @param total what normalises those of this state
   * @param mean the mean of {@code r - r(mode)}
   */
  final void observe(
      int s, int mode, double[] logits, double[] weights, double total, double mean) {
    modeReward[s] = rewards[mode];
    rewardMean[s] = mean;
    weighOutcomes(s, weights, total);
    observe(s, logits, classes.begin(s), classes.end(s));
    int first = transitions.firstOutcome(s);
    int end = transitions.firstOutcome(s + 1);
    int lead = transitions.outcome(mode);
    double elsewhere = 0;
    double ending = 0;
    double endShift = 0;
    for (int o = first; o < end; o++) {
      double mass = byOutcome[o - first];
      masses[o] = mass;
      boolean same = o == lead;
      elsewhere += same ? 0 : mass;
      ending += mass * endsOf[o];
      endShift += same ? 0 : mass * (endsOf[o] - endsOf[lead]);
      for (int i = transitions.begin(o); i < transitions.begin(o + 1); i++) {
        double move = mass * transitions.probability(i);
        byState[transitions.next(i)] += move;
        byStateToo[transitions.next(i)] += same ? 0 : move;
      }
    }
    ends[s] = ending;
    modeEnds[s] = endsOf[lead];
    endShifts[s] = endShift;
    take(s, byState, moves);
    take(s, byStateToo, shifts);
    if (modes[s] < 0 || lead != transitions.outcome(modes[s])) {
      for (int i = transitions.begin(lead); i < transitions.begin(lead + 1); i++) {
        byState[transitions.next(i)] += transitions.probability(i);
      }
      take(s, byState, leads);
    }
    if (modes[s] != mode) {
      modes[s] = mode;
      modeChanged();
    }
    for (int i = begins[s]; i < begins[s + 1]; i++) {
      shifts[i] -= elsewhere * leads[i];
    }
  }

  /** The probability of each outcome of a state. */
  private void weighOutcomes(int s, double[] weights, double total) {
    int first = transitions.firstOutcome(s);
    int count = transitions.firstOutcome(s + 1) - first;
    if (count == 1) {
      byOutcome[0] = 1;
      return;
    }
    Arrays.fill(byOutcome, 0, LANES * count, 0);
    double[] members = classes.multiplicities();
    int begin = classes.begin(s);
    int end = classes.end(s);
    int k = begin;
    // Lanes, because an addition to the outcome of the entry before would have to wait for it.
    for (; k + LANES <= end; k += LANES) {
      byOutcome[LANES * (transitions.outcome(k) - first)] += mass(members, weights, k);
      byOutcome[LANES * (transitions.outcome(k + 1) - first) + 1] += mass(members, weights, k + 1);
      byOutcome[LANES * (transitions.outcome(k + 2) - first) + 2] += mass(members, weights, k + 2);
      byOutcome[LANES * (transitions.outcome(k + 3) - first) + 3] += mass(members, weights, k + 3);
    }
    for (; k < end; k++) {
      byOutcome[LANES * (transitions.outcome(k) - first)] += mass(members, weights, k);
    }
    for (int o = 0; o < count; o++) {
      int lane = LANES * o;
      byOutcome[o] =
          ((byOutcome[lane] + byOutcome[lane + 1]) + (byOutcome[lane + 2] + byOutcome[lane + 3]))
              / total;
    }
  }

  private static double mass(double[] members, double[] weights, int k) {
    return members == null ? weights[k] : members[k] * weights[k];
  }

  /** Moves the numbers about the successors of a state to their slots and leaves zeros. */
  private void take(int s, double[] from, double[] slots) {
    for (int i = begins[s]; i < begins[s + 1]; i++) {
      slots[i] = from[successors[i]];
      from[successors[i]] = 0;
    }
  }

  /** Called with the logits of a policy, of which the entries of a state count. */
  void observe(int s, double[] logits, int from, int to) {}

  /** Called when a state has another mode than at the last evaluation. */
  void modeChanged() {}

  /** Computes values to go and visits, when all states have been taken in. */
  abstract void solve();

  /** The value of a state: at the first step, where it depends on the step. */
  final double value(int s) {
    return base[s] + excess[s];
  }

  /** sum_s' of slot weight times ahead. */
  final double sum(int s, double[] slotWeights, double[] ahead) {
    double sum = 0;
    for (int i = begins[s]; i < begins[s + 1]; i++) {
      sum += slotWeights[i] * ahead[i];
    }
    return sum;
  }

  /**
   * Whether what tells the actions of a state apart by what is ahead is more than its error.
   *
   * @param s the state
   * @param ahead what is ahead, by slot, and what is to be added to all of it
   * @param error an error that it may have, likewise
   * @param share the largest error that is allowed, as a share of the mean difference from the mode
   * @param floor the largest error that is allowed anyhow
   * @return whether the mean error, with that of the sums over next states, is allowed
   */
  final boolean tellsApart(
      int s,
      double[] ahead,
      double common,
      double[] error,
      double commonError,
      double share,
      double floor) {
    for (int i = begins[s]; i < begins[s + 1]; i++) {
      byState[successors[i]] = ahead[i];
      byStateToo[successors[i]] = error[i];
    }
    int lead = transitions.outcome(modes[s]);
    double mean = transitions.mean(lead, byState) - common * endsOf[lead];
    double meanError = transitions.mean(lead, byStateToo) - commonError * endsOf[lead];
    double size = size(lead, common);
    double differences = 0;
    double errors = 0;
    for (int o = transitions.firstOutcome(s); o < transitions.firstOutcome(s + 1); o++) {
      if (o != lead) {
        double difference = transitions.mean(o, byState) - common * endsOf[o] - mean;
        double carried = transitions.mean(o, byStateToo) - commonError * endsOf[o] - meanError;
        double rounding = 0x1p-52 * (size(o, common) + size);
        differences += masses[o] * Math.abs(difference);
        errors += masses[o] * (Math.abs(carried) + rounding);
      }
    }
    for (int i = begins[s]; i < begins[s + 1]; i++) {
      byState[successors[i]] = 0;
      byStateToo[successors[i]] = 0;
    }
    return errors <= Math.max(floor, share * differences);
  }

  /** What the mean of what is ahead of an outcome is made of, where it is spread over states. */
  private double size(int outcome, double common) {
    double size = Math.abs(common) * endsOf[outcome];
    for (int i = transitions.begin(outcome); i < transitions.begin(outcome + 1); i++) {
      size += transitions.probability(i) * Math.abs(byState[transitions.next(i)]);
    }
    return size;
  }

  /**
   * Writes what distinguishes the actions of a state: {@code x(s,a) - x(s,l)} with
   *
   * <pre>
   *   x(s,a) = share Q(s,a) + sum_j factors_j sum_s' P(s'|s,a) E_j(s')
   * </pre>
   *
   * @param s the state
   * @param share the weight of the return
   * @param factors the weight of each term that follows the visits
   * @param x one number an entry, written in the entries of the state
   * @return the mean of what was written under the policy
   */
  final double actionValues(int s, double share, double[] factors, double[] x) {
    double mean = share * (rewardMean[s] + sum(s, shifts, aheadBase) + sum(s, shifts, aheadExcess));
    double common = share * (commonBase[s] + commonExcess[s]);
    for (int i = begins[s]; i < begins[s + 1]; i++) {
      byState[successors[i]] = share * aheadBase[i];
      byStateToo[successors[i]] = share * aheadExcess[i];
    }
    for (int j = 0; j < factors.length; j++) {
      if (factors[j] != 0) {
        mean += factors[j] * sum(s, shifts, aheadTerms[j]);
        common += factors[j] * commonTerms[j][s];
        for (int i = begins[s]; i < begins[s + 1]; i++) {
          byStateToo[successors[i]] += factors[j] * aheadTerms[j][i];
        }
      }
    }
    int first = transitions.firstOutcome(s);
    int end = transitions.firstOutcome(s + 1);
    int lead = transitions.outcome(modes[s]);
    double leadBase = transitions.mean(lead, byState);
    double leadExcess = transitions.mean(lead, byStateToo);
    for (int o = first; o < end; o++) {
      byOutcome[o - first] =
          (transitions.mean(o, byState) - leadBase)
              + (transitions.mean(o, byStateToo) - leadExcess)
              - common * (endsOf[o] - endsOf[lead]);
    }
    for (int k = classes.begin(s); k < classes.end(s); k++) {
      x[k] = share * (rewards[k] - modeReward[s]) + byOutcome[transitions.outcome(k) - first];
    }
    for (int i = begins[s]; i < begins[s + 1]; i++) {
      byState[successors[i]] = 0;
      byStateToo[successors[i]] = 0;
    }
    return mean - common * endShifts[s];
  }
}

package org.actionscape.solver;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.Environment;
import org.actionscape.objective.Policy;

/** A bandit of four classes, eleven actions in all, and the same with one entry an action. */
final class SmallBandit {
  static final double[] LOGITS = {0, 1, -0.5, 0.3};
  static final double[] REWARDS = {1, 0.4, 0, -0.3};
  static final double[] MEMBERS = {2, 1, 5, 3};

  private SmallBandit() {}

  static ContextualBandit lumped() {
    return ContextualBandit.of(LOGITS, REWARDS, MEMBERS);
  }

  static ContextualBandit explicit() {
    return ContextualBandit.of(spread(LOGITS), spread(REWARDS));
  }

  static List<ContextualBandit> encodings() {
    return List.of(lumped(), explicit());
  }

  static double[] spread(double[] byClass) {
    return IntStream.range(0, byClass.length)
        .boxed()
        .flatMapToDouble(k -> Arrays.stream(filled((int) MEMBERS[k], byClass[k])))
        .toArray();
  }

  private static double[] filled(int length, double value) {
    double[] array = new double[length];
    Arrays.fill(array, value);
    return array;
  }

  /** The log-probability of a member of each entry, state by state, without the kernel. */
  static double[] logProbabilities(Policy policy) {
    ActionClasses classes = policy.classes();
    double[] log = policy.logits().data.clone();
    for (int s = 0; s < classes.states(); s++) {
      double max = Double.NEGATIVE_INFINITY;
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        max = Math.max(max, log[k]);
      }
      double sum = 0;
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        sum += classes.multiplicity(k) * StrictMath.exp(log[k] - max);
      }
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        log[k] -= max + StrictMath.log(sum);
      }
    }
    return log;
  }

  /**
   * For each entry of an explicit environment the entry of a lumped one that stands for it: the one
   * in its state with its start logit and its reward.
   */
  static int[] classOf(Environment explicit, Environment lumped) {
    int[] classOf = new int[explicit.classes().size()];
    for (int s = 0; s < explicit.classes().states(); s++) {
      Map<double[], Integer> known =
          new TreeMap<>(
              Comparator.<double[]>comparingDouble(pair -> pair[0])
                  .thenComparingDouble(pair -> pair[1]));
      for (int k = lumped.classes().begin(s); k < lumped.classes().end(s); k++) {
        known.put(pair(lumped, k), k);
      }
      for (int a = explicit.classes().begin(s); a < explicit.classes().end(s); a++) {
        classOf[a] = known.get(pair(explicit, a));
      }
    }
    return classOf;
  }

  private static double[] pair(Environment environment, int entry) {
    return new double[] {environment.startLogits().data[entry], environment.rewards().data[entry]};
  }
}

package org.actionscape.study.figure1;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.actionscape.check.Checks;
import org.actionscape.env.BanditSettings;
import org.actionscape.env.Encoding;
import org.actionscape.experiment.Effort;
import org.actionscape.experiment.FigureBandit;
import org.actionscape.experiment.Grids;
import org.actionscape.experiment.SeededBandits;
import org.actionscape.objective.Objective;

/**
 * The settings of Figure 1. They are ours, chosen on other seeds than the figure's; the paper's own
 * are not public.
 *
 * @param bandit the environment; its number of optimal actions is replaced by each of {@code
 *     optimal}
 * @param optimal the numbers of optimal actions to compare
 * @param lambda the entropy coefficient of both bonuses
 * @param clampShare the clamp share p
 * @param stepSize the step size eta of gradient ascent in each context
 * @param steps the number of updates
 * @param seeds the number of seeds
 * @param firstSeed the first seed; the others follow
 * @param encoding how environments are written down
 */
record Figure1Settings(
    BanditSettings bandit,
    List<Integer> optimal,
    double lambda,
    double clampShare,
    double stepSize,
    int steps,
    int seeds,
    long firstSeed,
    Encoding encoding) {
  /** Keeps data.csv below 2 MiB: about 45 bytes a row. */
  private static final int MOST_ROWS = 32_000;

  private static final int FINEST_INTERVAL = 50;
  private static final double BUCKET_WIDTH = 0.01;
  private static final int STEPS = 4000;
  private static final long FIRST_SEED = 1;
  private static final int SEEDS = 16;
  private static final int QUICK_SEEDS = 3;

  Figure1Settings {
    Checks.between("number of seeds", seeds, 1, Integer.MAX_VALUE);
    Checks.between("number of steps", steps, 1, Integer.MAX_VALUE);
  }

  static Figure1Settings of(Effort options) {
    List<Integer> optimal = FigureBandit.OPTIMAL;
    return new Figure1Settings(
        FigureBandit.settings(
            options.actionsOr(FigureBandit.ACTIONS), optimal.get(0), BUCKET_WIDTH),
        optimal,
        FigureBandit.LAMBDA,
        FigureBandit.CLAMP_SHARE,
        FigureBandit.STEP_SIZE,
        STEPS,
        options.seedsOr(SEEDS, QUICK_SEEDS),
        FIRST_SEED,
        options.encoding());
  }

  /** The three methods by id, in the order of the legend. */
  Map<String, Objective> methods() {
    Map<String, Objective> methods = new LinkedHashMap<>();
    methods.put("none", Objective.expectedReturn());
    methods.put("entropy", Objective.withEntropy(lambda));
    methods.put("clamped", Objective.withClampedEntropy(lambda, clampShare));
    return methods;
  }

  /** Every method at every number of optimal actions, methods together. */
  List<SeededBandits.Variant> variants() {
    return optimal.stream()
        .flatMap(n -> methods().values().stream().map(o -> new SeededBandits.Variant(n, o)))
        .toList();
  }

  SeededBandits ensemble() {
    return new SeededBandits(
        bandit, encoding, stepSize, firstSeed, seeds, Grids.every(every(), steps));
  }

  /** The distance of recorded steps: as fine as the size of data.csv permits. */
  int every() {
    int every = FINEST_INTERVAL;
    while (every < steps && rows(every) > MOST_ROWS) {
      every *= 2;
    }
    return Math.min(every, steps);
  }

  private long rows(int every) {
    return (long) seeds * optimal.size() * methods().size() * (steps / every + 1);
  }
}

package org.actionscape.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.actionscape.env.Environment;
import org.actionscape.math.Seeds;
import org.actionscape.objective.Objective;
import org.actionscape.solver.GradientSource;
import org.actionscape.solver.Optimizer;
import org.actionscape.solver.Run;
import org.actionscape.solver.Step;

/**
 * The same environments, one for each seed, trained in several ways. Every (variant, seed) is a
 * cell of its own: a pure function of these settings. All variants of a seed share its environment
 * and the random numbers that training draws, so differences between them are paired.
 *
 * @param environment makes a seed's environment
 * @param source where gradients come from
 * @param optimizer how to train
 * @param firstSeed the first seed; the others follow
 * @param seeds the number of seeds
 * @param recorded the steps to record, ascending
 */
public record PairedRuns(
    LongFunction<Environment> environment,
    GradientSource source,
    Optimizer optimizer,
    long firstSeed,
    int seeds,
    List<Integer> recorded) {
  /** The stream of a seed from which training draws; environments use those from 0 on. */
  private static final long TRAINING = -1;

  /**
   * Trains all variants.
   *
   * @return by variant, then by seed: the recorded steps; the same for any number of threads
   */
  public List<List<List<Step>>> train(List<Objective> variants, int threads, Progress progress) {
    List<List<Step>> cells =
        Parallel.map(
            variants.size() * seeds,
            threads,
            cell -> train(variants.get(cell / seeds), firstSeed + cell % seeds),
            progress);
    List<List<List<Step>>> traces = new ArrayList<>();
    for (int v = 0; v < variants.size(); v++) {
      traces.add(List.copyOf(cells.subList(v * seeds, (v + 1) * seeds)));
    }
    return traces;
  }

  private List<Step> train(Objective variant, long seed) {
    return new Run(environment.apply(seed), variant, optimizer, source, Seeds.split(seed, TRAINING))
        .steps(recorded)
        .toList();
  }
}

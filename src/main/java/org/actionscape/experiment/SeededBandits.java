package org.actionscape.experiment;

import java.util.ArrayList;
import java.util.List;
import org.actionscape.env.BanditGenerator;
import org.actionscape.env.BanditSettings;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.Encoding;
import org.actionscape.objective.Objective;
import org.actionscape.solver.GradientAscent;
import org.actionscape.solver.Run;
import org.actionscape.solver.Step;

/**
 * The same contextual bandits, one for each seed, trained in several ways. Every (seed, context) is
 * a cell of its own: a pure function of these settings.
 *
 * @param bandit the environment; a variant replaces its number of optimal actions
 * @param encoding how environments are written down
 * @param stepSize the step size of gradient ascent in each context
 * @param firstSeed the first seed; the others follow
 * @param seeds the number of seeds
 * @param recorded the steps to record, ascending
 */
public record SeededBandits(
    BanditSettings bandit,
    Encoding encoding,
    double stepSize,
    long firstSeed,
    int seeds,
    List<Integer> recorded) {
  /** One way to train. */
  public record Variant(int optimal, Objective objective) {}

  /** Means over the contexts of one seed, by variant and recorded step. */
  public record Curves(double[][] reward, double[][] entropy) {
    Curves(int variants, int points) {
      this(new double[variants][points], new double[variants][points]);
    }

    /** The reward at the last recorded step. */
    public double lastReward(int variant) {
      return reward[variant][reward[variant].length - 1];
    }

    private static Curves mean(List<Curves> contexts, int variants, int points) {
      Curves mean = new Curves(variants, points);
      for (int v = 0; v < variants; v++) {
        for (int t = 0; t < points; t++) {
          for (Curves context : contexts) {
            mean.reward[v][t] += context.reward[v][t];
            mean.entropy[v][t] += context.entropy[v][t];
          }
          mean.reward[v][t] /= contexts.size();
          mean.entropy[v][t] /= contexts.size();
        }
      }
      return mean;
    }
  }

  /** The same ensemble of another bandit. */
  public SeededBandits withBandit(BanditSettings newBandit) {
    return new SeededBandits(newBandit, encoding, stepSize, firstSeed, seeds, recorded);
  }

  /** Trains all variants; one result per seed, in order, whatever the number of threads. */
  public List<Curves> train(List<Variant> variants, int threads, Progress progress) {
    int contexts = bandit.contexts();
    List<Curves> cells =
        Parallel.map(
            seeds * contexts,
            threads,
            cell -> train(variants, firstSeed + cell / contexts, cell % contexts),
            progress);
    List<Curves> means = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      means.add(
          Curves.mean(
              cells.subList(seed * contexts, (seed + 1) * contexts),
              variants.size(),
              recorded.size()));
    }
    return means;
  }

  private Curves train(List<Variant> variants, long seed, int context) {
    Curves curves = new Curves(variants.size(), recorded.size());
    for (int v = 0; v < variants.size(); v++) {
      Variant variant = variants.get(v);
      ContextualBandit alone =
          new BanditGenerator(bandit.withOptimal(variant.optimal()), encoding)
              .context(seed, context);
      Run run = new Run(alone, variant.objective(), new GradientAscent(stepSize));
      List<Step> steps = run.steps(recorded).toList();
      curves.reward[v] = steps.stream().mapToDouble(Step::value).toArray();
      curves.entropy[v] = steps.stream().mapToDouble(Step::entropy).toArray();
    }
    return curves;
  }
}

package org.actionscape.study.figure1;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.actionscape.check.InvalidInputException;
import org.actionscape.claim.Claim;
import org.actionscape.claim.Evidence;
import org.actionscape.claim.Finding;
import org.actionscape.claim.Verdict;
import org.actionscape.experiment.Effort;
import org.actionscape.experiment.FigureBandit;
import org.actionscape.experiment.Progress;
import org.actionscape.experiment.SeededBandits;

/**
 * The three claims of Figure 1, as its acceptance puts them in numbers, tested in the figure's own
 * experiment.
 */
final class Figure1Claims {
  private static final int SEEDS = 8;
  private static final int QUICK_SEEDS = 3;

  /** Fewer classes of ranks, so less time, for nearly the same numbers. */
  private static final double QUICK_BUCKET_WIDTH = 0.05;

  /** One claim about one number of optimal actions. */
  @FunctionalInterface
  interface Test {
    Finding of(int optimal, Rewards rewards);
  }

  /** Final reward by number of optimal actions and method, mean over seeds. */
  record Rewards(int seeds, Map<String, Double> means) {
    double of(int optimal, String method) {
      return means.get(optimal + method);
    }

    double gain(int optimal, String method) {
      return of(optimal, method) - of(optimal, "none");
    }
  }

  private Figure1Claims() {}

  static List<Claim> all() {
    return List.of(
        claim(
            "figure-1-stuck",
            "Without regularisation training gets stuck near 0.2 at every sparsity: between 0.15"
                + " and 0.30.",
            (n, rewards) -> {
              double reward = rewards.of(n, "none");
              return finding(
                  n, rewards, reward >= 0.15 && reward <= 0.30, Map.of("final_reward", reward));
            }),
        claim(
            "figure-1-entropy",
            "The entropy bonus helps at 15 and 10 optimal actions (by at least 0.05), little or not"
                + " at all at 5 (between -0.05 and 0.06), and not at 1 (at most 0).",
            (n, rewards) -> {
              double gain = rewards.gain(n, "entropy");
              boolean holds =
                  switch (n) {
                    case 15, 10 -> gain >= 0.05;
                    case 5 -> gain >= -0.05 && gain <= 0.06;
                    case 1 -> gain <= 0;
                    default -> throw new InvalidInputException("optimal actions = " + n);
                  };
              return finding(n, rewards, holds, Map.of("gain", gain));
            }),
        claim(
            "figure-1-clamped",
            "The clamped bonus stays ahead of both at every sparsity: of the entropy bonus, and of"
                + " none by at least 0.40, 0.32, 0.18, 0.04 at n = 15, 10, 5, 1.",
            (n, rewards) -> {
              double gain = rewards.gain(n, "clamped");
              double least =
                  switch (n) {
                    case 15 -> 0.40;
                    case 10 -> 0.32;
                    case 5 -> 0.18;
                    default -> 0.04;
                  };
              double entropy = rewards.gain(n, "entropy");
              Map<String, Double> numbers =
                  Evidence.of("gain", gain)
                      .and("gain_of_entropy", entropy)
                      .and("least", least)
                      .numbers();
              return finding(n, rewards, gain >= least && gain > entropy, numbers);
            }));
  }

  private static Claim claim(String id, String sentence, Test test) {
    return Claim.of(
        id,
        sentence,
        "Figure 1 of arXiv:2509.03493; the settings are ours, as the paper's are not public",
        "the experiment of figure-1, final rewards over " + SEEDS + " seeds of 25 contexts",
        lab -> {
          Rewards rewards = lab.shared(Rewards.class, () -> run(lab.quick(), lab.threads()));
          return FigureBandit.OPTIMAL.stream().map(n -> test.of(n, rewards)).toList();
        });
  }

  private static Finding finding(
      int optimal, Rewards rewards, boolean holds, Map<String, Double> numbers) {
    return new Finding(
        "n = " + optimal,
        holds ? Verdict.HOLDS : Verdict.FAILS,
        numbers,
        rewards.seeds() + " seeds");
  }

  static Rewards run(boolean quick, int threads) {
    Figure1Settings settings =
        Figure1Settings.of(new Effort(quick ? QUICK_SEEDS : SEEDS, 0, false, quick, threads));
    SeededBandits ensemble = settings.ensemble();
    if (quick) {
      ensemble =
          ensemble.withBandit(
              FigureBandit.settings(
                  FigureBandit.ACTIONS, settings.optimal().get(0), QUICK_BUCKET_WIDTH));
    }
    List<SeededBandits.Curves> seeds =
        ensemble.train(settings.variants(), threads, Progress.SILENT);
    Map<String, Double> means = new LinkedHashMap<>();
    int variant = 0;
    for (int optimal : settings.optimal()) {
      for (String method : settings.methods().keySet()) {
        int v = variant++;
        means.put(
            optimal + method,
            seeds.stream().mapToDouble(c -> c.lastReward(v)).average().orElseThrow());
      }
    }
    return new Rewards(seeds.size(), means);
  }
}

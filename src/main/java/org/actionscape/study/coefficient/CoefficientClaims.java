package org.actionscape.study.coefficient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.actionscape.claim.Claim;
import org.actionscape.claim.Evidence;
import org.actionscape.claim.Finding;
import org.actionscape.claim.Verdict;
import org.actionscape.experiment.Effort;
import org.actionscape.experiment.Progress;
import org.actionscape.experiment.SeededBandits;
import org.actionscape.store.Interval;
import org.actionscape.store.Table;
import org.actionscape.study.coefficient.CoefficientSweep.Cell;
import org.actionscape.study.coefficient.CoefficientSweep.Rule;
import org.actionscape.study.coefficient.CoefficientSweep.Scores;

/** What the size and the schedule of the entropy coefficient do, in the sweep of the figure. */
final class CoefficientClaims {
  private static final String FOLKLORE =
      "practice of entropy regularisation (Williams and Peng 1991; Mnih et al. 2016,"
          + " arXiv:1602.01783); decay: Mei et al. 2020, arXiv:2005.06392, section 4.2";
  private static final String EXPERIMENT =
      "the experiment of coefficient-sweep with 3 test seeds and 3 validation seeds of 25 contexts,"
          + " 500 and 16000 steps (quick: 1 and 2 seeds, 500 and 2000 steps)";

  /** How much of the best reward tuning may miss, and a wrong coefficient may win back. */
  private static final double CLOSE = 0.05;

  private static final double SENSITIVE = 0.1;

  /** The run that is long enough for decay to pay against a finely tuned constant, steps. */
  private static final int LONG = 16_000;

  /** Constant coefficients between those of the figure, around the best. */
  private static final List<Double> FINE = List.of(0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1);

  private CoefficientClaims() {}

  /** The sweep on both splits. */
  record Sweep(List<Integer> lengths, Scores validation, Scores test) {
    private int longest() {
      return lengths.get(lengths.size() - 1);
    }
  }

  static Sweep run(boolean quick, int threads) {
    Effort options = new Effort(0, 0, false, quick, threads);
    List<Integer> lengths = quick ? List.of(500, 2000) : List.of(500, LONG);
    int longest = lengths.get(lengths.size() - 1);
    SeededBandits validation = CoefficientSweep.ensemble(options, 101, quick ? 2 : 3, longest);
    SeededBandits test = CoefficientSweep.ensemble(options, 1, quick ? 1 : 3, longest);
    Set<Cell> cells = new LinkedHashSet<>(CoefficientSweep.cells(lengths));
    FINE.forEach(lambda -> cells.add(new Cell(longest, Rule.CONSTANT, lambda)));
    return new Sweep(
        lengths,
        CoefficientSweep.train(validation, List.copyOf(cells), threads, Progress.SILENT),
        CoefficientSweep.train(test, List.copyOf(cells), threads, Progress.SILENT));
  }

  static List<Claim> all() {
    return List.of(
        claim(
            "coefficient-too-small",
            "Too small a coefficient leaves the policy stuck: at 1e-4 and below the reward is"
                + " within 0.05 of no bonus, and below 0.4.",
            CoefficientClaims::tooSmall),
        claim(
            "coefficient-too-large",
            "Too large a constant coefficient never commits: at 1 and above the reward is at most"
                + " 0.01, below that of no bonus, and at least 8 of 11.5 nats of entropy remain.",
            CoefficientClaims::tooLarge),
        claim(
            "coefficient-decay",
            "On long runs a decaying coefficient, picked on validation contexts, beats the best"
                + " constant one of those a factor of ten apart in every seed, by at least 0.05 on"
                + " average.",
            CoefficientClaims::decay),
        claim(
            "coefficient-decay-fine",
            "Most of that lead is the coarse grid: a constant coefficient that is tuned finely,"
                + " between 0.02 and 0.1, is behind decay on average too, but by less than 0.05.",
            CoefficientClaims::fineDecay),
        claim(
            "coefficient-validation",
            "The coefficient picked on validation contexts is within 0.05 of the best reward on"
                + " test contexts, for every rule.",
            CoefficientClaims::validation),
        claim(
            "coefficient-log-scale",
            "The coefficient must be tuned on a log scale: ten times more or less than the best"
                + " constant one of such a grid costs at least 0.1 of reward.",
            CoefficientClaims::logScale));
  }

  private static Claim claim(String id, String sentence, Function<Sweep, List<Finding>> test) {
    return Claim.of(
        id,
        sentence,
        FOLKLORE,
        EXPERIMENT,
        lab -> test.apply(lab.shared(Sweep.class, () -> run(lab.quick(), lab.threads()))));
  }

  private static List<Finding> tooSmall(Sweep sweep) {
    List<Finding> findings = new ArrayList<>();
    for (int steps : sweep.lengths()) {
      double none = sweep.test().reward(new Cell(steps, null, Double.NaN));
      for (double lambda : new double[] {1e-5, 1e-4}) {
        double reward = sweep.test().reward(new Cell(steps, Rule.CONSTANT, lambda));
        findings.add(
            Finding.of(
                setting(steps, Rule.CONSTANT, lambda),
                Math.abs(reward - none) <= CLOSE && reward < 0.4,
                Evidence.of("reward", reward).and("reward_without_bonus", none).numbers()));
      }
    }
    return findings;
  }

  private static List<Finding> tooLarge(Sweep sweep) {
    List<Finding> findings = new ArrayList<>();
    for (int steps : sweep.lengths()) {
      double none = sweep.test().reward(new Cell(steps, null, Double.NaN));
      for (double lambda : new double[] {1, 10}) {
        Cell cell = new Cell(steps, Rule.CONSTANT, lambda);
        double reward = sweep.test().reward(cell);
        double entropy = Interval.of(sweep.test().entropies().get(cell)).mean();
        findings.add(
            Finding.of(
                setting(steps, Rule.CONSTANT, lambda),
                reward <= 0.01 && reward < none && entropy >= 8,
                Evidence.of("reward", reward)
                    .and("reward_without_bonus", none)
                    .and("entropy", entropy)
                    .numbers()));
      }
    }
    return findings;
  }

  private static List<Finding> decay(Sweep sweep) {
    return decay(
        sweep,
        CoefficientSweep.LAMBDAS,
        (leads, mean) -> Arrays.stream(leads).allMatch(lead -> lead > 0) && mean >= CLOSE);
  }

  private static List<Finding> fineDecay(Sweep sweep) {
    List<Finding> findings = decay(sweep, FINE, (leads, mean) -> mean > 0 && mean < CLOSE);
    return sweep.longest() >= LONG
        ? findings
        : findings.stream()
            .map(f -> new Finding(f.setting(), Verdict.OUT_OF_SCOPE, f.numbers(), "too short"))
            .toList();
  }

  /** Decay on the grid of the figure, beside the best of some constant coefficients. */
  private static List<Finding> decay(
      Sweep sweep, List<Double> constants, BiPredicate<double[], Double> holds) {
    int steps = sweep.longest();
    double best = sweep.test().best(steps, Rule.CONSTANT, constants);
    double[] constant = sweep.test().rewards().get(new Cell(steps, Rule.CONSTANT, best));
    List<Finding> findings = new ArrayList<>();
    for (Rule rule : List.of(Rule.LINEAR, Rule.EXPONENTIAL, Rule.HALVING)) {
      double lambda = sweep.validation().best(steps, rule);
      double[] decaying = sweep.test().rewards().get(new Cell(steps, rule, lambda));
      double[] leads = new double[decaying.length];
      Arrays.setAll(leads, seed -> decaying[seed] - constant[seed]);
      double least = Arrays.stream(leads).min().orElseThrow();
      double mean = Interval.of(leads).mean();
      findings.add(
          Finding.of(
              setting(steps, rule, lambda),
              holds.test(leads, mean),
              Evidence.of("reward", Interval.of(decaying).mean())
                  .and("best_constant", best)
                  .and("its_reward", Interval.of(constant).mean())
                  .and("mean_lead", mean)
                  .and("least_lead", least)
                  .numbers()));
    }
    return findings;
  }

  private static List<Finding> validation(Sweep sweep) {
    List<Finding> findings = new ArrayList<>();
    for (int steps : sweep.lengths()) {
      for (Rule rule : Rule.values()) {
        double picked = sweep.validation().best(steps, rule);
        double best = sweep.test().best(steps, rule);
        double reward = sweep.test().reward(new Cell(steps, rule, picked));
        double most = sweep.test().reward(new Cell(steps, rule, best));
        findings.add(
            Finding.of(
                setting(steps, rule, picked),
                most - reward <= CLOSE,
                Evidence.of("test_reward", reward)
                    .and("best", best)
                    .and("its_test_reward", most)
                    .numbers()));
      }
    }
    return findings;
  }

  private static List<Finding> logScale(Sweep sweep) {
    int steps = sweep.longest();
    double best = sweep.test().best(steps, Rule.CONSTANT);
    int place = CoefficientSweep.LAMBDAS.indexOf(best);
    double reward = sweep.test().reward(new Cell(steps, Rule.CONSTANT, best));
    List<Finding> findings = new ArrayList<>();
    for (int other : new int[] {place - 1, place + 1}) {
      double lambda = CoefficientSweep.LAMBDAS.get(other);
      double off = sweep.test().reward(new Cell(steps, Rule.CONSTANT, lambda));
      findings.add(
          Finding.of(
              setting(steps, Rule.CONSTANT, lambda),
              reward - off >= SENSITIVE,
              Evidence.of("reward", off).and("best", best).and("its_reward", reward).numbers()));
    }
    return findings;
  }

  private static String setting(int steps, Rule rule, double lambda) {
    return rule.id() + " " + Table.format(lambda) + ", " + steps + " steps";
  }
}

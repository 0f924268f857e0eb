package org.actionscape.study.propositions;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.actionscape.env.BanditGenerator;
import org.actionscape.env.BanditSettings;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Encoding;
import org.actionscape.env.Environment;
import org.actionscape.env.Garnet;
import org.actionscape.env.GaussianStart;
import org.actionscape.env.Horizon;
import org.actionscape.env.OptimalRanks;
import org.actionscape.env.TokenSequenceGenerator;
import org.actionscape.env.TokenSequenceSettings;
import org.actionscape.env.TokenSequenceSettings.EndToken;
import org.actionscape.env.Transitions;
import org.actionscape.env.UniformStart;
import org.actionscape.env.ZipfStart;
import org.actionscape.experiment.Draws;
import org.actionscape.experiment.FigureBandit;
import org.actionscape.experiment.Parallel;
import org.actionscape.experiment.Progress;
import org.actionscape.math.Seeds;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.actionscape.solver.GradientAscent;
import org.actionscape.solver.NaturalGradient;
import org.actionscape.solver.Optimizer;
import org.actionscape.solver.Run;
import org.actionscape.theory.SoftValueIteration;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The policies that bounds are held against: recorded steps of training runs in every kind of
 * environment, and random policies of random environments, from nearly uniform to collapsed.
 */
record Samples(List<Samples.Setting> settings) {
  static final int RANDOM_POLICIES = 1050;

  private static final long SEED = 20_260_000;
  private static final int POLICIES_EACH = 5;
  private static final List<Integer> RECORDED = List.of(0, 20, 100, 300, 1000, 2000, 4000);
  private static final List<Integer> QUICK_RECORDED = List.of(0, 20, 100, 300);

  /** Enough steps of natural gradient ascent to come to rest at the soft optimum. */
  private static final List<Integer> NATURAL_RECORDED = List.of(0, 2, 5, 10, 20, 60);

  /** A step of natural gradient ascent multiplies the distance to the soft optimum by 1 - this. */
  private static final double NATURAL_RATE = 0.5;

  /** Cases that a ledger reports together. */
  record Setting(String name, List<Case> cases) {}

  /** Policies of one environment, with the coefficient that bounds are to use. */
  record Case(Environment environment, double lambda, List<double[]> logits) {
    /** A new policy with the logits of one of them. */
    Policy policy(int index) {
      return Policy.of(environment, logits.get(index));
    }
  }

  static Samples of(boolean quick, int threads) {
    List<Training> trainings = trainings();
    List<Setting> settings =
        new ArrayList<>(
            Parallel.map(
                trainings.size(),
                threads,
                i -> trainings.get(i).run(quick ? QUICK_RECORDED : RECORDED),
                Progress.SILENT));
    settings.addAll(random());
    return new Samples(List.copyOf(settings));
  }

  /**
   * Training runs in one environment: gradient ascent without a bonus, with entropy and, if asked,
   * clamped, and natural gradient ascent with entropy, which alone comes to rest.
   */
  private record Training(
      String name,
      Environment environment,
      double lambda,
      GradientAscent ascent,
      double clampShare) {
    Setting run(List<Integer> recorded) {
      List<Objective> objectives =
          new ArrayList<>(List.of(Objective.expectedReturn(), Objective.withEntropy(lambda)));
      if (clampShare > 0) {
        objectives.add(Objective.withClampedEntropy(lambda, clampShare));
      }
      List<double[]> logits = new ArrayList<>();
      for (Objective objective : objectives) {
        logits.addAll(record(objective, ascent, recorded));
      }
      logits.addAll(
          record(
              Objective.withEntropy(lambda),
              new NaturalGradient(NATURAL_RATE / lambda),
              NATURAL_RECORDED));
      return new Setting(
          "training: " + name, List.of(new Case(environment, lambda, List.copyOf(logits))));
    }

    private List<double[]> record(
        Objective objective, Optimizer optimizer, List<Integer> recorded) {
      Run run = new Run(environment, objective, optimizer);
      return run.steps(recorded).map(step -> run.policy().logits().data.clone()).toList();
    }
  }

  private static List<Training> trainings() {
    BanditSettings paper =
        FigureBandit.settings(FigureBandit.ACTIONS, FigureBandit.OPTIMAL.get(0), 0.05);
    BanditSettings gaussian = new BanditSettings(3, 1000, 5).withStart(new GaussianStart(2));
    ContextualBandit many = new BanditGenerator(paper, Encoding.CLASSES).bandit(SEED);
    ContextualBandit few = new BanditGenerator(gaussian, Encoding.EXPLICIT).bandit(SEED);
    return List.of(
        new Training(
            "contextual bandit, the figures' 25 contexts, |A| = 100000, n = 15",
            many,
            FigureBandit.LAMBDA,
            GradientAscent.perContext(FigureBandit.STEP_SIZE, many),
            FigureBandit.CLAMP_SHARE),
        new Training(
            "contextual bandit, explicit, Gaussian start, |A| = 1000, n = 5",
            few,
            0.1,
            GradientAscent.perContext(2, few),
            0.5),
        new Training(
            "token sequences, all or nothing, H = 5",
            tokens(5, List.of(), TokenSequenceSettings.Payment.AT_END, 0, 0),
            0.05,
            new GradientAscent(2),
            0),
        new Training(
            "token sequences, paid per step, H = 4",
            tokens(4, List.of(), TokenSequenceSettings.Payment.PER_STEP, 0, 0),
            0.02,
            new GradientAscent(2),
            0),
        new Training(
            "token sequences, partial credit, slips, end-of-sequence token, H = 3",
            tokens(3, List.of(0.5), TokenSequenceSettings.Payment.AT_END, 0.1, 0.05),
            0.05,
            new GradientAscent(2),
            0),
        new Training(
            "acyclic process, random next states",
            acyclic(SEED, false),
            0.1,
            new GradientAscent(1),
            0),
        new Training(
            "discounted Garnet, 20 states, gamma = 0.9",
            new Garnet(20, 5, 3, 0.9, new GaussianStart(1)).process(SEED),
            0.1,
            new GradientAscent(1),
            0),
        new Training("recurrent process, H = 6", recurrent(SEED), 0.1, new GradientAscent(1), 0));
  }

  private static DecisionProcess tokens(
      int horizon,
      List<Double> partialCredit,
      TokenSequenceSettings.Payment payment,
      double slip,
      double endProbability) {
    return new TokenSequenceGenerator(
            new TokenSequenceSettings(2, horizon, 1000, List.of(3))
                .withPayment(payment)
                .withPartialCredit(partialCredit)
                .withSlip(slip)
                .withEnd(new EndToken(endProbability, 0))
                .withStart(new ZipfStart(1.2, 0.05))
                .withRanks(OptimalRanks.aligned(1).ranks(1, 20, 1000)),
            Encoding.CLASSES)
        .process(SEED);
  }

  private static List<Setting> random() {
    return List.of(
        random("bandits", 1, Samples::bandit),
        random("contextual bandits", 2, Samples::contextual),
        random("token sequences", 3, Samples::tokens),
        random("acyclic processes, certain next states", 4, seed -> acyclic(seed, true)),
        random("acyclic processes, random next states", 5, seed -> acyclic(seed, false)),
        random("discounted Garnets", 6, Samples::garnet),
        random("recurrent processes", 7, Samples::recurrent));
  }

  private static Setting random(String name, int stream, LongFunction<Environment> draw) {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < RANDOM_POLICIES / 7 / POLICIES_EACH; i++) {
      long seed = Seeds.split(Seeds.split(SEED, stream), i);
      Environment environment = draw.apply(seed);
      UniformRandomProvider random = Draws.generator(Seeds.split(seed, 0));
      double lambda = logUniform(random, 0.01, 2);
      List<double[]> logits = new ArrayList<>();
      for (int p = 0; p < POLICIES_EACH; p++) {
        logits.add(logits(environment.classes().size(), random));
      }
      if (!(environment.horizon() instanceof Horizon.Steps)) {
        logits.add(SoftValueIteration.of(environment, lambda).policy().logits().data);
      }
      cases.add(new Case(environment, lambda, logits));
    }
    return new Setting("random: " + name, cases);
  }

  /** Gaussian logits, of a deviation that makes the policy nearly uniform or collapsed. */
  private static double[] logits(int size, UniformRandomProvider random) {
    double deviation = logUniform(random, 0.01, 30);
    double[] logits = Draws.normal(size, random);
    for (int k = 0; k < size; k++) {
      logits[k] *= deviation;
    }
    return logits;
  }

  private static double logUniform(UniformRandomProvider random, double low, double high) {
    return low * StrictMath.pow(high / low, random.nextDouble());
  }

  private static int between(UniformRandomProvider random, int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  /** Classes of up to 1000 members with rewards in [0, 1], of which the first has the best. */
  private static ContextualBandit bandit(long seed) {
    UniformRandomProvider random = Draws.generator(seed);
    int classes = between(random, 2, 8);
    double[] rewards = new double[classes];
    double[] members = new double[classes];
    for (int k = 0; k < classes; k++) {
      rewards[k] = k == 0 ? 1 : random.nextBoolean() ? 0 : random.nextDouble();
      members[k] = random.nextBoolean() ? 1 : between(random, 1, 1000);
    }
    return ContextualBandit.of(new double[classes], rewards, members);
  }

  private static ContextualBandit contextual(long seed) {
    UniformRandomProvider random = Draws.generator(seed);
    BanditSettings settings =
        new BanditSettings(between(random, 2, 5), between(random, 5, 40), between(random, 1, 4))
            .withStart(new GaussianStart(1));
    return new BanditGenerator(settings, Encoding.EXPLICIT).bandit(seed);
  }

  private static DecisionProcess tokens(long seed) {
    UniformRandomProvider random = Draws.generator(seed);
    int horizon = between(random, 1, 6);
    TokenSequenceSettings settings =
        new TokenSequenceSettings(
                between(random, 1, 2),
                horizon,
                between(random, 3, 1000),
                List.of(between(random, 1, 2)))
            .withPayment(
                random.nextBoolean()
                    ? TokenSequenceSettings.Payment.AT_END
                    : TokenSequenceSettings.Payment.PER_STEP);
    return new TokenSequenceGenerator(settings, Encoding.CLASSES).process(seed);
  }

  private static DecisionProcess garnet(long seed) {
    UniformRandomProvider random = Draws.generator(seed);
    int states = between(random, 2, 10);
    return new Garnet(
            states,
            between(random, 2, 6),
            between(random, 1, states),
            between(random, 0, 95) / 100.0,
            new UniformStart())
        .process(seed);
  }

  /** Up to six states, each the certain next state of the first action of the one before it. */
  private static DecisionProcess acyclic(long seed, boolean certain) {
    UniformRandomProvider random = Draws.generator(seed);
    int states = between(random, 2, 6);
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Acyclic());
    for (int s = 0; s < states; s++) {
      builder.state(s == 0 ? 1 : 0);
      int actions = between(random, 2, 5);
      for (int a = 0; a < actions; a++) {
        double reward = between(random, 0, 4) / (4.0 * states);
        int later = s == states - 1 ? Transitions.END : s + 1;
        int next = a == 0 || later < 0 ? later : between(random, later, states - 1);
        if (certain || next < 0) {
          builder.action(0, reward, next);
        } else {
          double share = random.nextDouble();
          builder.action(0, reward, new int[] {later, next}, new double[] {1 - share, share});
        }
      }
    }
    return builder.build();
  }

  private static DecisionProcess recurrent(long seed) {
    UniformRandomProvider random = Draws.generator(seed);
    int states = between(random, 2, 4);
    DecisionProcess.Builder builder =
        DecisionProcess.builder(new Horizon.Steps(between(random, 2, 6)));
    for (int s = 0; s < states; s++) {
      builder.state(1.0 / states);
      int actions = between(random, 2, 4);
      for (int a = 0; a < actions; a++) {
        builder.action(0, random.nextDouble() / 6, between(random, 0, states - 1));
      }
    }
    return builder.build();
  }
}

package org.actionscape;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.actionscape.env.ActionClasses;
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
import org.actionscape.env.TokenSequenceSettings.Payment;
import org.actionscape.env.Transitions;
import org.actionscape.env.ZipfStart;
import org.ejml.data.DMatrixRMaj;

/** Small processes of every kind. A new kind of environment is one more line in {@link #all}. */
public final class Processes {
  private Processes() {}

  /** One or more of each kind, with and without classes, random and certain next states. */
  public static List<Environment> all() {
    return List.of(
        random(new Horizon.Acyclic(), 5, 3, 1),
        random(new Horizon.Acyclic(), 5, 1, 2),
        random(new Horizon.Steps(4), 3, 3, 3),
        random(new Horizon.Steps(3), 4, 1, 4),
        random(new Horizon.Steps(1), 1, 2, 5),
        random(new Horizon.Discounted(0.7), 4, 3, 6),
        random(new Horizon.Discounted(0), 3, 1, 7),
        new Garnet(6, 5, 2, 0.9, new GaussianStart(1)).process(8),
        tokens(Encoding.CLASSES, Payment.AT_END, List.of(), 0, 0),
        tokens(Encoding.CLASSES, Payment.PER_STEP, List.of(0.5), 0.1, 0.2),
        tokens(Encoding.EXPLICIT, Payment.AT_END, List.of(0.5, 0.2), 0.1, 0.2));
  }

  /**
   * Two prompts, three steps, 40 tokens behind a Zipf start with decoys; early ends are paid where
   * they may be.
   */
  public static DecisionProcess tokens(
      Encoding encoding, Payment payment, List<Double> credit, double slip, double end) {
    OptimalRanks decoyed =
        OptimalRanks.aligned(0.25).nearMiss(0.25).ranks(2, 10, 40).decoyLogOdds(0, 1);
    TokenSequenceSettings settings =
        new TokenSequenceSettings(2, 3, 40, List.of(3, 1, 2))
            .withPayment(payment)
            .withPartialCredit(credit)
            .withSlip(slip)
            .withEnd(new EndToken(end, end > 0 && payment == Payment.AT_END ? 0.1 : 0))
            .withStart(new ZipfStart(1.2))
            .withRanks(decoyed);
    return new TokenSequenceGenerator(settings, encoding).process(9);
  }

  /**
   * A random process: 2 to 4 entries a state with up to {@code most} members each, rewards from {0,
   * 1/4, 1/2, 1}, one or two next states, some of which are the end.
   */
  public static DecisionProcess random(Horizon horizon, int states, int most, long seed) {
    Random random = new Random(seed);
    boolean acyclic = horizon instanceof Horizon.Acyclic;
    DecisionProcess.Builder builder = DecisionProcess.builder(horizon);
    double[] rewards = {0, 0, 0.25, 0.5, 1};
    for (int s = 0; s < states; s++) {
      builder.state(s == 0 ? 0.75 : s == states - 1 ? 0.25 : 0);
      if (states == 1) {
        builder = DecisionProcess.builder(horizon).state(1);
      }
      int first = (s + 1) % states;
      int entries = 2 + random.nextInt(3);
      int chain = acyclic && s == states - 1 ? Transitions.END : first;
      builder.actions(
          1 + random.nextInt(most),
          random.nextGaussian(),
          rewards[random.nextInt(5)],
          builder.outcome(new int[] {chain}, new double[] {1}));
      for (int k = 1; k < entries; k++) {
        int low = acyclic ? s + 1 : 0;
        int one = low + random.nextInt(states + 1 - low);
        int two = low + random.nextInt(states + 1 - low);
        double p = random.nextDouble();
        int outcome =
            builder.outcome(
                new int[] {one == states ? -1 : one, two == states ? -1 : two},
                new double[] {p, 1 - p});
        builder.actions(
            1 + random.nextInt(most), random.nextGaussian(), rewards[random.nextInt(5)], outcome);
      }
    }
    return builder.build();
  }

  /** The same process with one entry an action. */
  public static DecisionProcess explicit(Environment process) {
    ActionClasses classes = process.classes();
    DecisionProcess.Builder builder = DecisionProcess.builder(process.horizon());
    for (int s = 0; s < classes.states(); s++) {
      builder.state(process.startProbability(s));
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        int outcome = copyOutcome(process, k, builder);
        for (int member = 0; member < classes.multiplicity(k); member++) {
          builder.actions(1, process.startLogits().get(k), process.rewards().get(k), outcome);
        }
      }
    }
    return builder.build();
  }

  /** What follows an entry, in the process that is built. */
  private static int copyOutcome(Environment process, int entry, DecisionProcess.Builder builder) {
    Transitions transitions = process.transitions();
    int begin = transitions.begin(transitions.outcome(entry));
    int count = transitions.begin(transitions.outcome(entry) + 1) - begin;
    int[] next = new int[count + 1];
    double[] probability = new double[count + 1];
    double end = 1;
    for (int i = 0; i < count; i++) {
      next[i] = transitions.next(begin + i);
      probability[i] = transitions.probability(begin + i);
      end -= probability[i];
    }
    next[count] = Transitions.END;
    probability[count] = Math.max(0, end);
    return builder.outcome(next, probability);
  }

  /** The same environment with the actions of every state in the opposite order. */
  public static Environment reversed(Environment environment) {
    ActionClasses classes = environment.classes();
    double[] rewards = reversed(classes, environment.rewards().data);
    double[] logits = reversed(classes, environment.startLogits().data);
    if (environment.transitions().isNone()) {
      double[][] members = new double[classes.states()][];
      for (int s = 0; s < members.length; s++) {
        int last = classes.end(s) - 1;
        members[s] = new double[classes.end(s) - classes.begin(s)];
        Arrays.setAll(members[s], i -> classes.multiplicity(last - i));
      }
      return new Bandit(ActionClasses.of(members), rewards, logits, environment);
    }
    DecisionProcess.Builder builder = DecisionProcess.builder(environment.horizon());
    for (int s = 0; s < classes.states(); s++) {
      builder.state(environment.startProbability(s));
      for (int k = classes.end(s) - 1; k >= classes.begin(s); k--) {
        int now = classes.begin(s) + classes.end(s) - 1 - k;
        builder.actions(
            classes.multiplicity(k),
            logits[now],
            rewards[now],
            copyOutcome(environment, k, builder));
      }
    }
    return builder.build();
  }

  /** A table with the entries of every state in the opposite order. */
  public static double[] reversed(ActionClasses classes, double[] table) {
    double[] reversed = new double[table.length];
    for (int s = 0; s < classes.states(); s++) {
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        reversed[classes.begin(s) + classes.end(s) - 1 - k] = table[k];
      }
    }
    return reversed;
  }

  private record Bandit(ActionClasses classes, double[] r, double[] logits, Environment other)
      implements Environment {
    @Override
    public DMatrixRMaj rewards() {
      return DMatrixRMaj.wrap(r.length, 1, r);
    }

    @Override
    public DMatrixRMaj startLogits() {
      return DMatrixRMaj.wrap(logits.length, 1, logits);
    }

    @Override
    public double startProbability(int state) {
      return other.startProbability(state);
    }
  }

  /** A copy of the states for each step; the copies that are never reached start, at 1e-300. */
  public static DecisionProcess unroll(DecisionProcess process, int horizon) {
    ActionClasses classes = process.classes();
    Transitions transitions = process.transitions();
    int states = classes.states();
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Acyclic());
    double tiny = 1e-300;
    for (int t = 0; t < horizon; t++) {
      for (int s = 0; s < states; s++) {
        builder.state(t == 0 ? Math.max(tiny, process.startProbability(s)) : tiny);
        for (int k = classes.begin(s); k < classes.end(s); k++) {
          int begin = transitions.begin(transitions.outcome(k));
          int count = transitions.begin(transitions.outcome(k) + 1) - begin;
          int[] next = new int[count + 1];
          double[] probability = new double[count + 1];
          double end = 1;
          for (int i = 0; i < count; i++) {
            next[i] = t == horizon - 1 ? -1 : (t + 1) * states + transitions.next(begin + i);
            probability[i] = transitions.probability(begin + i);
            end -= probability[i];
          }
          next[count] = Transitions.END;
          probability[count] = Math.max(0, end);
          builder.actions(
              classes.multiplicity(k),
              0,
              process.rewards().get(k),
              builder.outcome(next, probability));
        }
      }
    }
    return builder.build();
  }

  /** Two paths that earn 0.1 + 0.2 + 0.3 and 0.3 + 0.2 + 0.1: equal but for rounding. */
  public static DecisionProcess permuted(Horizon horizon) {
    return DecisionProcess.builder(horizon)
        .state(1)
        .action(0, 0.1, 1)
        .action(0, 0.3, 2)
        .state(0)
        .action(0, 0.2, 3)
        .state(0)
        .action(0, 0.2, 4)
        .state(0)
        .action(0, 0.3, -1)
        .state(0)
        .action(0, 0.1, -1)
        .build();
  }

  /**
   * A discounted process of three parts of four states with three actions each, between which the
   * probability is as given, and of five states before them that are left for good: an action is
   * followed by one of the parts or by the next of the five.
   */
  public static DecisionProcess parts(double gamma, double between, long seed) {
    Random random = new Random(seed);
    int parts = 3;
    int each = 4;
    int transients = 5;
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Discounted(gamma));
    for (int s = 0; s < transients; s++) {
      builder.state(s < 2 ? 0.25 : 0);
      for (int a = 0; a < 3; a++) {
        int from = s + 1 < transients && a > 0 ? s + 1 : transients;
        int to = a > 0 ? transients : transients + parts * each;
        from = from == to ? transients : from;
        to = from == transients ? transients + parts * each : to;
        int one = from + random.nextInt(to - from);
        int other = from + random.nextInt(to - from);
        double share = (1 + random.nextInt(7)) / 8.0;
        builder.action(
            0, random.nextDouble(), new int[] {one, other}, new double[] {share, 1 - share});
      }
    }
    for (int s = 0; s < parts * each; s++) {
      builder.state(s == 0 ? 0.5 : 0);
      int part = s / each;
      for (int a = 0; a < 3; a++) {
        int one = transients + each * part + random.nextInt(each);
        int other = transients + each * part + (s + 1) % each;
        int far = transients + each * ((part + 1) % parts) + random.nextInt(each);
        double share = random.nextDouble() * (1 - between);
        int[] next = {one, other, far};
        double[] probabilities = {share, 1 - between - share, between};
        int size = between == 0 ? 2 : 3;
        builder.action(
            0, random.nextDouble(), Arrays.copyOf(next, size), Arrays.copyOf(probabilities, size));
      }
    }
    return builder.build();
  }

  /**
   * A small discounted process of an odd structure: up to three parts that are closed, or left by
   * single actions; states before them; loops that are left with a probability of 2^-3 to 2^-40;
   * states that are hardly visited; one member an action or a thousand. Rewards are zero, of a
   * kind, or of sizes from 1e-12 to 1e12. Probabilities are binary fractions that sum to 1.
   */
  public static DecisionProcess odd(double gamma, long seed) {
    Random random = new Random(seed);
    int states = 1 + random.nextInt(6);
    int parts = 1 + random.nextInt(3);
    int transients = random.nextInt(3);
    int kind = random.nextInt(6);
    double scale = new double[] {0, 1, 3, 10}[random.nextInt(4)];
    int[] members = {1, random.nextBoolean() ? 1 : 3, random.nextBoolean() ? 1 : 1000};
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Discounted(gamma));
    for (int s = 0; s < states; s++) {
      builder.state(s == 0 ? 1 - (states - 1) / 64.0 : 1 / 64.0);
      for (int actions = 1 + random.nextInt(3); actions > 0; actions--) {
        int inPart = s % parts + parts * random.nextInt((states - 1 - s % parts) / parts + 1);
        int near = s < transients ? random.nextInt(states) : inPart;
        int far = random.nextInt(states + 1) - 1;
        double share = (1 + random.nextInt(63)) / 64.0;
        double rarely = Math.scalb(1, -new int[] {3, 10, 20, 30, 40}[random.nextInt(5)]);
        int outcome =
            switch (random.nextInt(6)) {
              case 0 -> builder.outcome(new int[] {s}, new double[] {1});
              case 1 -> builder.outcome(new int[] {near}, new double[] {1});
              case 2 -> builder.outcome(new int[] {far}, new double[] {1});
              case 3 -> builder.outcome(new int[] {s, far}, new double[] {1 - rarely, rarely});
              default -> builder.outcome(new int[] {near, inPart}, new double[] {share, 1 - share});
            };
        double logit = random.nextInt(10) == 0 ? -100 * random.nextDouble() : random.nextGaussian();
        builder.actions(
            members[random.nextInt(3)], scale * logit, oddReward(random, kind), outcome);
      }
    }
    return builder.build();
  }

  private static double oddReward(Random random, int kind) {
    double any = random.nextDouble();
    double size = random.nextInt(3) == 0 ? 0 : StrictMath.pow(10, random.nextInt(25) - 12);
    return switch (kind) {
      case 0 -> 0;
      case 1 -> any;
      case 2 -> -any;
      case 3 -> random.nextInt(2);
      case 4 -> size * any;
      default -> size * (2 * any - 1);
    };
  }
}

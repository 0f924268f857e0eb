package org.actionscape.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.actionscape.Processes;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Environment;
import org.actionscape.env.Garnet;
import org.actionscape.env.Horizon;
import org.actionscape.env.Transitions;
import org.actionscape.env.UniformStart;
import org.actionscape.objective.Objective.Bonus;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Digits do not depend on the discount factor: policies evaluated in 120 digits. */
class DiscountedDigitsTest {
  private static final MathContext DIGITS = new MathContext(120);
  private static final Objective ENTROPY = new Objective(List.of(new Bonus(0.3, new Entropy())));

  /**
   * Some tens of roundings of 1e-16 for each of 20 states, and up to three digits that the leaders'
   * values may cost.
   */
  private static final double ROUNDING = 1e-12;

  private static DoubleStream gammas() {
    return DoubleStream.of(0.9, 1 - 1e-7, 1 - 1e-9, 1 - 1e-12, 1 - 0x1p-53);
  }

  /**
   * Logits of scale 10 make leaders that nearly always act; those of some garnets go in circles.
   */
  static Stream<Arguments> cases() {
    return gammas()
        .boxed()
        .flatMap(
            gamma ->
                DoubleStream.of(0, 1.5, 10)
                    .boxed()
                    .flatMap(
                        scale ->
                            Stream.of(1L, 2L, 3L, 4L, 5L)
                                .map(seed -> Arguments.of(gamma, scale, seed))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aPolicyOfAGarnetIsEvaluatedExactly(double gamma, double scale, long seed) {
    require(new Garnet(20, 10, 2, gamma, new UniformStart()).process(seed), scale, seed);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aPolicyWhoseActionsMayEndIsEvaluatedExactly(double gamma, double scale, long seed) {
    require(Processes.random(new Horizon.Discounted(gamma), 6, 3, seed), scale, seed);
  }

  /**
   * A choice between two ways that both end in the first or the second of two places for good, with
   * the same odds: what tells them apart is a reward of 1, where values are 0.5 / (1 - gamma). The
   * second way may have its actions in another order, so that its leader is the other one.
   */
  @ParameterizedTest
  @MethodSource("ways")
  void waysToTheSamePlacesAreToldApart(double gamma, String ways) {
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Discounted(gamma));
    builder.state(1).action(0, 1, 1).action(0, 0, 2);
    boolean through = ways.equals("through one state");
    int first = through ? 4 : 3;
    int[] places = {first, first + 1};
    double[] half = {0.5, 0.5};
    if (through) {
      builder.state(0).action(0, 0, 3).state(0).action(0, 0, 3);
      builder.state(0).action(0, 0, places, half);
    } else if (ways.equals("by chance")) {
      builder.state(0).action(0, 0, places, half);
      builder.state(0).action(0, 0, places, half);
    } else {
      builder.state(0).action(0, 0, first).action(0, 0, first + 1);
      builder.state(0).action(0, 0, first + 1).action(0, 0, first);
    }
    builder.state(0).action(0, 1, first).state(0).action(0, 0, first + 1);
    DecisionProcess process = builder.build();
    Evaluation evaluation = evaluate(process, Policy.startOf(process));
    DMatrixRMaj gradient = new DMatrixRMaj(process.classes().size(), 1);
    evaluation.addReturnGradient(1, gradient);
    // A few roundings of numbers of size 1.
    assertEquals(0.25, gradient.get(0), 4e-15);
    assertEquals(-0.25, gradient.get(1), 4e-15);
    // Both ways take two steps or three.
    int steps = through ? 3 : 2;
    double expected = 0.5 + StrictMath.pow(gamma, steps) * 0.5 / (1 - gamma);
    assertEquals(expected, evaluation.value(), 1e-15 * expected);
  }

  static Stream<Arguments> ways() {
    return gammas()
        .boxed()
        .flatMap(
            gamma ->
                Stream.of("through one state", "by chance", "by actions")
                    .map(ways -> Arguments.of(gamma, ways)));
  }

  /** Places that are left never: alone, in a circle of n, and with two ways to stay. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void circlesAreEvaluatedExactly(int states) {
    gammas()
        .forEach(
            gamma -> {
              DecisionProcess.Builder builder =
                  DecisionProcess.builder(new Horizon.Discounted(gamma));
              for (int s = 0; s < states; s++) {
                int next = (s + 1) % states;
                builder.state(s == 0 ? 1 : 0).action(0, s, next).action(0, s + 1, next);
              }
              for (double scale : new double[] {0, 1.5, 10}) {
                require(builder.build(), scale, states);
              }
            });
  }

  /**
   * Parts of a process, and states that lead to them: each part has four states of three actions;
   * between the parts the probability is as given. Each transient state is followed by two others
   * or by one of the parts.
   */
  @ParameterizedTest
  @MethodSource("parts")
  void partsThatNeverOrHardlyMeetAreEvaluatedExactly(
      double gamma, double between, double scale, long seed) {
    require(parts(gamma, between, seed), scale, seed);
  }

  static Stream<Arguments> parts() {
    return gammas()
        .boxed()
        .flatMap(
            gamma ->
                DoubleStream.of(0, 1e-30, 1e-17, 1e-12, 1e-6)
                    .boxed()
                    .flatMap(
                        between ->
                            DoubleStream.of(0, 1.5, 10)
                                .boxed()
                                .flatMap(
                                    scale ->
                                        Stream.of(1L, 2L, 3L)
                                            .map(
                                                seed ->
                                                    Arguments.of(gamma, between, scale, seed)))));
  }

  private static DecisionProcess parts(double gamma, double between, long seed) {
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

  /** In two places, pay 1 in the first; to stay is likelier than to go, so that no leader goes. */
  @ParameterizedTest
  @ValueSource(doubles = {0.9, 1 - 1e-7, 1 - 1e-9, 1 - 1e-12, 1 - 0x1p-53})
  void leadersThatKeepApartAreNoBaseOfAPolicyThatMixes(double gamma) {
    DecisionProcess process =
        DecisionProcess.builder(new Horizon.Discounted(gamma))
            .state(0.5)
            .action(1, 1, 0)
            .action(0, 1, 1)
            .state(0.5)
            .action(1, 0, 1)
            .action(0, 0, 0)
            .build();
    Evaluation evaluation = evaluate(process, Policy.startOf(process));
    // By symmetry each place is visited as often; V(0) - V(1) = 1 / (1 - gamma (2 pi - 1)).
    double half = 0.5 / (1 - gamma);
    assertEquals(half, evaluation.value(), ROUNDING * half);
    assertEquals(half, evaluation.visits(0), ROUNDING * half);
    double go = 1 / (1 + StrictMath.E);
    double gap = 1 / (1 - gamma * (1 - 2 * go));
    double expected = half * go * (1 - go) * gamma * gap;
    double[] gradient = new double[4];
    evaluation.addReturnGradient(1, DMatrixRMaj.wrap(4, 1, gradient));
    assertEquals(expected, gradient[0], ROUNDING * expected);
    assertEquals(-expected, gradient[2], ROUNDING * expected);
  }

  private static Evaluation evaluate(Environment process, Policy policy) {
    Evaluation evaluation = new Evaluation(process, ENTROPY);
    evaluation.evaluate(policy);
    return evaluation;
  }

  private static void require(Environment process, double scale, long seed) {
    Policy policy = Policy.startOf(process);
    Random random = new Random(seed);
    Arrays.setAll(policy.logits().data, k -> scale * random.nextGaussian());
    Evaluation evaluation = evaluate(process, policy);
    Exact exact = new Exact(process, policy.logits().data);
    ActionClasses classes = process.classes();
    BigDecimal[] values = exact.solve(exact.rewards);
    for (int s = 0; s < classes.states(); s++) {
      requireNear("value", s, values[s], evaluation.value(s), 0);
      requireNear("visits", s, exact.visits[s], evaluation.visits(s), 0);
    }
    BigDecimal[] ofReturn = exact.gradient(exact.rewards);
    BigDecimal[] ofEntropy = exact.gradient(exact.surprises);
    DMatrixRMaj gradient = new DMatrixRMaj(classes.size(), 1);
    evaluation.addReturnGradient(1, gradient);
    requireNear("gradient", exact, ofReturn, gradient);
    gradient.zero();
    evaluation.addTermGradient(0, 1, gradient);
    requireNear("gradient of the entropy", exact, ofEntropy, gradient);
    gradient.zero();
    evaluation.addGradient(1, gradient);
    BigDecimal coefficient = new BigDecimal(0.3);
    for (int k = 0; k < classes.size(); k++) {
      ofReturn[k] = ofReturn[k].add(coefficient.multiply(ofEntropy[k], DIGITS));
    }
    requireNear("gradient of the objective", exact, ofReturn, gradient);
  }

  /** By state, relative to the largest number of the state. */
  private static void requireNear(
      String what, Exact exact, BigDecimal[] expected, DMatrixRMaj actual) {
    ActionClasses classes = exact.classes;
    for (int s = 0; s < classes.states(); s++) {
      double size = 0;
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        size = Math.max(size, Math.abs(expected[k].doubleValue()));
      }
      // An advantage is a difference of numbers of size 1: some tens of roundings of these, times
      // visits.
      double besides = ROUNDING * size + 1e-14 * exact.visits[s].doubleValue();
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        requireNear(what + " of state " + s, k, expected[k], actual.get(k), besides);
      }
    }
  }

  /** Relative to the number, and what is allowed besides. */
  private static void requireNear(
      String what, int i, BigDecimal expected, double actual, double besides) {
    double exact = expected.doubleValue();
    assertEquals(exact, actual, ROUNDING * Math.abs(exact) + besides, what + " " + i);
  }

  /** The policy's linear systems by Gauss's elimination; what is read are doubles. */
  private static final class Exact {
    final ActionClasses classes;
    final int states;

    /** By entry. */
    final BigDecimal[] rewards;

    final BigDecimal[] surprises;
    final BigDecimal[] visits;
    private final BigDecimal[] masses;
    private final BigDecimal[] members;

    /** By entry and state: gamma P. */
    private final BigDecimal[][] moves;

    private final BigDecimal[][] chain;

    Exact(Environment process, double[] logits) {
      classes = process.classes();
      states = classes.states();
      int size = classes.size();
      rewards = new BigDecimal[size];
      surprises = new BigDecimal[size];
      masses = new BigDecimal[size];
      members = new BigDecimal[size];
      moves = new BigDecimal[size][];
      chain = zeros(states, states);
      BigDecimal gamma = new BigDecimal(((Horizon.Discounted) process.horizon()).gamma());
      for (int s = 0; s < states; s++) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int k = classes.begin(s); k < classes.end(s); k++) {
          highest = Math.max(highest, logits[k]);
        }
        BigDecimal total = BigDecimal.ZERO;
        for (int k = classes.begin(s); k < classes.end(s); k++) {
          members[k] = new BigDecimal(classes.multiplicity(k));
          masses[k] =
              members[k].multiply(new BigDecimal(StrictMath.exp(logits[k] - highest)), DIGITS);
          total = total.add(masses[k]);
        }
        double logTotal = StrictMath.log(total.doubleValue());
        for (int k = classes.begin(s); k < classes.end(s); k++) {
          masses[k] = masses[k].divide(total, DIGITS);
          rewards[k] = new BigDecimal(process.rewards().get(k));
          surprises[k] = new BigDecimal(logTotal - (logits[k] - highest));
          moves[k] = moves(process.transitions(), process.transitions().outcome(k), gamma);
          for (int next = 0; next < states; next++) {
            chain[s][next] = chain[s][next].add(masses[k].multiply(moves[k][next], DIGITS));
          }
        }
      }
      BigDecimal[] start = new BigDecimal[states];
      Arrays.setAll(start, s -> new BigDecimal(process.startProbability(s)));
      BigDecimal[][] transposed = zeros(states, states);
      for (int s = 0; s < states; s++) {
        for (int next = 0; next < states; next++) {
          transposed[next][s] = chain[s][next];
        }
      }
      visits = solved(transposed, start);
    }

    /** Probabilities that sum to 1 but for rounding are made to do so. */
    private BigDecimal[] moves(Transitions transitions, int outcome, BigDecimal gamma) {
      BigDecimal[] found = zeros(1, states)[0];
      BigDecimal sum = BigDecimal.ZERO;
      for (int i = transitions.begin(outcome); i < transitions.begin(outcome + 1); i++) {
        BigDecimal probability = new BigDecimal(transitions.probability(i));
        found[transitions.next(i)] = found[transitions.next(i)].add(probability);
        sum = sum.add(probability);
      }
      boolean certain = Math.abs(sum.doubleValue() - 1) < 1e-15;
      for (int s = 0; s < states; s++) {
        BigDecimal share = certain ? found[s].divide(sum, DIGITS) : found[s];
        found[s] = share.multiply(gamma, DIGITS);
      }
      return found;
    }

    /** What the policy collects of a number an entry. */
    BigDecimal[] solve(BigDecimal[] ofEntries) {
      BigDecimal[] right = zeros(1, states)[0];
      for (int s = 0; s < states; s++) {
        for (int k = classes.begin(s); k < classes.end(s); k++) {
          right[s] = right[s].add(masses[k].multiply(ofEntries[k], DIGITS));
        }
      }
      return solved(chain, right);
    }

    /** {@code d(s) pi(a|s) (Q(s,a) - V(s))}, of one member. */
    BigDecimal[] gradient(BigDecimal[] ofEntries) {
      BigDecimal[] values = solve(ofEntries);
      BigDecimal[] gradient = new BigDecimal[classes.size()];
      for (int s = 0; s < states; s++) {
        for (int k = classes.begin(s); k < classes.end(s); k++) {
          BigDecimal advantage = ofEntries[k].subtract(values[s]);
          for (int next = 0; next < states; next++) {
            advantage = advantage.add(moves[k][next].multiply(values[next], DIGITS));
          }
          BigDecimal mass = masses[k].divide(members[k], DIGITS);
          gradient[k] = visits[s].multiply(mass, DIGITS).multiply(advantage, DIGITS);
        }
      }
      return gradient;
    }

    /** {@code x = b + matrix x}. */
    private static BigDecimal[] solved(BigDecimal[][] matrix, BigDecimal[] b) {
      int size = b.length;
      BigDecimal[][] system = zeros(size, size);
      BigDecimal[] x = b.clone();
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          system[i][j] = (i == j ? BigDecimal.ONE : BigDecimal.ZERO).subtract(matrix[i][j]);
        }
      }
      for (int k = 0; k < size; k++) {
        for (int i = k + 1; i < size; i++) {
          BigDecimal factor = system[i][k].divide(system[k][k], DIGITS);
          for (int j = k; j < size; j++) {
            system[i][j] = system[i][j].subtract(factor.multiply(system[k][j], DIGITS), DIGITS);
          }
          x[i] = x[i].subtract(factor.multiply(x[k], DIGITS), DIGITS);
        }
      }
      for (int k = size - 1; k >= 0; k--) {
        for (int j = k + 1; j < size; j++) {
          x[k] = x[k].subtract(system[k][j].multiply(x[j], DIGITS), DIGITS);
        }
        x[k] = x[k].divide(system[k][k], DIGITS);
      }
      return x;
    }

    private static BigDecimal[][] zeros(int rows, int columns) {
      BigDecimal[][] zeros = new BigDecimal[rows][columns];
      for (BigDecimal[] row : zeros) {
        Arrays.fill(row, BigDecimal.ZERO);
      }
      return zeros;
    }
  }
}

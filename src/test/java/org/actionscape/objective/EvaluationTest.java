package org.actionscape.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.actionscape.Processes;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.BanditGenerator;
import org.actionscape.env.BanditSettings;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.Encoding;
import org.actionscape.env.Environment;
import org.actionscape.env.GaussianStart;
import org.actionscape.env.OptimalRanks;
import org.actionscape.env.RewardLevels;
import org.actionscape.env.StartPolicy;
import org.actionscape.env.UniformStart;
import org.actionscape.env.ZipfStart;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every environment with every term. A new variant is one more line in its list. */
class EvaluationTest {
  static List<Term> terms() {
    return List.of(
        new Entropy(),
        new StepEntropy(),
        new ClampedEntropy(0),
        new ClampedEntropy(0.4),
        KlToReference.fromStart());
  }

  static List<Environment> environments() {
    OptimalRanks decoyed =
        OptimalRanks.aligned(0.25).nearMiss(0.25).ranks(2, 10, 60).decoyLogOdds(0, 1);
    return List.of(
        generate(new UniformStart(), OptimalRanks.ANYWHERE, Encoding.CLASSES),
        generate(new GaussianStart(1.5), decoyed, Encoding.EXPLICIT),
        generate(new ZipfStart(1.2), decoyed, Encoding.CLASSES),
        generate(new ZipfStart(1.2), decoyed, Encoding.EXPLICIT),
        ContextualBandit.of(new double[] {5}, new double[] {0.7}),
        ContextualBandit.of(
            new double[] {0, 3, 12}, new double[] {0, 0.4, 1}, new double[] {1e12 - 11, 10, 1}));
  }

  private static ContextualBandit generate(
      StartPolicy start, OptimalRanks where, Encoding encoding) {
    BanditSettings settings =
        new BanditSettings(4, 60, 3)
            .withRewards(new RewardLevels(1, 0.1, 0.5))
            .withStart(start)
            .withRanks(where);
    return new BanditGenerator(settings, encoding).bandit(11);
  }

  static Stream<Arguments> cases() {
    return environments().stream().flatMap(e -> terms().stream().map(t -> Arguments.of(e, t)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsAreTheFiniteDifferencesOfTheObjective(Environment environment, Term term) {
    Objective objective = new Objective(List.of(new Objective.Bonus(0.3, term)));
    Policy policy = Policy.startOf(environment);
    double[] gradient = gradient(environment, objective, policy);
    ActionClasses classes = environment.classes();
    // The clamp's set is held fixed in the gradient; a step this small does not move it, but it may
    // split ties at its boundary, so a class at the boundary is skipped.
    double step = 1e-5;
    for (int k = 0; k < classes.size(); k++) {
      double up = objectiveAt(environment, objective, policy, k, step);
      double down = objectiveAt(environment, objective, policy, k, -step);
      if (keptChanges(environment, objective, policy, k, step)) {
        continue;
      }
      double difference = (up - down) / (2 * step) / classes.multiplicity(k);
      // Truncation is step^2 times a third derivative of order 1; rounding is 1e-16 / step, of an
      // objective of order 10, shared by the members of the class.
      double tolerance = 1e-9 + 1e-9 * Math.abs(gradient[k]);
      assertEquals(difference, gradient[k], tolerance, "entry " + k);
    }
  }

  private static double objectiveAt(
      Environment environment, Objective objective, Policy start, int entry, double step) {
    return moved(environment, objective, start, entry, step).objective();
  }

  private static boolean keptChanges(
      Environment environment, Objective objective, Policy start, int entry, double step) {
    Evaluation here = moved(environment, objective, start, entry, 0);
    Evaluation up = moved(environment, objective, start, entry, step);
    Evaluation down = moved(environment, objective, start, entry, -step);
    for (int s = 0; s < environment.classes().states(); s++) {
      if (up.kept(0, s) != here.kept(0, s) || down.kept(0, s) != here.kept(0, s)) {
        return true;
      }
    }
    return false;
  }

  private static Evaluation moved(
      Environment environment, Objective objective, Policy start, int entry, double step) {
    Policy policy = Policy.of(environment, start.logits().data);
    policy.logits().data[entry] += step;
    Evaluation evaluation = new Evaluation(environment, objective);
    evaluation.evaluate(policy);
    return evaluation;
  }

  private static double[] gradient(Environment environment, Objective objective, Policy policy) {
    Evaluation evaluation = new Evaluation(environment, objective);
    evaluation.evaluate(policy);
    DMatrixRMaj gradient = new DMatrixRMaj(environment.classes().size(), 1);
    evaluation.addGradient(1, gradient);
    return gradient.data;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsSumToZeroOverTheActionsOfEveryState(Environment environment, Term term) {
    Objective objective = new Objective(List.of(new Objective.Bonus(0.3, term)));
    double[] gradient = gradient(environment, objective, Policy.startOf(environment));
    ActionClasses classes = environment.classes();
    for (int s = 0; s < classes.states(); s++) {
      double sum = 0;
      double size = 0;
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        sum += classes.multiplicity(k) * gradient[k];
        size += classes.multiplicity(k) * Math.abs(gradient[k]);
      }
      assertEquals(0, sum, 1e-13 * (size + 1), "state " + s);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void entropiesLieBetweenZeroAndTheLogarithmOfWhatIsKept(Environment environment, Term term) {
    Evaluation evaluation =
        moved(
            environment,
            new Objective(List.of(new Objective.Bonus(0.3, term))),
            Policy.startOf(environment),
            0,
            0);
    double most = 0;
    for (int s = 0; s < environment.classes().states(); s++) {
      double kept = evaluation.kept(0, s);
      assertTrue(kept >= 1 && kept <= environment.classes().actions(s));
      most += evaluation.visits(s) * Math.log(kept);
    }
    double value = evaluation.termValue(0);
    assertTrue(value >= 0 && value <= most * (1 + 1e-15), value + " of at most " + most);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void renamingTheActionsRenamesTheGradient(Environment environment, Term term) {
    Objective objective = new Objective(List.of(new Objective.Bonus(0.3, term)));
    Environment reversed = Processes.reversed(environment);
    double[] gradient = gradient(environment, objective, Policy.startOf(environment));
    double[] renamed = gradient(reversed, objective, Policy.startOf(reversed));
    // Sums run in another order, so the last bits may differ.
    assertArrayEquals(Processes.reversed(environment.classes(), gradient), renamed, 1e-15);
    assertEquals(
        environment.classes().size() > 1,
        Arrays.stream(gradient).anyMatch(x -> x != 0),
        "only a state with a choice has something to rename");
  }

  @ParameterizedTest
  @MethodSource("environments")
  void returnAndEntropyAreTheDocumentedFormulas(Environment environment) {
    Evaluation evaluation =
        moved(environment, Objective.expectedReturn(), Policy.startOf(environment), 0, 0);
    ActionClasses classes = environment.classes();
    double value = 0;
    double entropy = 0;
    for (int s = 0; s < classes.states(); s++) {
      double normalizer = 0;
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        normalizer += classes.multiplicity(k) * Math.exp(environment.startLogits().get(k));
      }
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        double probability = Math.exp(environment.startLogits().get(k)) / normalizer;
        double mass = evaluation.visits(s) * classes.multiplicity(k) * probability;
        value += mass * environment.rewards().get(k);
        entropy -= mass * Math.log(probability);
      }
    }
    // The naive sums lose some 1e-16 an operation, over at most 240 entries.
    assertEquals(value, evaluation.value(), 1e-13);
    assertEquals(entropy, evaluation.entropy(), 1e-12);
  }

  @Test
  void aConvergedPolicyKeepsTheDigitsOfWhatIsMissingToTheOptimum() {
    double gap = 80;
    ContextualBandit bandit = ContextualBandit.of(new double[] {gap, 0, 0}, new double[] {1, 0, 0});
    double missing = 2 * Math.exp(-gap);
    double[] gradient = gradient(bandit, Objective.expectedReturn(), Policy.startOf(bandit));
    assertEquals(missing, gradient[0], 1e-12 * missing);
    assertEquals(-missing / 2, gradient[1], 1e-12 * missing);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.5, -0.1, Double.NaN})
  void aClampShareOutsideItsRangeIsRefused(double share) {
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> new ClampedEntropy(share));
    assertEquals("clamp share = " + share + ": must be in [0, 1)", e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void anEntropyCoefficientOutsideItsRangeIsRefused(double lambda) {
    assertThrows(InvalidInputException.class, () -> Objective.withEntropy(lambda));
  }

  @Test
  void theClampFollowsThePolicyWhileItsBoundaryMoves() {
    // Logits move by random amounts, so the remembered boundary entry is right, close, or far off.
    int size = 300;
    Random random = new Random(5);
    double[] logits = random.doubles(size, -3, 3).toArray();
    ContextualBandit bandit = ContextualBandit.of(logits, new double[size]);
    Policy policy = Policy.startOf(bandit);
    Evaluation followed = new Evaluation(bandit, Objective.withClampedEntropy(0.1, 0.9));
    for (int t = 0; t < 200; t++) {
      double scale = t % 3 == 0 ? 0 : t % 3 == 1 ? 1e-3 : 1;
      for (int a = 0; a < size; a++) {
        policy.logits().data[a] += scale * random.nextGaussian();
      }
      followed.evaluate(policy);
      Evaluation fresh = new Evaluation(bandit, Objective.withClampedEntropy(0.1, 0.9));
      fresh.evaluate(policy);
      assertEquals(30, followed.kept(0, 0));
      assertEquals(fresh.termValue(0), followed.termValue(0));
    }
  }
}

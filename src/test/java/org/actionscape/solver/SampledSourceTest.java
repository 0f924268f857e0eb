package org.actionscape.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.actionscape.Processes;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Encoding;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.env.TokenSequenceSettings.Payment;
import org.actionscape.objective.ClampedEntropy;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Objective.Bonus;
import org.actionscape.objective.Policy;
import org.actionscape.objective.StepEntropy;
import org.actionscape.solver.Sampling.BonusGradient;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gradient of a batch is the formula of {@link SampledSource}, summed step by step and action
 * by action, whatever the advantages are. Nothing here is statistics: the batch is known.
 */
class SampledSourceTest {
  private static final Objective BONUSES =
      new Objective(
          List.of(new Bonus(0.3, new StepEntropy()), new Bonus(0.2, new ClampedEntropy(0.4))));
  private static final Objective REWARDS = Objective.withEntropy(0.3);

  static Stream<Arguments> cases() {
    List<Environment> environments =
        List.of(
            SmallBandit.lumped(),
            Processes.random(new Horizon.Acyclic(), 5, 3, 1),
            Processes.random(new Horizon.Steps(4), 3, 3, 3),
            Processes.random(new Horizon.Discounted(0.7), 4, 3, 6),
            Processes.tokens(Encoding.CLASSES, Payment.AT_END, List.of(0.5), 0.1, 0.2));
    return environments.stream()
        .flatMap(
            environment ->
                Arrays.stream(BonusGradient.values())
                    .flatMap(
                        bonus ->
                            Stream.of(false, true)
                                .map(tokens -> Arguments.of(environment, bonus, tokens))));
  }

  /** A source with random advantages, and the batch that it drew. */
  private static final class Drawn implements AdvantageEstimator {
    final Policy policy;
    final Evaluation evaluation;
    final SampledSource source;
    final BonusGradient bonus;
    final boolean tokenLevel;
    final double[] slopes;
    Batch batch;
    int batches;

    Drawn(Environment environment, Sampling sampling, ClippedUpdates updates, boolean tokenLevel) {
      bonus = sampling.bonus();
      this.tokenLevel = tokenLevel;
      policy = Policy.startOf(environment);
      evaluation = new Evaluation(environment, bonus == BonusGradient.SAMPLED ? REWARDS : BONUSES);
      slopes = slopes();
      source = new SampledSource(policy, evaluation, sampling, this, updates, tokenLevel, 5);
    }

    @Override
    public void estimate(Batch drawn) {
      batch = drawn;
      batches++;
      Random random = new Random(batches);
      for (int t = 0; t < drawn.steps; t++) {
        drawn.advantages[t] = random.nextGaussian();
      }
    }

    double[] gradient(double scale) {
      DMatrixRMaj gradient = new DMatrixRMaj(policy.classes().size(), 1);
      source.addGradient(scale, gradient);
      return gradient.data;
    }

    /** The formula for some of the episodes, at the policy that drew them. */
    double[] expected(int... episodes) {
      double weight = 0;
      double normalizer = 0;
      for (int e : episodes) {
        weight += batch.weights[e];
        normalizer += batch.weights[e] * (tokenLevel ? batch.length(e) : 1);
      }
      ActionClasses classes = policy.classes();
      double[] log = SmallBandit.logProbabilities(policy);
      DMatrixRMaj sum = new DMatrixRMaj(classes.size(), 1);
      for (int e : episodes) {
        for (int t = batch.begins[e]; t < batch.begins[e + 1]; t++) {
          int state = batch.states[t];
          double push = batch.weights[e] / normalizer * batch.advantages[t];
          sum.data[batch.entries[t]] += push / classes.multiplicity(batch.entries[t]);
          for (int k = classes.begin(state); k < classes.end(state); k++) {
            sum.data[k] -= push * Math.exp(log[k]);
          }
          if (bonus == BonusGradient.VISITED) {
            for (int k = classes.begin(state); k < classes.end(state); k++) {
              sum.data[k] += batch.weights[e] / normalizer * slopes[k];
            }
          }
        }
      }
      if (bonus == BonusGradient.EXACT) {
        for (int i = 0; i < evaluation.bonuses(); i++) {
          evaluation.addTermGradient(i, evaluation.coefficient(i) * weight / normalizer, sum);
        }
      }
      return sum.data;
    }

    /**
     * By entry: the slope of the bonuses of its state, for a member, by differences. States do not
     * share logits, so the i-th entry of each is moved at the same time.
     */
    private double[] slopes() {
      ActionClasses classes = policy.classes();
      double[] slopes = new double[classes.size()];
      double h = 1e-5;
      for (int i = 0; i < classes.widest(); i++) {
        double[] up = terms(i, h);
        double[] down = terms(i, -h);
        for (int s = 0; s < classes.states(); s++) {
          int k = classes.begin(s) + i;
          if (k < classes.end(s)) {
            slopes[k] = (up[s] - down[s]) / (2 * h) / classes.multiplicity(k);
          }
        }
      }
      return slopes;
    }

    /** By state: the bonuses where the i-th logit of each state is another one. */
    private double[] terms(int i, double change) {
      ActionClasses classes = policy.classes();
      Policy moved = Policy.startOf(evaluation.environment());
      double[] terms = new double[classes.states()];
      for (int s = 0; s < terms.length; s++) {
        if (classes.begin(s) + i < classes.end(s)) {
          moved.logits().data[classes.begin(s) + i] += change;
        }
      }
      evaluation.evaluate(moved);
      for (int s = 0; s < terms.length; s++) {
        for (int b = 0; b < evaluation.bonuses(); b++) {
          terms[s] += evaluation.coefficient(b) * evaluation.termValue(b, s);
        }
      }
      return terms;
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aBatchHasTheGradientOfTheFormula(
      Environment environment, BonusGradient bonus, boolean tokenLevel) {
    for (int prompts : new int[] {0, 3}) {
      Drawn drawn =
          new Drawn(environment, new Sampling(prompts, 4, bonus), ClippedUpdates.NONE, tokenLevel);
      for (int batches = 1; batches <= 2; batches++) {
        drawn.source.evaluate();
        assertEquals(batches, drawn.batches, "a new batch for every update");
        int[] all = IntStream.range(0, drawn.batch.episodes).toArray();
        double[] expected = drawn.expected(all);
        for (int k = 0; k < expected.length; k++) {
          expected[k] *= 1.5;
        }
        // Differences: h^2 times a third derivative of order 1, and rounding over h.
        assertArrayEquals(expected, drawn.gradient(1.5), 1e-9);
      }
    }
  }

  /** As many minibatches as episodes: each is the gradient of one, and none is left out. */
  @ParameterizedTest
  @MethodSource("cases")
  void anEpochDealsEveryEpisodeOutOnceInAnotherOrder(
      Environment environment, BonusGradient bonus, boolean tokenLevel) {
    ClippedUpdates updates = new ClippedUpdates(0.2, 0.2, 2, 6);
    Drawn drawn = new Drawn(environment, new Sampling(2, 3, bonus), updates, tokenLevel);
    List<List<Integer>> orders = new ArrayList<>();
    for (int epoch = 0; epoch < 4; epoch++) {
      List<Integer> order = new ArrayList<>();
      for (int minibatch = 0; minibatch < 6; minibatch++) {
        drawn.source.evaluate();
        assertEquals(1 + epoch / 2, drawn.batches, "two epochs of a batch");
        order.add(episodeOf(drawn));
      }
      assertEquals(List.of(0, 1, 2, 3, 4, 5), order.stream().sorted().toList());
      orders.add(order);
    }
    assertEquals(4, orders.stream().distinct().count());
  }

  private static int episodeOf(Drawn drawn) {
    double[] gradient = drawn.gradient(1);
    for (int e = 0; e < drawn.batch.episodes; e++) {
      double[] expected = drawn.expected(e);
      double distance = 0;
      for (int k = 0; k < expected.length; k++) {
        distance = Math.max(distance, Math.abs(expected[k] - gradient[k]));
      }
      if (distance < 1e-9) {
        return e;
      }
    }
    throw new AssertionError("the gradient of no episode");
  }

  @Test
  void minibatchesOfUnequalSizeShareTheEpisodesOut() {
    Environment environment = SmallBandit.explicit();
    Sampling sampling = new Sampling(1, 7, BonusGradient.SAMPLED);
    Drawn drawn = new Drawn(environment, sampling, new ClippedUpdates(0.2, 0.2, 1, 3), false);
    double[] sum = new double[11];
    int[] sizes = {2, 2, 3};
    for (int size : sizes) {
      drawn.source.evaluate();
      double[] part = drawn.gradient(size / 7.0);
      for (int k = 0; k < sum.length; k++) {
        sum[k] += part[k];
      }
    }
    assertArrayEquals(drawn.expected(IntStream.range(0, 7).toArray()), sum, 1e-14);
  }

  @Test
  void withOneMinibatchEveryEpochIsTheWholeBatch() {
    Environment environment = SmallBandit.lumped();
    Sampling sampling = new Sampling(0, 5, BonusGradient.VISITED);
    Drawn drawn = new Drawn(environment, sampling, new ClippedUpdates(0.2, 0.2, 3, 1), true);
    for (int update = 0; update < 6; update++) {
      drawn.source.evaluate();
      assertEquals(1 + update / 3, drawn.batches);
      assertArrayEquals(drawn.expected(0, 1, 2, 3, 4), drawn.gradient(1), 1e-9);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rulesHearOfTheVisitedStatesUnlessBonusesAreExact(
      Environment environment, BonusGradient bonus, boolean tokenLevel) {
    Drawn drawn =
        new Drawn(environment, new Sampling(2, 3, bonus), ClippedUpdates.NONE, tokenLevel);
    drawn.source.evaluate();
    double sum = 0;
    double steps = 0;
    for (int e = 0; e < drawn.batch.episodes; e++) {
      for (int t = drawn.batch.begins[e]; t < drawn.batch.begins[e + 1]; t++) {
        sum += drawn.batch.weights[e] * drawn.evaluation.termValue(0, drawn.batch.states[t]);
        steps += drawn.batch.weights[e];
      }
    }
    double expected = bonus == BonusGradient.EXACT ? drawn.evaluation.termPerStep(0) : sum / steps;
    assertEquals(expected, drawn.source.observed(0), 1e-14);
  }

  /** Responses of a prompt against each other, and each token of a response alike. */
  @ParameterizedTest
  @MethodSource("cases")
  void grpoJudgesAResponseAgainstItsGroup(
      Environment environment, BonusGradient bonus, boolean normalized) {
    Sampling sampling = new Sampling(3, 4, bonus);
    Drawn drawn = new Drawn(environment, sampling, ClippedUpdates.NONE, true);
    Evaluation evaluation = drawn.evaluation;
    Objective objective = bonus == BonusGradient.SAMPLED ? REWARDS : BONUSES;
    GradientSource.Prepared grpo =
        new Grpo(sampling, normalized, ClippedUpdates.NONE)
            .prepare(objective, drawn.policy, evaluation, 5);
    drawn.source.evaluate();
    grpo.evaluate();
    Batch batch = drawn.batch;
    for (int first = 0; first < batch.episodes; first += 4) {
      double[] totals = IntStream.range(first, first + 4).mapToDouble(batch::total).toArray();
      double mean = Arrays.stream(totals).average().orElseThrow();
      double square = Arrays.stream(totals).map(x -> (x - mean) * (x - mean)).sum() / 4;
      double range =
          Arrays.stream(totals).max().getAsDouble() - Arrays.stream(totals).min().getAsDouble();
      for (int e = first; e < first + 4; e++) {
        double gap = range < 1e-12 ? 0 : batch.total(e) - mean;
        double advantage = gap == 0 ? 0 : normalized ? gap / Math.sqrt(square) : gap;
        Arrays.fill(batch.advantages, batch.begins[e], batch.begins[e + 1], advantage);
      }
    }
    DMatrixRMaj gradient = new DMatrixRMaj(drawn.policy.classes().size(), 1);
    grpo.addGradient(1, gradient);
    int[] all = IntStream.range(0, batch.episodes).toArray();
    assertArrayEquals(drawn.expected(all), gradient.data, 1e-9);
  }

  @Test
  void sourcesHaveTheirNamesAndSeeTheirPolicy() {
    Drawn drawn =
        new Drawn(
            SmallBandit.lumped(),
            new Sampling(0, 2, BonusGradient.EXACT),
            ClippedUpdates.NONE,
            false);
    assertEquals(drawn.policy.logits(), drawn.source.logits());
    assertEquals(drawn.policy.classes(), drawn.source.classes());
    Sampling sampling = new Sampling(0, 2, BonusGradient.EXACT);
    Critic critic = new Critic(1, 1);
    List<GradientSource> sources =
        List.of(
            new ExactGradient(),
            new Reinforce(sampling, Baseline.NONE),
            new ActorCritic(sampling, critic),
            new PpoClip(sampling, critic, ClippedUpdates.NONE),
            new Grpo(sampling, true, ClippedUpdates.NONE),
            new SelfTraining(SelfTraining.Signal.CONFIDENCE),
            new CrossEntropy());
    assertEquals(
        List.of("exact", "reinforce", "actor-critic", "ppo", "grpo", "self-training", "supervised"),
        sources.stream().map(GradientSource::id).toList());
    assertEquals(
        List.of(true, true, true, true, true, false, false),
        sources.stream().map(GradientSource::maximizesReturn).toList());
  }

  @Test
  void everyUpdateOfABatchIsMadeAtThePolicyAsItIsNow() {
    Drawn drawn =
        new Drawn(
            SmallBandit.lumped(),
            new Sampling(0, 5, BonusGradient.VISITED),
            new ClippedUpdates(0.9, 9, 2, 1),
            false);
    drawn.source.evaluate();
    double[] before = drawn.gradient(1);
    drawn.policy.logits().data[0] += 0.5;
    drawn.source.evaluate();
    assertNotEquals(before[0], drawn.gradient(1)[0]);
  }

  /** What A2C is: PPO that uses a batch once, each with a table of its own. */
  @Test
  void actorCriticIsPpoThatUsesABatchOnce() {
    Environment environment = Processes.random(new Horizon.Acyclic(), 5, 3, 1);
    Sampling sampling = new Sampling(2, 3, BonusGradient.VISITED);
    Critic critic = new Critic(0.5, 0.5);
    Drawn drawn = new Drawn(environment, sampling, ClippedUpdates.NONE, false);
    GradientSource.Prepared one =
        new ActorCritic(sampling, critic).prepare(BONUSES, drawn.policy, drawn.evaluation, 5);
    GradientSource.Prepared many =
        new PpoClip(sampling, critic, ClippedUpdates.NONE)
            .prepare(BONUSES, drawn.policy, drawn.evaluation, 5);
    AdvantageEstimator byHand = critic.prepare(environment.classes().states());
    for (int batch = 0; batch < 3; batch++) {
      drawn.source.evaluate();
      byHand.estimate(drawn.batch);
      double[] expected = drawn.expected(IntStream.range(0, 6).toArray());
      for (GradientSource.Prepared source : List.of(one, many)) {
        source.evaluate();
        DMatrixRMaj gradient = new DMatrixRMaj(expected.length, 1);
        source.addGradient(1, gradient);
        assertArrayEquals(expected, gradient.data, 1e-9);
      }
    }
  }

  @Test
  void onlyTermsThatAreRewardsCanBeSampledAndThatIsSaidAtOnce() {
    Policy policy = Policy.startOf(SmallBandit.lumped());
    Evaluation evaluation = new Evaluation(SmallBandit.lumped(), BONUSES);
    Reinforce source =
        new Reinforce(new Sampling(0, 2, BonusGradient.SAMPLED), Baseline.LEAVE_ONE_OUT);
    String message =
        assertThrows(
                InvalidInputException.class, () -> source.prepare(BONUSES, policy, evaluation, 1))
            .getMessage();
    assertTrue(message.startsWith("sampled bonus: must be used with terms that are"), message);
  }

  /** The ratio of an action that became likelier multiplies its advantage. */
  @Test
  void laterUpdatesWeighAnActionByHowMuchLikelierItHasBecome() {
    Drawn drawn =
        new Drawn(
            SmallBandit.explicit(),
            new Sampling(0, 1, BonusGradient.SAMPLED),
            new ClippedUpdates(1, Double.POSITIVE_INFINITY, 2, 1),
            false);
    drawn.source.evaluate();
    double[] before = SmallBandit.logProbabilities(drawn.policy);
    int drawnAction = drawn.batch.entries[0];
    drawn.policy.logits().data[drawnAction] += 0.7;
    drawn.source.evaluate();
    double[] after = SmallBandit.logProbabilities(drawn.policy);
    double ratio = Math.exp(after[drawnAction] - before[drawnAction]);
    double expected = ratio * drawn.batch.advantages[0] * (1 - Math.exp(after[drawnAction]));
    assertEquals(expected, drawn.gradient(1)[drawnAction], 1e-14);
  }

  @Test
  void moreMinibatchesThanEpisodesAreRefused() {
    Sampling sampling = new Sampling(2, 3, BonusGradient.EXACT);
    new Drawn(SmallBandit.lumped(), sampling, new ClippedUpdates(0, 0, 1, 6), false);
    String message =
        assertThrows(
                InvalidInputException.class,
                () ->
                    new Drawn(
                        SmallBandit.lumped(), sampling, new ClippedUpdates(0, 0, 1, 7), false))
            .getMessage();
    assertTrue(message.startsWith("minibatches = 7: must be at most the number of"), message);
  }
}

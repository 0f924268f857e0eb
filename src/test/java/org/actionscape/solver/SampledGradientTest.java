package org.actionscape.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.actionscape.Processes;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.BanditGenerator;
import org.actionscape.env.BanditSettings;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Encoding;
import org.actionscape.env.Environment;
import org.actionscape.env.GaussianStart;
import org.actionscape.env.Horizon;
import org.actionscape.env.RewardLevels;
import org.actionscape.env.TokenSequenceSettings.Payment;
import org.actionscape.env.Transitions;
import org.actionscape.objective.ClampedEntropy;
import org.actionscape.objective.Entropy;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.KlToReference;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Objective.Bonus;
import org.actionscape.objective.Policy;
import org.actionscape.objective.StepEntropy;
import org.actionscape.solver.Sampling.BonusGradient;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The mean of each sampled gradient is the exact gradient, or off by what its description says.
 *
 * <p>Means over many batches are compared along random directions, because single entries may be
 * too rare for a normal distribution. False alarms: a mean that is right is more than {@link
 * #MOST_DEVIATIONS} standard errors off with probability 4e-8; with fewer than 1,000 comparisons, a
 * new choice of seeds would fail without a defect less than once in 20,000 times. That each test
 * could tell a gradient that is 1.3 times too long is checked beside it.
 */
class SampledGradientTest {
  private static final double MOST_DEVIATIONS = 5.5;
  private static final int BATCHES = 15_000;
  private static final int DIRECTIONS = 8;

  private static final Objective RETURN = Objective.expectedReturn();
  private static final Objective LOSS_TERMS =
      new Objective(
          List.of(new Bonus(0.3, new StepEntropy()), new Bonus(0.2, new ClampedEntropy(0.4))));
  private static final Objective REWARD_BONUSES =
      new Objective(
          List.of(new Bonus(0.3, new Entropy()), new Bonus(0.2, KlToReference.fromStart())));

  private static final ClippedUpdates TWICE = new ClippedUpdates(0.2, 0.2, 2, 1);

  static Map<String, Environment> environments() {
    BanditSettings three =
        new BanditSettings(3, 30, 3)
            .withRewards(new RewardLevels(1, 0.1, 0.5))
            .withStart(new GaussianStart(1));
    return Map.of(
        "bandit of classes", SmallBandit.lumped(),
        "explicit bandit", SmallBandit.explicit(),
        "three contexts", new BanditGenerator(three, Encoding.EXPLICIT).bandit(3),
        "acyclic", Processes.random(new Horizon.Acyclic(), 5, 3, 1),
        "recurrent", Processes.random(new Horizon.Steps(4), 3, 3, 3),
        "discounted", Processes.random(new Horizon.Discounted(0.7), 4, 3, 6),
        "tokens with an end",
            Processes.tokens(Encoding.EXPLICIT, Payment.AT_END, List.of(0.5, 0.2), 0.1, 0.2));
  }

  static Stream<Arguments> unbiased() {
    List<Arguments> cases = new ArrayList<>();
    environments()
        .forEach(
            (name, environment) -> {
              for (BonusGradient bonus : BonusGradient.values()) {
                Objective objective = bonus == BonusGradient.VISITED ? LOSS_TERMS : REWARD_BONUSES;
                Sampling all = new Sampling(0, 4, bonus);
                Sampling some = new Sampling(2, 3, bonus);
                Critic critic = new Critic(1, 0.3);
                for (GradientSource source :
                    List.of(
                        new Reinforce(all, Baseline.NONE),
                        new Reinforce(some, Baseline.LEAVE_ONE_OUT),
                        new ActorCritic(all, critic),
                        new PpoClip(some, critic, ClippedUpdates.NONE))) {
                  cases.add(Arguments.of(name, environment, objective, source));
                }
              }
            });
    return cases.stream();
  }

  @ParameterizedTest(name = "{0}, {3}")
  @MethodSource("unbiased")
  void theMeanIsTheExactGradient(
      String name, Environment environment, Objective objective, GradientSource source) {
    Policy policy = moved(environment);
    assertMean(exact(environment, objective, policy), environment, objective, policy, source);
  }

  @Test
  void withoutDeviationGrpoIsShortByOneSample() {
    for (String name : List.of("explicit bandit", "three contexts")) {
      Environment environment = environments().get(name);
      Policy policy = moved(environment);
      double[] expected = exact(environment, RETURN, policy);
      int group = 4;
      scale(expected, (group - 1.0) / group);
      Grpo grpo =
          new Grpo(new Sampling(0, group, BonusGradient.VISITED), false, ClippedUpdates.NONE);
      assertMean(expected, environment, RETURN, policy, grpo);
    }
  }

  @Test
  void tokensOfResponsesOfEqualLengthShareTheGradientOfTheirResponse() {
    Environment tokens = Processes.tokens(Encoding.EXPLICIT, Payment.AT_END, List.of(0.5), 0, 0);
    Policy policy = moved(tokens);
    double[] expected = exact(tokens, RETURN, policy);
    int group = 16;
    int length = 3;
    scale(expected, (group - 1.0) / group / length);
    Grpo grpo = new Grpo(new Sampling(0, group, BonusGradient.VISITED), false, ClippedUpdates.NONE);
    assertMean(expected, tokens, RETURN, policy, grpo);
  }

  /**
   * With early ends the mean over tokens is a quotient of sums of the same samples. Its mean is
   * enumerated over all pairs of responses.
   */
  @Test
  void earlyEndsBiasTheMeanOverTokensByAFewPerCent() {
    DecisionProcess.Builder builder = DecisionProcess.builder(new Horizon.Acyclic());
    builder.state(1);
    int end = builder.outcome(new int[] {Transitions.END}, new double[] {1});
    int on = builder.outcome(new int[] {1}, new double[] {1});
    builder.actions(1, 0.3, 0.2, end);
    builder.actions(1, 0.5, 0, on);
    builder.actions(1, 0, 0, end);
    builder.state(0);
    int paid = builder.outcome(new int[] {Transitions.END}, new double[] {1});
    builder.actions(1, -0.4, 1, paid);
    builder.actions(1, 0, 0, paid);
    Environment process = builder.build();
    Policy policy = Policy.startOf(process);
    Evaluation evaluation = new Evaluation(process, RETURN);
    evaluation.evaluate(policy);
    double[] pi = new double[5];
    Arrays.setAll(pi, k -> Math.exp(evaluation.logProbability(k < 3 ? 0 : 1, k)));
    int[][] responses = {{0}, {1, 3}, {1, 4}, {2}};
    double[] rewards = {0.2, 1, 0, 0};
    double[] expected = new double[5];
    double length = 0;
    for (int i = 0; i < responses.length; i++) {
      double probability = probability(responses[i], pi);
      length += probability * responses[i].length;
      for (int j = 0; j < responses.length; j++) {
        double tokens = responses[i].length + responses[j].length;
        // Half the distance of the rewards is how far both are from their mean.
        double push = (rewards[i] - rewards[j]) / 2 / tokens;
        double weight = probability * probability(responses[j], pi);
        addScore(expected, responses[i], pi, weight * push);
        addScore(expected, responses[j], pi, -weight * push);
      }
    }
    Grpo grpo = new Grpo(new Sampling(0, 2, BonusGradient.VISITED), false, ClippedUpdates.NONE);
    assertMean(expected, process, RETURN, policy, grpo);
    double[] quotientOfMeans = exact(process, RETURN, policy);
    scale(quotientOfMeans, 1 / (2 * length));
    double distance = 0;
    double size = 0;
    for (int k = 0; k < expected.length; k++) {
      distance += Math.pow(expected[k] - quotientOfMeans[k], 2);
      size += Math.pow(quotientOfMeans[k], 2);
    }
    double bias = Math.sqrt(distance / size);
    assertTrue(bias > 0.01 && bias < 0.2, "bias " + bias);
  }

  private static double probability(int[] response, double[] pi) {
    return Arrays.stream(response).mapToDouble(k -> pi[k]).reduce(1, (a, b) -> a * b);
  }

  /** Adds the gradient of the logarithm of a response's probability. */
  private static void addScore(double[] gradient, int[] response, double[] pi, double scale) {
    for (int entry : response) {
      for (int k = entry < 3 ? 0 : 3; k < (entry < 3 ? 3 : 5); k++) {
        gradient[k] += scale * ((k == entry ? 1 : 0) - pi[k]);
      }
    }
  }

  @Test
  void dividedByTheDeviationGrpoIsLongerByTheFactorOfItsDescription() {
    ContextualBandit bandit =
        ContextualBandit.of(new double[] {0, 1, -0.5, 0.3, 0.1}, new double[] {1, 0, 0, 1, 0});
    Policy policy = moved(bandit);
    Evaluation evaluation = new Evaluation(bandit, RETURN);
    evaluation.evaluate(policy);
    double p = evaluation.value();
    int group = 6;
    double mean = 0;
    for (int right = 0; right <= group; right++) {
      mean +=
          CombinatoricsUtils.binomialCoefficient(group, right)
              * Math.pow(p, right)
              * Math.pow(1 - p, group - right)
              * Math.sqrt(right * (group - right));
    }
    double[] expected = exact(bandit, RETURN, policy);
    scale(expected, mean / (group * p * (1 - p)));
    Grpo grpo = new Grpo(new Sampling(0, group, BonusGradient.VISITED), true, ClippedUpdates.NONE);
    assertMean(expected, bandit, RETURN, policy, grpo);
  }

  @Test
  void aCriticThatKnowsNothingLeavesActorCriticAtGaeZeroWithTheNextRewardAlone() {
    Environment process = environments().get("acyclic");
    Policy policy = moved(process);
    Evaluation evaluation = new Evaluation(process, RETURN);
    evaluation.evaluate(policy);
    double[] expected = new double[process.classes().size()];
    for (int s = 0; s < process.classes().states(); s++) {
      double mean = 0;
      for (int k = process.classes().begin(s); k < process.classes().end(s); k++) {
        mean +=
            process.classes().multiplicity(k)
                * Math.exp(evaluation.logProbability(s, k))
                * process.rewards().get(k);
      }
      for (int k = process.classes().begin(s); k < process.classes().end(s); k++) {
        expected[k] =
            evaluation.visits(s)
                * Math.exp(evaluation.logProbability(s, k))
                * (process.rewards().get(k) - mean);
      }
    }
    GradientSource source =
        new ActorCritic(
            new Sampling(0, 4, BonusGradient.VISITED), new Critic(0, Double.MIN_NORMAL));
    assertMean(expected, process, RETURN, policy, source);
  }

  @Test
  void aCriticLearnsTheValuesOfItsPolicyAndThenGaeZeroIsUnbiasedToo() {
    Environment process = environments().get("acyclic");
    Policy policy = moved(process);
    Evaluation evaluation = new Evaluation(process, RETURN);
    evaluation.evaluate(policy);
    Critic critic = new Critic(0, 0.002);
    AdvantageEstimator advantages = critic.prepare(process.classes().states());
    Rollouts rollouts = new Rollouts(evaluation, new Sampling(0, 4, BonusGradient.VISITED));
    Batch batch = new Batch(4);
    for (int i = 0; i < 20_000; i++) {
      rollouts.draw(5, i, batch);
      advantages.estimate(batch);
    }
    // With A_t = r + V(s') - V(s), the mean of A_t + V(s) over the visits is the value.
    double[] sum = new double[process.classes().states()];
    double[] visits = new double[sum.length];
    for (int i = 0; i < 20_000; i++) {
      rollouts.draw(6, i, batch);
      advantages.estimate(batch);
      for (int t = 0; t < batch.steps; t++) {
        sum[batch.states[t]] += batch.advantages[t];
        visits[batch.states[t]]++;
      }
    }
    for (int s = 0; s < sum.length; s++) {
      // The critic hovers about the value: noise of rewards, 0.5, times sqrt(rate / 2).
      assertTrue(visits[s] == 0 || Math.abs(sum[s] / visits[s]) < 0.05, "state " + s);
    }
  }

  @Test
  void theFirstUpdateOfPpoIsThatOfTheActorCritic() {
    Environment environment = environments().get("tokens with an end");
    Sampling sampling = new Sampling(0, 4, BonusGradient.VISITED);
    Critic critic = new Critic(0.9, 0.5);
    assertArrayEquals(
        once(environment, new ActorCritic(sampling, critic)),
        once(environment, new PpoClip(sampling, critic, TWICE)));
  }

  @Test
  void laterUpdatesFollowTheGradientOfTheClippedSurrogate() {
    Environment environment = environments().get("tokens with an end");
    Policy policy = moved(environment);
    Evaluation evaluation = new Evaluation(environment, RETURN);
    Batch[] drawn = new Batch[1];
    Random random = new Random(4);
    AdvantageEstimator noise =
        batch -> {
          drawn[0] = batch;
          for (int t = 0; t < batch.steps; t++) {
            batch.advantages[t] = random.nextGaussian();
          }
        };
    SampledSource source =
        new SampledSource(
            policy,
            evaluation,
            new Sampling(0, 16, BonusGradient.VISITED),
            noise,
            new ClippedUpdates(0.2, 0.3, 3, 1),
            true,
            8);
    source.evaluate();
    for (int k = 0; k < policy.logits().numRows; k++) {
      policy.logits().data[k] += 0.3 * random.nextGaussian();
    }
    source.evaluate();
    DMatrixRMaj gradient = new DMatrixRMaj(policy.logits().numRows, 1);
    source.addGradient(1, gradient);
    double step = 1e-6;
    int clipped = 0;
    for (int k = 0; k < policy.logits().numRows; k++) {
      double logit = policy.logits().data[k];
      policy.logits().data[k] = logit + step;
      double up = surrogate(evaluation, policy, drawn[0]);
      policy.logits().data[k] = logit - step;
      double down = surrogate(evaluation, policy, drawn[0]);
      policy.logits().data[k] = logit;
      // Truncation is step^2 times a third derivative of order 1, rounding 1e-16 / step.
      assertEquals((up - down) / (2 * step), gradient.data[k], 1e-9, "entry " + k);
    }
    evaluation.evaluate(policy);
    for (int t = 0; t < drawn[0].steps; t++) {
      double ratio = ratio(evaluation, drawn[0], t);
      clipped += Math.min(Math.max(ratio, 0.8), 1.3) != ratio ? 1 : 0;
    }
    assertTrue(clipped > 5, "some ratios are out of range, or the test says little");
  }

  private static double surrogate(Evaluation evaluation, Policy policy, Batch batch) {
    evaluation.evaluate(policy);
    double sum = 0;
    double tokens = 0;
    for (int e = 0; e < batch.episodes; e++) {
      for (int t = batch.begins[e]; t < batch.begins[e + 1]; t++) {
        double ratio = ratio(evaluation, batch, t);
        double advantage = batch.advantages[t];
        double limited = Math.max(0.8, Math.min(1.3, ratio));
        sum += batch.weights[e] * Math.min(ratio * advantage, limited * advantage);
        tokens += batch.weights[e];
      }
    }
    return sum / tokens;
  }

  private static double ratio(Evaluation evaluation, Batch batch, int t) {
    return Math.exp(
        evaluation.logProbability(batch.states[t], batch.entries[t]) - batch.logProbabilities[t]);
  }

  @Test
  void inAnEpochTheMinibatchesShareTheBatchOut() {
    Environment environment = environments().get("acyclic");
    Policy policy = moved(environment);
    double[] whole = new double[environment.classes().size()];
    GradientSource.Prepared one = prepared(environment, policy, new ClippedUpdates(0.2, 0.2, 1, 1));
    one.evaluate();
    one.addGradient(1, DMatrixRMaj.wrap(whole.length, 1, whole));
    double[] parts = new double[whole.length];
    GradientSource.Prepared many =
        prepared(environment, policy, new ClippedUpdates(0.2, 0.2, 2, 8));
    for (int i = 0; i < 8; i++) {
      many.evaluate();
      many.addGradient(1.0 / 8, DMatrixRMaj.wrap(parts.length, 1, parts));
    }
    // PPO counts episodes, of which each minibatch has as many, so only rounding differs.
    assertArrayEquals(whole, parts, 1e-15);
    double[] first = new double[whole.length];
    GradientSource.Prepared again =
        prepared(environment, policy, new ClippedUpdates(0.2, 0.2, 2, 8));
    again.evaluate();
    again.addGradient(1, DMatrixRMaj.wrap(first.length, 1, first));
    assertTrue(!Arrays.equals(first, whole), "a minibatch is a part of the batch");
  }

  private static GradientSource.Prepared prepared(
      Environment environment, Policy policy, ClippedUpdates updates) {
    Evaluation evaluation = new Evaluation(environment, RETURN);
    Sampling sampling = new Sampling(4, 8, BonusGradient.VISITED);
    return new PpoClip(sampling, new Critic(1, 0.5), updates)
        .prepare(RETURN, policy, evaluation, 2);
  }

  @Test
  void aGroupThatAgreesTeachesNothing() {
    ContextualBandit sure = ContextualBandit.of(new double[] {0, 0.5}, new double[] {0.3, 0.3});
    Grpo grpo = new Grpo(new Sampling(0, 7, BonusGradient.VISITED), true, ClippedUpdates.NONE);
    assertArrayEquals(new double[2], once(sure, grpo));
  }

  /** 0.1 + 0.2 + 0.3 and 0.3 + 0.2 + 0.1 differ by 1e-16, which the deviation made 1 and -1. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void totalsThatDifferByRoundingTeachNothing(boolean normalized) {
    Environment process = Processes.permuted(new Horizon.Acyclic());
    Grpo grpo =
        new Grpo(
            new Sampling(0, 8, BonusGradient.VISITED),
            normalized,
            new ClippedUpdates(0.2, 0.2, 2, 1));
    Run run = new Run(process, RETURN, new GradientAscent(5), grpo, 1);
    double[] start = run.policy().logits().data.clone();
    run.advance(50);
    assertArrayEquals(start, run.policy().logits().data);
  }

  /** Advantages have no unit: rewards of 1e-200 or 1e200, whose squares are no numbers, alike. */
  @ParameterizedTest
  @ValueSource(doubles = {0x1p-700, 0x1p-30, 0x1p30, 0x1p1000})
  void normalizedAdvantagesDoNotDependOnTheUnitOfRewards(double unit) {
    Grpo grpo = new Grpo(new Sampling(0, 9, BonusGradient.VISITED), true, ClippedUpdates.NONE);
    double[] rewards = {0.75, 0.5, -1, 0.25};
    double[] scaled = Arrays.stream(rewards).map(r -> r * unit).toArray();
    double[] logits = {0, 0.5, 0.25, -0.5};
    double[] members = {1, 1, 1, 1};
    double[] expected = once(ContextualBandit.of(logits, rewards, members), grpo);
    assertTrue(Arrays.stream(expected).anyMatch(g -> g != 0));
    assertArrayEquals(expected, once(ContextualBandit.of(logits, scaled, members), grpo));
  }

  /** Totals apart by more than rounding are told apart, however small the difference. */
  @Test
  void smallDifferencesTeachAsMuchAsLargeOnes() {
    Grpo grpo = new Grpo(new Sampling(0, 9, BonusGradient.VISITED), true, ClippedUpdates.NONE);
    double[] logits = {0, 0};
    double[] members = {1, 1};
    assertArrayEquals(
        once(ContextualBandit.of(logits, new double[] {0, 1}, members), grpo),
        once(ContextualBandit.of(logits, new double[] {0, 0x1p-40}, members), grpo));
  }

  @Test
  void exactBonusesHaveNoNoise() {
    Environment environment = environments().get("recurrent");
    Policy policy = moved(environment);
    Objective bonus = new Objective(List.of(new Bonus(0.3, new Entropy())));
    Evaluation evaluation = new Evaluation(environment, bonus);
    GradientSource source =
        new Reinforce(new Sampling(0, 2, BonusGradient.EXACT), Baseline.LEAVE_ONE_OUT);
    double[] with = once(environment, bonus, source, policy);
    double[] without = once(environment, RETURN, source, policy);
    evaluation.evaluate(policy);
    DMatrixRMaj expected = new DMatrixRMaj(with.length, 1);
    evaluation.addTermGradient(0, 0.3, expected);
    for (int k = 0; k < with.length; k++) {
      // Sums in another order.
      assertEquals(expected.data[k], with[k] - without[k], 1e-15);
    }
  }

  @Test
  void aSeedDeterminesARunAndAnotherSeedGivesAnother() {
    Environment environment = environments().get("tokens with an end");
    Grpo grpo =
        new Grpo(
            new Sampling(0, 4, BonusGradient.VISITED), true, new ClippedUpdates(0.2, 0.2, 2, 2));
    assertArrayEquals(trained(environment, grpo, 1), trained(environment, grpo, 1));
    assertTrue(!Arrays.equals(trained(environment, grpo, 1), trained(environment, grpo, 2)));
  }

  private static double[] trained(Environment environment, GradientSource source, long seed) {
    Run run = new Run(environment, LOSS_TERMS, new GradientAscent(0.5), source, seed);
    run.advance(50);
    return run.policy().logits().data.clone();
  }

  @Test
  void classesStayClassesUnderSamples() {
    // The mean over members of the explicit gradient is the gradient of the class.
    Policy lumped = moved(SmallBandit.lumped());
    Policy explicit = Policy.of(SmallBandit.explicit(), SmallBandit.spread(lumped.logits().data));
    Reinforce source = new Reinforce(new Sampling(0, 5, BonusGradient.VISITED), Baseline.NONE);
    double[] byClass = once(SmallBandit.lumped(), RETURN, source, lumped);
    double[] byMember = once(SmallBandit.explicit(), RETURN, source, explicit);
    int k = 0;
    for (int c = 0; c < byClass.length; c++) {
      double sum = 0;
      for (int member = 0; member < SmallBandit.MEMBERS[c]; member++) {
        sum += byMember[k++];
      }
      assertEquals(sum / SmallBandit.MEMBERS[c], byClass[c], 1e-15, "class " + c);
    }
  }

  @Test
  void nonsenseIsRefused() {
    assertRefused(
        () -> new ClippedUpdates(-0.1, 0.2, 1, 1), "clip range below 1 (clip_low) = -0.1");
    assertRefused(
        () -> new ClippedUpdates(0.1, -0.2, 1, 1), "clip range above 1 (clip_high) = -0.2");
    assertRefused(() -> new Sampling(0, 0, BonusGradient.EXACT), "samples of a prompt (group) = 0");
    assertRefused(
        () -> new Grpo(new Sampling(0, 1, BonusGradient.EXACT), true, ClippedUpdates.NONE),
        "samples of a prompt (group) = 1: must be at least 2");
    assertRefused(() -> new Critic(1.1, 1), "decay of the generalised advantage (gae) = 1.1");
    assertRefused(
        () ->
            prepared(
                SmallBandit.lumped(), moved(SmallBandit.lumped()), new ClippedUpdates(0, 0, 1, 33)),
        "minibatches = 33: must be at most the number of episodes in a batch, 32");
    Reinforce sampled = new Reinforce(new Sampling(0, 1, BonusGradient.SAMPLED), Baseline.NONE);
    assertRefused(
        () -> new Run(SmallBandit.lumped(), LOSS_TERMS, new GradientAscent(1), sampled, 1),
        "sampled bonus: must be used with terms that are rewards of single actions");
    for (Optimizer optimizer :
        List.of(
            new NaturalGradient(1),
            new SmoothnessAscent(),
            new GradientFlow(1, 1e-6),
            new ArmijoAscent(1, 0.25))) {
      assertRefused(
          () -> new Run(SmallBandit.lumped(), RETURN, optimizer, sampled, 1),
          optimizer.id() + ": must be used with exact gradients");
    }
  }

  private static void assertRefused(Executable making, String message) {
    InvalidInputException e = assertThrows(InvalidInputException.class, making);
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  /** A policy that is not the start policy. */
  private static Policy moved(Environment environment) {
    Policy policy = Policy.startOf(environment);
    Random random = new Random(17);
    for (int k = 0; k < policy.logits().numRows; k++) {
      policy.logits().data[k] += 0.5 * random.nextGaussian();
    }
    return policy;
  }

  private static double[] exact(Environment environment, Objective objective, Policy policy) {
    Evaluation evaluation = new Evaluation(environment, objective);
    evaluation.evaluate(policy);
    DMatrixRMaj gradient = new DMatrixRMaj(environment.classes().size(), 1);
    evaluation.addGradient(1, gradient);
    return gradient.data;
  }

  private static double[] once(Environment environment, GradientSource source) {
    return once(environment, RETURN, source, moved(environment));
  }

  private static double[] once(
      Environment environment, Objective objective, GradientSource source, Policy policy) {
    Evaluation evaluation = new Evaluation(environment, objective);
    GradientSource.Prepared prepared = source.prepare(objective, policy, evaluation, 3);
    prepared.evaluate();
    DMatrixRMaj gradient = new DMatrixRMaj(environment.classes().size(), 1);
    prepared.addGradient(1, gradient);
    return gradient.data;
  }

  private static void scale(double[] vector, double factor) {
    Arrays.setAll(vector, k -> factor * vector[k]);
  }

  private static void assertMean(
      double[] expected,
      Environment environment,
      Objective objective,
      Policy policy,
      GradientSource source) {
    Evaluation evaluation = new Evaluation(environment, objective);
    GradientSource.Prepared prepared = source.prepare(objective, policy, evaluation, 1);
    double[][] directions = directions(expected);
    double[] sum = new double[DIRECTIONS];
    double[] squares = new double[DIRECTIONS];
    DMatrixRMaj gradient = new DMatrixRMaj(expected.length, 1);
    for (int i = 0; i < BATCHES; i++) {
      prepared.evaluate();
      Arrays.fill(gradient.data, 0);
      prepared.addGradient(1, gradient);
      for (int d = 0; d < DIRECTIONS; d++) {
        double x = dot(environment, gradient.data, directions[d]);
        sum[d] += x;
        squares[d] += x * x;
      }
    }
    double power = 0;
    for (int d = 0; d < DIRECTIONS; d++) {
      double mean = sum[d] / BATCHES;
      double error = Math.sqrt((squares[d] / BATCHES - mean * mean) / BATCHES);
      double right = dot(environment, expected, directions[d]);
      assertEquals(right, mean, MOST_DEVIATIONS * error, "direction " + d);
      power = Math.max(power, 0.3 * Math.abs(right) / error);
    }
    assertTrue(power > MOST_DEVIATIONS, "this test could tell 1.3 times the gradient: " + power);
  }

  /** The first is along the gradient, the others are random. */
  private static double[][] directions(double[] gradient) {
    Random random = new Random(23);
    double[][] directions = new double[DIRECTIONS][];
    directions[0] = gradient.clone();
    for (int d = 1; d < DIRECTIONS; d++) {
      directions[d] =
          IntStream.range(0, gradient.length).mapToDouble(k -> random.nextGaussian()).toArray();
    }
    return directions;
  }

  private static double dot(Environment environment, double[] a, double[] b) {
    return ActionInnerProduct.dot(environment.classes(), a, b);
  }
}

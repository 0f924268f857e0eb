package org.actionscape.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.actionscape.Processes;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Encoding;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.env.TokenSequenceSettings.Payment;
import org.actionscape.env.Transitions;
import org.actionscape.math.Seeds;
import org.actionscape.objective.Entropy;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Objective.Bonus;
import org.actionscape.objective.Policy;
import org.actionscape.solver.Sampling.BonusGradient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Episodes drawn again by the plainest reading of the description. */
class RolloutsTest {
  static Stream<Environment> environments() {
    return Stream.of(
        SmallBandit.lumped(),
        Processes.random(new Horizon.Acyclic(), 5, 3, 1),
        Processes.random(new Horizon.Steps(4), 3, 3, 3),
        Processes.random(new Horizon.Discounted(0.7), 4, 3, 6),
        Processes.tokens(Encoding.CLASSES, Payment.AT_END, List.of(0.5, 0.2), 0.1, 0.2));
  }

  @ParameterizedTest
  @MethodSource("environments")
  void episodesAreThoseOfInvertedDistributions(Environment environment) {
    Objective objective = new Objective(List.of(new Bonus(0.3, new Entropy())));
    Policy policy = Policy.startOf(environment);
    Evaluation evaluation = new Evaluation(environment, objective);
    evaluation.evaluate(policy);
    double[] log = SmallBandit.logProbabilities(policy);
    for (Sampling sampling :
        List.of(
            new Sampling(0, 5, BonusGradient.EXACT), new Sampling(40, 3, BonusGradient.SAMPLED))) {
      Batch batch = new Batch(sampling.samples());
      Rollouts rollouts = new Rollouts(evaluation, sampling);
      for (long number = 0; number < 10; number++) {
        rollouts.draw(7, number, batch);
        int[] starts = starts(environment);
        int prompts = sampling.prompts() == 0 ? starts.length : sampling.prompts();
        assertEquals(prompts * sampling.samples(), batch.episodes);
        assertEquals(batch.episodes, rollouts.episodes());
        double weights = 0;
        for (int p = 0; p < prompts; p++) {
          long promptSeed = Seeds.split(Seeds.split(7, number), p);
          int start =
              sampling.prompts() == 0
                  ? starts[p]
                  : startAt(environment, Seeds.uniform(promptSeed, sampling.samples()));
          for (int i = 0; i < sampling.samples(); i++) {
            int e = p * sampling.samples() + i;
            double share = sampling.prompts() == 0 ? environment.startProbability(start) : 1.0 / 40;
            assertEquals(share / sampling.samples(), batch.weights[e]);
            weights += batch.weights[e];
            double lambda = sampling.bonus() == BonusGradient.SAMPLED ? 0.3 : 0;
            assertEpisode(environment, log, lambda, start, Seeds.split(promptSeed, i), batch, e);
          }
        }
        assertEquals(1, weights, 1e-14);
      }
    }
  }

  private static int[] starts(Environment environment) {
    return IntStream.range(0, environment.classes().states())
        .filter(s -> environment.startProbability(s) > 0)
        .toArray();
  }

  private static int startAt(Environment environment, double uniform) {
    double rest = uniform;
    int s = 0;
    while (rest >= environment.startProbability(s)) {
      rest -= environment.startProbability(s++);
    }
    return s;
  }

  private static void assertEpisode(
      Environment environment,
      double[] log,
      double lambda,
      int start,
      long seed,
      Batch batch,
      int episode) {
    Horizon horizon = environment.horizon();
    int state = start;
    int numbers = 0;
    int steps = 0;
    int most = horizon instanceof Horizon.Steps limit ? limit.count() : Integer.MAX_VALUE;
    while (state != Transitions.END && steps < most) {
      int entry = actionAt(environment.classes(), log, state, Seeds.uniform(seed, numbers++));
      int t = batch.begins[episode] + steps++;
      assertEquals(state, batch.states[t]);
      assertEquals(entry, batch.entries[t]);
      assertEquals(log[entry], batch.logProbabilities[t], 1e-14);
      assertEquals(environment.rewards().get(entry) - lambda * log[entry], batch.rewards[t], 1e-14);
      if (horizon instanceof Horizon.Discounted discounted
          && Seeds.uniform(seed, numbers++) >= discounted.gamma()) {
        break;
      }
      state =
          environment.transitions().isNone()
              ? Transitions.END
              : nextAt(environment.transitions(), entry, Seeds.uniform(seed, numbers++));
    }
    assertEquals(steps, batch.length(episode));
  }

  private static int actionAt(ActionClasses classes, double[] log, int state, double uniform) {
    double rest = uniform;
    int k = classes.begin(state);
    while (rest >= classes.multiplicity(k) * Math.exp(log[k])) {
      rest -= classes.multiplicity(k) * Math.exp(log[k]);
      k++;
    }
    return k;
  }

  private static int nextAt(Transitions transitions, int entry, double uniform) {
    int outcome = transitions.outcome(entry);
    double rest = uniform;
    for (int i = transitions.begin(outcome); i < transitions.begin(outcome + 1); i++) {
      if (rest < transitions.probability(i)) {
        return transitions.next(i);
      }
      rest -= transitions.probability(i);
    }
    return Transitions.END;
  }

  /** The longest way from a start state: three steps, and by another action one. */
  private static DecisionProcess chain() {
    return DecisionProcess.builder(new Horizon.Acyclic())
        .state(1)
        .action(0, 0, Transitions.END)
        .action(0, 0, new int[] {1, 2}, new double[] {0.5, 0.5})
        .state(0)
        .action(0, 0, 2)
        .action(0, 0, Transitions.END)
        .state(0)
        .action(0, 0, Transitions.END)
        .build();
  }

  @Test
  void aBatchThatDoesNotFitIsRefusedWithItsArithmetic() {
    // (steps x 40 + episodes x 16) x 3 / 2^20
    assertRefused(
        chain(), "a batch of 1000000 prompts x 1000 samples x 3 steps: needs 389099 MiB of memory");
    assertRefused(
        SmallBandit.lumped(),
        "a batch of 1000000 prompts x 1000 samples x 1 steps: needs 160217 MiB of memory");
    assertRefused(
        Processes.random(new Horizon.Steps(4), 3, 3, 3),
        "a batch of 1000000 prompts x 1000 samples x 4 steps: needs 503540 MiB of memory");
    // 1e9 episodes of 4 steps on average, and (sqrt(80 x 1e9) + 40) / log(4/3) more by bad luck.
    assertRefused(
        Processes.random(new Horizon.Discounted(0.75), 4, 3, 6),
        "a batch of 1000000 prompts x 1000 samples x 4 steps, at most 4000983317 steps: needs 503653"
            + " MiB of memory");
  }

  /** An episode of 5e8 steps, on average, is refused before the first of them. */
  @Test
  void anEpisodeThatHardlyEverEndsIsRefused() {
    Environment process = Processes.random(new Horizon.Discounted(1 - 0x1p-29), 4, 3, 6);
    Evaluation evaluation = new Evaluation(process, Objective.expectedReturn());
    Sampling one = new Sampling(1, 1, BonusGradient.EXACT);
    String message =
        assertThrows(InvalidInputException.class, () -> new Rollouts(evaluation, one).episodes())
            .getMessage();
    // 2^29 steps on average; 40 times as many and one, where the bound of a sum would be larger.
    assertTrue(
        message.startsWith(
            "a batch of 1 prompts x 1 samples x 536870912 steps, at most 21474836461 steps:"),
        message);
  }

  @Test
  void withoutAFutureAnEpisodeIsOneStep() {
    Environment process = Processes.random(new Horizon.Discounted(0), 4, 3, 6);
    Evaluation evaluation = new Evaluation(process, Objective.expectedReturn());
    Sampling many = new Sampling(1000, 1000, BonusGradient.EXACT);
    assertEquals(1_000_000, new Rollouts(evaluation, many).episodes());
  }

  private static void assertRefused(Environment environment, String message) {
    Evaluation evaluation = new Evaluation(environment, Objective.expectedReturn());
    Sampling sampling = new Sampling(1_000_000, 1000, BonusGradient.EXACT);
    String actual =
        assertThrows(
                InvalidInputException.class, () -> new Rollouts(evaluation, sampling).episodes())
            .getMessage();
    assertTrue(actual.startsWith(message), actual);
    assertTrue(actual.endsWith("; use fewer prompts or samples"), actual);
  }

  @Test
  void samplesOutOfRangeAreRefusedByName() {
    for (int[] bad : new int[][] {{-1, 1}, {1_000_001, 1}, {0, 0}, {0, 1_000_001}}) {
      assertThrows(
          InvalidInputException.class, () -> new Sampling(bad[0], bad[1], BonusGradient.EXACT));
    }
    assertEquals(0, new Sampling(0, 1_000_000, BonusGradient.EXACT).prompts());
    ContextualBandit one = SmallBandit.lumped();
    Evaluation evaluation = new Evaluation(one, Objective.expectedReturn());
    assertEquals(7, new Rollouts(evaluation, new Sampling(0, 7, BonusGradient.EXACT)).episodes());
  }
}

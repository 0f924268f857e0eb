package org.actionscape.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.actionscape.Processes;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Environment;
import org.actionscape.env.Horizon;
import org.actionscape.experiment.Experiment;
import org.actionscape.experiment.ExperimentSchema;
import org.actionscape.experiment.Progress;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.actionscape.store.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SubOptimalityTest {
  static Stream<Environment> processes() {
    return Processes.all().stream();
  }

  /** Acyclic, recurrent and discounted: the difference of values, which has the digits here. */
  @ParameterizedTest
  @MethodSource("processes")
  void itIsTheDifferenceOfValues(Environment environment) {
    SoftValueIteration optimum = SoftValueIteration.of(environment, 0.1);
    SubOptimality subOptimality = SubOptimality.of(environment, optimum);
    Evaluation evaluation = new Evaluation(environment, Objective.expectedReturn());
    SplittableRandom random = new SplittableRandom(1);
    Policy policy = Policy.startOf(environment);
    for (int repeat = 0; repeat < 3; repeat++) {
      for (int k = 0; k < policy.logits().data.length; k++) {
        policy.logits().data[k] = 4 * random.nextDouble();
      }
      evaluation.evaluate(policy);
      double difference = optimum.optimalValue() - evaluation.value();
      // Rounding of the two values, which are below 100.
      assertEquals(difference, subOptimality.of(evaluation), 1e-11);
      assertTrue(difference >= 0);
    }
  }

  /** Weights add up to nearly 5 before they are divided, times the largest number. */
  @Test
  void aSumThatOverflowsBeforeItIsDividedIsANumber() {
    double[] rewards = {Double.MAX_VALUE, 0, 0, 0, 0};
    Environment bandit =
        ContextualBandit.of(new double[] {0, 0, 0, 0, 0}, rewards, new double[] {1, 1, 1, 1, 1});
    Evaluation evaluation = new Evaluation(bandit, Objective.expectedReturn());
    evaluation.evaluate(Policy.startOf(bandit));
    SubOptimality subOptimality = SubOptimality.of(bandit, SoftValueIteration.of(bandit, 0));
    assertEquals(0.8, subOptimality.of(evaluation) / Double.MAX_VALUE, 1e-15);
  }

  /**
   * Two actions and their next states in 2,500,000 steps are the ten million that are looked at.
   */
  @Test
  void whatTakesLongAtEveryRecordIsNotLookedAt() {
    for (int horizon : new int[] {2_500_000, 2_500_001}) {
      DecisionProcess process =
          DecisionProcess.builder(new Horizon.Steps(horizon))
              .state(1)
              .action(0, 1, 0)
              .action(0, 0, 0)
              .build();
      Evaluation evaluation = new Evaluation(process, Objective.expectedReturn());
      evaluation.evaluate(Policy.startOf(process));
      double missing = SubOptimality.of(process, SoftValueIteration.of(process, 0)).of(evaluation);
      assertEquals(horizon == 2_500_000 ? horizon / 2.0 : Double.NaN, missing, 1e-3);
    }
  }

  private static Table run(String rewards, String optimizer, int steps) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("name", "bandit");
    settings.put(
        "environment",
        ExperimentSchema.part("environment", "kind: bandit, logits: [0, 0], rewards: " + rewards));
    settings.put("optimizer", ExperimentSchema.part("optimizer", optimizer));
    settings.put("steps", steps);
    settings.put("recorded_every", 1);
    return Experiment.of(settings).run(1, Progress.SILENT).data();
  }

  /** Of two actions it is gap / (1 + e^(step size x gap x steps)). */
  @ParameterizedTest
  @MethodSource("offsets")
  void rewardsOfAnyOffsetKeepNineDigits(double low, double high) {
    double gap = high - low;
    Table data = run("[" + high + ", " + low + "]", "kind: natural, step_size: " + 1 / gap, 40);
    for (int row = 0; row < data.rows(); row++) {
      double expected = gap / (1 + StrictMath.exp(row));
      // Nine digits are stored, so half a unit of the ninth: 5e-9 of a number that begins with 1.
      assertEquals(expected, data.number(row, "sub_optimality"), 6e-9 * expected);
    }
  }

  static Stream<Arguments> offsets() {
    return Stream.of(
            new double[] {0, 1},
            new double[] {1e5, 1e5 + 0x1p-30},
            new double[] {-1e5, -1e5 + 0x1p-20},
            new double[] {0, 1e-12},
            new double[] {1e15, 1e15 + 1})
        .map(pair -> Arguments.of(pair[0], pair[1]));
  }
}

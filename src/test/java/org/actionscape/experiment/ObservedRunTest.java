package org.actionscape.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.actionscape.check.InvalidInputException;
import org.actionscape.store.Table;
import org.junit.jupiter.api.Test;

class ObservedRunTest {
  private static Experiment experiment(Map<String, Object> environment, double lambda) {
    return Experiment.of(
        Map.of(
            "name",
            "watched",
            "environment",
            environment,
            "objective",
            List.of(Map.of("kind", "entropy", "coefficient", lambda)),
            "optimizer",
            Map.of("kind", "ascent", "step_size", 20),
            "steps",
            60,
            "recorded_every",
            20));
  }

  private static final Map<String, Object> BANDIT =
      Map.of(
          "kind",
          "contextual-bandit",
          "contexts",
          5,
          "actions",
          1000,
          "optimal",
          10,
          "start",
          Map.of("kind", "zipf"),
          "placement",
          Map.of("kind", "ranked"));

  private static final Map<String, Object> TOKENS =
      Map.of("kind", "token-sequence", "horizon", 2, "tokens", 50, "optimal", List.of(5));

  /** The same in the digits that tables have. */
  private static void assertSame(double inTable, double seen) {
    assertEquals(Table.format(inTable), Table.format(seen));
  }

  @Test
  void watchingChangesNoNumber() {
    Experiment experiment = experiment(BANDIT, 0.05);
    Table data = experiment.run(1, Progress.SILENT).data();
    ObservedRun run = experiment.watch(1);
    for (int row = 0; row < data.rows(); row++) {
      ObservedRun.Observation observation = run.observe();
      assertEquals(data.number(row, "step"), observation.step().step());
      assertSame(data.number(row, "average_reward"), observation.step().value());
      assertSame(data.number(row, "gradient_norm"), observation.step().gradientNorm());
      // Rewards are 0 and 1: Proposition 1(a) with R = 1.
      assertEquals(
          2 * observation.step().entropy(), observation.bound(), 1e-12 * observation.bound());
      assertTrue(observation.returnGradient() <= observation.bound());
      run.ranks(row % run.states());
      for (int i = 0; i < 20; i++) {
        run.advance(1);
      }
    }
  }

  @Test
  void theRegularisedOptimumIsThatOfTheSummary() {
    Experiment experiment = experiment(BANDIT, 0.05);
    Table summary = experiment.run(1, Progress.SILENT).summary();
    assertSame(
        summary.where("metric", "soft_optimum_reward").number(0, "mean"),
        experiment.watch(1).softReward().getAsDouble());
    assertTrue(experiment(BANDIT, 0).watch(1).softReward().isEmpty());
  }

  @Test
  void ranksAreEveryActionOnceLikeliestFirst() {
    for (Map<String, Object> environment : List.of(BANDIT, TOKENS)) {
      ObservedRun run = experiment(environment, 0.05).watch(1);
      run.advance(7);
      for (int state = 0; state < run.states(); state++) {
        double before = 0;
        double mass = 0;
        double last = 0;
        for (RankedActions actions : run.ranks(state)) {
          assertEquals(before + 1, actions.first());
          assertTrue(actions.logProbability() <= last);
          before = actions.last();
          last = actions.logProbability();
          mass += (actions.last() - actions.first() + 1) * Math.exp(last);
        }
        assertEquals(environment == BANDIT ? 1000 : 50, before);
        // A thousand summands, each rounded.
        assertEquals(1, mass, 1e-12);
      }
    }
  }

  @Test
  void optimalActionsAreMarkedWhereNotAllAre() {
    ObservedRun bandit = experiment(BANDIT, 0.05).watch(1);
    for (int state = 0; state < bandit.states(); state++) {
      assertEquals(10, optimal(bandit, state));
    }
    ObservedRun tokens = experiment(TOKENS, 0.05).watch(1);
    assertEquals(5, optimal(tokens, 0));
    // States: the first step, the second on the track, and off it, where nothing is left to win.
    assertEquals(5, optimal(tokens, 1));
    assertEquals(0, optimal(tokens, 2));
  }

  private static double optimal(ObservedRun run, int state) {
    return run.ranks(state).stream()
        .filter(RankedActions::optimal)
        .mapToDouble(actions -> actions.last() - actions.first() + 1)
        .sum();
  }

  @Test
  void settingsOfAMapAreCheckedLikeThoseOfAFile() {
    InvalidInputException refused =
        assertThrows(InvalidInputException.class, () -> experiment(Map.of("kind", "maze"), 0.1));
    assertTrue(refused.getMessage().startsWith("environment.kind \"maze\""), refused.getMessage());
  }
}

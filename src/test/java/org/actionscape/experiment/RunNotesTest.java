package org.actionscape.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.actionscape.check.DivergedException;
import org.actionscape.check.OutOfRangeException;
import org.actionscape.store.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run says besides its numbers. */
class RunNotesTest {
  private static final String COIN =
      "environment: {kind: bandit, logits: [0, 0], rewards: [0, 1]}\n";
  private static final String ASCENT = "optimizer: {kind: ascent, step_size: 1}\n";

  private final List<String> notes = new ArrayList<>();

  @SuppressWarnings("unchecked")
  private Result run(String yaml) throws IOException {
    Map<String, Object> settings =
        new LinkedHashMap<>(new ObjectMapper(new YAMLFactory()).readValue(yaml, Map.class));
    settings.put("name", "test");
    notes.clear();
    return Experiment.of(settings).run(1, Progress.SILENT, notes::add);
  }

  private static String sac(String rule) {
    return "objective: [{kind: entropy, coefficient: {kind: sac, " + rule + "}}]\n";
  }

  /** The target log |A| is out of reach of every policy but one, so the coefficient climbs. */
  @Test
  void aCoefficientAtItsCeilingAndAStepThatIsTooLargeAreNamedOnce() throws IOException {
    Result result =
        run(
            COIN
                + ASCENT
                + sac("start: 0.1, target: 0.6931471805599453, step_size: 0.1")
                + "steps: 2000");
    assertEquals(2, notes.size(), notes.toString());
    assertTrue(
        notes
            .get(0)
            .startsWith(
                "objective[0].coefficient: rule \"sac\" ended at its ceiling, 100, where it can"
                    + " steer no further; the term was then worth "),
        notes.get(0));
    assertTrue(notes.get(1).startsWith("optimizer.step_size = 1 is not below 0.04"), notes.get(1));
    assertEquals(100, result.summary().where("metric", "final_coefficient_0").number(0, "mean"));
    assertEquals(1, result.summary().where("metric", "at_limit_0").number(0, "mean"));
    String caption = result.settings().get("caption").toString();
    notes.forEach(note -> assertTrue(caption.endsWith("Note: " + notes.get(1) + "."), caption));
  }

  @Test
  void aCoefficientThatUnderflowsIsNamed() throws IOException {
    run(
        COIN
            + "optimizer: {kind: natural, step_size: 0.01}\n"
            + sac("start: 100, target: 0.3, step_size: 100")
            + "steps: 2000\nrecorded_every: 100");
    assertEquals(1, notes.size(), notes.toString());
    assertTrue(
        notes
            .get(0)
            .startsWith("objective[0].coefficient: rule \"sac\" ended at the smallest of doubles"),
        notes.get(0));
  }

  @Test
  void aCoefficientAtASideOfAentsBoxIsNamed() throws IOException {
    String rule =
        "objective: [{kind: clamped, share: 0, coefficient: {kind: aent, start: 0.1, low_entropy: %s,"
            + " high_entropy: %s, step_size: 1, least: 0.05, most: 0.2}}]\nsteps: 50";
    run(COIN + ASCENT + rule.formatted("0.69", "0.69314718"));
    assertTrue(notes.get(0).contains("ended at the upper side of its box, 0.2,"), notes.get(0));
    run(COIN + ASCENT + rule.formatted("0", "0"));
    assertTrue(notes.get(0).contains("ended at the lower side of its box, 0.05,"), notes.get(0));
  }

  @Test
  void aConstantCoefficientThatIsTooLargeForTheStepIsNamed() throws IOException {
    run(COIN + ASCENT + "objective: [{kind: entropy, coefficient: 5}]\nsteps: 10");
    assertTrue(
        notes.get(0).startsWith("optimizer.step_size = 1 is not below 0.80"), notes.toString());
    run(COIN + ASCENT + "objective: [{kind: entropy, coefficient: 3.9}]\nsteps: 10");
    assertEquals(List.of(), notes);
    run(
        COIN
            + "optimizer: {kind: natural, step_size: 1}\n"
            + "objective: [{kind: entropy, coefficient: 2.1}]\nsteps: 10");
    assertTrue(
        notes.get(0).startsWith("optimizer.step_size = 1 is not below 0.952380952 = 2 / 2.1"),
        notes.toString());
  }

  /** 1 - eta lambda = -1: the logits jump to and fro about the optimum for ever. */
  @Test
  void aStepOfExactlyTwoOverTheCurvatureIsNamed() throws IOException {
    for (String pair : new String[] {"10 0.2", "20 0.1", "1 2"}) {
      String eta = pair.split(" ")[0];
      String lambda = pair.split(" ")[1];
      run(
          COIN
              + ("optimizer: {kind: natural, step_size: " + eta + "}\n")
              + ("objective: [{kind: entropy, coefficient: " + lambda + "}]\nsteps: 10"));
      assertEquals(1, notes.size(), pair);
    }
  }

  /** With such coefficients the optimum is nearly uniform: the curvature is half of them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {kind: bandit, logits: [0, 0], rewards: [0, 0.001]} | {kind: kl, coefficient: 5}
          {kind: contextual-bandit, contexts: 1, actions: 2, optimal: 1} | {kind: entropy, coefficient: 1e6}
          {kind: token-sequence, prompts: 1, horizon: 2, tokens: 2, optimal: [1, 1], start: {kind: uniform}} | {kind: entropy, coefficient: 1e6}
          """)
  void aStepThatIsTooLargeIsNamedWhereverTheCurvatureIsKnown(String environment, String term)
      throws IOException {
    String run = "environment: " + environment + "\nobjective: [" + term + "]\nsteps: 1\n";
    run(run + ASCENT);
    assertEquals(1, notes.size(), notes.toString());
    assertTrue(notes.get(0).startsWith("optimizer.step_size = 1 is not below "), notes.toString());
    run(run + "optimizer: {kind: natural, step_size: 1}\n");
    assertEquals(1, notes.size(), notes.toString());
    run(run + "optimizer: {kind: ascent, step_size: 1e-7}\n");
    assertEquals(List.of(), notes);
  }

  /** Other terms, a divergence over several steps, samples, and no bonus at all. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        COIN + ASCENT + "objective: [{kind: clamped, share: 0.4, coefficient: 50}]",
        COIN + "optimizer: {kind: ascent, step_size: 1000}",
        COIN + "optimizer: {kind: natural, step_size: 1000}",
        COIN + ASCENT + "objective: [{kind: entropy, coefficient: 5}]\ngradient: {kind: reinforce}",
        COIN
            + "optimizer: {kind: adam, step_size: 1}\nobjective: [{kind: entropy, coefficient: 5}]",
        "environment: {kind: token-sequence, prompts: 1, horizon: 2, tokens: 2, optimal: [1, 1]}\n"
            + ASCENT
            + "objective: [{kind: kl, coefficient: 50}]"
      })
  void nothingIsSaidWhereItIsNotKnown(String yaml) throws IOException {
    run(yaml + "\nsteps: 1");
    assertEquals(List.of(), notes);
  }

  @Test
  void aRunThatSettlesHasNothingToSay() throws IOException {
    Result result =
        run(COIN + ASCENT + sac("start: 0.1, target: 0.5, step_size: 0.1") + "steps: 2000");
    assertEquals(List.of(), notes);
    assertEquals(0, result.summary().where("metric", "at_limit_0").number(0, "mean"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "environment: {kind: bandit, logits: [0, 0], rewards: [1e308, -1e308]}",
        "environment: {kind: bandit, logits: [1e308, -1e308], rewards: [0, 1]}",
        "environment: {kind: contextual-bandit, actions: 10, optimal: 1, start: {kind: gaussian,"
            + " deviation: 1e308}}"
      })
  void whatStartsOutOfRangeHasNotDiverged(String environment) {
    String message =
        assertThrows(
                OutOfRangeException.class,
                () ->
                    run(
                        environment
                            + "\n"
                            + ASCENT
                            + "objective: [{kind: entropy, coefficient: 1}]"))
            .getMessage();
    assertTrue(message.contains("must be") && message.contains("finite"), message);
    assertTrue(!message.contains("diverged") && !message.contains("step 0"), message);
  }

  /** The largest rewards that have a gradient: its squares overflow, the norm does not. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-200, 1e200, 1e308})
  void theNormOfAGradientNeitherOverflowsNorUnderflows(double reward) throws IOException {
    Result result =
        run(
            "environment: {kind: bandit, logits: [0, 0], rewards: [0, "
                + reward
                + "]}\noptimizer: {kind: ascent, step_size: 1e-300}\nsteps: 1");
    assertEquals(Math.sqrt(2) / 4, result.data().number(0, "gradient_norm") / reward, 1e-9);
  }

  @Test
  void aRunThatDivergesLaterSaysSo() {
    assertThrows(
        DivergedException.class,
        () ->
            run(
                "environment: {kind: bandit, logits: [0, 0, 1], rewards: [0, 1, 2]}\n"
                    + "optimizer: {kind: ascent, step_size: 1e308}\nsteps: 100\n"
                    + "objective: [{kind: entropy, coefficient: 1e5}]"));
  }
}

package org.actionscape.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.actionscape.catalogue.Catalogue;
import org.actionscape.check.InvalidInputException;
import org.actionscape.store.Result;
import org.actionscape.store.Table;
import org.actionscape.store.Yaml;
import org.actionscape.theory.SoftOptimum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentTest {
  private static final String SMALL =
      """
      environment: {kind: bandit, logits: [0, 1], rewards: [1, 0]}
      optimizer: {kind: ascent, step_size: 1}
      """;

  @TempDir private Path folder;

  private Experiment read(String yaml, String... changes) throws IOException {
    Path file = Files.writeString(folder.resolve("small.yaml"), yaml);
    return Experiment.read(file, List.of(changes));
  }

  private void assertRefused(String message, String yaml, String... changes) {
    InvalidInputException e = assertThrows(InvalidInputException.class, () -> read(yaml, changes));
    assertEquals(
        message, e.getMessage().replace(folder.resolve("small.yaml").toString(), "small.yaml"));
  }

  @Test
  void theFilesNameIsTheExperimentsUnlessItHasOne() throws IOException {
    assertEquals("small", read(SMALL).name());
    assertEquals("other", read("name: other\n" + SMALL).name());
    assertEquals("2026", read("name: 2026\n" + SMALL).name());
  }

  /** Each change of a valid file, and the sentence that it earns. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "enviroment.kind=bandit | key \"enviroment\": must be one of name, environment, objective,"
            + " gradient, optimizer, steps, recorded_every, seeds; did you mean environment?",
        "environment.kind=bandits | environment.kind \"bandits\": must be one of contextual-bandit,"
            + " bandit, token-sequence, garnet; did you mean bandit?",
        "environment.logit=[1] | environment: key \"logit\": must be one of kind, logits, rewards,"
            + " multiplicities; did you mean logits?",
        "environment.logits=[0, NaN] | environment.logits[1] = \"NaN\": must be a number, a finite"
            + " number; this is not finite",
        "environment.logits=[0, 1, 2] | environment: rewards: must have 3 entries like logits, has"
            + " 2",
        "environment.multiplicities=[1, 2.5] | environment.multiplicities[1] = 2.5: must be a whole"
            + " number, 1 to 9007199254740992",
        "environment.multiplicities=[1, 0] | environment.multiplicities[1] = 0: must be a whole"
            + " number, 1 to 9007199254740992",
        "environment=3 | environment = 3: must be a map of settings",
        "optimizer.step_size=-1 | optimizer.step_size = -1.0: must be a finite number above 0",
        "optimizer.step_size=large | optimizer.step_size = \"large\": must be a number, above 0",
        "optimizer.step_size={} | optimizer.step_size = {}: must be a number, above 0",
        "optimizer={kind: adam} | optimizer.step_size: must be given, above 0",
        "optimizer={step_size: 1} | optimizer.kind: must be given, one of ascent, theory-ascent,"
            + " armijo, adam, natural, flow",
        "optimizer={kind: flow, time: 1, tolerance: 2} | optimizer.tolerance = 2.0: must be between"
            + " 1.0E-15 and 1.0",
        "optimizer={kind: armijo, sufficient_gain: 0.7} | optimizer: sufficient gain (c) = 0.7: must"
            + " be between 4.9E-324 and 0.49999999999999994",
        "objective={kind: entropy} | objective = {\"kind\":\"entropy\"}: must be a list, each one of"
            + " entropy, step-entropy, clamped, kl",
        "objective[0].kind=entropi | objective[0].kind \"entropi\": must be one of entropy,"
            + " step-entropy, clamped, kl; did you mean entropy?",
        "objective=[{kind: clamped, coefficient: 1, share: 1}] | objective[0].share = 1.0: must be in"
            + " [0, 1)",
        "objective=[{kind: clamped, coefficient: 1}, {kind: clamped, coefficient: 2}] | objective:"
            + " must have each kind of term at most once, has \"clamped\" twice",
        "objective=[{kind: entropy, coefficient: -1}] | objective[0].coefficient = -1.0: must be a finite number, at"
            + " least 0",
        "objective=[{kind: entropy, coefficient: much}] | objective[0].coefficient = \"much\": must be a number, at"
            + " least 0",
        "objective=[{kind: entropy, coefficient: {kind: liner, from: 1, steps: 2}}] | objective[0].coefficient.kind"
            + " \"liner\": must be one of constant, linear, exponential, cosine, halving, aent,"
            + " aent-verl, aent-areal, sac; did you mean linear?",
        "objective=[{kind: entropy, coefficient: {kind: aent-verl, low_entropy: 2, high_entropy: 1,"
            + " step_size: 1}}] |"
            + " objective[0].coefficient: entropy band = [2.0, 1.0]: must have its lower edge at or"
            + " below its upper edge",
        "gradient={kind: ppo, clip_low: -0.1} | gradient.clip_low = -0.1: must be between 0.0 and"
            + " 1.0",
        "gradient={kind: grpo, samples: 0} | gradient.samples = 0: must be a whole number, 1 to"
            + " 1000000",
        "gradient={kind: grpo, samples: 1} | gradient: samples of a prompt (group) = 1: must be at"
            + " least 2, a response is judged against the others",
        "gradient={kind: actor-critic, critic_rate: 0} | gradient.critic_rate = 0.0: must be between"
            + " 1.0E-300 and 1.0",
        "steps=1e-1 | steps = 1e-1: must be a whole number, 1 to 100000000",
        "steps=1e99 | steps = 1e99: must be a whole number, 1 to 100000000",
        "seeds.count=0 | seeds.count = 0: must be a whole number, 1 to 10000",
        "name=../x | name = \"../x\": must be letters, digits, '.', '_' and '-', at most 100, a letter"
            + " or digit first",
        "steps | --set steps: must be path=value, like environment.actions=1000",
        "steps= | --set steps=: must have a value after the =",
        "steps.x=1 | steps = {\"x\":1}: must be a whole number, 1 to 100000000",
        "environment.kind.x=1 | --set environment.kind.x=1: must lead to a place of the file, x is not"
            + " in \"bandit\"",
        "objective[3]=1 | --set objective[3]=1: must lead to a place of the file, [3] is not in []",
        "recorded_every=1 steps=30001 | recorded_every = 1: must be at least 2, so that 1 seeds x"
            + " 30001 steps leave at most 30000 rows in data.csv"
      })
  void aBadSettingIsNamedByPathValueAndRange(String changes, String message) {
    assertRefused(
        message,
        SMALL,
        changes.startsWith("recorded") ? changes.split(" ") : new String[] {changes});
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "- 1", "a: [", "a: b: c", SMALL + "steps: 1\nsteps: 2\n"})
  void whatIsNoMapOfSettingsIsRefusedWithTheFilesName(String yaml) {
    String message = assertThrows(InvalidInputException.class, () -> read(yaml)).getMessage();
    assertTrue(message.startsWith(folder.resolve("small.yaml") + ": must be "), message);
  }

  @Test
  void aMissingFileOrAFolderIsRefused() {
    assertThrows(
        InvalidInputException.class, () -> Experiment.read(folder.resolve("no.yaml"), List.of()));
    assertThrows(InvalidInputException.class, () -> Experiment.read(folder, List.of()));
  }

  @Test
  void numbersMayBeWrittenAsPeopleWriteThem() throws IOException {
    Result result =
        read(SMALL, "steps=1e1", "optimizer.step_size=5e-1", "environment.multiplicities=[1, 1e12]")
            .run(1, Progress.SILENT);
    assertEquals(10, (Long) result.settings().get("steps"));
    assertTrue(
        Yaml.write(result.settings()).contains("    - 1000000000000\n"),
        Yaml.write(result.settings()));
  }

  @Test
  void theStoredSettingsHoldEveryDefaultAndReadBackAsThemselves() throws IOException {
    Result result =
        read("""
                environment: {kind: contextual-bandit, actions: 50, start: {kind: zipf}}
                objective: [{kind: clamped, coefficient: 1e-5}]
                optimizer: {kind: adam, step_size: 0.1}
                steps: 5
                """)
            .run(1, Progress.SILENT);
    String stored = Yaml.write(result.settings());
    for (String line :
        List.of("bucket_width: 0.01", "share: 0.5", "beta2: 0.999", "count: 1", "decoy: 0.0")) {
      assertTrue(stored.contains(line + "\n"), stored);
    }
    Result again = read(stored).run(1, Progress.SILENT);
    assertEquals(stored, Yaml.write(again.settings()));
  }

  @Test
  void theLastStepIsRecordedAlsoWhereItIsNoMultiple() throws IOException {
    Table data = read(SMALL, "steps=25").run(1, Progress.SILENT).data();
    assertEquals(List.of("0", "10", "20", "25"), data.distinct("step"));
  }

  @Test
  void theSummaryHasTheClosedFormBesideTheRun() throws IOException {
    Table summary =
        read(
                SMALL,
                "objective[0].kind=entropy",
                "objective[0].coefficient=0.5",
                "optimizer={kind: natural, step_size: 1}")
            .run(1, Progress.SILENT)
            .summary();
    SoftOptimum soft = SoftOptimum.of(new double[] {1, 0}, new double[] {1, 1}, 0.5);
    assertEquals(
        soft.reward(), summary.where("metric", "soft_optimum_reward").number(0, "mean"), 1e-9);
    assertEquals(
        soft.policy().entropy(),
        summary.where("metric", "soft_optimum_entropy").number(0, "mean"),
        1e-9);
    assertEquals(soft.reward(), summary.where("metric", "final_reward").number(0, "mean"), 1e-9);
    assertEquals(1, summary.where("metric", "best_reward").number(0, "mean"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{kind: contextual-bandit, actions: 1000, contexts: 3, start: {kind: gaussian}}",
        "{kind: contextual-bandit, actions: 1e12, contexts: 3, start: {kind: zipf}, placement:"
            + " {kind: ranked}}",
        "{kind: bandit, logits: [1, 2], rewards: [0, 1], multiplicities: [1, 1e15]}",
        "{kind: token-sequence, tokens: 100, horizon: 3, end_probability: 0.1, payment: per-step,"
            + " partial_credit: [0.5], slip: 0.1, optimal: [1, 2, 3]}",
        "{kind: garnet, states: 5, actions: 3, branching: 2}"
      })
  void everyEnvironmentRunsWithEveryOptimizerWhateverTheNumberOfThreads(String environment)
      throws IOException {
    List<String> optimizers =
        List.of(
            "{kind: ascent, step_size: 1}",
            "{kind: armijo}",
            "{kind: adam, step_size: 0.1}",
            "{kind: natural, step_size: 1}",
            "{kind: flow, time: 1}");
    for (String optimizer : optimizers) {
      Experiment experiment =
          read(
              "environment: "
                  + environment
                  + "\nobjective: [{kind: entropy, coefficient: 0.1}, {kind: clamped, coefficient:"
                  + " 0.1}]\noptimizer: "
                  + optimizer
                  + "\nsteps: 3\nrecorded_every: 1\nseeds: {count: 3, first: 7}\n");
      Result one = experiment.run(1, Progress.SILENT);
      Result three = experiment.run(3, Progress.SILENT);
      one.data().write(folder.resolve("one.csv"));
      three.data().write(folder.resolve("three.csv"));
      assertEquals(
          Files.readString(folder.resolve("one.csv")),
          Files.readString(folder.resolve("three.csv")));
      assertEquals(List.of("7", "8", "9"), one.data().distinct("seed"));
      for (double reward : one.data().numbers("average_reward")) {
        assertTrue(reward >= 0 && reward <= 10);
      }
    }
  }

  @Test
  void anOptimizerThatDoesNotFitTheEnvironmentIsRefused() throws IOException {
    Experiment experiment = read("environment: {kind: garnet}\noptimizer: {kind: theory-ascent}\n");
    assertThrows(InvalidInputException.class, () -> experiment.run(1, Progress.SILENT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{kind: exact}",
        "{kind: reinforce, baseline: none, bonus: exact}",
        "{kind: actor-critic, prompts: 2}",
        "{kind: ppo, samples: 4, epochs: 2, minibatches: 3}",
        "{kind: grpo, samples: 4, epochs: 2}"
      })
  void everyGradientSourceRunsWithEveryRuleWhateverTheNumberOfThreads(String gradient)
      throws IOException {
    List<String> rules =
        List.of(
            "0.1",
            "{kind: linear, from: 0.1, steps: 5}",
            "{kind: aent-verl, low_entropy: 0.5, high_entropy: 1, step_size: 0.01}",
            "{kind: sac, start: 0.1, target: 1, step_size: 0.5}");
    for (String rule : rules) {
      Experiment experiment =
          read(
              "environment: {kind: token-sequence, tokens: 50, horizon: 3, prompts: 2,"
                  + " end_probability: 0.1, optimal: [20]}\ngradient: "
                  + gradient
                  + "\nobjective: [{kind: clamped, coefficient: "
                  + rule
                  + "}, {kind: kl, coefficient: 0.01}]\noptimizer: {kind: ascent, step_size: 1}\n"
                  + "steps: 9\nrecorded_every: 3\nseeds: {count: 3}\n");
      Result one = experiment.run(1, Progress.SILENT);
      Result three = experiment.run(3, Progress.SILENT);
      one.data().write(folder.resolve("one.csv"));
      three.data().write(folder.resolve("three.csv"));
      assertEquals(
          Files.readString(folder.resolve("one.csv")),
          Files.readString(folder.resolve("three.csv")));
      assertEquals(
          !rule.equals("0.1"), one.data().distinct("coefficient_0").size() > 1, "the trace");
      assertEquals(List.of("0.01"), one.data().distinct("coefficient_1"));
    }
  }

  /** Training with such a coefficient diverges at once: what is heard first comes before it. */
  @Test
  void aSoftOptimumThatIsRefusedIsRefusedBeforeTraining() throws IOException {
    Experiment experiment =
        read(
            "environment: {kind: bandit, logits: [1, 0, 0], rewards: [1, 0, 0]}\n"
                + "objective: [{kind: entropy, coefficient: 1.7e308}]\n"
                + "optimizer: {kind: ascent, step_size: 1}\n");
    assertEquals(
        "rewards and entropy coefficient: must be small enough for optimal values that are finite"
            + " numbers",
        assertThrows(InvalidInputException.class, () -> experiment.run(1, Progress.SILENT))
            .getMessage());
  }

  @Test
  void anEntropyThatNoPolicyHasIsRefused() throws IOException {
    Experiment experiment =
        read(
            SMALL,
            "objective[0].coefficient={kind: sac, start: 0.1, target: 0.7, step_size: 1}",
            "objective[0].kind=entropy");
    String message =
        assertThrows(InvalidInputException.class, () -> experiment.run(1, Progress.SILENT))
            .getMessage();
    assertTrue(message.startsWith("target entropy = 0.7: must be at most 0.693"), message);
  }

  @Test
  void theCatalogueNamesEveryParameterThatAFileMayHave() {
    for (Catalogue.Section section : Catalogue.sections()) {
      for (Catalogue.Entry entry : section.entries()) {
        assertTrue(!entry.description().isBlank());
        for (Catalogue.Setting setting : entry.parameters()) {
          assertTrue(setting.description().contains("; "), setting.name());
          assertTrue(!setting.defaultValue().isBlank(), setting.name());
        }
      }
    }
  }
}

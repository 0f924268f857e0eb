package org.actionscape.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.actionscape.PlugIn;
import org.actionscape.PlugIn.Output;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a plug-in does wrong is one sentence, whoever asks, and never a number. */
class FaultyExtensionTest {
  private static final String BANDIT =
      "environment: {kind: bandit, logits: [2, 1, 0, -1], rewards: [0, 0, 1, 0]}\n"
          + "optimizer: {kind: ascent, step_size: 1}\n"
          + "steps: 3\n";

  @TempDir private Path folder;
  private Path classes;

  @BeforeEach
  void makeFolder() throws IOException {
    classes = Files.createDirectories(folder.resolve("classes"));
  }

  /** Compiles an extension with these members. */
  private void extension(String members) throws IOException {
    Path source = Files.createDirectories(folder.resolve("source"));
    Files.writeString(
        source.resolve("Faulty.java"),
        """
        import java.util.*;
        import java.util.function.*;
        import org.actionscape.env.*;
        import org.actionscape.experiment.*;
        import org.actionscape.math.*;
        import org.actionscape.check.*;
        import org.actionscape.settings.Schema.*;
        import org.actionscape.settings.*;
        import org.actionscape.objective.*;
        import org.actionscape.solver.*;

        public final class Faulty implements Extension {
        """
            + members
            + "}\n");
    Files.createDirectories(source.resolve(PlugIn.SERVICE).getParent());
    Files.writeString(source.resolve(PlugIn.SERVICE), "Faulty");
    PlugIn.compile(source, classes);
  }

  private Output actionscape(String... arguments) throws Exception {
    return PlugIn.run(folder, classes, "org.actionscape.cli.Main", arguments);
  }

  private Output run(String settings) throws Exception {
    Path file = Files.writeString(folder.resolve("faulty.yaml"), settings);
    return actionscape(
        "run", file.toString(), "--replace", "--out", folder.resolve("runs").toString());
  }

  private Output sweep(String settings) throws Exception {
    String experiment = "experiment:\n  " + settings.strip().replace("\n", "\n  ") + "\n";
    Path file = Files.writeString(folder.resolve("faulty-sweep.yaml"), experiment);
    return actionscape("sweep", file.toString(), "--out", folder.resolve("runs").toString());
  }

  /** Refused in one sentence, and nothing is left behind. */
  private void assertRefused(String sentence, Output output) {
    assertEquals(2, output.exit(), output.err().toString());
    assertEquals(List.of(sentence), complaints(output));
    assertFalse(output.err().toString().contains("\tat "), output.err().toString());
    assertFalse(Files.exists(folder.resolve("runs/faulty/data.csv")));
    assertFalse(Files.exists(folder.resolve("runs/faulty-sweep/data.csv")));
  }

  /** What is said, but for progress and for the kernel in use. */
  private static List<String> complaints(Output output) {
    return output.err().stream()
        .filter(line -> line.startsWith("actionscape:") && !line.contains("scalar kernel"))
        .toList();
  }

  @Test
  void anIdThatIsTakenIsNamedByEveryCommandThatUsesVariants() throws Exception {
    extension(
        """
        public List<Variant<Term>> terms() {
          return List.of(new Variant<>("clamped", "mine", List.of(), s -> new Entropy()));
        }
        """);
    String sentence =
        "actionscape: extensions on the class path: must be usable: Faulty: the id \"clamped\" is"
            + " taken";
    assertRefused(sentence, run(BANDIT));
    assertRefused(sentence, sweep(BANDIT));
    for (String command : List.of("list", "figure bias-law", "verify proposition-1a", "demo")) {
      assertRefused(sentence, actionscape(command.split(" ")));
    }
  }

  /** Central differences of the value say -0.2234 where the overwritten gradient gave -0.4087. */
  @Test
  void aSecondClampOrReferenceIsRefusedBeforeTraining() throws Exception {
    extension(
        """
        record Other(String id, Term term) implements Term {
          public double smoothness(double actions) { return term.smoothness(actions); }
          public Prepared prepare(StatePass pass) { return term.prepare(pass); }
        }

        public List<Variant<Term>> terms() {
          return List.of(
              new Variant<>("own-clamp", "a clamp", List.of(new Parameter("share", "p", Real.SHARE, 0.5)),
                  s -> new Other("own-clamp", new ClampedEntropy(s.real("share")))),
              new Variant<>("own-kl", "a divergence", List.of(),
                  s -> new Other("own-kl", KlToReference.fromStart())));
        }
        """);
    String clamps =
        BANDIT
            + "objective:\n"
            + "  - {kind: clamped, coefficient: 0.1, share: 0.999}\n"
            + "  - {kind: own-clamp, coefficient: 0.1, share: 0.99}\n";
    String refusal =
        " to the gradient of a state, but two do; the numbers of one would replace those of the"
            + " other";
    assertRefused(
        "actionscape: objective: at most one term may add a clamped entropy" + refusal,
        run(clamps));
    assertRefused(
        "actionscape: seed 1: objective: at most one term may add a clamped entropy" + refusal,
        sweep(clamps));
    assertRefused(
        "actionscape: objective: at most one term may add a divergence from a reference" + refusal,
        run(
            BANDIT
                + "objective: [{kind: kl, coefficient: 0.1}, {kind: own-kl, coefficient: 0.1}]\n"));
  }

  @Test
  void whatReturnsNothingIsNamed() throws Exception {
    extension(
        """
        public List<Variant<LongFunction<Environment>>> environments() {
          return List.of(
              new Variant<>("none", "no environment", List.of(), s -> seed -> null),
              new Variant<>("no-function", "no function", List.of(), s -> null));
        }

        public List<Variant<Optimizer>> optimizers() {
          return List.of(new Variant<>("no-step", "prepares nothing", List.of(), s -> new Optimizer() {
            public String id() { return "no-step"; }
            public Prepared prepare(GradientSource.Prepared source) { return null; }
          }));
        }

        public List<Variant<Term>> terms() {
          return List.of(new Variant<>("no-term", "makes nothing", List.of(), s -> null));
        }

        /** What the window shows. */
        public static void main(String[] arguments) {
          Map<String, Object> settings = Map.of("name", "x", "environment", Map.of("kind", "none"),
              "optimizer", Map.of("kind", "ascent", "step_size", 1));
          try {
            Experiment.of(settings).watch(1);
          } catch (InvalidInputException e) {
            System.out.println(e.getMessage());
          }
        }
        """);
    String nothing = ": must be made by its extension, which returned nothing (null)";
    String ascent = "optimizer: {kind: ascent, step_size: 1}\n";
    assertRefused(
        "actionscape: environment" + nothing, run("environment: {kind: none}\n" + ascent));
    assertRefused(
        "actionscape: seed 1: environment" + nothing,
        sweep("environment: {kind: none}\n" + ascent));
    assertEquals(List.of("environment" + nothing), PlugIn.run(folder, classes, "Faulty").out());
    assertRefused(
        "actionscape: environment: \"no-function\"" + nothing,
        run("environment: {kind: no-function}\n" + ascent));
    assertRefused(
        "actionscape: objective[0]: term" + nothing,
        run(BANDIT + "objective: [{kind: no-term, coefficient: 0.1}]\n"));
    assertRefused(
        "actionscape: optimiser no-step of a run" + nothing,
        run(BANDIT.replace("{kind: ascent, step_size: 1}", "{kind: no-step}")));
  }

  @Test
  void numbersThatMeanNothingAreRefusedWhereTheyBegin() throws Exception {
    extension(
        """
        record Rule(double start) implements CoefficientRule {
          public String id() { return "rule"; }
          public double next(double current, double entropy, long step) { return Double.NaN; }
        }

        record Endless(double start) implements CoefficientRule {
          public String id() { return "endless"; }
          public double next(double current, double entropy, long step) { return current; }
          public Optional<String> limit(double coefficient) { return null; }
        }

        record Odd(String id, double smoothness, double kept, double[] reference) implements Term {
          public double smoothness(double actions) { return smoothness; }
          public Prepared prepare(StatePass pass) {
            return new Prepared() {
              public double value(int state) { return 0; }
              public void addGradient(double factor, int state, StateGradient gradient) {
                if (reference != null) {
                  SoftmaxSums sums = new SoftmaxSums();
                  gradient.addDivergence(factor, sums, reference, 0);
                }
              }
              public double kept(int state) { return kept; }
            };
          }
        }

        record Not(String id) implements Term {
          public double smoothness(double actions) { return 1; }
          public Prepared prepare(StatePass pass) {
            return new Prepared() {
              public double value(int state) { return Double.NaN; }
              public void addGradient(double factor, int state, StateGradient gradient) {}
              public double kept(int state) { return 1; }
            };
          }
        }

        public List<Variant<CoefficientRule>> coefficientRules() {
          return List.of(
              new Variant<>("endless", "no limit", List.of(), s -> new Endless(0.1)),
              new Variant<>("rule", "no number", List.of(Parameter.required("start", "x", Real.ANY)),
                  s -> new Rule(s.real("start"))));
        }

        public List<Variant<Term>> terms() {
          return List.of(
              new Variant<>("kept-nan", "x", List.of(), s -> new Odd("kept-nan", 1, Double.NaN, null)),
              new Variant<>("kept-less", "x", List.of(), s -> new Odd("kept-less", 1, -3, null)),
              new Variant<>("hollow", "x", List.of(), s -> new Odd("hollow", -1, 1, null)),
              new Variant<>("short", "x", List.of(), s -> new Odd("short", 1, 1, new double[1])),
              new Variant<>("not", "no number", List.of(), s -> new Not("not")));
        }
        """);
    assertRefused(
        "actionscape: term not of the start policy = NaN: must be a finite number; logits and"
            + " rewards must be finite and differ by at most 1.7e308, and returns, coefficients and"
            + " their sums must stay below that",
        run(BANDIT + "objective: [{kind: not, coefficient: 0.1}]\n"));
    assertRefused(
        "actionscape: coefficient rule rule at the start = -1.0: must be a finite number, at least"
            + " 0",
        run(BANDIT + "objective: [{kind: entropy, coefficient: {kind: rule, start: -1}}]\n"));
    assertRefused(
        "actionscape: objective[0]: the limit of rule \"endless\": must be made by its extension,"
            + " which returned nothing (null)",
        run(BANDIT + "objective: [{kind: entropy, coefficient: {kind: endless}}]\n"));
    String objective = "objective: [{kind: %s, coefficient: 0.1}]\n";
    assertRefused(
        "actionscape: number of actions that a term keeps = NaN: must be between 0.0 and 4.0",
        run(BANDIT + objective.replace("%s", "kept-nan")));
    assertRefused(
        "actionscape: number of actions that a term keeps = -3.0: must be between 0.0 and 4.0",
        run(BANDIT + objective.replace("%s", "kept-less")));
    assertRefused(
        "actionscape: objective: the reference of a divergence must have a log-probability for each"
            + " entry, at least 4, has 1",
        run(BANDIT + objective.replace("%s", "short")));
    assertRefused(
        "actionscape: smoothness of hollow = -1.0: must be a finite number, at least 0",
        run(
            BANDIT.replace("{kind: ascent, step_size: 1}", "{kind: theory-ascent}")
                + objective.replace("%s", "hollow")));
    Output later =
        run(BANDIT + "objective: [{kind: entropy, coefficient: {kind: rule, start: 1}}]\n");
    assertEquals(1, later.exit());
    assertTrue(later.err().toString().contains("step 1: coefficient rule rule = NaN"));
  }

  /** Every form that a setting can have, read back and printed. */
  @Test
  void everyKindOfSettingCanBeDeclaredAndRead() throws Exception {
    extension(
        """
        private static final OneOf<Double> SIZES = new OneOf<>(List.of(
            new Variant<>("small", "1", List.of(), s -> 1.0),
            new Variant<>("of", "any", List.of(Parameter.required("x", "it", Real.ANY)), s -> s.real("x"))));
        private static final RealOr<Double> SHORT = new RealOr<>(Real.ANY, x -> x, SIZES);
        private static final Section PAIR = new Section(List.of(
            new Parameter("a", "first", new Whole(0, 9), 1), new Parameter("b", "second", Real.ANY, 2)));

        public List<Variant<Optimizer>> optimizers() {
          return List.of(new Variant<>("all", "every form", List.of(
              new Parameter("wholes", "m", new Several(new Whole(1, 9)), List.of(1, 2)),
              new Parameter("words", "m", new Several(new Word(List.of("up", "down"))), List.of("up")),
              new Parameter("pair", "m", PAIR, Map.of()),
              new Parameter("pairs", "m", new Several(PAIR), List.of()),
              new Parameter("size", "m", SIZES, Map.of("kind", "small")),
              new Parameter("sizes", "m", new Several(SIZES), List.of()),
              new Parameter("short", "m", SHORT, 5)),
              s -> {
                System.out.println(Arrays.toString(s.wholes("wholes")) + s.words("words")
                    + s.part("pair").whole("a") + s.part("pair").real("b")
                    + s.parts("pairs").stream().map(p -> p.real("b")).toList()
                    + SIZES.make(s.part("size"))
                    + s.parts("sizes").stream().map(SIZES::make).toList()
                    + SHORT.make(s, "short"));
                return new GradientAscent(1);
              }));
        }
        """);
    Output defaults = run(BANDIT.replace("{kind: ascent, step_size: 1}", "{kind: all}"));
    assertEquals(0, defaults.exit(), defaults.err().toString());
    assertEquals("[1, 2][up]12.0[]1.0[]5.0", defaults.out().get(0));
    Output given =
        run(
            BANDIT.replace(
                "{kind: ascent, step_size: 1}",
                "{kind: all, wholes: [3], words: [down, up], pair: {a: 4}, pairs: [{b: 5}, {b: 6}],"
                    + " size: {kind: of, x: 7}, sizes: [{kind: small}, {kind: of, x: 8}], short:"
                    + " {kind: of, x: 9}}"));
    assertEquals("[3][down, up]42.0[5.0, 6.0]7.0[1.0, 8.0]9.0", given.out().get(0));
    Output again =
        actionscape(
            "run",
            folder.resolve("runs/faulty/settings.yaml").toString(),
            "--out",
            folder.resolve("again").toString());
    assertEquals(given.out().get(0), again.out().get(0));
  }

  @Test
  void aSettingThatWasNotDeclaredSoIsNamed() throws Exception {
    extension(
        """
        public List<Variant<Optimizer>> optimizers() {
          return List.of(new Variant<>("own", "m", List.of(new Parameter("eta", "m", Real.ANY, 1)),
              s -> new GradientAscent(s.whole("eta"))));
        }
        """);
    assertRefused(
        "actionscape: optimizer.eta: must be declared as a whole number (Whole) by the variant that"
            + " reads it, but is not",
        run(BANDIT.replace("{kind: ascent, step_size: 1}", "{kind: own}")));
  }

  /** Even where it is our own code that the plug-in's call ends in. */
  @Test
  void aPlugInThatFailsIsBlamedInOneSentence() throws Exception {
    extension(
        """
        public List<Variant<LongFunction<Environment>>> environments() {
          return List.of(new Variant<>("own", "m", List.of(), s -> seed -> ContextualBandit.of(null, null)));
        }
        """);
    Output output = run("environment: {kind: own}\noptimizer: {kind: ascent, step_size: 1}\n");
    assertEquals(1, output.exit());
    List<String> said = complaints(output);
    assertEquals(1, said.size(), output.err().toString());
    assertTrue(said.get(0).startsWith("actionscape: an extension failed: "), said.get(0));
    assertFalse(output.err().toString().contains("\tat "), output.err().toString());
  }
}

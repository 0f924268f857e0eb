package org.actionscape.settings;

import java.util.List;
import org.actionscape.objective.AentCoefficient;
import org.actionscape.objective.AentCoefficient.Band;
import org.actionscape.objective.AentCoefficient.Box;
import org.actionscape.objective.AentCoefficient.WarmUp;
import org.actionscape.objective.AentCoefficient.WarmUpTest;
import org.actionscape.objective.CoefficientRule;
import org.actionscape.objective.ConstantCoefficient;
import org.actionscape.objective.CosineDecay;
import org.actionscape.objective.ExponentialDecay;
import org.actionscape.objective.LinearDecay;
import org.actionscape.objective.SacCoefficient;
import org.actionscape.objective.StepDecay;
import org.actionscape.settings.Schema.Real;
import org.actionscape.settings.Schema.Whole;
import org.actionscape.settings.Schema.Word;

/** The rules that set a coefficient step by step. */
final class CoefficientVariants {
  private static final Parameter STEPS =
      Parameter.required(
          "steps", "number of updates from one to the other", new Whole(1, Long.MAX_VALUE));
  private static final Parameter BETA =
      Parameter.required(
          "step_size", "beta, how fast the coefficient follows the entropy", Real.NON_NEGATIVE);
  private static final Parameter LOW_ENTROPY =
      Parameter.required("low_entropy", "lower edge of the band, nats a step", Real.NON_NEGATIVE);
  private static final Parameter HIGH_ENTROPY =
      Parameter.required("high_entropy", "upper edge of the band, nats a step", Real.NON_NEGATIVE);

  static final List<Variant<CoefficientRule>> ALL =
      List.of(
          new Variant<>(
              "constant",
              "the same coefficient for ever; a plain number is short for it",
              List.of(Parameter.required("value", "lambda", Real.NON_NEGATIVE)),
              s -> new ConstantCoefficient(s.real("value"))),
          new Variant<>(
              "linear",
              "a straight line from one coefficient to another",
              List.of(from(Real.NON_NEGATIVE), to(Real.NON_NEGATIVE, 0), STEPS),
              s -> new LinearDecay(s.real("from"), s.real("to"), s.whole("steps"))),
          new Variant<>(
              "exponential",
              "the same factor at every update",
              List.of(
                  from(Real.POSITIVE),
                  Parameter.required("to", "last coefficient", Real.POSITIVE),
                  STEPS),
              s -> new ExponentialDecay(s.real("from"), s.real("to"), s.whole("steps"))),
          new Variant<>(
              "cosine",
              "half a wave of the cosine",
              List.of(from(Real.NON_NEGATIVE), to(Real.NON_NEGATIVE, 0), STEPS),
              s -> new CosineDecay(s.real("from"), s.real("to"), s.whole("steps"))),
          new Variant<>(
              "halving",
              "half the coefficient at the end of each stage",
              List.of(
                  from(Real.NON_NEGATIVE),
                  Parameter.required(
                      "every", "number of updates in a stage", new Whole(1, Long.MAX_VALUE))),
              s -> new StepDecay(s.real("from"), s.whole("every"))),
          new Variant<>(
              "aent",
              "AEnt: up while the entropy is below a band, down while it is above, within a box",
              List.of(
                  Parameter.required("start", "first coefficient", Real.NON_NEGATIVE),
                  LOW_ENTROPY,
                  HIGH_ENTROPY,
                  BETA,
                  Parameter.required("least", "lower side of the box", Real.NON_NEGATIVE),
                  Parameter.required("most", "upper side of the box", Real.NON_NEGATIVE),
                  new Parameter("warm_up", "number of updates", new Whole(0, Long.MAX_VALUE), 0),
                  new Parameter(
                      "warm_up_test",
                      "whether the rule sets in from that update on, or after it",
                      new Word(List.of("from", "after")),
                      "from"),
                  new Parameter("pull", "kappa, pull to the start", Real.NON_NEGATIVE, 0)),
              s ->
                  new AentCoefficient(
                      s.real("start"),
                      new Band(s.real("low_entropy"), s.real("high_entropy")),
                      s.real("step_size"),
                      new Box(s.real("least"), s.real("most")),
                      new WarmUp(
                          s.whole("warm_up"),
                          s.word("warm_up_test").equals("from")
                              ? WarmUpTest.FROM
                              : WarmUpTest.AFTER),
                      s.real("pull"))),
          new Variant<>(
              "aent-verl",
              "AEnt with the authors' verl settings: box [4e-5, 0.1], start 2e-4, no warm-up",
              List.of(LOW_ENTROPY, HIGH_ENTROPY, BETA),
              s ->
                  AentCoefficient.verl(
                      s.real("low_entropy"), s.real("high_entropy"), s.real("step_size"))),
          new Variant<>(
              "aent-areal",
              "AEnt with the authors' AReaL settings: band [0.05, 0.23], beta 1e-3, box [1e-5,"
                  + " 3e-3], after a warm-up of 29",
              List.of(Parameter.required("start", "first coefficient", Real.between(1e-5, 3e-3))),
              s -> AentCoefficient.areal(s.real("start"))),
          new Variant<>(
              "sac",
              "SAC: the coefficient is learned so that the entropy meets a target",
              List.of(
                  Parameter.required("start", "first coefficient", Real.POSITIVE),
                  Parameter.required("target", "target entropy, nats a step", Real.NON_NEGATIVE),
                  BETA,
                  new Parameter("most", "ceiling of the coefficient", Real.POSITIVE, 100)),
              s ->
                  new SacCoefficient(
                      s.real("start"), s.real("target"), s.real("step_size"), s.real("most"))));

  private CoefficientVariants() {}

  private static Parameter from(Real range) {
    return Parameter.required("from", "first coefficient", range);
  }

  private static Parameter to(Real range, double defaultValue) {
    return new Parameter("to", "last coefficient", range, defaultValue);
  }
}

package org.actionscape.settings;

import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.actionscape.check.Checks;
import org.actionscape.env.Environment;
import org.actionscape.objective.ClampedEntropy;
import org.actionscape.objective.CoefficientRule;
import org.actionscape.objective.Entropy;
import org.actionscape.objective.KlToReference;
import org.actionscape.objective.Objective.Bonus;
import org.actionscape.objective.StepEntropy;
import org.actionscape.objective.Term;
import org.actionscape.settings.Schema.OneOf;
import org.actionscape.settings.Schema.Real;
import org.actionscape.settings.Schema.RealOr;
import org.actionscape.solver.Adam;
import org.actionscape.solver.ArmijoAscent;
import org.actionscape.solver.GradientAscent;
import org.actionscape.solver.GradientFlow;
import org.actionscape.solver.GradientSource;
import org.actionscape.solver.NaturalGradient;
import org.actionscape.solver.Optimizer;
import org.actionscape.solver.SmoothnessAscent;

/**
 * Everything that settings files can name. The same definitions read the files, fill in defaults
 * and make up the catalogue, so none of the three can drift from the others.
 */
public final class Registry {
  /** Environments, drawn from a seed. */
  public static final OneOf<LongFunction<Environment>> ENVIRONMENTS =
      Extensions.with(
          List.of(
              BanditVariant.VARIANT,
              HandWrittenBanditVariant.VARIANT,
              TokenSequenceVariant.VARIANT,
              GarnetVariant.VARIANT),
          Extension::environments);

  /** Rules that set a coefficient step by step. */
  public static final OneOf<CoefficientRule> RULES =
      Extensions.with(CoefficientVariants.ALL, Extension::coefficientRules);

  /** A coefficient: a number if it is constant, otherwise a rule. */
  static final RealOr<CoefficientRule> COEFFICIENT =
      new RealOr<>(Real.NON_NEGATIVE, CoefficientRule::constant, RULES);

  private static final Parameter LAMBDA =
      Parameter.required("coefficient", "coefficient lambda", COEFFICIENT);

  /** What is added to the expected return. */
  public static final OneOf<Bonus> TERMS =
      Extensions.with(
          List.of(
              new Variant<>(
                  "entropy",
                  "H = -sum pi log pi, nats; of trajectories where there are several steps: a reward"
                      + " bonus, as in SAC",
                  List.of(LAMBDA),
                  s -> bonus(s, new Entropy())),
              new Variant<>(
                  "step-entropy",
                  "the same entropy as a term of the loss, as in A3C and PPO: its gradient does not"
                      + " follow the visits",
                  List.of(LAMBDA),
                  s -> bonus(s, new StepEntropy())),
              new Variant<>(
                  "clamped",
                  "entropy of the policy renormalised on its most likely actions, nats (AEnt)",
                  List.of(
                      LAMBDA,
                      new Parameter(
                          "share",
                          "clamp share p of the actions that is removed",
                          Real.SHARE,
                          0.5)),
                  s -> bonus(s, new ClampedEntropy(s.real("share")))),
              new Variant<>(
                  "kl",
                  "-KL(pi || start policy), nats: the penalty of RLHF, anchors where entropy spreads",
                  List.of(LAMBDA),
                  s -> bonus(s, KlToReference.fromStart()))),
          Extension::terms,
          Registry::withCoefficient);

  private static final Parameter STEP_SIZE = Parameter.required("step_size", "eta", Real.POSITIVE);

  /** Optimisers. */
  public static final OneOf<Optimizer> OPTIMIZERS =
      Extensions.with(
          List.of(
              new Variant<>(
                  "ascent",
                  "theta += eta gradient",
                  List.of(STEP_SIZE),
                  s -> new GradientAscent(s.real("step_size"))),
              new Variant<>(
                  "theory-ascent",
                  "the same with the largest step for which ascent is proven; bandits only",
                  List.of(),
                  s -> new SmoothnessAscent()),
              new Variant<>(
                  "armijo",
                  "the same with a step found by line search",
                  List.of(
                      new Parameter("initial_step_size", "first eta to try", Real.POSITIVE, 1),
                      new Parameter(
                          "sufficient_gain",
                          "share c of the linear gain that a step must keep",
                          new Real("above 0 and below 0.5", Checks::positive),
                          0.25)),
                  s -> new ArmijoAscent(s.real("initial_step_size"), s.real("sufficient_gain"))),
              new Variant<>(
                  "adam",
                  "theta += eta m / (sqrt(v) + epsilon), with bias correction",
                  List.of(
                      STEP_SIZE,
                      new Parameter("beta1", "decay of the first moment", Real.SHARE, 0.9),
                      new Parameter("beta2", "decay of the second moment", Real.SHARE, 0.999),
                      new Parameter(
                          "epsilon",
                          "keeps the quotient finite",
                          Real.between(Adam.LEAST_EPSILON, 1),
                          1e-8)),
                  s ->
                      new Adam(
                          s.real("step_size"),
                          s.real("beta1"),
                          s.real("beta2"),
                          s.real("epsilon"))),
              new Variant<>(
                  "natural",
                  "natural policy gradient, theta += eta advantage",
                  List.of(STEP_SIZE),
                  s -> new NaturalGradient(s.real("step_size"))),
              new Variant<>(
                  "flow",
                  "gradient flow, dtheta/dt = gradient, by Dormand-Prince 8(5,3)",
                  List.of(
                      Parameter.required("time", "how far a step advances t", Real.POSITIVE),
                      new Parameter(
                          "tolerance",
                          "Euclidean norm of the error of a sub-step",
                          Real.between(1e-15, 1),
                          1e-9)),
                  s -> new GradientFlow(s.real("time"), s.real("tolerance")))),
          Extension::optimizers);

  /** Where the gradient comes from. */
  public static final OneOf<GradientSource> GRADIENTS =
      Extensions.with(GradientVariants.ALL, Extension::gradientSources);

  private Registry() {}

  /**
   * Refuses to go on with extensions that cannot be used: what they declare would be missing.
   *
   * @throws org.actionscape.check.InvalidInputException if a jar cannot be loaded, an id is taken,
   *     or a variant cannot be used
   */
  public static void requireLoaded() {
    // To call this is to look at the variants of extensions, beside the built-in ones above.
    Extensions.requireLoaded();
  }

  /** A term of an extension, with a coefficient. */
  private static Variant<Bonus> withCoefficient(Variant<Term> variant) {
    return new Variant<>(
        variant.id(),
        variant.meaning(),
        Stream.concat(Stream.of(LAMBDA), variant.parameters().stream()).toList(),
        s -> bonus(s, variant.maker().apply(s)));
  }

  private static Bonus bonus(Settings s, Term term) {
    return new Bonus(COEFFICIENT.make(s, "coefficient"), term);
  }
}

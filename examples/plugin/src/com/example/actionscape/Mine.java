package com.example.actionscape;

import java.util.List;
import java.util.function.LongFunction;
import org.actionscape.env.Environment;
import org.actionscape.objective.CoefficientRule;
import org.actionscape.objective.Term;
import org.actionscape.settings.Extension;
import org.actionscape.settings.Parameter;
import org.actionscape.settings.Schema.Real;
import org.actionscape.settings.Schema.Whole;
import org.actionscape.settings.Variant;
import org.actionscape.solver.GradientSource;
import org.actionscape.solver.Optimizer;

/** One variant of each of the five kinds: what Actionscape needs to find and to document them. */
public final class Mine implements Extension {
  @Override
  public List<Variant<LongFunction<Environment>>> environments() {
    return List.of(
        new Variant<>(
            "two-armed-maze",
            "a corridor of H crossings with |A| doors each, one of which leads on",
            List.of(
                new Parameter("crossings", "number of crossings H", new Whole(1, 1000), 3),
                new Parameter("doors", "number of doors |A|", new Whole(2, 1_000_000_000), 100)),
            s -> {
              Environment maze = Maze.of(s.count("crossings"), s.whole("doors"));
              return seed -> maze;
            }));
  }

  @Override
  public List<Variant<Term>> terms() {
    return List.of(
        new Variant<>(
            "near-entropy",
            "-(H - h)^2 / 2: holds the entropy near h instead of maximising it",
            List.of(Parameter.required("target", "h, nats", Real.NON_NEGATIVE)),
            s -> new NearEntropy(s.real("target"))));
  }

  @Override
  public List<Variant<CoefficientRule>> coefficientRules() {
    return List.of(
        new Variant<>(
            "sawtooth",
            "falls in a line to 0, then starts anew",
            List.of(
                Parameter.required("from", "coefficient at each start", Real.NON_NEGATIVE),
                Parameter.required("period", "updates in a tooth", new Whole(1, 1_000_000))),
            s -> new Sawtooth(s.real("from"), s.whole("period"))));
  }

  @Override
  public List<Variant<Optimizer>> optimizers() {
    return List.of(
        new Variant<>(
            "momentum",
            "v = beta v + gradient, theta += eta v",
            List.of(
                Parameter.required("step_size", "eta", Real.POSITIVE),
                new Parameter("beta", "share of the last velocity", Real.SHARE, 0.9)),
            s -> new Momentum(s.real("step_size"), s.real("beta"))));
  }

  @Override
  public List<Variant<GradientSource>> gradientSources() {
    return List.of(
        new Variant<>(
            "noisy",
            "the exact gradient with independent Gaussian noise on every entry",
            List.of(new Parameter("deviation", "of the noise", Real.NON_NEGATIVE, 0.001)),
            s -> new NoisyGradient(s.real("deviation"))));
  }
}

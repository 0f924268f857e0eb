package org.actionscape.settings;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.actionscape.check.Checks;
import org.actionscape.settings.Schema.Real;
import org.actionscape.settings.Schema.Whole;
import org.actionscape.settings.Schema.Word;
import org.actionscape.solver.ActorCritic;
import org.actionscape.solver.Baseline;
import org.actionscape.solver.ClippedUpdates;
import org.actionscape.solver.Critic;
import org.actionscape.solver.CrossEntropy;
import org.actionscape.solver.ExactGradient;
import org.actionscape.solver.GradientSource;
import org.actionscape.solver.Grpo;
import org.actionscape.solver.PpoClip;
import org.actionscape.solver.Reinforce;
import org.actionscape.solver.Sampling;
import org.actionscape.solver.Sampling.BonusGradient;
import org.actionscape.solver.SelfTraining;
import org.actionscape.solver.SelfTraining.Signal;

/** Where gradients come from. */
final class GradientVariants {
  private static final int MOST = 1_000_000;

  private static final List<Parameter> CRITIC =
      List.of(
          new Parameter("gae", "decay of the generalised advantage", Real.between(0, 1), 0.95),
          new Parameter(
              "critic_rate",
              "learning rate of the critic",
              new Real("above 0, at most 1", (path, x) -> Checks.between(path, x, 1e-300, 1)),
              0.5));

  private static final List<Parameter> REUSE =
      List.of(
          new Parameter(
              "clip_low", "how far below 1 a probability ratio counts", Real.between(0, 1), 0.2),
          new Parameter("clip_high", "how far above 1", Real.NON_NEGATIVE, 0.2),
          new Parameter("epochs", "passes over a batch", new Whole(1, 10_000), 1),
          new Parameter("minibatches", "updates in a pass", new Whole(1, 10_000), 1));

  static final List<Variant<GradientSource>> ALL =
      List.of(
          new Variant<>("exact", "no sampling", List.of(), s -> new ExactGradient()),
          new Variant<>(
              "reinforce",
              "sampled: actions count with the return that followed; unbiased",
              with(
                  sampling(2),
                  List.of(
                      new Parameter(
                          "baseline",
                          "what is subtracted: nothing, or the mean of the prompt's others",
                          new Word(List.of("none", "leave-one-out")),
                          "leave-one-out"))),
              s ->
                  new Reinforce(
                      sampling(s),
                      s.word("baseline").equals("none") ? Baseline.NONE : Baseline.LEAVE_ONE_OUT)),
          new Variant<>(
              "actor-critic",
              "sampled: advantages by a tabular critic; unbiased at gae 1",
              with(sampling(1), CRITIC),
              s -> new ActorCritic(sampling(s), critic(s))),
          new Variant<>(
              "ppo",
              "sampled: actor-critic with several clipped updates a batch",
              with(sampling(1), with(CRITIC, REUSE)),
              s -> new PpoClip(sampling(s), critic(s), updates(s))),
          new Variant<>(
              "grpo",
              "sampled: responses judged against the others of their prompt, clipped, token level",
              with(
                  with(
                      sampling(16),
                      List.of(
                          new Parameter(
                              "normalized",
                              "whether advantages are divided by the group's deviation",
                              new Word(List.of("yes", "no")),
                              "yes"))),
                  REUSE),
              s -> new Grpo(sampling(s), s.word("normalized").equals("yes"), updates(s))),
          new Variant<>(
              "self-training",
              "exact, bandits: the policy learns from its own answers, never from a reward",
              List.of(
                  new Parameter(
                      "signal",
                      "log-likelihood of the most likely action, or its own probability as reward",
                      new Word(List.of("pseudo-label", "confidence")),
                      "pseudo-label")),
              s ->
                  new SelfTraining(
                      s.word("signal").equals("confidence")
                          ? Signal.CONFIDENCE
                          : Signal.PSEUDO_LABEL)),
          new Variant<>(
              "supervised",
              "exact, bandits: log-likelihood of the actions of the best reward",
              List.of(),
              s -> new CrossEntropy()));

  private GradientVariants() {}

  private static List<Parameter> sampling(int samples) {
    return List.of(
        new Parameter(
            "prompts",
            "start states drawn for a batch; 0 to take each once, weighted by its probability",
            new Whole(0, MOST),
            0),
        new Parameter(
            "samples", "episodes from each: the size of a group", new Whole(1, MOST), samples),
        new Parameter(
            "bonus",
            "gradient of the bonuses: exact; exact in the states visited, their visits held fixed (entropy"
                + " acts as step-entropy); or from sampled actions",
            new Word(List.of("exact", "visited", "sampled")),
            "visited"));
  }

  private static List<Parameter> with(List<Parameter> some, List<Parameter> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private static Sampling sampling(Settings s) {
    return new Sampling(
        s.count("prompts"),
        s.count("samples"),
        BonusGradient.valueOf(s.word("bonus").toUpperCase(Locale.ROOT)));
  }

  private static Critic critic(Settings s) {
    return new Critic(s.real("gae"), s.real("critic_rate"));
  }

  private static ClippedUpdates updates(Settings s) {
    return new ClippedUpdates(
        s.real("clip_low"), s.real("clip_high"), s.count("epochs"), s.count("minibatches"));
  }
}

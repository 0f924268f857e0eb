package org.actionscape.demo;

import java.util.List;
import org.actionscape.chart.Regularizer;

/** The eight lessons. A test runs each and holds it to what it promises. */
final class Lessons {
  private static final DemoSettings BANDIT = DemoSettings.standard();
  private static final DemoSettings SPARSE = BANDIT.with(SliderSetting.OPTIMAL, 5);
  private static final DemoSettings SPARSEST =
      BANDIT.with(SliderSetting.OPTIMAL, 1).with(SliderSetting.LAMBDA, 0.11);

  static final List<Lesson> ALL =
      List.of(
          new Lesson(
              "Why entropy helps",
              "A small bonus for entropy frees a policy that is confidently wrong.",
              """
              Twenty-five questions (contexts), each with 100,000 possible answers, 15 of them right. \
              The policy starts like a language model: a few answers are likely, most are not. In \
              four questions of five a wrong answer, a decoy, has odds of about 1000 to 1 against all \
              others together. Right answers are so rare that plain training hardly meets them. The \
              bonus λ H pays for spread-out probability. It wears the decoy down until the right \
              answers count. The panel of ranks shows the policy in one question, the middle one by \
              how likely right answers (thick marks) are at the start.""",
              "Black stops at 0.2, the fifth of the questions that have no decoy. Blue climbs past"
                  + " 0.7, in a staircase: each step is one question solved, 1/25 = 0.04. In the"
                  + " question shown, right answers come out on top of blue.",
              BANDIT.with(Regularizer.NONE, Regularizer.ENTROPY),
              "λ = 0.005, a bonus ten times weaker: it wins less within the same 4000 steps. The"
                  + " pale curve is the run before.",
              BANDIT
                  .with(Regularizer.NONE, Regularizer.ENTROPY)
                  .with(SliderSetting.LAMBDA, 0.0050)),
          new Lesson(
              "Why training gets stuck",
              "What stops plain training is the confident mistake, not the number of answers.",
              """
              No bonus here. A policy gradient moves an answer in proportion to the probability that \
              it already has. Under a decoy, right answers have next to none, so next to nothing \
              happens, however exact the gradient is. The panel of ranks shows one such question: the \
              decoy alone on top, right answers (thick marks) far below.""",
              "Reward rises to 0.2 at once and rests. The decoy stays at probability 1.",
              BANDIT.with(Regularizer.NONE),
              "Decoy odds 0.1 : 1, no decoy to speak of. The same 100,000 answers, and most questions"
                  + " are solved.",
              BANDIT.with(Regularizer.NONE).with(SliderSetting.DECOY, -1)),
          new Lesson(
              "Collapse is stagnation",
              "Where entropy is gone, the gradient is gone: it is never larger than 2 H.",
              """
              Proposition 1 of the paper: the gradient of the reward has a norm of at most twice the \
              entropy (for rewards between 0 and 1). Gradient ascent takes steps as large as the gradient, \
              so it hardly moves a policy that has become sure of itself, right or wrong. (The \
              natural gradient, under Update, takes larger steps and does.) That is why a collapse \
              of the entropy in training is a warning.""",
              "The entropy collapses, and the gradient (solid) falls with it, always below its bound"
                  + " (dashed).",
              BANDIT.with(Regularizer.NONE),
              "With the bonus for comparison: its entropy stays up, and so does its gradient.",
              BANDIT.with(Regularizer.NONE, Regularizer.ENTROPY)),
          new Lesson(
              "The price of entropy",
              "Above λ_c the optimum with the bonus is itself a bad policy.",
              """
              A bonus changes what is optimal: probability is paid for being spread out, also over \
              wrong answers. The optimum of reward plus λ H earns one half at λ_c = 1 / log(|A| / n − 1), \
              less above, nearly everything below. With 100,000 answers and 5 right ones λ_c is 0.10 \
              (the mark under the slider of λ), and λ is set to 0.15. The dashed line is the reward \
              at that optimum.""",
              "Reward sinks to the dashed line near 0: training does what it is asked to do.",
              SPARSE.with(Regularizer.ENTROPY).with(SliderSetting.LAMBDA, 0.15),
              "λ = 0.05, half of λ_c: the dashed line is at 1, and reward climbs towards it.",
              SPARSE.with(Regularizer.ENTROPY).with(SliderSetting.LAMBDA, 0.05)),
          new Lesson(
              "Why it stops helping at 10^5 actions",
              "The more answers and the fewer right ones, the less bonus is allowed.",
              """
              λ_c falls with the logarithm of |A| / n. A bonus strong enough to free the policy in time \
              (λ = 0.11) is allowed while λ_c is above it. With one right answer in 100,000, λ_c is \
              0.087: the bonus frees the policy, then spreads it over a hundred thousand wrong \
              answers.""",
              "Blue rises above black, then falls back to it, while its entropy grows and grows.",
              SPARSEST.with(Regularizer.NONE, Regularizer.ENTROPY),
              "|A| = 1000 with the same λ, now below λ_c = 0.14: the same bonus solves nearly every"
                  + " question.",
              SPARSEST
                  .with(Regularizer.NONE, Regularizer.ENTROPY)
                  .with(SliderSetting.ACTIONS, 1000)),
          new Lesson(
              "What clamping buys",
              "Entropy over the likely answers only: less bias, so a wider range of λ that works.",
              """
              The clamped bonus of AEnt looks at the most likely answers only; here it leaves out \
              99.5 % and keeps 501. It does not pay for spreading over the rest, so its λ_c counts \
              501 answers instead of 100,000: 0.22 (orange mark) instead of 0.10 (blue mark). \
              At λ = 0.11 that makes the difference.""",
              "Orange climbs on, blue stays behind, black is stuck. In the question shown, orange is"
                  + " sure of right answers, blue spreads itself, black holds on to its decoy.",
              SPARSE.with(Regularizer.values()).with(SliderSetting.LAMBDA, 0.11),
              "λ = 0.05, below both marks: now the plain bonus does as well. What clamping buys is"
                  + " room.",
              SPARSE.with(Regularizer.values()).with(SliderSetting.LAMBDA, 0.05)),
          new Lesson(
              "A coefficient that adapts",
              "A rule that watches the entropy forgives a bad first λ.",
              """
              λ starts at 0.3, three times λ_c. AEnt's rule lowers λ while the entropy is above a band \
              (here 3.2 to 4.8 nats) and raises it while it is below. It needs no knowledge of λ_c, \
              but someone has to choose the band, and how fast λ moves. Tick the clamped bonus to \
              see why: there the same rule overshoots again and again, and reward swings with it.""",
              "Blue's entropy shoots up, λ (its own panel) comes down, and only then reward climbs.",
              SPARSE
                  .with(Regularizer.NONE, Regularizer.ENTROPY)
                  .with(SliderSetting.LAMBDA, 0.3)
                  .with(BuiltIn.AENT),
              "The same λ = 0.3, held constant: nothing is ever learnt.",
              SPARSE
                  .with(Regularizer.NONE, Regularizer.ENTROPY)
                  .with(SliderSetting.LAMBDA, 0.3)
                  .with(BuiltIn.CONSTANT)),
          new Lesson(
              "Explore first, commit later",
              "A bonus that fades explores like a large one and ends without its bias.",
              """
              λ starts at 0.15, above λ_c = 0.10, and falls in a straight line to 0. At first the \
              policy spreads and forgets its decoys; when λ passes below λ_c, the right answers \
              win it back, and at the end nothing is paid for entropy any more. It needs a schedule \
              that fits the length of the training.""",
              "Reward is low while λ (its own panel) is above λ_c (dashed), then climbs past one"
                  + " half.",
              SPARSE
                  .with(Regularizer.NONE, Regularizer.ENTROPY)
                  .with(SliderSetting.LAMBDA, 0.15)
                  .with(BuiltIn.LINEAR),
              "λ = 0.15, held constant: the policy explores for ever.",
              SPARSE
                  .with(Regularizer.NONE, Regularizer.ENTROPY)
                  .with(SliderSetting.LAMBDA, 0.15)
                  .with(BuiltIn.CONSTANT)));

  private Lessons() {}
}

package org.actionscape.settings;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import org.actionscape.env.BanditSettings;
import org.actionscape.env.Environment;
import org.actionscape.env.TokenSequenceGenerator;
import org.actionscape.env.TokenSequenceSettings;
import org.actionscape.env.TokenSequenceSettings.EndToken;
import org.actionscape.env.TokenSequenceSettings.Payment;
import org.actionscape.settings.Schema.Real;
import org.actionscape.settings.Schema.Several;
import org.actionscape.settings.Schema.Whole;
import org.actionscape.settings.Schema.Word;

/** The generated token-sequence MDP. */
final class TokenSequenceVariant {
  static final Variant<LongFunction<Environment>> VARIANT =
      new Variant<>(
          "token-sequence",
          "prompts answered token by token; a response is optimal if all of its H tokens are right",
          List.of(
              new Parameter(
                  "prompts",
                  "number of prompts, equally likely; prompts x horizon is at most 1000000",
                  new Whole(1, 1_000_000),
                  1),
              new Parameter(
                  "horizon", "length H of a complete response, tokens", new Whole(1, 1_000_000), 4),
              new Parameter(
                  "tokens",
                  "size |A| of the vocabulary",
                  new Whole(1, BanditSettings.MOST_ACTIONS),
                  1000),
              new Parameter(
                  "optimal",
                  "numbers n_h of right tokens: one a step, or one for all",
                  new Several(new Whole(1, Integer.MAX_VALUE)),
                  List.of(10)),
              new Parameter(
                  "payment",
                  "at the end of a response, or 1/H with each right token, times the credit for the"
                      + " mistakes before it: nothing after the first, without partial_credit",
                  new Word(List.of("at-end", "per-step")),
                  "at-end"),
              new Parameter(
                  "partial_credit",
                  "what a response with 1, 2, ... mistakes earns, decreasing; none for all or"
                      + " nothing",
                  new Several(Real.between(0, 1)),
                  List.of()),
              new Parameter(
                  "slip", "probability that a right token counts as a mistake", Real.SHARE, 0),
              new Parameter(
                  "end_probability",
                  "start probability of the end-of-sequence token; 0 for no such token",
                  Real.SHARE,
                  0),
              new Parameter(
                  "early_reward",
                  "what a response earns that ends before its last token; only with at-end",
                  Real.SHARE,
                  0),
              BanditVariant.START,
              BanditVariant.PLACEMENT,
              BanditVariant.ENCODING),
          TokenSequenceVariant::sequence);

  private TokenSequenceVariant() {}

  private static LongFunction<Environment> sequence(Settings s) {
    TokenSequenceSettings settings =
        new TokenSequenceSettings(
                s.count("prompts"),
                s.count("horizon"),
                s.whole("tokens"),
                Arrays.stream(s.wholes("optimal")).mapToObj(Math::toIntExact).toList())
            .withPayment(s.word("payment").equals("at-end") ? Payment.AT_END : Payment.PER_STEP)
            .withPartialCredit(Arrays.stream(s.reals("partial_credit")).boxed().toList())
            .withSlip(s.real("slip"))
            .withEnd(new EndToken(s.real("end_probability"), s.real("early_reward")))
            .withStart(BanditVariant.STARTS.make(s.part("start")))
            .withRanks(BanditVariant.PLACEMENTS.make(s.part("placement")));
    return new TokenSequenceGenerator(settings, BanditVariant.encoding(s))::process;
  }
}

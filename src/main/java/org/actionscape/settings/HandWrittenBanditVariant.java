package org.actionscape.settings;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import org.actionscape.env.BanditSettings;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.Environment;
import org.actionscape.settings.Schema.Real;
import org.actionscape.settings.Schema.Several;
import org.actionscape.settings.Schema.Whole;

/** A bandit with one context whose numbers are all given. */
final class HandWrittenBanditVariant {
  static final Variant<LongFunction<Environment>> VARIANT =
      new Variant<>(
          "bandit",
          "one context, written by hand: one number a class of actions; the same for every seed",
          List.of(
              Parameter.required("logits", "start policy, nats", new Several(Real.ANY)),
              Parameter.required("rewards", "expected reward of a member", new Several(Real.ANY)),
              new Parameter(
                  "multiplicities",
                  "members of each class; none given for one each",
                  new Several(new Whole(1, BanditSettings.MOST_ACTIONS)),
                  List.of())),
          HandWrittenBanditVariant::bandit);

  private HandWrittenBanditVariant() {}

  private static LongFunction<Environment> bandit(Settings s) {
    double[] multiplicities = Arrays.stream(s.wholes("multiplicities")).asDoubleStream().toArray();
    if (multiplicities.length == 0) {
      multiplicities = new double[s.reals("logits").length];
      Arrays.fill(multiplicities, 1);
    }
    Environment bandit = ContextualBandit.of(s.reals("logits"), s.reals("rewards"), multiplicities);
    return seed -> bandit;
  }
}

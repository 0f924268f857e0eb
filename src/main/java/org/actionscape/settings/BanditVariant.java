package org.actionscape.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.BanditGenerator;
import org.actionscape.env.BanditSettings;
import org.actionscape.env.Encoding;
import org.actionscape.env.Environment;
import org.actionscape.env.GaussianStart;
import org.actionscape.env.OptimalRanks;
import org.actionscape.env.RewardLevels;
import org.actionscape.env.StartPolicy;
import org.actionscape.env.UniformStart;
import org.actionscape.env.ZipfStart;
import org.actionscape.settings.Schema.OneOf;
import org.actionscape.settings.Schema.Real;
import org.actionscape.settings.Schema.Section;
import org.actionscape.settings.Schema.Several;
import org.actionscape.settings.Schema.Whole;
import org.actionscape.settings.Schema.Word;

/** The generated contextual bandit, and what it shares with other generated environments. */
public final class BanditVariant {
  public static final OneOf<StartPolicy> STARTS =
      new OneOf<>(
          List.of(
              new Variant<>("uniform", "every logit 0", List.of(), s -> new UniformStart()),
              new Variant<>(
                  "gaussian",
                  "independent logits; every action is a class of its own",
                  List.of(
                      new Parameter(
                          "deviation",
                          "standard deviation of a logit, nats",
                          Real.NON_NEGATIVE,
                          1)),
                  s -> new GaussianStart(s.real("deviation"))),
              new Variant<>(
                  "zipf",
                  "logit = -exponent log(rank), the heavy tail of a pre-trained policy",
                  List.of(
                      new Parameter("exponent", "alpha", Real.NON_NEGATIVE, 1.2),
                      new Parameter(
                          "bucket_width",
                          "relative width of a bucket of ranks beyond 300 that share a logit",
                          Real.SHARE,
                          0.01)),
                  s -> new ZipfStart(s.real("exponent"), s.real("bucket_width")))));

  public static final OneOf<OptimalRanks> PLACEMENTS =
      new OneOf<>(
          List.of(
              new Variant<>(
                  "anywhere",
                  "optimal actions have any rank in the start policy; no decoys",
                  List.of(),
                  s -> OptimalRanks.ANYWHERE),
              new Variant<>(
                  "ranked",
                  "optimal actions among given ranks, in most contexts below a decoy, a confident"
                      + " mistake of rank 1",
                  List.of(
                      new Parameter(
                          "aligned_share",
                          "share of contexts without a decoy, whose first optimal action is near",
                          Real.between(0, 1),
                          0.2),
                      new Parameter(
                          "near_miss_share",
                          "share of contexts with a decoy, whose first optimal action is near",
                          Real.between(0, 1),
                          0.2),
                      new Parameter("nearest_rank", "first rank of optimal actions", rank(), 2),
                      new Parameter("near_rank", "last rank that is near", rank(), 20),
                      new Parameter(
                          "farthest_rank", "last rank of optimal actions", rank(), 15_000),
                      new Parameter(
                          "decoy_log10_odds",
                          "lowest and highest odds of a decoy against all other actions, as decimal"
                              + " logarithms",
                          new Several(Real.between(-300, 300)),
                          List.of(2.5, 3.5))),
                  BanditVariant::ranked)));

  static final Parameter START =
      new Parameter("start", "the policy before training", STARTS, Map.of("kind", "uniform"));

  static final Parameter PLACEMENT =
      new Parameter(
          "placement",
          "where the start policy ranks optimal actions",
          PLACEMENTS,
          Map.of("kind", "anywhere"));

  static final Parameter ENCODING =
      new Parameter(
          "encoding",
          "one entry a class of actions that behave alike, or one an action; the same results",
          new Word(List.of("classes", "explicit")),
          "classes");

  static final Variant<LongFunction<Environment>> VARIANT =
      new Variant<>(
          "contextual-bandit",
          "S contexts, equally likely; one action, one reward, end. The gradient is that of the mean"
              + " over contexts: a step size of S eta is eta in each",
          List.of(
              new Parameter("contexts", "number of contexts S", new Whole(1, 1_000_000), 1),
              new Parameter(
                  "actions",
                  "number of actions |A| in each",
                  new Whole(1, BanditSettings.MOST_ACTIONS),
                  100_000),
              new Parameter(
                  "optimal",
                  "number n of optimal actions in each",
                  new Whole(1, Integer.MAX_VALUE),
                  10),
              new Parameter(
                  "rewards",
                  "what an action pays; optimal is above the others",
                  new Section(
                      List.of(
                          new Parameter("optimal", "reward of an optimal action", Real.ANY, 1),
                          new Parameter("other", "reward of an ordinary action", Real.ANY, 0),
                          new Parameter("decoy", "reward of a decoy", Real.ANY, 0))),
                  Map.of()),
              START,
              PLACEMENT,
              ENCODING),
          BanditVariant::bandit);

  private BanditVariant() {}

  private static Whole rank() {
    return new Whole(1, BanditSettings.MOST_ACTIONS);
  }

  private static OptimalRanks ranked(Settings s) {
    double[] odds = s.reals("decoy_log10_odds");
    if (odds.length != 2) {
      throw new InvalidInputException(
          "decoy_log10_odds: must be two numbers, lowest and highest, are " + odds.length);
    }
    return OptimalRanks.aligned(s.real("aligned_share"))
        .nearMiss(s.real("near_miss_share"))
        .ranks(s.whole("nearest_rank"), s.whole("near_rank"), s.whole("farthest_rank"))
        .decoyLogOdds(odds[0], odds[1]);
  }

  static Encoding encoding(Settings s) {
    return Encoding.valueOf(s.word("encoding").toUpperCase(Locale.ROOT));
  }

  private static LongFunction<Environment> bandit(Settings s) {
    Settings rewards = s.part("rewards");
    BanditSettings settings =
        new BanditSettings(s.count("contexts"), s.whole("actions"), s.count("optimal"))
            .withRewards(
                new RewardLevels(
                    rewards.real("optimal"), rewards.real("other"), rewards.real("decoy")))
            .withStart(STARTS.make(s.part("start")))
            .withRanks(PLACEMENTS.make(s.part("placement")));
    return new BanditGenerator(settings, encoding(s))::bandit;
  }
}

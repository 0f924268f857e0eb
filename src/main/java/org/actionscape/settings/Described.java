package org.actionscape.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.actionscape.check.InvalidInputException;
import org.actionscape.env.BanditSettings;
import org.actionscape.env.Encoding;
import org.actionscape.env.GaussianStart;
import org.actionscape.env.OptimalRanks;
import org.actionscape.env.StartPolicy;
import org.actionscape.env.TokenSequenceSettings;
import org.actionscape.env.TokenSequenceSettings.Payment;
import org.actionscape.env.UniformStart;
import org.actionscape.env.ZipfStart;
import org.actionscape.objective.AentCoefficient;
import org.actionscape.objective.ClampedEntropy;
import org.actionscape.objective.CoefficientRule;
import org.actionscape.objective.ConstantCoefficient;
import org.actionscape.objective.Entropy;
import org.actionscape.objective.ExponentialDecay;
import org.actionscape.objective.KlToReference;
import org.actionscape.objective.LinearDecay;
import org.actionscape.objective.Objective;
import org.actionscape.objective.StepDecay;
import org.actionscape.objective.StepEntropy;
import org.actionscape.objective.Term;

/**
 * Environments and terms that a program made, in the words of a settings file: {@link Registry}
 * makes the same ones of them. What figures are made of is known; anything else is refused.
 */
public final class Described {
  private Described() {}

  /**
   * Settings in the order in which they are to be written.
   *
   * @param keysAndValues keys, each before its value
   * @return a new map
   */
  public static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  /** A generated bandit. */
  public static Map<String, Object> environment(BanditSettings bandit, Encoding encoding) {
    return map(
        "kind", "contextual-bandit",
        "contexts", bandit.contexts(),
        "actions", bandit.actions(),
        "optimal", bandit.optimal(),
        "rewards",
            map(
                "optimal", bandit.rewards().optimal(),
                "other", bandit.rewards().other(),
                "decoy", bandit.rewards().decoy()),
        "start", start(bandit.start()),
        "placement", placement(bandit.ranks()),
        "encoding", encoding(encoding));
  }

  /** A generated token-sequence MDP. */
  public static Map<String, Object> environment(TokenSequenceSettings tokens, Encoding encoding) {
    return map(
        "kind", "token-sequence",
        "prompts", tokens.prompts(),
        "horizon", tokens.horizon(),
        "tokens", tokens.tokens(),
        "optimal", tokens.optimal(),
        "payment", tokens.payment() == Payment.AT_END ? "at-end" : "per-step",
        "partial_credit", tokens.partialCredit(),
        "slip", tokens.slip(),
        "end_probability", tokens.end().probability(),
        "early_reward", tokens.end().reward(),
        "start", start(tokens.start()),
        "placement", placement(tokens.ranks()),
        "encoding", encoding(encoding));
  }

  /** What is added to the expected return. */
  public static List<Map<String, Object>> objective(Objective objective) {
    return objective.bonuses().stream().map(Described::term).toList();
  }

  private static Map<String, Object> term(Objective.Bonus bonus) {
    Term term = bonus.term();
    Object coefficient = coefficient(bonus.rule());
    if (term instanceof Entropy) {
      return map("kind", "entropy", "coefficient", coefficient);
    }
    if (term instanceof StepEntropy) {
      return map("kind", "step-entropy", "coefficient", coefficient);
    }
    if (term instanceof ClampedEntropy clamped) {
      return map("kind", "clamped", "coefficient", coefficient, "share", clamped.share());
    }
    if (term instanceof KlToReference kl && kl.isFromStart()) {
      return map("kind", "kl", "coefficient", coefficient);
    }
    throw unknown(term);
  }

  private static Object coefficient(CoefficientRule rule) {
    if (rule instanceof ConstantCoefficient) {
      return rule.start();
    }
    if (rule instanceof LinearDecay linear) {
      return map(
          "kind", "linear", "from", linear.from(), "to", linear.to(), "steps", linear.steps());
    }
    if (rule instanceof ExponentialDecay decay) {
      return map(
          "kind", "exponential", "from", decay.from(), "to", decay.to(), "steps", decay.steps());
    }
    if (rule instanceof StepDecay halving) {
      return map("kind", "halving", "from", halving.from(), "every", halving.every());
    }
    if (rule instanceof AentCoefficient aent) {
      return map(
          "kind", "aent",
          "start", aent.start(),
          "low_entropy", aent.band().lowest(),
          "high_entropy", aent.band().highest(),
          "step_size", aent.stepSize(),
          "least", aent.lowerBound(),
          "most", aent.upperBound(),
          "warm_up", aent.warmUp().updates(),
          "warm_up_test", aent.warmUp().test().name().toLowerCase(Locale.ROOT),
          "pull", aent.pull());
    }
    throw unknown(rule);
  }

  private static Map<String, Object> start(StartPolicy start) {
    if (start instanceof UniformStart) {
      return map("kind", "uniform");
    }
    if (start instanceof GaussianStart gaussian) {
      return map("kind", "gaussian", "deviation", gaussian.deviation());
    }
    if (start instanceof ZipfStart zipf) {
      return map("kind", "zipf", "exponent", zipf.exponent(), "bucket_width", zipf.bucketWidth());
    }
    throw unknown(start);
  }

  private static Map<String, Object> placement(OptimalRanks ranks) {
    if (ranks.equals(OptimalRanks.ANYWHERE)) {
      return map("kind", "anywhere");
    }
    return map(
        "kind", "ranked",
        "aligned_share", ranks.alignedFraction(),
        "near_miss_share", ranks.nearMissFraction(),
        "nearest_rank", ranks.firstRank(),
        "near_rank", ranks.lastNearRank(),
        "farthest_rank", ranks.lastRank(),
        "decoy_log10_odds", List.of(ranks.lowestLogOdds(), ranks.highestLogOdds()));
  }

  private static String encoding(Encoding encoding) {
    return encoding.name().toLowerCase(Locale.ROOT);
  }

  private static InvalidInputException unknown(Object object) {
    return new InvalidInputException(object + ": must be what a settings file can say");
  }
}

package org.actionscape.objective;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;

/**
 * What is maximised: the expected return plus weighted bonuses, {@code V + sum_i lambda_i term_i}.
 *
 * @param bonuses the bonuses with their coefficients, possibly none, each kind at most once
 */
public record Objective(List<Bonus> bonuses) {
  public Objective {
    bonuses = List.copyOf(bonuses);
    Set<String> kinds = new HashSet<>();
    for (Bonus bonus : bonuses) {
      if (!kinds.add(bonus.term().id())) {
        throw new InvalidInputException(
            "objective: must have each kind of term at most once, has \""
                + bonus.term().id()
                + "\" twice");
      }
    }
  }

  /**
   * A term with the rule that sets its coefficient.
   *
   * @param rule how lambda goes from step to step
   * @param term the term
   */
  public record Bonus(CoefficientRule rule, Term term) {
    public Bonus {
      Checks.made("coefficient rule", rule);
      Checks.made("term", term);
      Checks.made("the limit of rule \"" + rule.id() + "\"", rule.limit(rule.start()));
    }

    /**
     * A term with a constant coefficient.
     *
     * @param coefficient lambda, at least 0
     * @param term the term
     */
    public Bonus(double coefficient, Term term) {
      this(CoefficientRule.constant(coefficient), term);
    }
  }

  /**
   * The return alone.
   *
   * @return {@code V}
   */
  public static Objective expectedReturn() {
    return new Objective(List.of());
  }

  /**
   * The return with an entropy bonus.
   *
   * @param lambda the entropy coefficient, at least 0
   * @return {@code V + lambda H}
   */
  public static Objective withEntropy(double lambda) {
    return new Objective(List.of(new Bonus(lambda, new Entropy())));
  }

  /**
   * The return with a clamped entropy bonus.
   *
   * @param lambda the entropy coefficient, at least 0
   * @param share the clamp share p in [0, 1)
   * @return {@code V + lambda Hc}
   */
  public static Objective withClampedEntropy(double lambda, double share) {
    return new Objective(List.of(new Bonus(lambda, new ClampedEntropy(share))));
  }
}

package org.actionscape.solver;

import org.actionscape.check.Checks;
import org.actionscape.env.ContextualBandit;

/**
 * Gradient ascent, {@code theta <- theta + eta gradient}:
 *
 * <pre>{@code
 * var bandit = new BanditGenerator(settings, Encoding.CLASSES).bandit(1);
 * var run = new Run(bandit, Objective.withEntropy(0.1), GradientAscent.perContext(2, bandit));
 * run.advance(1000);
 * }</pre>
 *
 * <p>On bandits with rewards in [0, 1] and no bonus it converges at rate O(1/t) for eta up to 2/5
 * (Mei et al. 2020, arXiv:2005.06392, Theorem 2), with an entropy bonus at a linear rate; {@link
 * SmoothnessAscent} takes the largest step for which ascent is certain. Larger steps often work,
 * without that guarantee. Cost of a step: one gradient and one evaluation, no memory.
 *
 * @param stepSize eta, above 0
 */
public record GradientAscent(double stepSize) implements Optimizer {
  public GradientAscent {
    Checks.positive("step size (eta)", stepSize);
  }

  /**
   * Ascent in every context of a bandit as if it were trained alone. The objective is the mean over
   * the contexts, so each has 1/S of the gradient that it has alone.
   *
   * @param stepSize eta in each context, above 0
   * @param bandit where to train, S contexts
   * @return ascent with step size {@code S eta}
   */
  public static GradientAscent perContext(double stepSize, ContextualBandit bandit) {
    return perContext(stepSize, bandit.classes().states());
  }

  /**
   * The same for a bandit that is not made yet.
   *
   * @param stepSize eta in each context, above 0
   * @param contexts the number of contexts S, at least 1
   * @return ascent with step size {@code S eta}
   */
  public static GradientAscent perContext(double stepSize, int contexts) {
    return new GradientAscent(stepSize * contexts);
  }

  @Override
  public String id() {
    return "ascent";
  }

  @Override
  public Prepared prepare(GradientSource.Prepared source) {
    return () -> {
      source.addGradient(stepSize, source.logits());
      source.evaluate();
    };
  }
}

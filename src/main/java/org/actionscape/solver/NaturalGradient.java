package org.actionscape.solver;

import org.actionscape.check.Checks;

/**
 * Natural policy gradient, {@code theta[s,a] <- theta[s,a] + eta A(s,a)} with A the advantage of
 * the objective: the gradient preconditioned by the Fisher information, in which neither the visits
 * nor the probability of an action appear (Kakade 2001; Agarwal et al. 2021, arXiv:1908.00261).
 *
 * <p>In a bandit without a bonus, {@code pi_t} is proportional to {@code pi_0 exp(eta t r)}: linear
 * convergence for every step size. With an entropy bonus, {@code log pi_t = (1 - eta lambda)^t log
 * pi_0 + (1 - (1 - eta lambda)^t) r / lambda + const}: linear convergence at rate {@code |1 - eta
 * lambda|} (Cen et al. 2021, arXiv:2007.06558), in one step at {@code eta = 1 / lambda}, and none
 * from {@code eta = 2 / lambda} on. A clamped bonus acts on the kept actions with {@code lambda /
 * pi(kept)} in place of lambda. Cost of a step: one advantage and one evaluation; 8 bytes per
 * entry.
 *
 * @param stepSize eta, above 0
 */
public record NaturalGradient(double stepSize) implements Optimizer {
  public NaturalGradient {
    Checks.positive("step size (eta)", stepSize);
  }

  @Override
  public String id() {
    return "natural";
  }

  @Override
  public Prepared prepare(GradientSource.Prepared source) {
    GradientSource.Exact exact = source.exact(id());
    return () -> {
      exact.addAdvantage(stepSize, exact.logits());
      exact.evaluate();
    };
  }
}

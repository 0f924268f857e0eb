package org.actionscape.solver;

/**
 * Gradient ascent with the step size that theory gives, {@code eta = 1 / beta}. With
 *
 * <pre>
 *   beta = max_s d(s) ( R(s) + sum_i lambda_i (1 + log |A(s)|) ) / 2
 * </pre>
 *
 * <p>where R(s) is the largest difference of two rewards, {@code J(theta + x) >= J(theta) + grad J
 * . x - beta |x|^2 / 2}, so a step never lowers the objective: {@code J(theta') - J(theta) >= |grad
 * J|^2 / (2 beta)}. Where a clamp's kept set changes within a step, the objective may jump and the
 * inequality is that of the old set.
 *
 * <p>Derived here. In one state with {@code u = r - lambda log pi}, its mean U and y the mean of
 * the direction x under pi, the second derivative along x is {@code E[(u - U)(x - y)^2] - lambda
 * Var(x)}. Its negative is at most {@code (R + lambda (H + 1)) Var(x)}, because {@code - log pi_a
 * >= 0}; and {@code H <= log |A|}, {@code Var(x) <= |x|^2 / 2}. Mei et al. 2020 (arXiv:2005.06392)
 * bound both signs of the curvature and so ask for shorter steps: 2/5 where this gives 2 (Theorem
 * 2: one context, rewards in [0, 1], no bonus), {@code 1 / (8 + lambda (4 + 8 log |A|))} with an
 * entropy bonus (Theorem 6 at gamma = 0). Their proofs need of the step size only the inequality
 * above, so their rates hold: O(1/t) without a bonus, {@code V* - V_t <= 2 beta / (c^2 t)} with c
 * the least probability of an optimal action on the way; linear with an entropy bonus.
 *
 * <p>For bandits; a run in another environment is refused. Cost of a step: one gradient and one
 * evaluation, no memory.
 */
public record SmoothnessAscent() implements Optimizer {
  @Override
  public String id() {
    return "theory-ascent";
  }

  @Override
  public Prepared prepare(GradientSource.Prepared source) {
    double beta = source.exact(id()).smoothness();
    // An objective without any curvature is constant: every step size is as good.
    return new GradientAscent(beta == 0 ? 1 : 1 / beta).prepare(source);
  }
}

/**
 * Closed forms and oracles that know no solver. Start with {@link
 * org.actionscape.theory.SoftOptimum}, where training with an entropy bonus leads, and {@link
 * org.actionscape.theory.Proposition1}, why it gets stuck without:
 *
 * <pre>{@code
 * var optimum = SoftOptimum.of(new double[] {1, 0}, new double[] {10, 1e12 - 10}, 0.03);
 * var bound = Proposition1.of(bandit).stagnation(Policy.startOf(bandit));
 * System.out.println(optimum.reward() + ", " + bound.left() + " <= " + bound.right());
 * }</pre>
 *
 * <p>The closed forms are policies of the form {@code pi = exp(x) / Z}, {@link
 * org.actionscape.theory.GibbsPolicy}:
 *
 * <pre>
 *   x = r / lambda                 optimum of V + lambda H           {@link org.actionscape.theory.SoftOptimum}
 *   the same on m kept actions     optimum of V + lambda Hc          {@link org.actionscape.theory.SoftOptimum#clamped}
 *   x = log pi_ref + r / beta      optimum of V - beta KL            {@link org.actionscape.theory.KlOptimum}
 *   x = log pi_0 + eta t r         natural gradient after t steps    {@link org.actionscape.theory.NaturalGradientPath}
 * </pre>
 *
 * <p>The reward of the soft optimum is logistic in 1/lambda: it falls through one half at {@code
 * lambda_c = 1 / log(|A| / n - 1)}, {@link org.actionscape.theory.CriticalCoefficient}; a clamp to
 * m actions puts m in the place of |A|.
 *
 * <p>With several steps the soft optimum is found by soft value iteration, with discounting by
 * policy iteration, and where a reward of 1 is paid only at the end of an optimal sequence it is
 * the bandit of all {@code |A|^H} sequences of which {@code |A*_H|} are optimal.
 *
 * <p>What is true of every policy comes as a {@link org.actionscape.theory.Bound}, both sides with
 * constants and the reason if it does not apply:
 *
 * <pre>
 *   ||grad V||_1 &lt;= 2 R H                                   {@link org.actionscape.theory.Proposition1#stagnation}
 *   V* - V &lt;= eps / C                                       {@link org.actionscape.theory.Proposition1#subOptimality}
 *   V* - V &lt;= eps^2 / (2 lambda C_lambda) + lambda H log(|A| / |A*_H|^(1/H))
 *                                                           {@link org.actionscape.theory.Proposition2#subOptimality}
 *   what they rest on                                       {@link org.actionscape.theory.Lemmas}
 * </pre>
 */
package org.actionscape.theory;

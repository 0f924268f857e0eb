/**
 * Closed forms and oracles that know no solver. The closed forms are policies of the form {@code pi
 * = exp(x) / Z}, {@link org.actionscape.theory.GibbsPolicy}:
 *
 * <pre>
 *   x = r / lambda                 optimum of V + lambda H           {@link org.actionscape.theory.SoftOptimum}
 *   the same on m kept actions     optimum of V + lambda Hc          {@link org.actionscape.theory.SoftOptimum#clamped}
 *   x = log pi_ref + r / beta      optimum of V - beta KL            {@link org.actionscape.theory.KlOptimum}
 *   x = log pi_0 + eta t r         natural gradient after t steps    {@link org.actionscape.theory.NaturalGradientPath}
 * </pre>
 *
 * <p>The reward of the soft optimum is a sigmoid in lambda that falls through one half at {@code
 * lambda_c = 1 / log(|A| / n - 1)}; a clamp to m actions puts m in the place of |A|.
 *
 * <p>With several steps the soft optimum is found by soft value iteration, and where a reward of 1
 * is paid only at the end of an optimal sequence it is the bandit of all {@code |A|^H} sequences of
 * which {@code |A*_H|} are optimal.
 */
package org.actionscape.theory;

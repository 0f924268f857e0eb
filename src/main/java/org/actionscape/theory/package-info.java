/**
 * Closed forms and oracles that know no solver. {@code pi = exp(r / lambda) / Z} is the soft
 * optimum of a bandit; its reward is a sigmoid in lambda that falls through one half at {@code
 * lambda_c = 1 / log(|A| / n - 1)}. With several steps the soft optimum is found by soft value
 * iteration, and where a reward of 1 is paid only at the end of an optimal sequence it is the
 * bandit of all {@code |A|^H} sequences of which {@code |A*_H|} are optimal.
 */
package org.actionscape.theory;

/**
 * Closed forms: an oracle that knows no solver. {@code pi = exp(r / lambda) / Z} is the soft
 * optimum of a bandit; its reward is a sigmoid in lambda that falls through one half at {@code
 * lambda_c = 1 / log(|A| / n - 1)}.
 */
package org.actionscape.theory;

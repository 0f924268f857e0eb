/**
 * Training runs: an optimiser follows the gradient of an objective from an environment's start
 * policy, {@code theta_{t+1} = theta_t + eta grad J(theta_t)} for {@link
 * org.actionscape.solver.GradientAscent}. Gradients are exact: no sampling, no noise, no seed.
 */
package org.actionscape.solver;

/**
 * Objectives and their exact evaluation.
 *
 * <p>An objective is {@code V + sum_i lambda_i term_i} with V the expected return: without a term,
 * plain policy gradient; with {@link org.actionscape.objective.Entropy}, entropy regularisation
 * {@code V + lambda H}; with {@link org.actionscape.objective.ClampedEntropy}, the bonus of AEnt
 * (Shen 2025, arXiv:2509.03493). One {@link org.actionscape.objective.Evaluation} computes values
 * and gradients for any of them in one pass over the actions.
 *
 * <p>With several steps, {@code dV/dtheta[s,a] = d(s) pi(a|s) A(s,a)} with d(s) the expected visits
 * and A = Q - V. The entropy is that of trajectories, {@code sum_s d(s) H(s)}, and its gradient
 * follows the visits, so that {@code dV_lambda/dtheta[s,a] = d(s) pi(a|s) (Q_lambda - lambda log pi
 * - V_lambda)}; the clamped entropy's holds them fixed, as the paper does.
 */
package org.actionscape.objective;

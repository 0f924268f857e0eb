/**
 * Objectives and their exact evaluation.
 *
 * <p>An objective is {@code V + sum_i lambda_i term_i} with V the expected return: without a term,
 * plain policy gradient; with {@link org.actionscape.objective.Entropy}, entropy regularisation
 * {@code V + lambda H}; with {@link org.actionscape.objective.ClampedEntropy}, the bonus of AEnt
 * (Shen 2025, arXiv:2509.03493). One {@link org.actionscape.objective.Evaluation} computes values
 * and gradients for any of them in one pass over the actions.
 */
package org.actionscape.objective;

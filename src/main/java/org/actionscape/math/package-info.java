/**
 * The policy kernel: exact softmax quantities of one state on plain arrays.
 *
 * <p>A softmax policy over the actions of a state is {@code pi_a = exp(theta_a) / sum_b
 * exp(theta_b)}; its entropy is {@code H = - sum_a pi_a log pi_a}, in nats like every entropy here.
 * An entry of an array is a class of {@code m} actions with equal logits, and {@code pi} is always
 * the probability of one member: {@code log Z = log sum_k m_k exp(theta_k)}, {@code H = - sum_k m_k
 * pi_k log pi_k}. Gradients are per member; the derivative of the lumped objective would be {@code
 * m_k} times too large.
 *
 * <p>The clamped entropy {@code Hc} (AEnt, Shen 2025, arXiv:2509.03493) is the entropy of the
 * policy renormalised on the kept actions: the {@code |A| - floor(p |A|)} most likely ones, ties at
 * the boundary kept. The kept set carries no gradient.
 *
 * <p>Sums are arranged so that collapsed policies keep their digits ({@link
 * org.actionscape.math.SoftmaxSums}), and every operation has one result on all machines ({@link
 * org.actionscape.math.PolicyKernel}).
 */
package org.actionscape.math;

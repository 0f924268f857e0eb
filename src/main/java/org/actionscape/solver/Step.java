package org.actionscape.solver;

/**
 * What is known of one step of a run, before the policy is changed by it.
 *
 * @param step the number of updates so far
 * @param value the expected return V
 * @param entropy the entropy of the policy, nats
 * @param bonus the bonuses with their coefficients, {@code sum_i lambda_i term_i}, so that {@code
 *     value + bonus} is what is maximised
 * @param gradientNorm the Euclidean norm of the objective's gradient over all actions, members of
 *     classes counted one by one
 */
public record Step(long step, double value, double entropy, double bonus, double gradientNorm) {}

/**
 * Controlled environments: a short list of states, each with a list of action classes, each class
 * with a multiplicity.
 *
 * <p>An environment gives, for state s and action a, the expected reward {@code r(s,a)}, the logits
 * of the start policy, and the probability that an episode starts in s. Generators draw
 * environments with |A| actions of which n are optimal (sparsity n / |A|), behind a start policy
 * that ranks them; see Shen 2025 (arXiv:2509.03493), "controlled MDP with a large action space of
 * size |A| = 10^5 and increasingly sparse optimal actions". The placement of optimal actions and
 * decoys is this project's own: the paper's is not public.
 *
 * <p>What follows an action is {@code P(s'|s,a)}, stored sparsely ({@link
 * org.actionscape.env.Transitions}), over an episode whose {@link org.actionscape.env.Horizon} is
 * acyclic (every state belongs to one step: bandits and token sequences), a number of steps H, or
 * discounted by gamma. Token sequences are progress states, never prefixes: of their {@code |A|^H}
 * sequences, {@code |A*_H| = n_1 n_2 ... n_H} are optimal.
 */
package org.actionscape.env;

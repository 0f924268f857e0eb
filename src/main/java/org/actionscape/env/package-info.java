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
 */
package org.actionscape.env;

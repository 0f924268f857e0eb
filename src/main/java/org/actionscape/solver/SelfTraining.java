package org.actionscape.solver;

import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;

/**
 * Self-training in a bandit: the policy learns from its own answers, and no reward is seen. The
 * signal is found anew from the policy at every evaluation and held fixed in the gradient; bonuses
 * of the objective are added. Exact, nothing is sampled.
 *
 * <pre>
 *   PSEUDO_LABEL  d(s) (q_a - pi_a)                 q uniform on the most likely actions
 *   CONFIDENCE    d(s) pi_a (pi_a - sum_b pi_b^2)   policy gradient with reward pi_a
 * </pre>
 *
 * <p>Pseudo-labels are Lee 2013's; the confidence as a reward is what label-free reinforcement
 * learning of language models uses in expectation, where an answer is paid if another sample agrees
 * with it. Both are ascent on a function of the policy alone, {@code max log pi} (minus the
 * min-entropy) and {@code 1/2 sum pi^2} (minus an entropy of order 2): self-training lowers
 * entropy, and a bonus {@code lambda H} is its opponent. Their points of rest with that bonus,
 * derived here, with K actions and j the label:
 *
 * <pre>
 *   PSEUDO_LABEL  pi_a = exp(- 1 / lambda - H) for each a other than j
 *   CONFIDENCE    pi_a proportional to exp(pi_a / lambda); the uniform one attracts if lambda &gt; 1 / K
 * </pre>
 *
 * <p>What a run observes is as everywhere: its value is what the policy earns by the environment's
 * rewards, of which training knows nothing.
 *
 * @param signal what the policy learns from
 */
public record SelfTraining(Signal signal) implements GradientSource {
  /** What is learnt from. */
  public enum Signal {
    /** The log-likelihood of the most likely action; actions that tie share the label. */
    PSEUDO_LABEL,
    /** The own probability of an action as its reward. */
    CONFIDENCE
  }

  @Override
  public String id() {
    return "self-training";
  }

  @Override
  public boolean maximizesReturn() {
    return false;
  }

  @Override
  public Prepared prepare(Objective objective, Policy policy, Evaluation evaluation, long seed) {
    if (signal == Signal.CONFIDENCE) {
      return new ConfidenceSource(id(), policy, evaluation);
    }
    return new LabelSource(
        id(),
        policy,
        evaluation,
        (state, entry) -> policy.logits().data[entry] == evaluation.sums(state).max());
  }
}

package org.actionscape.objective;

/**
 * The entropy of each decision as a term of the loss, as in A3C (Mnih et al. 2016,
 * arXiv:1602.01783) and PPO: the same value as {@link Entropy}, {@code sum_s d(s) H(s)}, but the
 * visits are held fixed in its gradient,
 *
 * <pre>
 *   sum_s d(s) dH(s)/dtheta,   dH(s)/dtheta_a = - pi_a (log pi_a + H(s))
 * </pre>
 *
 * <p>so that no action is preferred for the entropy of the states it leads to. In a bandit the two
 * are the same. In an MDP training ends at different policies, unless no action changes the entropy
 * that follows: with {@link Entropy}, a reward bonus, {@code pi(a|s)} is proportional to {@code
 * exp(Q_lambda(s,a) / lambda)} with the soft Q of maximum-entropy RL; with this term to {@code
 * exp(Q(s,a) / lambda)} with the Q of the return alone.
 */
public record StepEntropy() implements Term {
  @Override
  public String id() {
    return "step-entropy";
  }

  @Override
  public double smoothness(double actions) {
    return new Entropy().smoothness(actions);
  }

  @Override
  public Prepared prepare(StatePass pass) {
    return new Entropy.InState(pass);
  }
}

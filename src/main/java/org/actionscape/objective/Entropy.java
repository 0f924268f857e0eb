package org.actionscape.objective;

import org.actionscape.math.StateGradient;

/**
 * The entropy of the policy, {@code H(s) = - sum_a pi_a log pi_a}, with the exact gradient {@code
 * dH/dtheta_a = - pi_a (log pi_a + H)}: the bonus of REINFORCE (Williams and Peng 1991).
 *
 * <p>With several steps it is the entropy of trajectories, {@code H = sum_s d(s) H(s)} (the entropy
 * of the action sequence where transitions are deterministic), and its exact gradient includes the
 * change of the visits: with E(s) the entropy to go,
 *
 * <pre>
 *   dH/dtheta[s,a] = d(s) pi(a|s) ( sum_s' P(s'|s,a) E(s') - log pi(a|s) - E(s) ).
 * </pre>
 *
 * <p>Along x, with h = -log pi and y the mean of x, its second derivative is {@code E[(h - H)(x -
 * y)^2] - Var(x)}, which is at least {@code -(H + 1) Var(x)}, hence {@code smoothness = (1 + log
 * |A|) / 2}.
 *
 * <p>This is entropy as a reward bonus, as in maximum-entropy RL and SAC; {@link StepEntropy} is
 * entropy as a term of the loss.
 */
public record Entropy() implements Term {
  @Override
  public String id() {
    return "entropy";
  }

  @Override
  public boolean isTrajectoryTerm() {
    return true;
  }

  @Override
  public double smoothness(double actions) {
    return (1 + StrictMath.log(actions)) / 2;
  }

  @Override
  public Prepared prepare(StatePass pass) {
    return new InState(pass) {
      @Override
      public double reward(int state, int entry) {
        return -pass.logProbability(state, entry);
      }
    };
  }

  /** Value and gradient in a state, the same whatever visits it. */
  static class InState implements Prepared {
    private final StatePass pass;

    InState(StatePass pass) {
      this.pass = pass;
    }

    @Override
    public double value(int state) {
      return pass.sums(state).entropy();
    }

    @Override
    public void addGradient(double factor, int state, StateGradient gradient) {
      gradient.addEntropy(factor, pass.sums(state));
    }

    @Override
    public double kept(int state) {
      return pass.classes().actions(state);
    }
  }
}

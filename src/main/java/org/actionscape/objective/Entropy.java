package org.actionscape.objective;

import org.actionscape.math.StateGradient;

/**
 * The entropy of the policy, {@code H(s) = - sum_a pi_a log pi_a}, with the exact gradient {@code
 * dH/dtheta_a = - pi_a (log pi_a + H)}: the bonus of REINFORCE (Williams and Peng 1991), A3C and
 * PPO.
 *
 * <p>Along x, with h = -log pi and y the mean of x, its second derivative is {@code E[(h - H)(x -
 * y)^2] - Var(x)}, which is at least {@code -(H + 1) Var(x)}, hence {@code smoothness = (1 + log
 * |A|) / 2}.
 */
public record Entropy() implements Term {
  @Override
  public String id() {
    return "entropy";
  }

  @Override
  public double smoothness(double actions) {
    return (1 + StrictMath.log(actions)) / 2;
  }

  @Override
  public Bound over(Evaluation evaluation) {
    return new Bound() {
      @Override
      public double value(int state) {
        return evaluation.sums(state).entropy();
      }

      @Override
      public void addGradient(double factor, int state, StateGradient gradient) {
        gradient.addEntropy(factor, evaluation.sums(state));
      }

      @Override
      public double kept(int state) {
        return evaluation.classes().actions(state);
      }
    };
  }
}

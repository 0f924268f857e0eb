package com.example.actionscape;

import org.actionscape.math.StateGradient;
import org.actionscape.objective.StatePass;
import org.actionscape.objective.Term;

/**
 * {@code -(H - h)^2 / 2} in each state, with gradient {@code (h - H) dH}: the kernel's entropy
 * gradient does the work.
 */
record NearEntropy(double target) implements Term {
  @Override
  public String id() {
    return "near-entropy";
  }

  @Override
  public double smoothness(double actions) {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public Prepared prepare(StatePass pass) {
    return new Prepared() {
      private double missing(int state) {
        return target - pass.sums(state).entropy();
      }

      @Override
      public double value(int state) {
        return -missing(state) * missing(state) / 2;
      }

      @Override
      public void addGradient(double factor, int state, StateGradient gradient) {
        gradient.addEntropy(factor * missing(state), pass.sums(state));
      }

      @Override
      public double kept(int state) {
        return pass.classes().actions(state);
      }
    };
  }
}

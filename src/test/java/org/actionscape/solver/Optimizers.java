package org.actionscape.solver;

import java.util.List;
import java.util.stream.Stream;

/** Every optimiser, for the tests that hold for all of them: a new one is one line here. */
final class Optimizers {
  /**
   * An optimiser and what it takes to train the small bandit.
   *
   * @param steps after which it has converged
   * @param rounding how far logits may be apart after a short run that differs in the order of
   *     additions only
   */
  record Case(Optimizer optimizer, int steps, double rounding) {
    Case(Optimizer optimizer, int steps) {
      this(optimizer, steps, 1e-11);
    }

    @Override
    public String toString() {
      return optimizer.id();
    }
  }

  /** Epsilon is large enough for Adam to come to rest; see its documentation. */
  static final List<Case> ALL =
      List.of(
          new Case(new GradientAscent(2), 6000),
          new Case(new SmoothnessAscent(), 12_000),
          // Where the slope is small, steps grow, and with them the rounding of the gradient.
          new Case(new ArmijoAscent(), 3000, 1e-9),
          new Case(new Adam(0.005, 0.9, 0.999, 1e-3), 6000),
          new Case(new NaturalGradient(0.5), 400),
          // Sub-steps are chosen by an estimated error; where a clamp's boundary makes it jump, a
          // rounding error can change the choice, and with it the error within the tolerance.
          new Case(new GradientFlow(20, 1e-11), 600, 1e-9));

  private Optimizers() {}

  static Stream<Case> all() {
    return ALL.stream();
  }
}

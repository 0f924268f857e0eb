package org.actionscape.experiment;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.actionscape.check.DivergedException;
import org.actionscape.solver.Step;
import org.actionscape.theory.Extremes;

/**
 * What the run of one seed leaves behind.
 *
 * @param entries the recorded steps, at least one
 * @param curvature that which its step size is held against; 0 where nothing is known
 * @param bestReward the best expected return of its environment
 * @param extremes how far policies can go in its environment
 * @param softOptimum the optimum of return and entropy, where theory knows it
 */
record RunTrace(
    List<Entry> entries,
    double curvature,
    double bestReward,
    Extremes extremes,
    Optional<SoftOptimum> softOptimum) {
  /** The optimum of return and entropy. */
  record SoftOptimum(double reward, double subOptimality, double entropy) {}

  /** A step and what its policy gives away; NaN where that is not looked at. */
  record Entry(Step step, double subOptimality) {
    /** Refuses numbers that are no longer finite. */
    Entry {
      boolean finite =
          DoubleStream.of(
                  step.value(), step.entropy(), step.value() + step.bonus(), step.gradientNorm())
              .allMatch(Double::isFinite);
      // No number where it is not looked at.
      if (!finite || Double.isInfinite(subOptimality)) {
        throw new DivergedException(
            "step "
                + step.step()
                + ": training has diverged, numbers are no longer finite; use smaller rewards, a smaller"
                + " step size or coefficient");
      }
    }
  }

  Entry end() {
    return entries.get(entries.size() - 1);
  }

  Step last() {
    return end().step();
  }
}

package com.example.actionscape;

import java.util.SplittableRandom;
import org.actionscape.env.ActionClasses;
import org.actionscape.math.Seeds;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.actionscape.solver.ExactGradient;
import org.actionscape.solver.GradientSource;
import org.ejml.data.DMatrixRMaj;

/** The exact gradient plus noise of given deviation on every entry. */
record NoisyGradient(double deviation) implements GradientSource {
  @Override
  public String id() {
    return "noisy";
  }

  @Override
  public Prepared prepare(Objective objective, Policy policy, Evaluation evaluation, long seed) {
    Prepared exact = new ExactGradient().prepare(objective, policy, evaluation, seed);
    return new Prepared() {
      private long updates;

      @Override
      public ActionClasses classes() {
        return exact.classes();
      }

      @Override
      public DMatrixRMaj logits() {
        return exact.logits();
      }

      @Override
      public void evaluate() {
        exact.evaluate();
        updates++;
      }

      @Override
      public void addGradient(double scale, DMatrixRMaj target) {
        exact.addGradient(scale, target);
        // Split per update, so that what else is random changes nothing.
        SplittableRandom random = new SplittableRandom(Seeds.split(seed, updates));
        for (int k = 0; k < target.numRows; k++) {
          // Twelve uniform numbers are nearly normal, and the same on every machine.
          double normal = -6;
          for (int i = 0; i < 12; i++) {
            normal += random.nextDouble();
          }
          target.data[k] += scale * deviation * normal;
        }
      }

      @Override
      public double observed(int term) {
        return exact.observed(term);
      }
    };
  }
}

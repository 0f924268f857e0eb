package com.example.actionscape;

import org.actionscape.solver.GradientSource;
import org.actionscape.solver.Optimizer;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Gradient ascent with momentum: {@code v = beta v + gradient, theta += eta v}. */
record Momentum(double stepSize, double beta) implements Optimizer {
  @Override
  public String id() {
    return "momentum";
  }

  @Override
  public Prepared prepare(GradientSource.Prepared source) {
    DMatrixRMaj velocity = new DMatrixRMaj(source.classes().size(), 1);
    return () -> {
      CommonOps_DDRM.scale(beta, velocity);
      source.addGradient(1, velocity);
      CommonOps_DDRM.addEquals(source.logits(), stepSize, velocity);
      source.evaluate();
    };
  }
}

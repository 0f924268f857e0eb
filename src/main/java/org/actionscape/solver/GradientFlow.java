package org.actionscape.solver;

import java.util.Arrays;
import org.actionscape.check.Checks;
import org.actionscape.check.DivergedException;
import org.actionscape.env.ActionClasses;
import org.apache.commons.math3.exception.MaxCountExceededException;
import org.apache.commons.math3.exception.NumberIsTooSmallException;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.ejml.data.DMatrixRMaj;

/**
 * Gradient flow, {@code dtheta/dt = gradient}, the limit of gradient ascent for small steps, by
 * Commons Math's Dormand-Prince 8(5,3) pair (Hairer, Norsett and Wanner 1993, II.5 and II.10). A
 * step advances a fixed time, with as many sub-steps as the tolerance needs; each sub-step's
 * estimated error has a Euclidean norm over all actions, members of classes counted one by one, of
 * at most {@code tolerance}. That norm bounds what matters, {@code |dV| <= R |dtheta| / 2} for
 * rewards of range R; an error relative to the logits would not, for they may be shifted at will.
 *
 * <p>Convergence as t grows: O(1/t) without a bonus, linear with an entropy bonus (Mei et al. 2020,
 * arXiv:2005.06392, in continuous time). Where a clamp's kept set changes, the gradient jumps and
 * sub-steps shrink around the place; a run whose tolerance is out of reach ends there, with a
 * {@link DivergedException}, and so does one that is stiff: a large coefficient allows only
 * sub-steps of about 6 / (coefficient x curvature), and a step has at most {@value
 * #MOST_SUB_STEPS}. Cost of a step: at least 13 evaluations and gradients, 12 more per further
 * sub-step; 16 bytes per entry and what Commons Math allocates, about 30 vectors per step.
 *
 * @param time how far a step advances, above 0; a step of gradient ascent with eta advances by eta
 * @param tolerance the error that a sub-step may make, between 1e-15 and 1
 */
public record GradientFlow(double time, double tolerance) implements Optimizer {
  /** Below this there is only rounding, and far below Commons Math takes every step. */
  private static final double FINEST = 1e-15;

  /** Sub-steps shorter than this share of a step mean that the tolerance is out of reach. */
  private static final double SHORTEST = 1e-13;

  /** Sub-steps of a step before it is given up; a stiff objective would take millions. */
  private static final int MOST_SUB_STEPS = 10_000;

  private static final int EVALUATIONS_PER_SUB_STEP = 12;

  public GradientFlow {
    Checks.positive("time of a step", time);
    Checks.between("tolerance of the flow", tolerance, FINEST, 1);
  }

  @Override
  public String id() {
    return "flow";
  }

  @Override
  public Prepared prepare(GradientSource.Prepared source) {
    return new Integration(this, source.exact(id()));
  }

  private static final class Integration implements Prepared, FirstOrderDifferentialEquations {
    private final GradientFlow settings;
    private final GradientSource.Exact source;
    private final DormandPrince853Integrator integrator;
    private final DMatrixRMaj derivative = new DMatrixRMaj(0, 0);
    private final double[] start;

    Integration(GradientFlow settings, GradientSource.Exact source) {
      this.settings = settings;
      this.source = source;
      ActionClasses classes = source.classes();
      start = new double[classes.size()];
      // The integrator takes the root mean square over entries of error / tolerance.
      double[] absolute = new double[classes.size()];
      for (int k = 0; k < absolute.length; k++) {
        absolute[k] = settings.tolerance / Math.sqrt(classes.multiplicity(k) * classes.size());
      }
      integrator =
          new DormandPrince853Integrator(
              settings.time * SHORTEST, settings.time, absolute, new double[classes.size()]);
      integrator.setMaxEvaluations(MOST_SUB_STEPS * EVALUATIONS_PER_SUB_STEP);
      // Every step starts alike, so that where it leads depends on the logits alone.
      integrator.setInitialStepSize(settings.time);
    }

    @Override
    public void step() {
      double[] logits = source.logits().data;
      System.arraycopy(logits, 0, start, 0, start.length);
      try {
        integrator.integrate(this, 0, start, settings.time, start);
      } catch (NumberIsTooSmallException e) {
        throw new DivergedException(
            "tolerance of the flow = "
                + settings.tolerance
                + ": must be large enough for sub-steps of "
                + SHORTEST
                + " of a step, which this objective needs shorter");
      } catch (MaxCountExceededException e) {
        throw new DivergedException(
            "time of a step of the flow = "
                + settings.time
                + ": must be short enough for "
                + MOST_SUB_STEPS
                + " sub-steps, which a coefficient or rewards as large as here use up; use a shorter"
                + " time or smaller coefficients");
      }
      moveTo(start);
    }

    @Override
    public int getDimension() {
      return start.length;
    }

    @Override
    public void computeDerivatives(double t, double[] theta, double[] slope) {
      moveTo(theta);
      Arrays.fill(slope, 0);
      derivative.setData(slope);
      derivative.numRows = slope.length;
      derivative.numCols = 1;
      source.addGradient(1, derivative);
    }

    private void moveTo(double[] theta) {
      System.arraycopy(theta, 0, source.logits().data, 0, theta.length);
      source.evaluate();
    }
  }
}

package org.actionscape.solver;

import java.util.Arrays;
import org.actionscape.check.Checks;
import org.actionscape.check.DivergedException;
import org.ejml.data.DMatrixRMaj;

/**
 * Gradient ascent with a line search: each step begins with twice the last step size and halves it
 * until the objective has gained enough, {@code J(theta + eta g) >= J(theta) + c eta |g|^2} (Armijo
 * 1966). The norm is over all actions, members of classes counted one by one. On softmax bandits
 * the search finds steps that grow as the policy saturates, and the rate is linear also without a
 * bonus (Lu et al. 2024, arXiv:2405.13136).
 *
 * <p>Close to an optimum the gain drowns in rounding. There Hager and Zhang's test on the slope
 * takes its place, {@code grad J(theta + eta g) . g >= (2 c - 1) |g|^2} (SIAM J. Optim. 16, 2005),
 * which is the same on a parabola; so the search converges to the accuracy of the gradient, not to
 * its square root.
 *
 * <p>A clamp's kept set is found anew at every trial point, as everywhere. Where the step breaks a
 * tie at the clamp's boundary the objective may fall by a jump however short the step is; after
 * {@value #MOST_HALVINGS} halvings the last trial point is taken, which leaves the tie behind.
 * Where the gradient is exactly 0 the logits stay. Gradients of any size are squared relative to
 * their largest entry, by a power of two, which changes no digit. Cost of a step: one gradient, and
 * one evaluation per trial, mostly one or two (and one gradient more where the slope is tested); 24
 * bytes per entry.
 *
 * @param initialStepSize the first eta to try, above 0
 * @param sufficientGain c, in (0, 1/2): the share of the linear gain that a step must keep
 */
public record ArmijoAscent(double initialStepSize, double sufficientGain) implements Optimizer {
  /** Factor 1e-15 between the first and the last trial of a step. */
  static final int MOST_HALVINGS = 50;

  /** Steps may grow by this factor over the initial one: far, but not to infinity. */
  private static final double MOST_GROWTH = 0x1p100;

  /** What counts as rounding, relative to what the objective is a sum of. */
  private static final double ROUNDING = 1e-13;

  public ArmijoAscent {
    Checks.positive("initial step size (eta)", initialStepSize);
    Checks.positive("sufficient gain (c)", sufficientGain);
    Checks.between("sufficient gain (c)", sufficientGain, Double.MIN_VALUE, Math.nextDown(0.5));
  }

  /**
   * A line search that starts at eta = 1 and asks for a quarter of the linear gain, which on a
   * parabola is a step of at most 3/4 of the width of the ascent.
   */
  public ArmijoAscent() {
    this(1, 0.25);
  }

  @Override
  public String id() {
    return "armijo";
  }

  @Override
  public Prepared prepare(GradientSource.Prepared source) {
    return new Search(this, source.exact(id()));
  }

  private static final class Search implements Prepared {
    private final double sufficientGain;
    private final double largest;
    private final GradientSource.Exact source;
    private final double[] origin;
    private final DMatrixRMaj direction;
    private final DMatrixRMaj gradient;

    /** The power of two by which the direction was divided so that its square is a number. */
    private double unit;

    private double next;

    Search(ArmijoAscent settings, GradientSource.Exact source) {
      sufficientGain = settings.sufficientGain;
      largest = settings.initialStepSize * MOST_GROWTH;
      next = settings.initialStepSize;
      this.source = source;
      int size = source.classes().size();
      origin = new double[size];
      direction = new DMatrixRMaj(size, 1);
      gradient = new DMatrixRMaj(size, 1);
    }

    @Override
    public void step() {
      double before = source.objective();
      System.arraycopy(source.logits().data, 0, origin, 0, origin.length);
      Arrays.fill(direction.data, 0);
      source.addGradient(1, direction);
      if (!scale()) {
        return;
      }
      double slope = ActionInnerProduct.dot(source.classes(), direction.data, direction.data);
      double eta = next;
      moveTo(eta);
      for (int i = 0; i < MOST_HALVINGS && !gains(before, eta, slope); i++) {
        eta /= 2;
        moveTo(eta);
      }
      next = Math.min(2 * eta, largest);
    }

    /** Divides the direction by its unit; false if it is 0. */
    private boolean scale() {
      double largest = 0;
      for (double entry : direction.data) {
        largest = Math.max(largest, Math.abs(entry));
      }
      if (!(largest <= Double.MAX_VALUE)) {
        throw new DivergedException("the gradient is no longer finite");
      }
      int exponent = Math.getExponent(Math.max(largest, Double.MIN_NORMAL));
      unit = Math.scalb(1.0, exponent);
      double factor = Math.scalb(1.0, -exponent);
      for (int k = 0; k < direction.data.length; k++) {
        direction.data[k] *= factor;
      }
      return largest > 0;
    }

    private void moveTo(double eta) {
      double[] logits = source.logits().data;
      for (int k = 0; k < logits.length; k++) {
        logits[k] = origin[k] + eta * (unit * direction.data[k]);
      }
      source.evaluate();
    }

    private boolean gains(double before, double eta, double slope) {
      double after = source.objective();
      double wanted = sufficientGain * eta * slope * unit * unit;
      double rounding = ROUNDING * source.magnitude();
      if (wanted > rounding) {
        return after >= before + wanted;
      }
      if (!(after >= before - rounding)) {
        return false;
      }
      Arrays.fill(gradient.data, 0);
      source.addGradient(1, gradient);
      return ActionInnerProduct.dot(source.classes(), gradient.data, direction.data) / unit
          >= (2 * sufficientGain - 1) * slope;
    }
  }
}

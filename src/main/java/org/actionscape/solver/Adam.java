package org.actionscape.solver;

import java.util.Arrays;
import org.actionscape.check.Checks;
import org.actionscape.check.DivergedException;
import org.ejml.data.DMatrixRMaj;

/**
 * Adam (Kingma and Ba 2015, arXiv:1412.6980, Algorithm 1, upwards), entry by entry, with both
 * moments corrected for their start at 0:
 *
 * <pre>
 *   m &lt;- beta1 m + (1 - beta1) g,   v &lt;- beta2 v + (1 - beta2) g^2
 *   theta &lt;- theta + eta (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
 * </pre>
 *
 * <p>Members of an action class have equal gradients, hence equal moments, so action classes are
 * exact here too. Convergence: with constant eta there is no guarantee; the iterates come to rest
 * only if {@code eta (1 - beta1) L / epsilon < 2 (1 + beta1)} with L the largest curvature at the
 * optimum, where the moments have died down and Adam is gradient ascent with momentum and step
 * {@code eta / epsilon} (after Bock and Weiss 2019). With a smaller epsilon they hover about the
 * optimum at a distance of the order of eta. Cost of a step: one gradient and one evaluation; 24
 * bytes per entry.
 *
 * @param stepSize eta, above 0
 * @param momentDecay beta1, in [0, 1)
 * @param squareDecay beta2, in [0, 1)
 * @param epsilon keeps the quotient finite, {@value #LEAST_EPSILON} to 1; next to the least of them
 *     squares that underflow are nothing
 */
public record Adam(double stepSize, double momentDecay, double squareDecay, double epsilon)
    implements Optimizer {
  /** Squares that underflow have roots that are no digit of anything of this size. */
  public static final double LEAST_EPSILON = 1e-140;

  public Adam {
    Checks.positive("step size (eta)", stepSize);
    Checks.share("decay of the first moment (beta1)", momentDecay);
    Checks.share("decay of the second moment (beta2)", squareDecay);
    Checks.between("epsilon", epsilon, LEAST_EPSILON, 1);
  }

  /**
   * Adam with the authors' constants.
   *
   * @param stepSize eta, above 0
   */
  public Adam(double stepSize) {
    this(stepSize, 0.9, 0.999, 1e-8);
  }

  @Override
  public String id() {
    return "adam";
  }

  @Override
  public Prepared prepare(GradientSource.Prepared source) {
    return new Moments(this, source);
  }

  private static final class Moments implements Prepared {
    private final Adam settings;
    private final GradientSource.Prepared source;
    private final DMatrixRMaj gradient;
    private final double[] first;
    private final double[] second;
    private double momentPower = 1;
    private double squarePower = 1;

    Moments(Adam settings, GradientSource.Prepared source) {
      this.settings = settings;
      this.source = source;
      int size = source.classes().size();
      gradient = new DMatrixRMaj(size, 1);
      first = new double[size];
      second = new double[size];
    }

    @Override
    public void step() {
      double[] g = gradient.data;
      Arrays.fill(g, 0);
      source.addGradient(1, gradient);
      double beta1 = settings.momentDecay;
      double beta2 = settings.squareDecay;
      momentPower *= beta1;
      squarePower *= beta2;
      double step = settings.stepSize / (1 - momentPower);
      double correction = 1 / (1 - squarePower);
      double[] logits = source.logits().data;
      for (int k = 0; k < g.length; k++) {
        first[k] = beta1 * first[k] + (1 - beta1) * g[k];
        second[k] = beta2 * second[k] + (1 - beta2) * g[k] * g[k];
        if (second[k] == Double.POSITIVE_INFINITY) {
          // Its root would never be finite again, and the logit would stand still in silence.
          throw new DivergedException(
              "adam squares the gradient, whose entries must be below 1e154, but one is "
                  + g[k]
                  + "; use smaller rewards or coefficients");
        }
        logits[k] += step * first[k] / (Math.sqrt(correction * second[k]) + settings.epsilon);
      }
      source.evaluate();
    }
  }
}

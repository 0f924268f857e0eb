package org.actionscape.objective;

import java.util.Optional;
import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;

/**
 * AEnt's adaptive rule (Shen 2025, arXiv:2509.03493, Algorithm 1): the coefficient rises while the
 * entropy is below a band, falls while it is above, rests inside, and stays in a box.
 *
 * <pre>
 *   lambda_t = Proj_[least, most] ( lambda_(t-1)
 *       - beta ( min(0, Hc - H_low) + max(0, Hc - H_high) )
 *       - beta kappa (lambda_(t-1) - lambda_0) )
 * </pre>
 *
 * <p>with Hc the observed entropy, nats a step. Before the warm-up is over the coefficient stays
 * lambda_0. The last line, a pull towards lambda_0, is not in the paper but in one of the authors'
 * two programs. {@link #verl} and {@link #areal} are those programs' settings.
 *
 * @param start lambda_0, in the box
 * @param lowEntropy H_low, the lower edge of the band, nats, at least 0
 * @param highEntropy H_high, the upper edge of the band, nats, at least H_low
 * @param stepSize beta, at least 0, coefficient a nat
 * @param least the lower side of the box, at least 0
 * @param most the upper side of the box, at least {@code least}
 * @param warmUp a number of updates, at least 0
 * @param warmUpTest when the warm-up is over
 * @param pull kappa, at least 0, nats a coefficient
 */
public record AentCoefficient(
    double start,
    double lowEntropy,
    double highEntropy,
    double stepSize,
    double least,
    double most,
    long warmUp,
    WarmUpTest warmUpTest,
    double pull)
    implements CoefficientRule {
  /** When the warm-up is over: the two published programs differ by one update. */
  public enum WarmUpTest {
    /** From step t = warm-up on, as in the authors' verl program. */
    FROM,
    /** From the step after it on, as in the authors' AReaL program. */
    AFTER
  }

  public AentCoefficient {
    Checks.nonNegative("lower edge of the entropy band", lowEntropy);
    Checks.nonNegative("upper edge of the entropy band", highEntropy);
    if (lowEntropy > highEntropy) {
      throw new InvalidInputException(
          "entropy band = ["
              + lowEntropy
              + ", "
              + highEntropy
              + "]: must have its lower edge at or below its upper edge");
    }
    Checks.nonNegative("step size of the coefficient (beta)", stepSize);
    Checks.nonNegative("least coefficient", least);
    Checks.nonNegative("most coefficient", most);
    if (least > most) {
      throw new InvalidInputException(
          "box of the coefficient = ["
              + least
              + ", "
              + most
              + "]: must have its least value at or below its most");
    }
    Checks.between("coefficient at the start", start, least, most);
    Checks.between("warm-up", warmUp, 0, Long.MAX_VALUE);
    Checks.nonNegative("pull to the start (kappa)", pull);
  }

  /**
   * The authors' settings in their verl program: box [4e-5, 0.1], start 2e-4, no warm-up, no pull.
   * What it leaves open must be given. Its clamp share is 0.3.
   *
   * @param lowEntropy H_low, nats
   * @param highEntropy H_high, nats
   * @param stepSize beta
   * @return the rule
   */
  public static AentCoefficient verl(double lowEntropy, double highEntropy, double stepSize) {
    return new AentCoefficient(
        2e-4, lowEntropy, highEntropy, stepSize, 4e-5, 0.1, 0, WarmUpTest.FROM, 0);
  }

  /**
   * The authors' settings in their AReaL program: band [0.05, 0.23], beta 1e-3, box [1e-5, 3e-3],
   * from the step after a warm-up of 29, no pull. Its clamp share is 0.2, 0.3 in its sample.
   *
   * @param start lambda_0, which the program leaves open
   * @return the rule
   */
  public static AentCoefficient areal(double start) {
    return new AentCoefficient(start, 0.05, 0.23, 1e-3, 1e-5, 3e-3, 29, WarmUpTest.AFTER, 0);
  }

  @Override
  public String id() {
    return "aent";
  }

  @Override
  public double next(double current, double entropy, long step) {
    if (warmUpTest == WarmUpTest.FROM ? step < warmUp : step <= warmUp) {
      return current;
    }
    double outside = Math.min(0, entropy - lowEntropy) + Math.max(0, entropy - highEntropy);
    double moved = current - stepSize * (outside + pull * (current - start));
    return Math.max(least, Math.min(most, moved));
  }

  @Override
  public Optional<String> limit(double coefficient) {
    if (least == most) {
      return Optional.empty();
    }
    if (coefficient >= most) {
      return Optional.of("the upper side of its box");
    }
    return coefficient <= least ? Optional.of("the lower side of its box") : Optional.empty();
  }

  @Override
  public void requireReachable(double reachable) {
    if (lowEntropy > reachable) {
      throw new InvalidInputException(
          "lower edge of the entropy band = "
              + lowEntropy
              + ": must be at most "
              + reachable
              + " nats, the largest entropy of a step");
    }
  }
}

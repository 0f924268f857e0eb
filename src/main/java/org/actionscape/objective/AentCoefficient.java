package org.actionscape.objective;

import java.util.Optional;
import org.actionscape.check.Checks;
import org.actionscape.check.InvalidInputException;

/**
 * AEnt's adaptive rule (Shen 2025, arXiv:2509.03493, Algorithm 1): the coefficient rises while the
 * entropy is below a band, falls while it is above, rests inside, and stays in a box.
 *
 * <pre>
 *   lambda_t = Proj_[lowest, highest] ( lambda_(t-1)
 *       - beta ( min(0, Hc - H_low) + max(0, Hc - H_high) )
 *       - beta kappa (lambda_(t-1) - lambda_0) )
 * </pre>
 *
 * <p>with Hc the observed entropy, nats a step. Before the warm-up is over the coefficient stays
 * lambda_0. The last line, a pull towards lambda_0, is not in the paper but in one of the authors'
 * two programs. {@link #verl} and {@link #areal} are those programs' settings.
 *
 * @param start lambda_0, in the box
 * @param band where the entropy may rest
 * @param stepSize beta, at least 0, coefficient a nat
 * @param box where the coefficient stays
 * @param warmUp when the rule sets in
 * @param pull kappa, at least 0, nats a coefficient
 */
public record AentCoefficient(
    double start, Band band, double stepSize, Box box, WarmUp warmUp, double pull)
    implements CoefficientRule {
  /**
   * The band in which the entropy may rest.
   *
   * @param lowest H_low, its lower edge, nats, at least 0
   * @param highest H_high, its upper edge, nats, at least H_low
   */
  public record Band(double lowest, double highest) {
    public Band {
      Checks.nonNegative("lower edge of the entropy band", lowest);
      Checks.nonNegative("upper edge of the entropy band", highest);
      if (lowest > highest) {
        throw new InvalidInputException(
            "entropy band = ["
                + lowest
                + ", "
                + highest
                + "]: must have its lower edge at or below its upper edge");
      }
    }
  }

  /**
   * The box in which the coefficient stays.
   *
   * @param lowest its lower side, at least 0
   * @param highest its upper side, at least {@code lowest}
   */
  public record Box(double lowest, double highest) {
    public Box {
      Checks.nonNegative("least coefficient", lowest);
      Checks.nonNegative("most coefficient", highest);
      if (lowest > highest) {
        throw new InvalidInputException(
            "box of the coefficient = ["
                + lowest
                + ", "
                + highest
                + "]: must have its least value at or below its most");
      }
    }
  }

  /**
   * How long the coefficient rests at first.
   *
   * @param updates a number of updates, at least 0
   * @param test when the warm-up is over
   */
  public record WarmUp(long updates, WarmUpTest test) {
    /** The rule sets in at once. */
    public static final WarmUp NONE = new WarmUp(0, WarmUpTest.FROM);

    public WarmUp {
      Checks.between("warm-up", updates, 0, Long.MAX_VALUE);
    }

    private boolean lasts(long step) {
      return test == WarmUpTest.FROM ? step < updates : step <= updates;
    }
  }

  /** When the warm-up is over: the two published programs differ by one update. */
  public enum WarmUpTest {
    /** From step t = warm-up on, as in the authors' verl program. */
    FROM,
    /** From the step after it on, as in the authors' AReaL program. */
    AFTER
  }

  public AentCoefficient {
    Checks.nonNegative("step size of the coefficient (beta)", stepSize);
    Checks.between("coefficient at the start", start, box.lowest(), box.highest());
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
        2e-4, new Band(lowEntropy, highEntropy), stepSize, new Box(4e-5, 0.1), WarmUp.NONE, 0);
  }

  /**
   * The authors' settings in their AReaL program: band [0.05, 0.23], beta 1e-3, box [1e-5, 3e-3],
   * from the step after a warm-up of 29, no pull. Its clamp share is 0.2, 0.3 in its sample.
   *
   * @param start lambda_0, which the program leaves open
   * @return the rule
   */
  public static AentCoefficient areal(double start) {
    return new AentCoefficient(
        start,
        new Band(0.05, 0.23),
        1e-3,
        new Box(1e-5, 3e-3),
        new WarmUp(29, WarmUpTest.AFTER),
        0);
  }

  @Override
  public String id() {
    return "aent";
  }

  @Override
  public double next(double current, double entropy, long step) {
    if (warmUp.lasts(step)) {
      return current;
    }
    double outside = Math.min(0, entropy - band.lowest) + Math.max(0, entropy - band.highest);
    double moved = current - stepSize * (outside + pull * (current - start));
    return Math.max(box.lowest, Math.min(box.highest, moved));
  }

  @Override
  public Optional<String> limit(double coefficient) {
    if (box.lowest == box.highest) {
      return Optional.empty();
    }
    if (coefficient >= box.highest) {
      return Optional.of("the upper side of its box");
    }
    return coefficient <= box.lowest ? Optional.of("the lower side of its box") : Optional.empty();
  }

  @Override
  public double lowerBound() {
    return box.lowest;
  }

  @Override
  public double upperBound() {
    return box.highest;
  }

  @Override
  public void requireReachable(double reachable) {
    if (band.lowest > reachable) {
      throw new InvalidInputException(
          "lower edge of the entropy band = "
              + band.lowest
              + ": must be at most "
              + reachable
              + " nats, the largest entropy of a step");
    }
  }
}

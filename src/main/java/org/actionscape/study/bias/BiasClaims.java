package org.actionscape.study.bias;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import org.actionscape.claim.Claim;
import org.actionscape.claim.Evidence;
import org.actionscape.claim.Finding;
import org.actionscape.claim.Ledger;
import org.actionscape.env.ContextualBandit;
import org.actionscape.env.Encoding;
import org.actionscape.env.Environment;
import org.actionscape.env.TokenSequenceGenerator;
import org.actionscape.env.TokenSequenceSettings;
import org.actionscape.objective.Objective;
import org.actionscape.solver.NaturalGradient;
import org.actionscape.solver.Run;
import org.actionscape.theory.Bound;
import org.actionscape.theory.Proposition2;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * How the bias of an entropy bonus grows with |A|, with sparsity or with the horizon, as slopes.
 * Where training with the bonus comes to rest, the odds of missing the reward are {@code (|A|^H /
 * |A*_H| - 1) exp(-1 / lambda)}, so their logarithm is a straight line; Proposition 2's bias is one
 * with slopes lambda, -lambda and {@code lambda log(|A| / n)}.
 */
final class BiasClaims {
  private static final String SOURCE =
      "Shen 2025, arXiv:2509.03493, Proposition 2; exact bias derived here";
  private static final double[] LAMBDAS = {0.05, 0.1, 0.2};
  private static final double SLOPE_TOLERANCE = 1e-6;
  private static final double ACTIONS = 1e5;
  private static final int TOKENS = 50;
  private static final int RIGHT = 2;

  /** A step of natural gradient ascent multiplies the distance to the soft optimum by 1 - this. */
  private static final double RATE = 0.5;

  private static final int STEPS = 120;

  private BiasClaims() {}

  static List<Claim> all() {
    return List.of(
        claim(
            "bias-actions",
            "The bias grows with the number of actions: the odds of missing the reward as |A| / n -"
                + " 1, Proposition 2's bound as lambda log |A|.",
            "bandits of 10^2 to 10^12 actions, n = 1, trained to rest by natural gradient ascent;"
                + " regression over log |A|",
            new Law(
                DoubleStream.iterate(1e2, a -> a <= 1e12, a -> a * 10).toArray(),
                actions -> bandit(actions, 1),
                actions -> StrictMath.log(actions - 1),
                StrictMath::log,
                1)),
        claim(
            "bias-optimal",
            "The bias grows with sparsity: the odds of missing the reward as |A| / n - 1,"
                + " Proposition 2's bound as - lambda log n.",
            "bandits of 100000 actions, n = 1 to 1000 of them optimal, trained to rest by natural"
                + " gradient ascent; regression over log n",
            new Law(
                new double[] {1, 3, 10, 30, 100, 300, 1000},
                optimal -> bandit(ACTIONS, optimal),
                optimal -> StrictMath.log(ACTIONS / optimal - 1),
                StrictMath::log,
                -1)),
        claim(
            "bias-horizon",
            "The bias grows with the horizon: the odds of missing the reward as |A|^H / |A*_H| - 1,"
                + " Proposition 2's bound as lambda H log(|A| / |A*_H|^(1/H)).",
            "token sequences of 1 to 8 steps, |A| = 50, n = 2, trained to rest by natural gradient"
                + " ascent; regression over H",
            new Law(
                new double[] {1, 2, 3, 4, 5, 6, 7, 8},
                horizon -> tokens((int) horizon),
                horizon -> StrictMath.log(StrictMath.pow((double) TOKENS / RIGHT, horizon) - 1),
                horizon -> horizon,
                StrictMath.log((double) TOKENS / RIGHT))));
  }

  private static Claim claim(String id, String sentence, String experiment, Law law) {
    return Claim.of(id, sentence, SOURCE, experiment, lab -> law.examine());
  }

  /**
   * What a bias grows with.
   *
   * @param sizes the values at which it is looked at
   * @param environment a value's environment
   * @param logOdds a value's log odds of missing the reward, plus 1 / lambda
   * @param size what Proposition 2's bound is linear in
   * @param boundSlope its slope over lambda
   */
  private record Law(
      double[] sizes,
      DoubleFunction<Environment> environment,
      DoubleFunction<Double> logOdds,
      DoubleFunction<Double> size,
      double boundSlope) {
    List<Finding> examine() {
      return DoubleStream.of(LAMBDAS).mapToObj(this::examine).toList();
    }

    private Finding examine(double lambda) {
      SimpleRegression exact = new SimpleRegression();
      SimpleRegression bound = new SimpleRegression();
      double ratio = 0;
      for (double x : sizes) {
        Environment here = environment.apply(x);
        Run run = new Run(here, Objective.withEntropy(lambda), new NaturalGradient(RATE / lambda));
        run.advance(STEPS);
        Bound proposition = Proposition2.of(here, lambda).subOptimality(run.policy());
        double missing = proposition.left();
        exact.addData(logOdds.apply(x), StrictMath.log(missing / (1 - missing)));
        bound.addData(size.apply(x), proposition.constant("bias"));
        ratio = Math.max(ratio, proposition.ratio());
      }
      Map<String, Double> numbers =
          Evidence.of("slope", exact.getSlope())
              .and("slope_half_width", exact.getSlopeConfidenceInterval())
              .and("predicted_slope", 1.0)
              .and("intercept", exact.getIntercept())
              .and("predicted_intercept", -1 / lambda)
              .and("bound_slope", bound.getSlope())
              .and("bound_slope_half_width", bound.getSlopeConfidenceInterval())
              .and("predicted_bound_slope", lambda * boundSlope)
              .and(Ledger.RATIO, ratio)
              .numbers();
      boolean holds =
          agrees(exact.getSlope(), exact.getSlopeConfidenceInterval(), 1)
              && agrees(bound.getSlope(), bound.getSlopeConfidenceInterval(), lambda * boundSlope)
              && Math.abs(exact.getIntercept() + 1 / lambda) <= SLOPE_TOLERANCE / lambda
              && ratio <= 1;
      return Finding.of("lambda = " + lambda, holds, numbers);
    }
  }

  private static boolean agrees(double slope, double halfWidth, double predicted) {
    return Math.abs(slope - predicted) <= Math.max(halfWidth, SLOPE_TOLERANCE);
  }

  private static ContextualBandit bandit(double actions, double optimal) {
    return ContextualBandit.of(
        new double[2], new double[] {1, 0}, new double[] {optimal, actions - optimal});
  }

  private static Environment tokens(int horizon) {
    return new TokenSequenceGenerator(
            new TokenSequenceSettings(1, horizon, TOKENS, List.of(RIGHT)), Encoding.CLASSES)
        .process(1);
  }
}

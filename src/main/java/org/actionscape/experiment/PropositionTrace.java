package org.actionscape.experiment;

import java.util.ArrayList;
import java.util.List;
import org.actionscape.env.Environment;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.actionscape.solver.Optimizer;
import org.actionscape.solver.Run;
import org.actionscape.theory.Bound;
import org.actionscape.theory.Proposition1;
import org.actionscape.theory.Proposition2;

/** Both sides of both propositions along a training run. */
final class PropositionTrace {
  private PropositionTrace() {}

  /**
   * One recorded step.
   *
   * @param step the number of updates so far
   * @param stagnation Proposition 1(a): {@code ||grad V||_1} against {@code 2 R H}
   * @param sharpStagnation the same with the best factor
   * @param subOptimality Proposition 1(b): {@code V* - V} against {@code eps / C}
   * @param regularised Proposition 2: {@code V* - V} against the sum of its terms, constants "gain"
   *     and "bias"
   * @param middle Proposition 2 with the policy's own entropy in the bias
   */
  record Point(
      int step,
      Bound stagnation,
      Bound sharpStagnation,
      Bound subOptimality,
      Bound regularised,
      Bound middle) {}

  /**
   * Trains, and asks both propositions at each recorded step, whatever the objective. Their eps are
   * different: of V in Proposition 1, of {@code V + lambda H} in Proposition 2.
   *
   * @param environment where to train
   * @param objective what training maximises
   * @param optimizer how
   * @param lambda the coefficient of Proposition 2; 0 leaves it out, as not covered
   * @param recorded the steps to record, ascending
   * @return one point a recorded step; right sides may be infinite
   */
  static List<Point> along(
      Environment environment,
      Objective objective,
      Optimizer optimizer,
      double lambda,
      List<Integer> recorded) {
    Proposition1 first = Proposition1.of(environment);
    Proposition2 second = Proposition2.of(environment, lambda);
    Run run = new Run(environment, objective, optimizer);
    List<Point> points = new ArrayList<>();
    int done = 0;
    for (int step : recorded) {
      run.advance(step - done);
      done = step;
      Policy policy = run.policy();
      points.add(
          new Point(
              step,
              first.stagnation(policy),
              first.sharpStagnation(policy),
              first.subOptimality(policy),
              second.subOptimality(policy),
              second.subOptimalityByEntropy(policy)));
    }
    return points;
  }
}

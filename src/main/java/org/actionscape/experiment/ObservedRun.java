package org.actionscape.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.solver.Run;
import org.actionscape.solver.Step;
import org.actionscape.theory.Bound;
import org.actionscape.theory.Proposition1;

/**
 * The run of one seed of an {@link Experiment} exposed step by step, with the quantities that a
 * viewer shows. Watching changes no number. Not safe for use by several threads.
 */
public final class ObservedRun {
  private final Environment environment;
  private final Run run;
  private final OptionalDouble softReward;
  private final Function<Step, List<String>> notes;
  private final Proposition1 proposition;

  /** For probabilities alone; of the plain return, whatever the run maximises. */
  private final Evaluation evaluation;

  private boolean evaluated;

  ObservedRun(
      Environment environment,
      Run run,
      OptionalDouble softReward,
      Function<Step, List<String>> notes) {
    this.environment = environment;
    this.run = run;
    this.softReward = softReward;
    this.notes = notes;
    proposition = Proposition1.of(environment);
    evaluation = new Evaluation(environment, Objective.expectedReturn());
  }

  /**
   * The quantities of one step that a viewer shows.
   *
   * @param step the numbers that {@code data.csv} has
   * @param returnGradient the 1-norm of the gradient of the return alone, without bonuses
   * @param bound Proposition 1(a)'s bound on it, {@code 2 R H}
   */
  public record Observation(Step step, double returnGradient, double bound) {}

  /**
   * Takes steps.
   *
   * @param count the number of updates
   */
  public void advance(int count) {
    run.advance(count);
    evaluated = false;
  }

  private void evaluate() {
    if (!evaluated) {
      evaluation.evaluate(run.policy());
      evaluated = true;
    }
  }

  /**
   * Observes the current step. Cost: about that of a step.
   *
   * @return its numbers
   */
  public Observation observe() {
    Bound stagnation = proposition.stagnation(run.policy());
    return new Observation(run.observe(), stagnation.left(), stagnation.right());
  }

  /**
   * The reward at the optimum of the regularised problem.
   *
   * @return its expected return; empty where there is no closed form, that is unless the bonus is
   *     entropy with a constant coefficient
   */
  public OptionalDouble softReward() {
    return softReward;
  }

  /**
   * The number of states.
   *
   * @return the states that {@link #ranks} can be asked for
   */
  public int states() {
    return environment.classes().states();
  }

  /**
   * What would be no error but should be heard if the run ended here, as {@code actionscape run}
   * says it: a coefficient at a limit of its rule, a step size that is too large to settle.
   *
   * @return one sentence each
   */
  public List<String> notes() {
    return notes.apply(run.observe());
  }

  /**
   * How likely the best actions are, state by state.
   *
   * @return one probability a state; NaN where all actions are best, as there is nothing to decide
   */
  public double[] optimalMass() {
    ActionClasses classes = environment.classes();
    evaluate();
    double[] mass = new double[classes.states()];
    for (int s = 0; s < mass.length; s++) {
      boolean distinct = false;
      for (int k = classes.begin(s); k < classes.end(s); k++) {
        if (proposition.isOptimal(k)) {
          mass[s] += classes.multiplicity(k) * StrictMath.exp(evaluation.logProbability(s, k));
        } else {
          distinct = true;
        }
      }
      mass[s] = distinct ? mass[s] : Double.NaN;
    }
    return mass;
  }

  /**
   * The policy in one state, by rank: likeliest actions first.
   *
   * @param state the state
   * @return all actions of the state, equally likely ones together
   */
  public List<RankedActions> ranks(int state) {
    ActionClasses classes = environment.classes();
    evaluate();
    List<Integer> order =
        IntStream.range(classes.begin(state), classes.end(state))
            .boxed()
            .sorted(Comparator.comparingDouble(k -> -evaluation.logProbability(state, k)))
            .toList();
    boolean distinct = !order.stream().allMatch(proposition::isOptimal);
    List<RankedActions> ranked = new ArrayList<>();
    double before = 0;
    for (int k : order) {
      double last = before + classes.multiplicity(k);
      ranked.add(
          new RankedActions(
              before + 1,
              last,
              evaluation.logProbability(state, k),
              distinct && proposition.isOptimal(k)));
      before = last;
    }
    return List.copyOf(ranked);
  }
}

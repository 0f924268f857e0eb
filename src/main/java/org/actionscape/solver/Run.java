package org.actionscape.solver;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.actionscape.check.Checks;
import org.actionscape.check.DivergedException;
import org.actionscape.check.InvalidInputException;
import org.actionscape.check.OutOfRangeException;
import org.actionscape.env.ActionClasses;
import org.actionscape.env.Environment;
import org.actionscape.objective.CoefficientRule;
import org.actionscape.objective.Coefficients;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Objective.Bonus;
import org.actionscape.objective.Policy;
import org.ejml.data.DMatrixRMaj;

/**
 * One training run, as a lazy stream of steps:
 *
 * <pre>{@code
 * var bandit = ContextualBandit.of(new double[] {2, 0}, new double[] {0, 1}); // logits, rewards
 * var run = new Run(bandit, Objective.withEntropy(0.1), new GradientAscent(2));
 * run.steps(100).limit(11).forEach(System.out::println); // steps 0, 100 .. 1000
 * }</pre>
 *
 * <p>Nothing is computed before it is asked for, and a run of any length holds one policy and one
 * workspace. Between the steps that are observed, nothing is allocated, but by {@link
 * GradientFlow}'s integrator.
 *
 * <p>A run starts at the environment's start policy and is determined by its parts and its seed.
 * After each update, coefficient rules observe the policy that it made and set the coefficients of
 * the next. It can be interrupted between steps. Not safe for use by several threads.
 */
public final class Run {
  private final Policy policy;
  private final Coefficients coefficients;
  private final Evaluation evaluation;
  private final CoefficientRule[] rules;
  private final GradientSource.Prepared source;
  private final Optimizer.Prepared optimizer;
  private final DMatrixRMaj gradient;
  private long steps;

  /**
   * Prepares a run with exact gradients.
   *
   * @param environment where to train
   * @param objective what to maximise
   * @param optimizer how
   * @throws InvalidInputException if the parts do not fit each other
   */
  public Run(Environment environment, Objective objective, Optimizer optimizer) {
    this(environment, objective, optimizer, new ExactGradient(), 0);
  }

  /**
   * Prepares a run.
   *
   * @param environment where to train
   * @param objective what to maximise
   * @param optimizer how
   * @param gradient how the gradient is found
   * @param seed of what is drawn while training; without effect where gradients are exact
   * @throws InvalidInputException if the parts do not fit each other
   */
  public Run(
      Environment environment,
      Objective objective,
      Optimizer optimizer,
      GradientSource gradient,
      long seed) {
    policy = Policy.startOf(environment);
    coefficients = Coefficients.startOf(objective);
    evaluation = new Evaluation(environment, objective, coefficients);
    rules = objective.bonuses().stream().map(Bonus::rule).toArray(CoefficientRule[]::new);
    source =
        Checks.made(
            "gradient source " + gradient.id() + " of a run",
            gradient.prepare(objective, policy, evaluation, seed));
    this.optimizer =
        Checks.made("optimiser " + optimizer.id() + " of a run", optimizer.prepare(source));
    this.gradient = new DMatrixRMaj(environment.classes().size(), 1);
    for (int i = 0; i < rules.length; i++) {
      coefficients.set(
          i,
          Checks.nonNegative(
              "coefficient rule " + rules[i].id() + " at the start", rules[i].start()));
    }
    evaluateStart(objective);
    for (int i = 0; i < rules.length; i++) {
      rules[i].requireReachable(evaluation.termUpperBound(i));
    }
  }

  /** Evaluates the start policy, where numbers out of range are those of the settings. */
  private void evaluateStart(Objective objective) {
    try {
      source.evaluate();
    } catch (DivergedException e) {
      throw outOfRange("values", Double.NaN);
    }
    requireInRange("expected return", evaluation.value());
    requireInRange("entropy", evaluation.entropy());
    for (int i = 0; i < rules.length; i++) {
      String term = "term " + objective.bonuses().get(i).term().id();
      requireInRange(term, evaluation.termValue(i));
      requireInRange(term + " with its coefficient", coefficients.get(i) * evaluation.termValue(i));
    }
    requireInRange("objective", evaluation.objective());
    requireInRange("gradient norm", gradientNorm());
  }

  private static void requireInRange(String what, double value) {
    if (!(Math.abs(value) <= Double.MAX_VALUE)) {
      throw outOfRange(what, value);
    }
  }

  private static OutOfRangeException outOfRange(String what, double value) {
    return new OutOfRangeException(
        what
            + " of the start policy = "
            + value
            + ": must be a finite number; logits and rewards must be finite and differ by at most"
            + " 1.7e308, and returns, coefficients and their sums must stay below that");
  }

  /**
   * The steps of the run from here on.
   *
   * @return an endless sequential stream: this step, the next one and so on
   */
  public Stream<Step> steps() {
    return steps(1);
  }

  /**
   * Every so many steps of the run from here on.
   *
   * @param every the distance of the observed steps, at least 1
   * @return an endless sequential stream: this step, the one {@code every} updates later and so on
   */
  public Stream<Step> steps(int every) {
    Checks.between("recording interval", every, 1, Integer.MAX_VALUE);
    return Stream.iterate(
        observe(),
        last -> {
          advance(every);
          return observe();
        });
  }

  /**
   * Certain steps of the run from here on.
   *
   * @param recorded the steps to observe, as numbers of updates since the start; ascending, none of
   *     them past
   * @return a sequential stream of these steps; while one is consumed, the run stands there
   * @throws InvalidInputException if a step lies before the run's, or before its predecessor
   */
  public Stream<Step> steps(List<Integer> recorded) {
    long previous = steps;
    for (int step : recorded) {
      previous = Checks.between("recorded step", step, previous, Integer.MAX_VALUE);
    }
    return recorded.stream()
        .map(
            step -> {
              advance((int) (step - steps));
              return observe();
            });
  }

  /**
   * Takes steps without observing them.
   *
   * @param count the number of updates
   * @throws CancellationException if the thread is interrupted
   * @throws DivergedException if training diverges, a flow's tolerance is out of reach, or a rule's
   *     coefficient is not finite or below 0
   */
  public void advance(int count) {
    for (int i = 0; i < count; i++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted at step " + steps);
      }
      try {
        optimizer.step();
        steps++;
        for (int j = 0; j < rules.length; j++) {
          coefficients.set(j, nextCoefficient(j));
        }
      } catch (DivergedException e) {
        throw e.at("step " + steps + ": ");
      }
    }
  }

  private double nextCoefficient(int j) {
    double next = rules[j].next(coefficients.get(j), source.observed(j), steps);
    if (!(next >= 0 && next <= Double.MAX_VALUE)) {
      throw new DivergedException(
          "coefficient rule "
              + rules[j].id()
              + " = "
              + next
              + ": must be a finite number, at least 0");
    }
    return Checks.nonNegative("coefficient", next);
  }

  /**
   * Observes the current step, which changes nothing.
   *
   * @return what is known of it
   */
  public Step observe() {
    double value = evaluation.value();
    return new Step(
        steps,
        value,
        evaluation.entropy(),
        evaluation.length(),
        evaluation.objective() - value,
        gradientNorm(),
        IntStream.range(0, rules.length).mapToObj(this::bonus).toList());
  }

  private Step.Bonus bonus(int term) {
    ActionClasses classes = policy.classes();
    double kept = 0;
    for (int s = 0; s < classes.states(); s++) {
      kept += evaluation.visits(s) * evaluation.kept(term, s) / classes.actions(s);
    }
    return new Step.Bonus(
        coefficients.get(term),
        evaluation.termPerStep(term),
        source.observed(term),
        kept / evaluation.length());
  }

  /**
   * The current policy.
   *
   * @return the policy, live
   */
  public Policy policy() {
    return policy;
  }

  /**
   * The evaluation of the current policy.
   *
   * @return the evaluation, live; not to be modified or made to evaluate another policy
   */
  public Evaluation evaluation() {
    return evaluation;
  }

  private double gradientNorm() {
    Arrays.fill(gradient.data, 0);
    evaluation.addGradient(1, gradient);
    return ActionInnerProduct.norm(policy.classes(), gradient.data);
  }
}

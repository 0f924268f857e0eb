package org.actionscape.study.temperature;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.actionscape.chart.Figure;
import org.actionscape.env.DecisionProcess;
import org.actionscape.env.Encoding;
import org.actionscape.env.Environment;
import org.actionscape.env.TokenSequenceGenerator;
import org.actionscape.env.TokenSequenceSettings;
import org.actionscape.experiment.Effort;
import org.actionscape.experiment.FigureSettings;
import org.actionscape.experiment.Parallel;
import org.actionscape.experiment.Progress;
import org.actionscape.objective.Evaluation;
import org.actionscape.objective.Objective;
import org.actionscape.objective.Policy;
import org.actionscape.objective.StepEntropy;
import org.actionscape.settings.Described;
import org.actionscape.solver.NaturalGradient;
import org.actionscape.solver.Run;
import org.actionscape.store.Result;
import org.actionscape.store.Table;
import org.actionscape.study.FigureStudy;
import org.actionscape.theory.CriticalCoefficient;
import org.actionscape.theory.SoftValueIteration;
import org.actionscape.theory.StepEntropyFixedPoint;

/**
 * Temperature against training-time entropy: a policy trained without a bonus and decoded hot,
 * {@code softmax(logits / tau)}, beside policies trained with an entropy bonus, as curves of reward
 * against the entropy of responses.
 *
 * <p>In one decision they are the same: natural gradient without a bonus from a uniform start gives
 * {@code pi_t} proportional to {@code exp(eta t r)}, which at {@code tau = eta t lambda} is the
 * soft optimum {@code exp(r / lambda)}. Over several steps they are not: the bonus looks ahead to
 * the entropy of later tokens, which no temperature does.
 */
final class Temperature implements FigureStudy {
  private static final String ID = "temperature";

  static final int TOKENS = 50;
  static final int RIGHT = 2;

  /** Natural gradient without a bonus: step size and number of steps before decoding. */
  static final double STEP_SIZE = 1;

  static final int STEPS = 2000;

  private static final List<Integer> HORIZONS = List.of(1, 2, 4, 8);
  private static final int SHOWN = 4;
  private static final int POINTS = 48;
  private static final int QUICK_POINTS = 12;

  /** With step size {@code RATE / lambda} natural gradient shrinks distances by 1 - RATE a step. */
  private static final double RATE = 0.5;

  /** Enough steps for the distance to reach rounding in every one of eight steps. */
  private static final int TRAINING = 400;

  /** Rewards of runs at rest and of bisections are equal to within this. */
  private static final double ROUNDING = 1e-12;

  private static final int BISECTIONS = 80;

  /** How far points keep from the least and the largest entropy, as share of what is between. */
  private static final double MARGIN = 0.01;

  /** A policy's place on the chart. */
  record Point(double parameter, double reward, double entropy) {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "reward against entropy of a policy that is decoded hot and of policies trained with an"
        + " entropy bonus, for one and for several decisions";
  }

  /** Responses of some tokens, paid at the end if all of them are right; uniform start. */
  static DecisionProcess tokens(int horizon) {
    return new TokenSequenceGenerator(settings(horizon), Encoding.CLASSES).process(1);
  }

  private static TokenSequenceSettings settings(int horizon) {
    return new TokenSequenceSettings(1, horizon, TOKENS, List.of(RIGHT));
  }

  /** Training without a bonus, before anything is decoded. */
  static Policy trainedWithout(Environment environment) {
    Run run = new Run(environment, Objective.expectedReturn(), new NaturalGradient(STEP_SIZE));
    run.advance(STEPS);
    return run.policy();
  }

  /** A policy whose logits are divided by a temperature. */
  static Policy decoded(Environment environment, Policy trained, double tau) {
    return Policy.of(
        environment, Arrays.stream(trained.logits().data).map(logit -> logit / tau).toArray());
  }

  /** The temperature at which decoding has an entropy, nats a response, by bisection. */
  static double tauOf(Environment environment, Policy trained, double entropy) {
    Evaluation evaluation = new Evaluation(environment, Objective.expectedReturn());
    double low = StrictMath.log(1e-3);
    double high = StrictMath.log(1e9);
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      evaluation.evaluate(decoded(environment, trained, StrictMath.exp(middle)));
      if (evaluation.entropy() < entropy) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return StrictMath.exp((low + high) / 2);
  }

  /** Training with a bonus to rest. */
  static Run trainedWith(Environment environment, Objective objective, double lambda) {
    Run run = new Run(environment, objective, new NaturalGradient(RATE / lambda));
    run.advance(TRAINING);
    return run;
  }

  static Objective lossTerm(double lambda) {
    return new Objective(List.of(new Objective.Bonus(lambda, new StepEntropy())));
  }

  private static Point point(Environment environment, Policy policy, double parameter) {
    Evaluation evaluation = new Evaluation(environment, Objective.expectedReturn());
    evaluation.evaluate(policy);
    return new Point(parameter, evaluation.value(), evaluation.entropy());
  }

  /** Everything about one horizon. */
  private record Frontiers(
      List<Point> trained, List<Point> lossTerm, List<Point> decoded, List<double[]> values) {}

  private static Frontiers frontiers(int horizon, int points) {
    Environment environment = tokens(horizon);
    Policy without = trainedWithout(environment);
    List<Point> trained = new ArrayList<>();
    List<Point> lossTerm = new ArrayList<>();
    List<Point> decoded = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      double share = MARGIN + (1 - 2 * MARGIN) * i / (points - 1.0);
      double entropy =
          horizon * (StrictMath.log(RIGHT) * (1 - share) + StrictMath.log(TOKENS) * share);
      double lambda = lambdaOf(x -> softEntropy(environment, x), entropy);
      Policy soft = trainedWith(environment, Objective.withEntropy(lambda), lambda).policy();
      Point point = point(environment, soft, lambda);
      trained.add(point);
      double tau = tauOf(environment, without, point.entropy());
      decoded.add(point(environment, decoded(environment, without, tau), tau));
      double other =
          lambdaOf(x -> StepEntropyFixedPoint.of(environment, x).entropy(), point.entropy());
      lossTerm.add(
          point(environment, trainedWith(environment, lossTerm(other), other).policy(), other));
    }
    return new Frontiers(trained, lossTerm, decoded, values(environment, horizon, without));
  }

  private static double softEntropy(Environment environment, double lambda) {
    return SoftValueIteration.of(environment, lambda).entropy();
  }

  /** The coefficient at which a closed form has an entropy, which grows with it; by bisection. */
  private static double lambdaOf(DoubleUnaryOperator entropyAt, double entropy) {
    double low = StrictMath.log(1e-3);
    double high = StrictMath.log(1e3);
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (entropyAt.applyAsDouble(StrictMath.exp(middle)) < entropy) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return StrictMath.exp((low + high) / 2);
  }

  /** The coefficient at which a soft-optimal response is right half of the time. */
  static double critical(int horizon) {
    return CriticalCoefficient.of(StrictMath.pow((double) TOKENS / RIGHT, horizon), 1);
  }

  /**
   * By step, on the track of right tokens: soft value and return of the soft optimum, and return of
   * hot decoding with the same entropy of responses.
   */
  private static List<double[]> values(Environment environment, int horizon, Policy without) {
    double lambda = critical(horizon);
    SoftValueIteration soft = SoftValueIteration.of(environment, lambda);
    Policy optimum = soft.policy();
    Evaluation ofOptimum = new Evaluation(environment, Objective.expectedReturn());
    ofOptimum.evaluate(optimum);
    Evaluation ofDecoded = new Evaluation(environment, Objective.expectedReturn());
    double tau = tauOf(environment, without, ofOptimum.entropy());
    ofDecoded.evaluate(decoded(environment, without, tau));
    List<double[]> values = new ArrayList<>();
    for (int h = 0; h < horizon; h++) {
      int state = h == 0 ? 0 : 2 * h - 1;
      values.add(
          new double[] {h + 1, soft.value(state), ofOptimum.value(state), ofDecoded.value(state)});
    }
    return values;
  }

  @Override
  public Figure draw(Path folder) throws IOException {
    return TemperatureChart.of(folder);
  }

  @Override
  public Result run(Effort options, Progress progress) {
    int points = options.quick() ? QUICK_POINTS : POINTS;
    IntFunction<Frontiers> cell = i -> frontiers(HORIZONS.get(i), points);
    List<Frontiers> all = Parallel.map(HORIZONS.size(), options.threads(), cell, progress);
    Table data =
        Table.withColumns(
            "horizon", "method", "parameter", "step", "entropy", "reward", "gain", "value");
    Table summary =
        Table.withColumns(
            "horizon", "lambda", "entropy", "reward_trained", "reward_decoded", "gain");
    for (int i = 0; i < all.size(); i++) {
      int horizon = HORIZONS.get(i);
      Frontiers frontiers = all.get(i);
      add(data, horizon, "trained", frontiers.trained(), frontiers.decoded());
      add(data, horizon, "loss-term", frontiers.lossTerm(), List.of());
      add(data, horizon, "decoded", frontiers.decoded(), List.of());
      String[] names = {"soft-value", "return-trained", "return-decoded"};
      for (double[] row : frontiers.values()) {
        for (int j = 0; j < names.length; j++) {
          data.add(
              horizon,
              names[j],
              critical(horizon),
              (long) row[0],
              Double.NaN,
              Double.NaN,
              Double.NaN,
              row[j + 1]);
        }
      }
      int widest = widest(frontiers);
      Point trained = frontiers.trained().get(widest);
      Point decoded = frontiers.decoded().get(widest);
      summary.add(
          horizon,
          trained.parameter(),
          trained.entropy(),
          trained.reward(),
          decoded.reward(),
          gain(trained, decoded));
    }
    return new Result(data, summary, describe(all));
  }

  private static int widest(Frontiers frontiers) {
    int widest = 0;
    for (int i = 0; i < frontiers.trained().size(); i++) {
      if (gain(frontiers, i) > gain(frontiers, widest)) {
        widest = i;
      }
    }
    return widest;
  }

  private static double gain(Frontiers frontiers, int i) {
    return gain(frontiers.trained().get(i), frontiers.decoded().get(i));
  }

  /** What training gains over decoding; a difference that rounding may have made is none. */
  private static double gain(Point trained, Point decoded) {
    double gain = trained.reward() - decoded.reward();
    return Math.abs(gain) <= ROUNDING ? 0 : gain;
  }

  private static void add(
      Table table, int horizon, String method, List<Point> points, List<Point> others) {
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      table.add(
          horizon,
          method,
          point.parameter(),
          "",
          point.entropy(),
          point.reward(),
          others.isEmpty() ? Double.NaN : gain(point, others.get(i)),
          Double.NaN);
    }
  }

  private static Map<String, Object> describe(List<Frontiers> all) {
    FigureSettings described =
        FigureSettings.trained(
            ID,
            Described.map(
                "environment", Described.environment(settings(HORIZONS.get(0)), Encoding.CLASSES),
                "objective", Described.objective(Objective.withEntropy(critical(SHOWN))),
                "optimizer", Described.map("kind", "natural", "step_size", RATE / critical(SHOWN)),
                "steps", TRAINING));
    return described
        .curve("trained", changes(all, Frontiers::trained), Map.of())
        .curve(
            "loss-term",
            changes(all, Frontiers::lossTerm),
            Described.map("objective[0].kind", List.of("step-entropy")))
        .curve(
            "before-decoding",
            List.of(
                Described.map(
                    "objective", List.of(), "optimizer.step_size", STEP_SIZE, "steps", STEPS)),
            Described.map("environment.horizon", HORIZONS))
        .detail("horizon_shown", SHOWN)
        .with(caption());
  }

  /** A run with a bonus for every point. */
  private static List<Map<String, Object>> changes(
      List<Frontiers> all, Function<Frontiers, List<Point>> points) {
    List<Map<String, Object>> changes = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      for (Point point : points.apply(all.get(i))) {
        changes.add(
            Described.map(
                "environment.horizon", HORIZONS.get(i),
                "objective[0].coefficient", point.parameter(),
                "optimizer.step_size", RATE / point.parameter()));
      }
    }
    return changes;
  }

  private static String caption() {
    return String.format(
        Locale.ROOT,
        "Responses of H tokens out of %d, %d right ones a step, paid 1 at the end if all are right."
            + " Trained: natural gradient with an entropy bonus, to rest, one point a coefficient."
            + " Decoded: natural gradient without a bonus, %d steps, then logits divided by a"
            + " temperature, one point a temperature. Upper left: in one decision the curves are one"
            + " and the same. Upper right: over %d decisions no temperature reaches what training with"
            + " the bonus as reward reaches. Lower left: its lead at the same entropy. Lower right, H ="
            + " %d, at \u03bb = %.3f, where the trained policy is right half of the time: values on the"
            + " way to a right response; the soft value counts the entropy still to come, returns do"
            + " not. Everything is exact, nothing is drawn.",
        TOKENS,
        RIGHT,
        STEPS,
        SHOWN,
        SHOWN,
        critical(SHOWN));
  }
}

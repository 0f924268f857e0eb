package org.actionscape.study.grpo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.actionscape.chart.Drawing;
import org.actionscape.chart.Figure;
import org.actionscape.experiment.Effort;
import org.actionscape.experiment.Progress;
import org.actionscape.solver.Step;
import org.actionscape.store.Interval;
import org.actionscape.store.Ranges;
import org.actionscape.store.Result;
import org.actionscape.store.Table;
import org.actionscape.study.FigureStudy;
import org.actionscape.study.grpo.TokenTask.Method;

/**
 * Training by GRPO with several bonuses, traced step by step: the paper's Figures 2 to 5 in our
 * setting, see {@link TokenTask}. The figures differ in the methods that they compare.
 *
 * @param id the figure's name
 * @param description what it shows, one sentence
 * @param methods what is compared, in order
 * @param lead what its caption says before the task
 * @param drawing how it is drawn
 */
record GrpoFigure(String id, String description, List<Method> methods, String lead, Drawing drawing)
    implements FigureStudy {
  /**
   * Coefficients of plain entropy: too small, small, the best of those tried, too large. Tried were
   * 0.0003, 0.003, 0.03, 0.1, 0.15, 0.17, 0.2, 0.25 and 0.3.
   */
  static final List<Method> ENTROPY =
      List.of(
          Method.entropy(0.003), Method.entropy(0.03), Method.entropy(0.17), Method.entropy(0.3));

  /**
   * Coefficients of clamped entropy: too small, the best of those tried, too large. Tried were
   * 0.03, 0.2, 0.3, 0.4, 0.5 and 0.6.
   */
  static final List<Method> CLAMPED =
      List.of(Method.clamped(0.03), Method.clamped(0.4), Method.clamped(0.6));

  /** AEnt's coefficient, started at each of those. */
  static final List<Method> ADAPTIVE =
      CLAMPED.stream().map(constant -> Method.aent(constant.lambda())).toList();

  /** The constant coefficient of plain entropy that AEnt is compared with. */
  static final Method BEST_ENTROPY = ENTROPY.get(2);

  /** How constant coefficients are drawn beside adaptive ones, without their intervals. */
  private static final String DOTTED = "dotted";

  private static final Map<String, ToDoubleFunction<Step>> COLUMNS = columns();

  /** The figures. */
  static List<FigureStudy> all() {
    List<Method> constant = new ArrayList<>(List.of(Method.NONE));
    constant.addAll(ENTROPY);
    List<Method> adaptive = new ArrayList<>(CLAMPED);
    adaptive.addAll(ADAPTIVE);
    return List.of(
        new GrpoFigure(
            "constant-coefficient",
            "collapse and explosion: GRPO with constant entropy coefficients, entropy and reward"
                + " against step",
            constant,
            "GRPO without a bonus and with constant coefficients \u03bb of plain entropy. Gradient:"
                + " that of the return and the method's own bonus.",
            TraceChart::constant),
        new GrpoFigure(
            "score-entropy-length",
            "reward, entropy, response length and coefficient against step for GRPO without, with"
                + " constant and with AEnt's entropy control",
            List.of(Method.NONE, BEST_ENTROPY, Method.AENT),
            "GRPO without a bonus, with plain entropy at \u03bb = "
                + Table.format(BEST_ENTROPY.lambda())
                + ", the best of those tried on other seeds, and with AEnt, whose coefficient starts"
                + " at "
                + Table.format(Method.AENT.lambda())
                + ".",
            TraceChart::score),
        new GrpoFigure(
            "adaptive-coefficient",
            "AEnt's adaptive coefficient against constant ones, with clamped entropy: reward,"
                + " entropy and coefficient against step",
            adaptive,
            "GRPO with clamped entropy: with constant coefficients ("
                + DOTTED
                + "),"
                + " of which "
                + Table.format(Method.AENT.lambda())
                + " was the best of those tried on other seeds, and with AEnt's adaptive coefficient"
                + " started at each of them.",
            TraceChart::adaptive));
  }

  private static Map<String, ToDoubleFunction<Step>> columns() {
    Map<String, ToDoubleFunction<Step>> columns = new LinkedHashMap<>();
    columns.put("average_reward", Step::value);
    columns.put("entropy_per_step", TokenTask::entropyPerStep);
    columns.put("bonus_per_step", step -> bonus(step, Step.Bonus::perStep));
    columns.put("length", Step::length);
    columns.put("coefficient", step -> bonus(step, Step.Bonus::coefficient));
    columns.put("gradient_norm", Step::gradientNorm);
    return columns;
  }

  /** A number of the only bonus; NaN where there is none. */
  private static double bonus(Step step, ToDoubleFunction<Step.Bonus> number) {
    return step.bonuses().isEmpty() ? Double.NaN : number.applyAsDouble(step.bonuses().get(0));
  }

  @Override
  public Figure draw(Path folder) throws IOException {
    return drawing.of(folder);
  }

  @Override
  public Result run(Effort options, Progress progress) {
    TokenTask task = new TokenTask(options);
    Map<Method, List<List<Step>>> traces = task.train(methods, progress);
    String caption =
        lead.replace(DOTTED, task.seeds() == 1 ? "dotted" : DOTTED + ", without their intervals")
            + " "
            + task.caption(methods);
    return new Result(
        data(traces), summary(traces, task.ranges()), task.describe(id, methods).with(caption));
  }

  private static Table data(Map<Method, List<List<Step>>> traces) {
    List<String> names = new ArrayList<>(List.of("seed", "method", "lambda", "step"));
    names.addAll(COLUMNS.keySet());
    Table table = Table.withColumns(names.toArray(String[]::new));
    traces.forEach(
        (method, seeds) -> {
          for (int seed = 0; seed < seeds.size(); seed++) {
            for (Step step : seeds.get(seed)) {
              List<Object> row =
                  new ArrayList<>(
                      List.of(
                          TokenTask.FIRST_SEED + seed,
                          method.kind().id(),
                          method.lambda(),
                          step.step()));
              COLUMNS.values().forEach(column -> row.add(column.applyAsDouble(step)));
              table.add(row.toArray());
            }
          }
        });
    return table;
  }

  private static Table summary(Map<Method, List<List<Step>>> traces, Ranges ranges) {
    Table table = Table.withColumns("method", "lambda", "metric", "mean", "low", "high");
    traces.forEach(
        (method, seeds) ->
            COLUMNS.forEach(
                (name, column) -> {
                  Interval interval = ranges.of(name).overSeeds(TokenTask.last(seeds, column));
                  table.add(
                      method.kind().id(),
                      method.lambda(),
                      "final_" + name.replace("average_", ""),
                      interval.mean(),
                      interval.low(),
                      interval.high());
                }));
    return table;
  }
}
